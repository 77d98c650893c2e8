/** High-end domains: slot 0 and slot 1, MaxCPU boards, expanders, the refusals that differ from the midrange. */
import { describe, expect, test } from "vitest";
import { SF15K, SF6800, V490, highEnd, layerOf, refusals, siteOf, warnings, wish, wishes } from "./sun-builders.ts";

const layer = layerOf("sun-domains-high-end");
const plain = siteOf(layer, SF15K);

describe("MaxCPU boards in slot 1", () => {
  test("one in a full 15K costs its expander the 4 PCI slots and adds 2 CPUs", () => {
    const site = siteOf(layer, SF15K, { maxCpuBoards: 1, maxCpuPerDomain: 1 });
    // 18 slot-1 positions: 17 hsPCI x 4 slots = 68 of 72 slots are left, one position holds 2 CPUs without memory.
    expect(layer.supply(site).constant).toEqual({
      partitions: 18,
      "block:slot0-board": 18,
      "block:slot1-board": 17,
      "block:maxcpu-board": 1,
    });
    const [domain] = layer.carve(site, [layer.size(wish("a", { peakCores: 6 }), site)]);
    // 6 CPUs: one slot-0 board (4) and the MaxCPU board (2); its I/O comes from another expander's hsPCI, 4 slots.
    expect(domain).toMatchObject({ cores: 6, memoryMiB: 32_768, ioSlots: 4 });
    expect(domain?.blocks).toContainEqual({ name: "maxcpu-board", count: 1, cores: 2, memoryMiB: 0, ioSlots: 0 });
  });

  test("an empty slot-1 position takes one without costing slots", () => {
    const blocks = SF15K.blocks.map((b) => (b.name === "slot1-board" ? { ...b, count: 10 } : b));
    const site = siteOf(layer, { ...SF15K, blocks }, { maxCpuBoards: 8 });
    expect(layer.supply(site).constant["block:slot1-board"]).toBe(10);
  });

  test("a domain takes one only where it spares a slot-0 board, and only as the settings allow", () => {
    const site = siteOf(layer, SF15K, { maxCpuBoards: 4, maxCpuPerDomain: 2 });
    const boards = (peakCores: number, memoryMiB = 1024) =>
      layer.size(wish("a", { peakCores, memoryMiB }), site).blocks;
    // 4: one board as it is. 5: 2 boards, or 1 + 1 MaxCPU (6). 7: 2 boards, or 1 + 2 MaxCPU (8). 12: 3, or 2 + 2 (12).
    expect(boards(4)).toEqual({ "slot0-board": 1, "slot1-board": 1 });
    expect(boards(5)).toEqual({ "slot0-board": 1, "slot1-board": 1, "maxcpu-board": 1 });
    expect(boards(7)).toEqual({ "slot0-board": 1, "slot1-board": 1, "maxcpu-board": 2 });
    expect(boards(12)).toEqual({ "slot0-board": 2, "slot1-board": 1, "maxcpu-board": 2 });
    // 40 GiB need two boards for their memory: a MaxCPU board would spare nothing.
    expect(boards(6, 40 * 1024)).toEqual({ "slot0-board": 2, "slot1-board": 1 });
    const never = siteOf(layer, SF15K, { maxCpuBoards: 4 });
    expect(layer.size(wish("a", { peakCores: 6 }), never).blocks).toEqual({ "slot0-board": 2, "slot1-board": 1 });
    expect(warnings(layer, never, wishes(1))).toContain("maxcpu.idle");
    expect(warnings(layer, site, wishes(1))).not.toContain("maxcpu.idle");
  });

  test("E20K and E25K refuse them, 12K takes 9 and refuses 10 only by its positions", () => {
    const rules = (model: string, expanders: number, maxCpuBoards: number) =>
      layer.machineMisfits(siteOf(layer, highEnd(model, expanders), { maxCpuBoards })).map((m) => m.rule);
    expect(rules("sun-fire-e20k", 9, 1)).toEqual(["maxcpu"]);
    expect(rules("sun-fire-e25k", 18, 1)).toEqual(["maxcpu"]);
    expect(rules("sun-fire-e25k", 18, 0)).toEqual([]);
    expect(rules("sun-fire-12k", 9, 8)).toEqual([]);
    expect(rules("sun-fire-12k", 9, 10)).toEqual(["maxcpu"]);
  });

  test("9 of them in a 12K leave no hsPCI assembly, so no domain can be made", () => {
    const site = siteOf(layer, highEnd("sun-fire-12k", 9), { maxCpuBoards: 9 });
    expect(layer.machineMisfits(site)).toEqual([
      expect.objectContaining({
        code: "below-minimum",
        resource: "block:slot1-board",
        value: 0,
        bound: 1,
        rule: "DSD-2",
      }),
    ]);
  });
});

describe("domains by model", () => {
  test("a 15K takes 18 domains and refuses 19; a 12K takes 9 and refuses 10", () => {
    expect(refusals(layer, plain, wishes(18))).toEqual([]);
    expect(refusals(layer, plain, wishes(19))).toContain("DSD-4");
    const sf12k = siteOf(layer, highEnd("sun-fire-12k", 9));
    expect(refusals(layer, sf12k, wishes(9))).toEqual([]);
    expect(refusals(layer, sf12k, wishes(10))).toContain("DSD-4");
  });

  test("a machine of one domain is refused by DSD-1, a midrange one by its family", () => {
    expect(layer.machineMisfits(siteOf(layer, V490)).map((m) => m.rule)).toEqual(["DSD-1"]);
    expect(layer.machineMisfits(siteOf(layer, SF6800)).map((m) => m.rule)).toEqual(["machine.model"]);
    expect(layer.machineMisfits(siteOf(layer, { ...SF15K, model: "sun-fire-19k" }))[0]?.rule).toBe("DSD-1");
  });

  test("a domain without a slot-1 board, or with part of a board, or with Windows, is refused", () => {
    const spec = layer.size(wish("a"), plain);
    expect(layer.partitionMisfits({ ...spec, blocks: { "slot0-board": 1 } }, plain)[0]?.rule).toBe("DSD-2");
    const half = { ...spec, blocks: { "slot0-board": 1.5, "slot1-board": 1 } };
    expect(layer.partitionMisfits(half, plain)[0]?.rule).toBe("DSD-3");
    const windows = wish("a", { os: { family: "windows", version: "2003", architecture: "x86-32" } });
    expect(refusals(layer, plain, [windows])).toEqual(["DSD-6"]);
    expect(layer.partitionMisfits(spec, plain)).toEqual([]);
  });
});

describe("rounding and expanders", () => {
  test("9 CPUs, 40 GiB and 6 adapters take three slot-0 and two slot-1 boards, waste told", () => {
    const spec = layer.size(wish("a", { peakCores: 9, memoryMiB: 40 * 1024, nics: 5, disks: 2 }), plain);
    // CPUs: ceil(9 / 4) = 3; memory: ceil(40 / 32) = 2; slots: 5 + 1 = 6, ceil(6 / 4) = 2.
    // Waste: 12 - 9 = 3 cores; 98,304 - 40,960 = 57,344 MiB; 8 - 6 = 2 slots.
    expect(spec.settings).toEqual({
      cpuBoards: 3,
      ioBoards: 2,
      wastedCores: 3,
      wastedMemoryMiB: 57_344,
      wastedIoSlots: 2,
    });
  });

  test("expanders are split only where domains need more than there are", () => {
    // Nine domains of 1 slot-0 + 1 slot-1 and three of 3 + 1: unsplit 9 + 9 = 18 expanders, as many as there are.
    const fits = [...wishes(9), ...wishes(3, { peakCores: 12 })];
    expect(warnings(layer, plain, fits)).toEqual(["DSD-7"]);
    // Six of 1 + 2 and six of 2 + 1: 18 slot-0 and 18 slot-1 boards, but unsplit 12 + 12 = 24 expanders.
    const crossed = [...wishes(6, { nics: 5 }), ...wishes(6, { peakCores: 8 })];
    expect(refusals(layer, plain, crossed)).toEqual([]);
    const specs = crossed.map((w) => layer.size(w, plain));
    expect(layer.cautions(plain, specs)).toContainEqual(
      expect.objectContaining({ rule: "split-expander", value: 24, bound: 18 }),
    );
  });
});
