/** The vocabulary that platforms are written in: grids, limits, support tables, sums, distances, nests. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Facts,
  assumed,
  fact,
  numberFact,
  numberOf,
  parseSource,
  recalled,
  seen,
  sourceText,
} from "#models/fact.ts";
import {
  type GuestSupport,
  type Misfit,
  type Platform,
  blocksFor,
  capacityMisfits,
  foundation,
  groundOf,
  guestMisfits,
  hasFeatures,
  innermost,
  machineLimit,
  machineLimitMisfits,
  missDistance,
  modeFor,
  needMisfits,
  partitionLimit,
  partitionLimitMisfits,
  resourceNames,
  roundUpToGrid,
  roundUpToValue,
  sumOf,
  usable,
} from "#models/partitioning/index.ts";
import { GIB, layerOf, siteOf, specOf, x86 } from "../../support/site.ts";

const SEED = { seed: 20_060_614, numRuns: 200 };
const SURE = recalled("sure");

describe("grids", () => {
  it("start at their minimum and rise by their step, anchored there", () => {
    const grid = { min: 0.1, step: 0.01 };
    expect(roundUpToGrid(0, grid)).toBe(0.1);
    // 0.1 + 4 x 0.01.
    expect(roundUpToGrid(0.133, grid)).toBeCloseTo(0.14, 12);
    expect(roundUpToGrid(5, { min: 4, step: 4 })).toBe(8);
  });

  it("do not take one step more for the noise of binary fractions", () => {
    // 0.1 + 0.2 is 0.30000000000000004: still the third step of 0.1.
    expect(roundUpToGrid(0.1 + 0.2, { min: 0.1, step: 0.1 })).toBeCloseTo(0.3, 12);
  });

  it("never round down, and round a grid value to itself", () => {
    const grids = fc.record({ min: fc.integer({ min: 1, max: 64 }), step: fc.integer({ min: 1, max: 64 }) });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), grids, (value, grid) => {
        const rounded = roundUpToGrid(value, grid);
        expect(rounded).toBeGreaterThanOrEqual(value - 1e-6 * grid.step);
        expect(rounded - Math.max(value, grid.min)).toBeLessThan(grid.step);
        expect(roundUpToGrid(rounded, grid)).toBe(rounded);
      }),
      SEED,
    );
  });

  it("may list their values, beyond which the value stays for the limit to refuse", () => {
    expect([1, 2, 3, 4, 5].map((n) => roundUpToValue(n, [1, 2, 4]))).toEqual([1, 2, 4, 4, 5]);
  });

  it("count the blocks that hold the largest of the wishes", () => {
    const wants = (cores: number, memory: number) => [
      { amount: cores, perBlock: 4 },
      { amount: memory, perBlock: 32 },
    ];
    expect(blocksFor(wants(5, 10), 1)).toBe(2);
    expect(blocksFor(wants(1, 65), 1)).toBe(3);
    expect(blocksFor(wants(0, 0), 1)).toBe(1);
    expect(blocksFor([{ amount: 1, perBlock: 0 }], 0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("limits", () => {
  const FACTS: Facts = {
    "host.maxRam": fact(2, "GiB", SURE),
    "hw.minCores": fact(2, "cores", SURE),
    "vm.maxVcpu": fact(4, "vCPUs", seen("VI3-max")),
    "vm.odd": fact(4, "GB", SURE),
    "vm.name": fact("four", "", SURE),
  };
  const layer = layerOf("esx-3.0");
  const spec = (vcpus: number) => specOf(layer, siteOf(layer, x86()), { vcpus });

  it("compare in the unit of the quantity and carry the fact's source", () => {
    const limit = machineLimit(FACTS, "host.maxRam", "memoryMiB");
    expect(limit.bound).toBe(2048);
    expect(machineLimitMisfits([limit], x86({ memoryMiB: 2048 }), "refuse")).toEqual([]);
    expect(machineLimitMisfits([limit], x86({ memoryMiB: 2049 }), "refuse")).toEqual([
      {
        code: "over-limit",
        scope: "machine",
        resource: "memoryMiB",
        value: 2049,
        bound: 2048,
        rule: "host.maxRam",
        source: SURE,
      },
    ]);
  });

  it("speak only for their own effect", () => {
    const limit = partitionLimit(FACTS, "vm.maxVcpu", "vcpus", { effect: "warn" });
    expect(partitionLimitMisfits([limit], spec(5), "refuse")).toEqual([]);
    expect(partitionLimitMisfits([limit], spec(5), "warn")).toHaveLength(1);
  });

  it("may be minima", () => {
    const limit = machineLimit(FACTS, "hw.minCores", "cores", { side: "min" });
    expect(machineLimitMisfits([limit], x86({ cores: 1 }), "refuse").map((misfit) => misfit.code)).toEqual([
      "below-minimum",
    ]);
    expect(machineLimitMisfits([limit], x86({ cores: 2 }), "refuse")).toEqual([]);
  });

  it("clamp what is counted, and only what they name", () => {
    const limit = machineLimit(FACTS, "host.maxRam", "memoryMiB", { effect: "clamp" });
    expect(usable([limit], x86({ memoryMiB: 4 * GIB }), "memoryMiB")).toBe(2 * GIB);
    expect(usable([limit], x86({ memoryMiB: GIB }), "memoryMiB")).toBe(GIB);
    expect(usable([limit], x86(), "cores")).toBe(8);
    const refusing = machineLimit(FACTS, "host.maxRam", "memoryMiB");
    expect(usable([refusing], x86({ memoryMiB: 4 * GIB }), "memoryMiB")).toBe(4 * GIB);
  });

  it("refuse to be built on facts of another kind", () => {
    expect(() => machineLimit(FACTS, "vm.odd", "memoryMiB")).toThrow('fact "vm.odd": memory counted in "GB"');
    expect(() => numberOf(FACTS, "vm.name")).toThrow('fact "vm.name" is not a number');
    expect(() => numberFact(FACTS, "vm.none")).toThrow("vm.none");
  });
});

describe("support tables", () => {
  const TABLE: readonly GuestSupport[] = [
    { mode: "pv", families: ["linux"], architectures: ["x86-64"], versions: ["RHEL 4"], needsOneOf: [], source: SURE },
    {
      mode: "hvm",
      families: "any",
      architectures: ["x86-64", "x86-32"],
      needsOneOf: [["vt-x", "slat"], ["amd-v"]],
      source: SURE,
    },
  ];
  const bare = x86({ features: [] });

  it("take the first row that speaks of the system and that the machine can run", () => {
    const rhel = { family: "linux", version: "RHEL 4 U3", architecture: "x86-64" } as const;
    expect(modeFor(TABLE, rhel, bare)?.mode).toBe("pv");
    expect(modeFor(TABLE, { ...rhel, version: "SLES 9" }, bare)).toBeUndefined();
    expect(modeFor(TABLE, { ...rhel, version: undefined }, x86())?.mode).toBe("hvm");
  });

  it("ask for every feature of one set", () => {
    expect(hasFeatures([["vt-x", "slat"], ["amd-v"]], ["vt-x"])).toBe(false);
    expect(hasFeatures([["vt-x", "slat"], ["amd-v"]], ["slat", "vt-x"])).toBe(true);
    expect(hasFeatures([["vt-x", "slat"], ["amd-v"]], ["amd-v"])).toBe(true);
    expect(hasFeatures([], [])).toBe(true);
  });

  it("take a guest of unstated word size for one of the host", () => {
    expect(modeFor(TABLE, { family: "windows", architecture: "unknown" }, x86())?.mode).toBe("hvm");
  });

  it("say which features are missing, or what the table carries instead", () => {
    const layer = layerOf("esx-3.0");
    const site = siteOf(layer, x86());
    const evidence = { rule: "os", source: SURE };
    const windows = specOf(layer, site, { os: { family: "windows", version: "2003", architecture: "x86-32" } });
    expect(guestMisfits(TABLE, windows, bare, evidence)).toMatchObject([
      { what: "processor-feature", value: "windows 2003 (x86-32)", needs: "vt-x + slat or amd-v", rule: "os" },
    ]);
    const solaris = specOf(layer, site, { os: { family: "solaris", architecture: "sparc" } });
    expect(guestMisfits(TABLE, solaris, bare, evidence)).toMatchObject([
      { what: "guest-architecture", needs: "x86-64, x86-32" },
    ]);
  });

  it("meet a need only where a rule of it says so", () => {
    const layer = layerOf("esx-3.0");
    const spec = specOf(layer, siteOf(layer, x86()), { needs: ["live-migration"] });
    const rule = { need: "live-migration", rule: "mig", source: SURE, instead: "a later release" } as const;
    expect(needMisfits([rule], spec, x86()).map((misfit) => misfit.rule)).toEqual(["mig"]);
    expect(needMisfits([{ ...rule, metBy: (_spec, machine) => machine.cores === 8 }], spec, x86())).toEqual([]);
    expect(needMisfits([{ ...rule, need: "own-kernel" }], spec, x86())).toEqual([]);
  });
});

describe("sums", () => {
  it("add claims resource by resource, in names that stay in order", () => {
    const total = sumOf([{ vcpus: 2, memoryMiB: 100.5 }, { memoryMiB: 50 }, {}]);
    expect(total).toEqual({ memoryMiB: 150.5, vcpus: 2 });
    expect(resourceNames({ vcpus: 1, "block:io": 1, memoryMiB: 1 })).toEqual(["block:io", "memoryMiB", "vcpus"]);
  });

  it("fit at the supply, do not fit above it, and are free where nothing is supplied", () => {
    const supply = { constant: { memoryMiB: 100 }, sharedCores: 1 };
    const claim = (memoryMiB: number) => ({ constant: { memoryMiB, vcpus: 9 }, cpuFactor: 1 });
    expect(capacityMisfits(supply, [claim(60), claim(40)], {})).toEqual([]);
    const from = { memoryMiB: { rule: "mem", source: SURE } };
    expect(capacityMisfits(supply, [claim(60), claim(41)], from)).toEqual([
      { code: "over-capacity", resource: "memoryMiB", needs: 101, has: 100, rule: "mem", source: SURE },
    ]);
    expect(capacityMisfits(supply, [claim(101)], {}).map((misfit) => misfit.rule)).toEqual(["capacity.memoryMiB"]);
  });
});

describe("distances of misfits", () => {
  const evidence = { rule: "r", source: SURE };

  it("are the shortfall in parts of the bound, and refusals in kind come last", () => {
    const limit = { scope: "partition", resource: "vcpus", ...evidence } as const;
    const misfits: readonly Misfit[] = [
      { code: "over-capacity", resource: "memoryMiB", needs: 110, has: 100, ...evidence },
      { code: "over-limit", value: 6, bound: 4, ...limit },
      { code: "below-minimum", value: 3, bound: 4, ...limit },
      { code: "moves-as-one", block: "board", needs: 3, has: 2, ...evidence },
      { code: "off-grid", resource: "vcpus", value: 3, allowed: [1, 2, 4], ...evidence },
      { code: "breaks-rule", kind: "apart", with: ["b"], ...evidence },
      { code: "not-supported", what: "guest-os", value: "z-os", needs: "z", ...evidence },
      { code: "over-capacity", resource: "memoryMiB", needs: 1, has: 0, ...evidence },
    ];
    const distances = misfits.map(missDistance);
    expect(distances.slice(0, 4).map((distance) => Math.round(distance * 1000))).toEqual([100, 500, 250, 500]);
    expect(distances.slice(4)).toEqual([1, 1, Number.MAX_VALUE, Number.MAX_VALUE]);
  });
});

describe("nests", () => {
  const layer = layerOf("xen-4");
  const nest: Platform = {
    id: "nest",
    title: "nest",
    maker: "test",
    generation: "test",
    year: 2006,
    era: "2006",
    layers: [layerOf("sun-domains-midrange"), layer],
  };

  it("stand on the machine itself with one layer, and their last layer carries the workloads", () => {
    const machine = x86();
    expect(foundation({ ...nest, layers: [layer] }, machine)).toBe(machine);
    expect(innermost(nest)).toBe(layer);
  });

  it("name the outer layer that refuses", () => {
    expect(() => foundation(nest, x86())).toThrow("sun-domains-midrange: cannot carve");
    const ground = groundOf(nest, x86());
    expect(ground.refusedBy).toBe("sun-domains-midrange");
    expect(ground.misfits.length).toBeGreaterThan(0);
  });

  it("cut the largest partition that the inner layer can use, not one that it would refuse", () => {
    // ESX 3.0 twice as a stand-in: the outer one hands out at most 4 virtual CPUs and 16 GiB, or what its console and
    // overhead leave of less.
    const inner = { ...layerOf("esx-3.0"), standsOn: ["virtual-machine"] as const };
    const twice: Platform = { ...nest, layers: [layerOf("esx-3.0"), inner] };
    const ground = groundOf(twice, x86({ architecture: "x86-32" }));
    expect(ground.misfits).toEqual([]);
    expect(ground.machine).toMatchObject({ kind: "virtual-machine", cores: 4, threads: 4, memoryMiB: 16 * GIB });
    const modest = groundOf(
      twice,
      x86({ architecture: "x86-32", cores: 2, threads: 2, sockets: 1, memoryMiB: 8 * GIB }),
    );
    expect(modest.machine.memoryMiB).toBeLessThan(8 * GIB);
    expect(modest.machine.memoryMiB).toBeGreaterThan(7 * GIB);
  });
});

describe("sources", () => {
  it("are read back from their own text", () => {
    for (const source of [seen("V40-over"), recalled("unsure"), assumed("why: so"), parseSource("deck: Xen 3.0")]) {
      expect(parseSource(sourceText(source))).toEqual(source);
    }
  });

  it("must be of a known kind and say something", () => {
    expect(() => parseSource("seen")).toThrow("kind: detail");
    expect(() => parseSource("seen: ")).toThrow("kind: detail");
    expect(() => parseSource("recalled: maybe")).toThrow("sure, fairly or unsure");
    expect(() => parseSource("heard: it")).toThrow("heard");
  });
});
