/** Virtual partitions: HP's own memory example, every refusal once refusing and once passing, sizing in HP's terms. */
import { describe, expect, test } from "vitest";
import { doubledGranule, freeMemory, granulesIn, memoryOf, vparsBelow } from "#models/hp/vpar-memory.ts";
import type { Machine, PartitionSpec } from "#models/partitioning/index.ts";
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

const a03 = layerOf("vpar-a03");
const a04 = layerOf("vpar-a04");
const a05 = layerOf("vpar-a05");
const RX8620: Machine = cellServer("hp-rx8620", { architecture: "ia64", cells: 4, chassis: 2 });
/** Two cells of 4 GiB: HP's example. */
const SMALL = cellServer("hp-rx7620", { architecture: "ia64", cells: 2, chassis: 2, cellGiB: 4 });

const onPa = siteOf(a03, RP8420);
const a04Pa = siteOf(a04, RP8420);
const a05Ia = siteOf(a05, RX8640);
const v1 = hpux("11i v1");
const v2 = hpux("11i v2");
const v3 = hpux("11i v3");

describe("T4: memory of a monitor of A.05 on two cells of 4 GB, half of it local", () => {
  const footprint = { monitorMiB: 384, dumpMiB: 128, perVparMiB: 32, firmwarePerCellMiB: 64 };

  test("two partitions leave 3,520 MB interleaved and 1,984 MB in each cell", () => {
    // 4,096 - 384 - 128 - 2 x 32 = 3,520; 2,048 - 64 = 1,984.
    const memory = memoryOf(SMALL, 50);
    expect(memory).toEqual({ cells: 2, ilmMiB: 4096, clmPerCellMiB: 2048 });
    expect(freeMemory(memory, footprint, 2)).toEqual({ ilmMiB: 3520, clmPerCellMiB: 1984 });
  });

  test("all interleaved, the firmware of both cells comes from it too", () => {
    // 8,192 - 384 - 128 - 2 x 64 = 7,552.
    expect(freeMemory(memoryOf(SMALL, 0), footprint, 0)).toEqual({ ilmMiB: 7552, clmPerCellMiB: 0 });
  });

  test("the layer supplies the same, and every partition claims 32 MB more than it has", () => {
    const site = siteOf(a05, SMALL, { clmPercent: 50 });
    // 4,096 - 512 + 2 x 1,984 = 7,552 MiB; 28 granules of 128 interleaved (3,584) and 15 in each cell (1,920 of 1,984).
    expect(a05.supply(site).constant).toMatchObject({ memoryReservedMiB: 7552, "block:granule": 58 });
    const spec = a05.size(wish("a", v3), site);
    expect(a05.claim(spec, site).constant).toMatchObject({ memoryReservedMiB: 1024 + 32, "block:granule": 8 });
  });

  test("VPAR-4: 7,520 MB fit beside 32 MB, the granules of a second partition do not", () => {
    const site = siteOf(a05, SMALL);
    // 7,552 - 32 = 7,520 = 58.75 granules: 58 fit (7,424), then 7,552 - 7,424 - 32 = 96 MB are left.
    expect(refusals(a05, site, [wish("a", { memoryMiB: 58 * 128 })])).toEqual([]);
    expect(refusals(a05, site, [wish("a", { memoryMiB: 58 * 128 }), wish("b", { memoryMiB: 128 })])).toEqual([
      "VPAR-4",
    ]);
  });

  test("A.04 takes 128 MB less for its monitor", () => {
    const of = (layer: typeof a04) => layer.supply(siteOf(layer, SMALL)).constant.memoryReservedMiB ?? 0;
    expect(of(a04) - of(a05)).toBe(384 - 256);
  });

  test("whole granules: interleaved and local memory do not share one", () => {
    expect(granulesIn({ ilmMiB: 200, clmPerCellMiB: 200 }, 2, 128)).toBe(3);
  });
});

describe("T3: CPUs are whole, memory comes in granules", () => {
  const specOf = (change: Partial<PartitionSpec>): PartitionSpec => ({ ...a04.size(wish("a", v2), a04Pa), ...change });
  const rulesOf = (spec: PartitionSpec) => a04.partitionMisfits(spec, a04Pa).map((m) => m.rule);

  test("1.5 CPUs are refused by VPAR-1, and a wish for them becomes 2", () => {
    expect(rulesOf(specOf({}))).toEqual([]);
    expect(rulesOf(specOf({ vcpus: 1.5 }))).toEqual(["VPAR-1"]);
    expect(rulesOf(specOf({ blocks: { cpu: 1.5, granule: 8, lba: 1 } }))).toEqual(["VPAR-1"]);
    expect(a04.size(wish("a", { ...v2, peakCores: 1.5 }), a04Pa).vcpus).toBe(2);
  });

  test("1,000 MB become 1,024 in granules of 128; 1,000 MB as such are refused by VPAR-4", () => {
    expect(a04.size(wish("a", { memoryMiB: 1000 }), a04Pa).memoryMiB).toBe(1024);
    expect(rulesOf(specOf({ memoryMiB: 1000 }))).toEqual(["VPAR-4"]);
  });

  test("A.03 rounds to 64 MB: 1,000 become 1,024 and 1,025 become 1,088", () => {
    const size = (memoryMiB: number) => a03.size(wish("a", { memoryMiB }), onPa).memoryMiB;
    expect([size(1000), size(1025)]).toEqual([1024, 1088]);
  });

  test("VPAR-1: 32 CPUs are given out once", () => {
    expect(refusals(a04, a04Pa, wishes(8, { peakCores: 4 }))).toEqual([]);
    expect(refusals(a04, a04Pa, [...wishes(7, { peakCores: 4 }), wish("b", { peakCores: 5 })])).toEqual(["VPAR-1"]);
  });
});

describe("VPAR-2 and VPAR-7: how many", () => {
  test("eight, and no ninth", () => {
    for (const [layer, site] of [
      [a03, onPa],
      [a04, a04Pa],
      [a05, a05Ia],
    ] as const) {
      expect(refusals(layer, site, wishes(8))).toEqual([]);
      expect(refusals(layer, site, wishes(9))).toEqual(["VPAR-2"]);
    }
  });

  test("T5: with granules of 256 MB seven kernels find one below 2 GB on PA-RISC, and Itanium does not ask", () => {
    // 2,048 / 256 = 8 granules, one is the monitor's.
    const site = siteOf(a04, RP8420, { granuleMiB: 256 });
    expect(refusals(a04, site, wishes(7))).toEqual([]);
    expect(refusals(a04, site, wishes(8))).toEqual(["VPAR-7"]);
    expect(refusals(a04, siteOf(a04, RX8640, { granuleMiB: 256 }), wishes(8))).toEqual([]);
    expect([64, 128, 256, 512].map((granule) => vparsBelow(2, granule))).toEqual([31, 15, 7, 3]);
  });
});

describe("granules", () => {
  const rules = (machine: Machine, settings: Record<string, unknown>) =>
    a04.machineMisfits(siteOf(a04, machine, settings)).map((m) => m.rule);

  test("are powers of two from 64 MB on", () => {
    expect(rules(RP8420, { granuleMiB: 64 })).toEqual([]);
    expect(rules(RP8420, { granuleMiB: 32 })).toEqual(["VPAR-4"]);
    expect(rules(RP8420, { granuleMiB: 96 })).toEqual(["VPAR-4"]);
  });

  test("on Itanium 1,024 of them hold all memory: the default doubles, a smaller one is refused", () => {
    // 256 GiB = 262,144 MiB: 2,048 granules of 128, 1,024 of 256. HP's example: 1,024 x 128 MB = 128 GB.
    expect(doubledGranule(128, 1024, 128 * GIB)).toBe(128);
    expect(doubledGranule(128, 1024, 256 * GIB)).toBe(256);
    expect(a04.size(wish("a"), siteOf(a04, RX8640)).settings).toMatchObject({ granuleMiB: 256 });
    expect(rules(RX8640, { granuleMiB: 128 })).toEqual(["mem.maxGranules"]);
    expect(rules(RX8640, { granuleMiB: 256 })).toEqual([]);
    expect(rules(RP8420, { granuleMiB: 128 })).toEqual([]);
  });

  test("memory local to a cell needs a chipset that knows it, and leaves the monitor enough interleaved", () => {
    const rp8400 = cellServer("hp-rp8400", { architecture: "pa-risc", cells: 4, chassis: 2 });
    expect(rules(rp8400, { clmPercent: 25 })).toEqual(["mem.clm"]);
    expect(rules(rp8400, {})).toEqual([]);
    expect(rules(RP8420, { clmPercent: 25 })).toEqual([]);
    expect(rules(RX8640, { clmPercent: 100 })).toEqual(["VPAR-4"]);
  });
});

describe("VPAR-3: HP-UX of the right release", () => {
  const on = (layer: typeof a03, site: typeof onPa, os: typeof v1) => refusals(layer, site, [wish("a", os)]);

  test("A.03 runs 11i v1", () => {
    expect(on(a03, onPa, v1)).toEqual([]);
    expect(on(a03, onPa, v2)).toEqual(["VPAR-3"]);
  });

  test("A.04 runs 11i v2, and 11i v1 on PA-RISC from A.04.05 on", () => {
    expect(on(a04, a04Pa, v2)).toEqual([]);
    expect(on(a04, a04Pa, v1)).toEqual([]);
    expect(on(a04, siteOf(a04, RP8420, { monitor: "A.04.03" }), v1)).toEqual(["VPAR-3"]);
    expect(on(a04, siteOf(a04, RX8620), v1)).toEqual(["VPAR-3"]);
    expect(on(a04, a04Pa, v3)).toEqual(["VPAR-3"]);
  });

  test("A.05 runs 11i v3 and 11i v2", () => {
    expect(on(a05, a05Ia, v3)).toEqual([]);
    expect(on(a05, a05Ia, v2)).toEqual([]);
    expect(on(a05, a05Ia, v1)).toEqual(["VPAR-3"]);
  });

  test("nothing else runs, and nothing for other processors", () => {
    const linux = { os: { family: "linux", architecture: "ia64" } } as const;
    expect(refusals(a05, a05Ia, [wish("a", linux)])).toEqual(["VPAR-3"]);
    expect(refusals(a05, a05Ia, [wish("a", hpux("11i v2", "pa-risc"))])).toEqual(["VPAR-3"]);
  });
});

describe("VPAR-5: adapters", () => {
  test("every partition has one to boot from, and 16 slots are given out once", () => {
    const spec = a03.size(wish("a"), onPa);
    expect(spec.blocks["lba"]).toBe(1);
    expect(a03.partitionMisfits({ ...spec, blocks: { ...spec.blocks, lba: 0 } }, onPa)).toEqual([
      expect.objectContaining({ code: "below-minimum", resource: "block:lba", value: 0, bound: 1, rule: "VPAR-5" }),
    ]);
    expect(refusals(a03, onPa, wishes(4, { nics: 3, disks: 2 }))).toEqual([]);
    expect(refusals(a03, onPa, wishes(4, { nics: 4, disks: 2 }))).toEqual(["VPAR-5"]);
  });
});

describe("VPAR-6: what changes while a partition is up", () => {
  const online = (layer: typeof a03, machine: Machine, change: string, more: Record<string, unknown> = {}) =>
    siteOf(layer, machine, { onlineChanges: [change], ...more });
  const two = (os: typeof v1) => [wish("a", { ...os, peakCores: 2 })];

  test("adapters never", () => {
    expect(refusals(a03, online(a03, RP8420, "io"), two(v1))).toEqual(["VPAR-6"]);
    expect(refusals(a05, online(a05, RX8640, "io"), two(v3))).toEqual(["VPAR-6"]);
    expect(refusals(a05, a05Ia, two(v3))).toEqual([]);
  });

  test("memory from A.05 on, under HP-UX 11i v3", () => {
    expect(refusals(a03, online(a03, RP8420, "memory"), two(v1))).toEqual(["VPAR-6"]);
    expect(refusals(a04, online(a04, RP8420, "memory"), two(v2))).toEqual(["VPAR-6"]);
    expect(refusals(a05, online(a05, RX8640, "memory"), two(v2))).toEqual(["VPAR-6"]);
    expect(refusals(a05, online(a05, RX8640, "memory"), two(v3))).toEqual([]);
  });

  test("CPUs unless all of them are bound, or the boot processor is the only one", () => {
    expect(refusals(a03, online(a03, RP8420, "cpu"), two(v1))).toEqual([]);
    expect(refusals(a03, online(a03, RP8420, "cpu", { boundCpus: 2 }), two(v1))).toEqual(["VPAR-6"]);
    expect(refusals(a05, online(a05, RX8640, "cpu"), two(v3))).toEqual([]);
    expect(refusals(a05, online(a05, RX8640, "cpu"), [wish("a", v3)])).toEqual(["VPAR-6"]);
  });
});

describe("VPAR-8, VPAR-9: where", () => {
  const rules = (layer: typeof a03, machine: Machine) =>
    layer.machineMisfits(siteOf(layer, machine)).map((m) => m.rule);

  test("A.03 is not for Itanium, A.04 and A.05 are", () => {
    expect(rules(a03, RX8620)).toEqual(["VPAR-9"]);
    expect(rules(a04, RX8620)).toEqual([]);
    expect(rules(a05, RX8620)).toEqual([]);
  });

  test("a server or an nPartition, nothing within a virtual machine", () => {
    expect(rules(a05, { ...RX8640, kind: "npar" })).toEqual([]);
    expect(rules(a05, { ...RX8640, kind: "virtual-machine" })).toEqual(["VPAR-8"]);
  });

  test("only the servers of the list, those without cells too", () => {
    expect(rules(a03, { ...RP8420, model: "hp-rp7400", blocks: [] })).toEqual([]);
    expect(rules(a03, { ...RP8420, model: "hp-rp8440" })).toEqual(["machine.model"]);
    expect(rules(a03, { ...RP8420, model: "some-other-machine" })).toEqual(["machine.model"]);
    expect(rules(a03, { ...RP8420, architecture: "x86-64" })).toEqual(["machine.model"]);
  });
});

describe("sizing in HP's terms", () => {
  test("A.03: 3 CPUs of which 1 is bound, 2,560 MB, 3 adapters", () => {
    // Peak 2.2 rounds to 3; 2,500 MB to 40 x 64; 2 network cards and 1 for disks.
    const spec = a03.size(wish("a", { ...v1, peakCores: 2.2, memoryMiB: 2500, nics: 2, disks: 3 }), onPa);
    expect(spec.blocks).toEqual({ cpu: 3, granule: 40, lba: 3 });
    expect(spec.settings).toEqual({
      cpuTotal: 3,
      cpuMin: 1,
      cpuMax: 3,
      boundCpus: 1,
      floatingCpus: 2,
      memMiB: 2560,
      granuleMiB: 64,
      ioLbas: 3,
      wastedCores: 0.8,
      wastedMemoryMiB: 60,
    });
    expect(a03.carve(onPa, [spec])[0]).toMatchObject({ kind: "vpar", cores: 3, memoryMiB: 2560, ioSlots: 3 });
  });

  test("no more CPUs are bound than there are, and never fewer than one", () => {
    const site = siteOf(a03, RP8420, { boundCpus: 4 });
    expect(a03.size(wish("a"), site).settings).toMatchObject({ cpuTotal: 1, cpuMin: 1, boundCpus: 1, floatingCpus: 0 });
    const none = siteOf(a03, RP8420, { boundCpus: 0 });
    expect(a03.machineMisfits(none)).toEqual([
      expect.objectContaining({ code: "below-minimum", value: 0, bound: 1, rule: "cpu.bound.min" }),
    ]);
  });

  test("live migration is refused", () => {
    expect(refusals(a05, a05Ia, [wish("a", { needs: ["live-migration"] })])).toEqual(["mig.none"]);
  });

  test("a single cell is warned of: no CPU is left when it fails", () => {
    const one = cellServer("hp-rx8640", { architecture: "ia64", cells: 1, chassis: 1 });
    expect(warnings(a05, siteOf(a05, one), wishes(1))).toEqual(["cell.loss"]);
    expect(warnings(a05, a05Ia, wishes(8))).toEqual([]);
  });
});
