/** Midrange domains: every refusal once refusing and once passing, rounding with its waste, warnings. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Machine, PartitionSpec } from "#models/partitioning/index.ts";
import { SF6800, T2000, V490, layerOf, midrange, refusals, siteOf, warnings, wish, wishes } from "./sun-builders.ts";

const layer = layerOf("sun-domains-midrange");
const dual = siteOf(layer, SF6800);
const single = siteOf(layer, SF6800, { segments: "single" });
const specOf = (change: Partial<PartitionSpec>): PartitionSpec => ({ ...layer.size(wish("a"), dual), ...change });
const partitionRules = (spec: PartitionSpec) => layer.partitionMisfits(spec, dual).map((m) => m.rule);

describe("DSD-4: how many domains", () => {
  test("a 6800 in one segment refuses three domains, in two segments it takes them", () => {
    expect(refusals(layer, single, wishes(3))).toEqual(["DSD-4"]);
    expect(refusals(layer, dual, wishes(3))).toEqual([]);
  });

  test("one segment takes two domains, two segments take four and refuse a fifth with 5 of 4", () => {
    expect(refusals(layer, single, wishes(2))).toEqual([]);
    expect(refusals(layer, dual, wishes(4))).toEqual([]);
    const five = wishes(5).map((w) => layer.size(w, dual));
    // The fifth domain also lacks an I/O assembly: 4 are fitted.
    expect(layer.misfits(dual, five)).toEqual([
      expect.objectContaining({ code: "over-capacity", resource: "block:io-assembly", needs: 5, has: 4 }),
      expect.objectContaining({ code: "over-capacity", resource: "partitions", needs: 5, has: 4, rule: "DSD-4" }),
    ]);
  });

  test("a 4800 has two domains at most in either way", () => {
    const sf4800 = midrange("sun-fire-4800", 3, 2);
    for (const segments of ["single", "dual"]) {
      const site = siteOf(layer, sf4800, { segments });
      expect(layer.supply(site).constant.partitions).toBe(2);
    }
  });

  test("the bound names its own source: the model's in two segments, the segment's in one", () => {
    const sourceIn = (site: typeof dual) => {
      const specs = wishes(5).map((w) => layer.size(w, site));
      return layer.misfits(site, specs).find((m) => m.rule === "DSD-4")?.source;
    };
    expect(sourceIn(dual)).toEqual({ kind: "seen", ref: "SFDR-2" });
    expect(sourceIn(single)).toEqual({ kind: "recalled", confidence: "fairly" });
  });
});

describe("DSD-1: machines that cannot be cut", () => {
  const uncut = [
    "sun-fire-v480",
    "sun-fire-v490",
    "sun-fire-v880",
    "sun-fire-v890",
    "sun-fire-v1280",
    "sun-fire-e2900",
    "sun-fire-t2000",
    "sparc-m3000",
    "some-other-machine",
  ];
  test.each(uncut)("%s is refused, even with boards fitted", (model) => {
    const site = siteOf(layer, { ...SF6800, model });
    expect(layer.machineMisfits(site).map((m) => m.rule)).toEqual(["DSD-1"]);
  });

  test("a V490 is refused by the model alone, not by its missing boards", () => {
    expect(layer.machineMisfits(siteOf(layer, V490)).map((m) => m.rule)).toEqual(["DSD-1"]);
    expect(layer.machineMisfits(siteOf(layer, T2000))[0]).toMatchObject({
      what: "partitioning",
      value: "sun-fire-t2000",
    });
  });

  test("a V490 refuses a second domain, and says DSD-1 before anything else", () => {
    const site = siteOf(layer, V490);
    const specs = wishes(2).map((w) => layer.size(w, site));
    expect(layer.misfits(site, specs)[0]?.rule).toBe("DSD-1");
    expect(layer.supply(site).constant.partitions).toBe(1);
  });

  test("every midrange model passes, and a high-end or M-series one is sent to its own family", () => {
    const boards = { "sun-fire-3800": 2, "sun-fire-4810": 3, "sun-fire-e4900": 3, "sun-fire-e6900": 6 };
    for (const [model, count] of Object.entries(boards)) {
      expect(layer.machineMisfits(siteOf(layer, midrange(model, count, 2)))).toEqual([]);
    }
    for (const model of ["sun-fire-15k", "sparc-m4000"]) {
      expect(layer.machineMisfits(siteOf(layer, { ...SF6800, model })).map((m) => m.rule)).toEqual(["machine.model"]);
    }
  });
});

describe("DSD-2 and DSD-3: whole boards, at least one of each", () => {
  test("a domain without an I/O assembly or without a CPU board is refused", () => {
    expect(partitionRules(specOf({}))).toEqual([]);
    expect(partitionRules(specOf({ blocks: { "cpu-board": 1 } }))).toEqual(["DSD-2"]);
    const noCpu = specOf({ blocks: { "cpu-board": 0, "io-assembly": 1 }, vcpus: 0, memoryMiB: 0 });
    expect(partitionRules(noCpu)).toEqual(["DSD-2"]);
  });

  test("a machine without boards fitted, or whose boards hold no memory, is refused", () => {
    const bare: Machine = { ...SF6800, blocks: [] };
    expect(layer.machineMisfits(siteOf(layer, bare)).map((m) => m.code)).toEqual(["below-minimum", "below-minimum"]);
    const blocks = SF6800.blocks.map((block) => ({ ...block, memoryMiB: 0 }));
    expect(layer.machineMisfits(siteOf(layer, { ...SF6800, blocks }))).toEqual([
      expect.objectContaining({ code: "below-minimum", resource: "memoryMiB", rule: "DSD-2" }),
    ]);
  });

  test("half a board is refused", () => {
    const half = specOf({ blocks: { "cpu-board": 0.5, "io-assembly": 1 } });
    expect(layer.partitionMisfits(half, dual)).toContainEqual(
      expect.objectContaining({ code: "moves-as-one", block: "cpu-board", needs: 0.5, has: 0, rule: "DSD-3" }),
    );
  });

  test("CPUs without their memory, or memory without its CPUs, are refused", () => {
    // One board holds 4 CPUs and 32,768 MiB: 3 CPUs would split it (0 whole boards), 40,000 MiB is more than it holds.
    expect(layer.partitionMisfits(specOf({ vcpus: 3 }), dual)).toEqual([
      expect.objectContaining({ code: "moves-as-one", needs: 3, has: 0, rule: "DSD-3" }),
    ]);
    expect(layer.partitionMisfits(specOf({ memoryMiB: 40_000 }), dual)).toEqual([
      expect.objectContaining({ code: "moves-as-one", needs: 40_000, has: 32_768, rule: "DSD-3" }),
    ]);
  });

  test("more boards than the chassis takes are refused", () => {
    expect(layer.machineMisfits(siteOf(layer, midrange("sun-fire-6800", 7, 4)))).toEqual([
      expect.objectContaining({ rule: "machine.boards", value: 7, bound: 6 }),
    ]);
  });
});

describe("rounding up to boards", () => {
  test("5 CPUs and 70 GiB with 9 adapters take three boards and two assemblies, waste told", () => {
    const spec = layer.size(wish("a", { peakCores: 5, memoryMiB: 70 * 1024, nics: 8, disks: 3 }), dual);
    // CPUs: ceil(5 / 4) = 2 boards; memory: ceil(71,680 / 32,768) = ceil(2.19) = 3 boards: 3 decide.
    // Slots: 8 network cards + 1 host adapter = 9; ceil(9 / 8) = 2 assemblies.
    // Waste: 12 - 5 = 7 cores; 98,304 - 71,680 = 26,624 MiB; 16 - 9 = 7 slots.
    expect(spec.blocks).toEqual({ "cpu-board": 3, "io-assembly": 2 });
    expect(spec).toMatchObject({ vcpus: 12, memoryMiB: 98_304 });
    expect(spec.settings).toEqual({
      cpuBoards: 3,
      ioBoards: 2,
      wastedCores: 7,
      wastedMemoryMiB: 26_624,
      wastedIoSlots: 7,
    });
  });

  test("a wish that fills a board exactly wastes nothing of it", () => {
    const spec = layer.size(wish("a", { peakCores: 4, memoryMiB: 32 * 1024, nics: 7, disks: 1 }), dual);
    expect(spec.blocks).toEqual({ "cpu-board": 1, "io-assembly": 1 });
    expect(spec.settings).toMatchObject({ wastedCores: 0, wastedMemoryMiB: 0, wastedIoSlots: 0 });
  });

  test("memory other than the catalogue's is spread evenly over the boards", () => {
    // 96 GiB over 6 boards are 16 GiB each: 20 GiB take two boards, 32 GiB in all.
    const half = siteOf(layer, { ...SF6800, memoryMiB: 96 * 1024 });
    const spec = layer.size(wish("a", { memoryMiB: 20 * 1024 }), half);
    expect(spec).toMatchObject({ blocks: { "cpu-board": 2 }, memoryMiB: 32 * 1024 });
    expect(layer.misfits(half, [spec])).toEqual([]);
    expect(layer.carve(half, [spec])[0]).toMatchObject({ memoryMiB: 32 * 1024 });
  });

  test("a carved domain is a machine of its boards: a third of the sockets for two of six boards", () => {
    const spec = layer.size(wish("a", { peakCores: 8 }), dual);
    const [domain] = layer.carve(dual, [spec]);
    expect(domain).toMatchObject({ kind: "domain", sockets: 8, cores: 8, threads: 8, memoryMiB: 65_536, ioSlots: 8 });
  });

  test("boards run out: four domains of two boards each need 8 of 6", () => {
    const specs = wishes(4, { peakCores: 8 }).map((w) => layer.size(w, dual));
    expect(layer.misfits(dual, specs)).toEqual([
      expect.objectContaining({ code: "over-capacity", resource: "block:cpu-board", needs: 8, has: 6 }),
    ]);
  });
});

describe("DSD-5: boards that do not share a chassis", () => {
  const rules = (boardClocksMhz: readonly number[]) =>
    layer.machineMisfits(siteOf(layer, SF6800, { boardClocksMhz })).map((m) => m.rule);

  test("750 MHz boards beside 900 MHz ones are refused; alone, or newer ones mixed, they pass", () => {
    expect(rules([750, 750, 900, 900, 900, 900])).toEqual(["DSD-5"]);
    expect(rules([750, 750, 750, 750, 750, 750])).toEqual([]);
    expect(rules([900, 900, 1050, 1050, 1200, 1200])).toEqual([]);
  });

  test("a list that is not one clock per board is refused", () => {
    expect(rules([900, 1200])).toEqual(["board.clocks"]);
  });

  test("boards slower than the planned clock are pointed out", () => {
    const blended = siteOf(layer, SF6800, { boardClocksMhz: [900, 900, 1200, 1200, 1200, 1200] });
    expect(warnings(layer, blended, wishes(1))).toContain("board.blend");
    expect(warnings(layer, dual, wishes(1))).not.toContain("board.blend");
  });
});

describe("DSD-6 and what runs in a domain", () => {
  test("only Solaris on SPARC runs", () => {
    const linux = wish("a", { os: { family: "linux", architecture: "sparc" } });
    const x86 = wish("a", { os: { family: "solaris", version: "10", architecture: "x86-64" } });
    expect(refusals(layer, dual, [linux])).toEqual(["DSD-6"]);
    expect(refusals(layer, dual, [x86])).toEqual(["DSD-6"]);
    expect(refusals(layer, dual, [wish("a", { os: { family: "solaris", architecture: "unknown" } })])).toEqual([]);
  });

  test.each([
    ["8", []],
    ["5.9", []],
    ["10 1/06", []],
    ["2.6", ["os.release"]],
    ["7", ["os.release"]],
    ["11.4", ["os.release"]],
  ])("Solaris %s: refused by %j", (version, rules) => {
    const wants = wish("a", { os: { family: "solaris", version, architecture: "sparc" } });
    expect(refusals(layer, dual, [wants])).toEqual(rules);
  });

  test("an own kernel, modules and cards of its own are given; live migration is not", () => {
    const owns = wish("a", { needs: ["own-kernel", "kernel-modules", "passthrough-device"] });
    expect(refusals(layer, dual, [owns])).toEqual([]);
    expect(refusals(layer, dual, [wish("a", { needs: ["live-migration"] })])).toEqual(["mig.none"]);
  });
});

describe("warnings", () => {
  test("two segments halve the bandwidth, and more domains than segments share it", () => {
    expect(warnings(layer, dual, wishes(2))).toEqual(["segment.bandwidth", "DSD-7"]);
    expect(warnings(layer, dual, wishes(3))).toEqual(["segment.bandwidth", "segment.snoop", "DSD-7"]);
    expect(warnings(layer, single, wishes(1, { nics: 9 }))).toEqual([]);
    expect(warnings(layer, single, wishes(2, { nics: 9 }))).toEqual(["segment.snoop"]);
  });

  test("a domain of four boards spans both power grids of a 6800, one of three does not", () => {
    expect(warnings(layer, dual, wishes(1, { peakCores: 16 }))).toContain("power.grid");
    expect(warnings(layer, dual, wishes(1, { peakCores: 12 }))).not.toContain("power.grid");
  });

  test("an empty machine is not warned about", () => {
    expect(warnings(layer, dual, [])).toEqual([]);
  });
});

test("unknown settings are errors", () => {
  expect(() => layer.settings.parse({ segment: "dual" })).toThrow(/segment/);
});

test("rounding never gives less than was asked, and one board less would not do", () => {
  const asked = fc.record({
    peakCores: fc.double({ min: 0.01, max: 24, noNaN: true }),
    memoryMiB: fc.double({ min: 1, max: 192 * 1024, noNaN: true }),
    nics: fc.nat(31),
  });
  fc.assert(
    fc.property(asked, (change) => {
      const spec = layer.size(wish("a", change), dual);
      const boards = spec.blocks["cpu-board"] ?? 0;
      const slots = 8 * (spec.blocks["io-assembly"] ?? 0);
      // A hair less than asked is forgiven: rounding keeps 4.000000001 CPUs on one board.
      expect(spec.vcpus).toBeGreaterThan(change.peakCores - 1e-6);
      expect(spec.memoryMiB).toBeGreaterThan(change.memoryMiB - 1e-3);
      expect(slots).toBeGreaterThanOrEqual(change.nics);
      const enoughWithOneLess =
        boards > 1 && (boards - 1) * 4 >= change.peakCores && (boards - 1) * 32 * 1024 >= change.memoryMiB;
      expect(enoughWithOneLess).toBe(false);
      expect(layer.partitionMisfits(spec, dual)).toEqual([]);
    }),
    { seed: 20060614, numRuns: 200 },
  );
});
