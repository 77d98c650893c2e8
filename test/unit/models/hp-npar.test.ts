/** nPartitions: every refusal once refusing and once passing, rounding with its waste, warnings. */
import { describe, expect, test } from "vitest";
import { quadsNeeded } from "#models/hp/npar-cautions.ts";
import { hpUxName, hpUxRelease } from "#models/hp/hp-ux-release.ts";
import type { PartitionSpec } from "#models/partitioning/index.ts";
import {
  GIB,
  RP8420,
  RX8640,
  SD64,
  cellServer,
  hpux,
  layerOf,
  refusals,
  siteOf,
  warnings,
  wish,
  wishes,
} from "./hp-builders.ts";

const sx1000 = layerOf("npar-sx1000");
const sx2000 = layerOf("npar-sx2000");
const plain = siteOf(sx2000, RX8640);
const expanded = siteOf(sx2000, RX8640, { expansion: true });
const specOf = (change: Partial<PartitionSpec>): PartitionSpec => ({ ...sx2000.size(wish("a"), plain), ...change });
const rulesOf = (spec: PartitionSpec) => sx2000.partitionMisfits(spec, plain).map((m) => m.rule);

describe("NPAR-5: how many nPartitions", () => {
  test("T1: an rx8640 of 4 cells without SEU refuses three with 3 of 2, with SEU it takes four", () => {
    expect(refusals(sx2000, plain, wishes(2))).toEqual([]);
    const three = wishes(3).map((w) => sx2000.size(w, plain));
    expect(sx2000.misfits(plain, three)).toContainEqual(
      expect.objectContaining({ code: "over-capacity", resource: "partitions", needs: 3, has: 2, rule: "NPAR-5" }),
    );
    expect(refusals(sx2000, expanded, wishes(4))).toEqual([]);
    // The fifth lacks a cell and a chassis as well: 4 of each.
    expect(refusals(sx2000, expanded, wishes(5))).toEqual(["NPAR-2", "NPAR-5"]);
  });

  test("T2: an SD64 with its expansion cabinets takes 16 of one cell, without them 8", () => {
    const full = siteOf(sx2000, SD64, { expansion: true });
    expect(refusals(sx2000, full, wishes(16))).toEqual([]);
    expect(refusals(sx2000, siteOf(sx2000, SD64), wishes(8))).toEqual([]);
    expect(refusals(sx2000, siteOf(sx2000, SD64), wishes(9))).toContain("NPAR-5");
  });

  test("the number never exceeds the cells or the chassis that are fitted", () => {
    const one = cellServer("hp-rx8640", { architecture: "ia64", cells: 4, chassis: 1 });
    expect(sx2000.supply(siteOf(sx2000, one)).constant.partitions).toBe(1);
    const two = cellServer("hp-rx8640", { architecture: "ia64", cells: 2, chassis: 2 });
    expect(sx2000.supply(siteOf(sx2000, two, { expansion: true })).constant.partitions).toBe(2);
  });

  test.each(["hp-rp7400", "some-other-machine"])("%s cannot be cut", (model) => {
    expect(sx2000.machineMisfits(siteOf(sx2000, { ...RX8640, model })).map((m) => m.rule)).toEqual(["NPAR-5"]);
  });
});

describe("machines and their settings", () => {
  test("a model of another chipset is sent away, both ways", () => {
    expect(sx1000.machineMisfits(siteOf(sx1000, RX8640)).map((m) => m.rule)).toEqual(["machine.model"]);
    expect(sx2000.machineMisfits(siteOf(sx2000, RP8420)).map((m) => m.rule)).toEqual(["machine.model"]);
    expect(sx1000.machineMisfits(siteOf(sx1000, RP8420))).toEqual([]);
    expect(sx2000.machineMisfits(plain)).toEqual([]);
  });

  test("more cells than the model takes are refused with 5 of 4, more chassis with 3 of 2", () => {
    const odd = cellServer("hp-rx8640", { architecture: "ia64", cells: 5, chassis: 3 });
    expect(sx2000.machineMisfits(siteOf(sx2000, odd))).toEqual([
      expect.objectContaining({ resource: "block:cell", value: 5, bound: 4, rule: "machine.boards" }),
      expect.objectContaining({ resource: "block:io-chassis", value: 3, bound: 2, rule: "machine.boards" }),
    ]);
  });

  test("an rx7640 takes no expansion unit", () => {
    const rx7640 = cellServer("hp-rx7640", { architecture: "ia64", cells: 2, chassis: 2, slots: 7 });
    const rules = (settings: Record<string, unknown>) =>
      sx2000.machineMisfits(siteOf(sx2000, rx7640, settings)).map((m) => m.rule);
    expect(rules({})).toEqual([]);
    expect(rules({ expansion: true })).toEqual(["expansion.model"]);
  });

  test("NPAR-8: cells without memory do not boot", () => {
    const empty = cellServer("hp-rx8640", { architecture: "ia64", cells: 4, chassis: 2, cellGiB: 0 });
    expect(sx2000.machineMisfits(siteOf(sx2000, empty)).map((m) => m.rule)).toEqual(["NPAR-8"]);
    expect(sx2000.machineMisfits(plain)).toEqual([]);
  });
});

describe("NPAR-1, NPAR-2, NPAR-3: whole cells with their chassis", () => {
  test("an nPartition without a cell or without core I/O is refused", () => {
    expect(rulesOf(specOf({}))).toEqual([]);
    expect(rulesOf(specOf({ blocks: { cell: 1 } }))).toEqual(["NPAR-1"]);
    expect(rulesOf(specOf({ blocks: { "io-chassis": 1 }, vcpus: 0, memoryMiB: 0 }))).toEqual(["NPAR-1", "NPAR-2"]);
  });

  test("a chassis apart from its cell is refused, so slots bring cells along", () => {
    const apart = specOf({ blocks: { cell: 1, "io-chassis": 2 } });
    expect(sx2000.partitionMisfits(apart, plain)).toEqual([
      expect.objectContaining({ code: "moves-as-one", block: "io-chassis", needs: 2, has: 1, rule: "NPAR-2" }),
    ]);
    // 10 adapters need 2 chassis of 8 slots; two chassis hang on two cells.
    expect(sx2000.size(wish("a", { nics: 9, disks: 1 }), plain).blocks).toEqual({ cell: 2, "io-chassis": 2 });
  });

  test("a cell in two nPartitions is refused: 3 + 2 of 4 cells", () => {
    const wants = [wish("a", { peakCores: 20 }), wish("b", { peakCores: 9 })];
    const specs = wants.map((w) => sx2000.size(w, plain));
    expect(specs.map((spec) => spec.blocks["cell"])).toEqual([3, 2]);
    expect(sx2000.misfits(plain, specs)).toEqual([
      expect.objectContaining({ resource: "block:cell", needs: 5, has: 4, rule: "NPAR-2" }),
    ]);
  });

  test("parts of a cell are refused", () => {
    expect(rulesOf(specOf({ blocks: { cell: 0.5, "io-chassis": 1 } }))).toContain("NPAR-3");
    expect(rulesOf(specOf({ vcpus: 6 }))).toEqual(["NPAR-3"]);
    expect(rulesOf(specOf({ memoryMiB: 65 * GIB }))).toEqual(["NPAR-3"]);
  });

  test("a wish of 9 cores, 70 GiB and 3 adapters becomes 2 cells and 1 chassis, and the waste is told", () => {
    // 9/8 and 70/64 both round to 2 cells: 16 cores, 128 GiB; 2 network cards + 1 for disks of 8 slots.
    const spec = sx2000.size(wish("a", { peakCores: 9, memoryMiB: 70 * GIB, nics: 2, disks: 4 }), plain);
    expect(spec).toMatchObject({ vcpus: 16, memoryMiB: 128 * GIB, blocks: { cell: 2, "io-chassis": 1 } });
    expect(spec.settings).toEqual({
      cells: 2,
      coreIoChassis: 1,
      activeCoreIo: 1,
      wastedCores: 7,
      wastedMemoryMiB: 58 * GIB,
      wastedIoSlots: 5,
    });
    const [part] = sx2000.carve(plain, [spec]);
    expect(part).toMatchObject({ kind: "npar", cores: 16, sockets: 8, ioSlots: 8 });
  });
});

describe("NPAR-4: cells of one kind", () => {
  const keyed = (keys: readonly string[]) => siteOf(sx2000, RX8640, { cellKeys: keys });

  test("two cells of each kind carry nPartitions of two cells and refuse one of three", () => {
    const site = keyed(["1.4 GHz", "1.4 GHz", "1.6 GHz", "1.6 GHz"]);
    expect(refusals(sx2000, site, [wish("a", { peakCores: 16 })])).toEqual([]);
    expect(refusals(sx2000, site, [wish("a", { peakCores: 17 })])).toEqual(["NPAR-4"]);
    expect(refusals(sx2000, plain, [wish("a", { peakCores: 17 })])).toEqual([]);
  });

  test("keys are one per cell", () => {
    expect(sx2000.machineMisfits(keyed(["a", "a", "b"])).map((m) => m.rule)).toEqual(["cell.keys"]);
    expect(sx2000.machineMisfits(keyed(["a", "a", "b", "b"]))).toEqual([]);
  });
});

describe("NPAR-6: what runs on which processors", () => {
  const onPa = siteOf(sx1000, RP8420);
  const rx8620 = cellServer("hp-rx8620", { architecture: "ia64", cells: 4, chassis: 2 });
  const onItanium = siteOf(sx1000, rx8620);
  const os = (
    family: "hp-ux" | "linux" | "windows" | "openvms" | "solaris",
    architecture: "ia64" | "pa-risc" | "unknown",
  ) => ({
    os: { family, architecture, version: family === "openvms" ? "8.3" : undefined },
  });

  test("PA-RISC carries HP-UX alone", () => {
    expect(refusals(sx1000, onPa, [wish("a", os("hp-ux", "pa-risc"))])).toEqual([]);
    for (const family of ["linux", "windows", "openvms"] as const) {
      expect(refusals(sx1000, onPa, [wish("a", os(family, "ia64"))])).toEqual(["NPAR-6"]);
    }
    expect(refusals(sx1000, onPa, [wish("a", os("solaris", "unknown"))])).toContain("NPAR-6");
  });

  test("Itanium carries HP-UX, Linux, Windows and OpenVMS built for it, and nothing built for PA-RISC", () => {
    for (const family of ["hp-ux", "linux", "windows", "openvms"] as const) {
      expect(refusals(sx1000, onItanium, [wish("a", os(family, "ia64"))])).toEqual([]);
    }
    expect(refusals(sx1000, onItanium, [wish("a", os("hp-ux", "pa-risc"))])).toEqual(["NPAR-6"]);
  });

  test("OpenVMS before 8.2-1 is refused on sx1000 and free of version on sx2000", () => {
    const vms = (version: string) => ({ os: { family: "openvms" as const, architecture: "ia64" as const, version } });
    expect(refusals(sx1000, onItanium, [wish("a", vms("7.3"))])).toEqual(["NPAR-6"]);
    expect(refusals(sx1000, onItanium, [wish("a", vms("8.2-1"))])).toEqual([]);
    expect(refusals(sx2000, plain, [wish("a", vms("8.4"))])).toEqual([]);
  });

  test("a Linux or Windows of unstated processors counts as x86 and is refused", () => {
    expect(refusals(sx1000, onItanium, [wish("a", os("windows", "unknown"))])).toEqual(["NPAR-6"]);
  });

  test("HP-UX 11i v1 boots on PA-RISC and not on Itanium; 10.20 on neither", () => {
    expect(refusals(sx1000, onPa, [wish("a", hpux("11i v1"))])).toEqual([]);
    expect(refusals(sx1000, onItanium, [wish("a", hpux("B.11.11"))])).toEqual(["os.release"]);
    expect(refusals(sx1000, onItanium, [wish("a", hpux("11i v2"))])).toEqual([]);
    expect(refusals(sx1000, onPa, [wish("a", hpux("10.20"))])).toEqual(["os.release"]);
  });
});

describe("NPAR-7: cells that change while the nPartition runs", () => {
  const sx1000Online = (onlineCells: string) => siteOf(sx1000, RP8420, { onlineCells });
  const online = (settings: Record<string, unknown>) => siteOf(sx2000, RX8640, settings);
  const big = (version: string) => [wish("a", { peakCores: 16, ...hpux(version) })];

  test("sx1000 never does", () => {
    expect(refusals(sx1000, sx1000Online("none"), wishes(1))).toEqual([]);
    expect(refusals(sx1000, sx1000Online("add"), wishes(1))).toEqual(["NPAR-7"]);
  });

  test("sx2000 adds under HP-UX 11i v3 alone", () => {
    expect(refusals(sx2000, online({ onlineCells: "add" }), big("11i v3"))).toEqual([]);
    expect(refusals(sx2000, online({ onlineCells: "add" }), big("11i v2"))).toEqual(["NPAR-7"]);
    expect(refusals(sx2000, online({ onlineCells: "add" }), wishes(1))).toEqual(["NPAR-7"]);
  });

  test("sx2000 deletes floating cells alone, and never the last, core cell", () => {
    const floating = online({ onlineCells: "delete", otherCells: "floating" });
    expect(refusals(sx2000, floating, big("11i v3"))).toEqual([]);
    expect(refusals(sx2000, online({ onlineCells: "delete" }), big("11i v3"))).toEqual(["NPAR-7"]);
    expect(refusals(sx2000, floating, [wish("a", hpux("11i v3"))])).toEqual(["NPAR-7"]);
  });
});

describe("what cannot be had, and what is pointed out", () => {
  test("live migration is refused, an own kernel is not", () => {
    expect(refusals(sx2000, plain, [wish("a", { needs: ["live-migration"] })])).toEqual(["mig.none"]);
    expect(refusals(sx2000, plain, [wish("a", { needs: ["own-kernel", "kernel-modules"] })])).toEqual([]);
  });

  test("NPAR-9: three cells are warned of, four are not", () => {
    const two = { nics: 9 };
    expect(warnings(sx2000, plain, [wish("a", { ...two, peakCores: 24 })])).toEqual(["NPAR-9"]);
    expect(warnings(sx2000, plain, [wish("a", { ...two, peakCores: 32 })])).toEqual([]);
  });

  test("NPAR-9: four nPartitions of three cells each find a quad in an SD64, a fifth does not", () => {
    // Each quad of 4 holds one of 3 cells; 5 x 3 = 15 of 16 cells, 5 quads wanted of 4.
    const site = siteOf(sx2000, SD64);
    const cautions = (count: number) =>
      sx2000.cautions(
        site,
        wishes(count, { peakCores: 24 }).map((w) => sx2000.size(w, site)),
      );
    const crossing = expect.objectContaining({ rule: "NPAR-9", what: "cells-of-one-quad" });
    expect(cautions(4)).not.toContainEqual(crossing);
    expect(cautions(5)).toContainEqual(crossing);
  });

  test("quads: 2+2, 3+1 and 4 fill three; 8 takes two whole ones", () => {
    expect(quadsNeeded([2, 3, 4, 1, 2], 4)).toBe(3);
    expect(quadsNeeded([8, 3, 3], 4)).toBe(4);
  });

  test("NPAR-10: one chassis is warned of, two are not", () => {
    expect(warnings(sx2000, plain, [wish("a")])).toEqual(["NPAR-10"]);
    expect(warnings(sx2000, plain, [wish("a", { nics: 9 })])).toEqual([]);
  });

  test("the expansion unit's draw is not in the host type's", () => {
    expect(warnings(sx2000, expanded, [wish("a", { nics: 9 })])).toEqual(["expansion.draw"]);
  });
});

describe("HP-UX releases", () => {
  test.each([
    ["11i v1", "11.11"],
    ["HP-UX 11iv2", "11.23"],
    ["B.11.31", "11.31"],
    ["10.20", "10.20"],
  ])("%s is %s", (text, release) => {
    expect(hpUxRelease(text)).toBe(release);
  });

  test.each([undefined, "11", "11i", ""])("%s names no release", (text) => {
    expect(hpUxRelease(text)).toBeUndefined();
  });

  test("people say 11i v3 for 11.31, and 11.00 for itself", () => {
    expect([hpUxName("11.31"), hpUxName("11.00")]).toEqual(["11i v3", "11.00"]);
  });
});
