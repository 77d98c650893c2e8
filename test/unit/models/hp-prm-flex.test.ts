/** PRM groups and the nPartitions of Superdome Flex: every refusal once refusing and once passing, sizing by hand. */
import { describe, expect, test } from "vitest";
import { findHostType } from "#hosts";
import { hpMachine, hpModels, maxNpars } from "#models/hp/machines.ts";
import { findPlatform, foundation } from "#models";
import { machineOf } from "#planner/size/index.ts";
import {
  GIB,
  RP8420,
  RX8640,
  cellServer,
  hpux,
  layerOf,
  refusals,
  siteOf,
  warnings,
  wish,
  wishes,
} from "./hp-builders.ts";

const prm = layerOf("hp-prm");
const site = siteOf(prm, RX8640);
const settled = (settings: Record<string, unknown>) => siteOf(prm, RX8640, settings);

describe("PRM groups", () => {
  test("PRM-1: the one HP-UX, its release and its processors", () => {
    expect(refusals(prm, site, [wish("a", hpux("11i v2"))])).toEqual([]);
    expect(refusals(prm, site, [wish("a", hpux("11i v1"))])).toEqual(["PRM-1"]);
    expect(refusals(prm, site, [wish("a", hpux("11i v2", "pa-risc"))])).toEqual(["PRM-1"]);
    expect(refusals(prm, site, [wish("a", { os: { family: "linux", architecture: "ia64" } })])).toEqual(["PRM-1"]);
    expect(refusals(prm, settled({ hpux: "11i v3" }), [wish("a", hpux("11i v3"))])).toEqual([]);
  });

  test("PRM-2, PRM-6: no kernel of its own, no live migration", () => {
    expect(refusals(prm, site, [wish("a", { needs: ["own-kernel"] })])).toEqual(["PRM-2"]);
    expect(refusals(prm, site, [wish("a", { needs: ["kernel-modules"] })])).toEqual(["PRM-2"]);
    expect(refusals(prm, site, [wish("a", { needs: ["live-migration"] })])).toEqual(["PRM-6"]);
    expect(refusals(prm, site, [wish("a")])).toEqual([]);
  });

  test("PRM-3: 62 groups before 11i v2 update 2, 254 from then on", () => {
    const small = { memoryMiB: 64 };
    const old = settled({ hpux: "11i v2" });
    expect(refusals(prm, old, wishes(62, small))).toEqual([]);
    expect(refusals(prm, old, wishes(63, small))).toEqual(["PRM-3"]);
    expect(refusals(prm, site, wishes(254, small))).toEqual([]);
    expect(refusals(prm, site, wishes(255, small))).toEqual(["PRM-3"]);
  });

  test("PRM-4: sets of whole cores leave core 0 alone", () => {
    // 32 cores: 31 may be in sets; 2.5 rounds to 3: 10 sets take 30, an eleventh 33.
    const sets = settled({ groups: "pset" });
    const three = { peakCores: 2.5 };
    expect(prm.size(wish("a", three), sets).settings).toMatchObject({ kind: "PSET", psetCores: 3 });
    expect(refusals(prm, sets, wishes(10, three))).toEqual([]);
    expect(refusals(prm, sets, wishes(11, three))).toEqual(["PRM-4"]);
    expect(refusals(prm, site, wishes(11, three))).toEqual([]);
  });

  test("PRM-5: floors within the machine less a tenth of a core", () => {
    // 31.9 cores at 1,000 MHz.
    expect(refusals(prm, site, [wish("a", { cpuReservedMhz: 31_900 })])).toEqual([]);
    expect(refusals(prm, site, [wish("a", { cpuReservedMhz: 31_901 })])).toEqual(["PRM-5"]);
  });

  test("PRM-7: a ceiling for each group comes with 11i v3, and not for sets", () => {
    const rules = (settings: Record<string, unknown>) => prm.machineMisfits(settled(settings)).map((m) => m.rule);
    expect(rules({ cap: "each" })).toEqual(["PRM-7"]);
    expect(rules({ cap: "each", hpux: "11i v3" })).toEqual([]);
    expect(rules({ cap: "each", hpux: "11i v3", groups: "pset" })).toEqual(["PRM-7"]);
    expect(rules({ cap: "all" })).toEqual([]);
  });

  test("shares are 10 per virtual CPU; a ceiling is the peak in percent of the machine, rounded up", () => {
    // 4 of 32 cores = 12.5 %.
    const spec = prm.size(wish("a", { vcpus: 3, peakCores: 4 }), settled({ cap: "each", hpux: "11i v3" }));
    expect(spec.settings).toEqual({ kind: "FSS", cpuShares: 30, maxPercent: 13, memoryMiB: GIB });
  });

  test("memory is given out once: 256 GiB less 1 GiB for the system", () => {
    expect(refusals(prm, site, [wish("a", { memoryMiB: 255 * GIB })])).toEqual([]);
    expect(refusals(prm, site, [wish("a", { memoryMiB: 255 * GIB + 1 })])).toEqual(["capacity.memoryMiB"]);
  });

  test("stands on PA-RISC and Itanium, on Itanium not with 11i v1", () => {
    const rules = (machine: typeof RX8640, settings: Record<string, unknown> = {}) =>
      prm.machineMisfits(siteOf(prm, machine, settings)).map((m) => m.rule);
    expect(rules(RP8420, { hpux: "11i v1" })).toEqual([]);
    expect(rules(RX8640, { hpux: "11i v1" })).toEqual(["machine.architecture"]);
    expect(rules({ ...RX8640, architecture: "sparc" })).toEqual(["machine.architecture"]);
  });

  test("warns of shares without ceilings and of disk traffic of sets", () => {
    expect(warnings(prm, site, wishes(1))).toEqual(["cap.none"]);
    expect(warnings(prm, settled({ cap: "all" }), wishes(1))).toEqual([]);
    expect(warnings(prm, settled({ groups: "pset" }), wishes(1))).toEqual(["pset.disk"]);
  });
});

describe("Superdome Flex", () => {
  const flex = layerOf("superdome-flex");
  const type = findHostType("hpe-superdome-flex");
  if (type === undefined) throw new Error("the catalogue has no Superdome Flex");
  const here = siteOf(flex, machineOf(type, undefined));
  const linux = { os: { family: "linux", architecture: "x86-64" } } as const;

  test("a wish of 120 cores takes 2 chassis of 112, and the waste is told", () => {
    const spec = flex.size(wish("a", { ...linux, peakCores: 120, memoryMiB: 4000 * GIB }), here);
    expect(spec).toMatchObject({ vcpus: 224, memoryMiB: 6144 * GIB, blocks: { chassis: 2 } });
    expect(spec.settings).toEqual({ chassis: 2, wastedCores: 104, wastedMemoryMiB: 2144 * GIB });
  });

  test("eight nPartitions fit, a ninth lacks a chassis and a number", () => {
    expect(refusals(flex, here, wishes(8, linux))).toEqual([]);
    expect(refusals(flex, here, wishes(9, linux))).toEqual(["NPAR-2", "NPAR-5"]);
  });

  test("parts of a chassis, none at all, other systems and live migration are refused", () => {
    const spec = flex.size(wish("a", linux), here);
    const rules = (change: Partial<typeof spec>) =>
      flex.partitionMisfits({ ...spec, ...change }, here).map((m) => m.rule);
    expect(rules({})).toEqual([]);
    expect(rules({ vcpus: 50 })).toEqual(["NPAR-3"]);
    expect(rules({ blocks: {}, vcpus: 0, memoryMiB: 0 })).toEqual(["NPAR-1"]);
    expect(refusals(flex, here, [wish("a", hpux("11i v3", "ia64"))])).toEqual(["NPAR-6"]);
    expect(refusals(flex, here, [wish("a", { ...linux, needs: ["live-migration"] })])).toEqual(["mig.none"]);
  });

  test("only its own models, with no more chassis than they take", () => {
    expect(flex.machineMisfits(siteOf(flex, RX8640)).map((m) => m.rule)).toEqual(["machine.model"]);
    const small = siteOf(flex, { ...here.machine, model: "hpe-scale-up-3200" });
    expect(flex.machineMisfits(small)).toEqual([
      expect.objectContaining({ resource: "block:chassis", value: 8, bound: 4, rule: "machine.boards" }),
    ]);
  });
});

describe("the table of machines", () => {
  test("every cell server of the host catalogue is in it, fitted as the table allows", () => {
    const models = hpModels(["sx1000", "sx2000", "flex"]).map((one) => one.model);
    const types = models.flatMap((model) => findHostType(model) ?? []);
    expect(types.length).toBe(13);
    for (const one of types) {
      const count = (name: string) => one.blocks.find((block) => block.name === name)?.count;
      const cells = count("cell") ?? count("chassis");
      expect(cells, one.id).toBe(hpMachine(one.id)?.cells.value);
      expect(count("io-chassis") ?? 0, one.id).toBe(hpMachine(one.id)?.ioChassis.value);
    }
  });

  test.each([
    ["hp-rx7620", 2, 2],
    ["hp-rx8640", 2, 4],
    ["hp-rp8400", 2, 2],
    ["hp-superdome-sd16-pa", 4, 4],
    ["hp-superdome-sd32-sx2000", 4, 8],
    ["hp-superdome-sd64-sx2000", 8, 16],
  ])("%s is cut into %i without its expansion and %i with it", (model, without, expanded) => {
    const one = hpMachine(model);
    if (one === undefined) throw new Error(`${model} is not in the table`);
    expect([maxNpars(one, false).value, maxNpars(one, true).value]).toEqual([without, expanded]);
  });

  test("a vPars platform stands on a whole cell server taken as one nPartition", () => {
    const platform = findPlatform("vpar-a05");
    if (platform === undefined) throw new Error("vpar-a05 is not in the catalogue");
    const server = cellServer("hp-rx8640", { architecture: "ia64", cells: 4, chassis: 2 });
    expect(foundation(platform, server)).toBe(server);
  });
});
