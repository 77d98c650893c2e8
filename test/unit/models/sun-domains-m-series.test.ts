/** M-series and Enterprise 10000: boards that hold everything, divided boards, LSB numbers, limits by model. */
import { describe, expect, test } from "vitest";
import type { PartitionSpec } from "#models/partitioning/index.ts";
import { E10000, SF6800, layerOf, mSeries, refusals, siteOf, warnings, wish, wishes } from "./sun-builders.ts";

const layer = layerOf("sun-domains-m-series");
const M4000 = mSeries("sparc-m4000", 1, 5);
const M5000 = mSeries("sparc-m5000", 2, 5);
const M8000 = mSeries("sparc-m8000", 4, 8);
const uni = siteOf(layer, M8000);
const quad = siteOf(layer, M8000, { boardMode: "quad" });

describe("whole boards and quarters", () => {
  test("a Uni-XSB is a board: 9 cores take two, and LSB numbers count from 00", () => {
    // Boards of 8 cores, 64 GiB, 8 slots: ceil(9 / 8) = 2; waste 16 - 9 cores, 128 - 1 GiB, 16 - 0 slots.
    const spec = layer.size(wish("a", { peakCores: 9 }), uni);
    expect(spec.blocks).toEqual({ xsb: 2 });
    expect(spec.settings).toEqual({
      boardMode: "uni",
      xsbs: 2,
      lsbNumbers: "00-01",
      wastedCores: 7,
      wastedMemoryMiB: 130_048,
      wastedIoSlots: 16,
    });
  });

  test("a Quad-XSB of an M8000 is one CPU, a quarter of the memory and two slots", () => {
    // 4 boards give 16 quarters of 2 cores, 16 GiB, 2 slots; 3 cores and 5 slots take max(2, 1, 3) = 3.
    expect(layer.supply(quad).constant).toEqual({ partitions: 16, "block:xsb": 16 });
    const spec = layer.size(wish("a", { peakCores: 3, nics: 4, disks: 1 }), quad);
    expect(spec).toMatchObject({ vcpus: 6, memoryMiB: 48 * 1024, blocks: { xsb: 3 } });
    expect(spec.settings).toMatchObject({ boardMode: "quad", xsbs: 3, lsbNumbers: "00-02", wastedIoSlots: 1 });
  });

  test("on an M4000 two quarters of four carry I/O; a domain takes the others for CPU as long as there are any", () => {
    const site = siteOf(layer, M4000, { boardMode: "quad" });
    expect(layer.supply(site).constant).toEqual({ partitions: 2, "block:xsb": 2, "block:xsb-no-io": 2 });
    const blocks = (peakCores: number, nics = 0) => layer.size(wish("a", { peakCores, nics }), site).blocks;
    // Quarters of 2 cores and, where they have any, 2 slots.
    expect(blocks(2)).toEqual({ xsb: 1 });
    expect(blocks(3)).toEqual({ xsb: 1, "xsb-no-io": 1 });
    expect(blocks(6)).toEqual({ xsb: 1, "xsb-no-io": 2 });
    expect(blocks(8)).toEqual({ xsb: 2, "xsb-no-io": 2 });
    expect(blocks(2, 3)).toEqual({ xsb: 2 });
    expect(layer.size(wish("a", { peakCores: 3 }), site).settings).toMatchObject({ xsbs: 2, xsbsWithoutIo: 1 });
  });

  test("memory that a target changes is spread over the boards before they are divided", () => {
    // 256 GiB on 4 boards in place of 64 each: a quarter of a board of 32 GiB holds 8 GiB.
    const half = siteOf(layer, { ...M8000, memoryMiB: 128 * 1024 }, { boardMode: "quad" });
    expect(layer.size(wish("a", { memoryMiB: 9 * 1024 }), half)).toMatchObject({ memoryMiB: 16 * 1024 });
  });
});

describe("domains by model (DSD-4)", () => {
  test.each([
    ["sparc-m4000", 1, 5, 2],
    ["sparc-m5000", 2, 5, 4],
    ["sparc-m8000", 4, 8, 16],
    ["sparc-m9000-32", 8, 8, 24],
    ["sparc-m9000-64", 16, 8, 24],
  ])(
    "a %s in quarters takes as many domains as the model allows and refuses one more",
    (model, boards, slots, most) => {
      const site = siteOf(layer, mSeries(model, boards, slots), { boardMode: "quad" });
      expect(refusals(layer, site, wishes(most))).toEqual([]);
      expect(refusals(layer, site, wishes(most + 1))).toContain("DSD-4");
    },
  );

  test("whole boards give no more domains than there are boards", () => {
    expect(refusals(layer, uni, wishes(4))).toEqual([]);
    expect(refusals(layer, uni, wishes(5))).toEqual(["capacity.block:xsb"]);
  });

  test("an M3000 has one domain and is refused, a midrange Sun Fire belongs to another family", () => {
    const rules = (machine: typeof M8000) => layer.machineMisfits(siteOf(layer, machine)).map((m) => m.rule);
    expect(rules(mSeries("sparc-m3000", 1, 4))).toEqual(["DSD-1"]);
    expect(rules(SF6800)).toEqual(["machine.model"]);
    expect(rules(mSeries("sparc-m5000", 3, 5))).toEqual(["machine.boards"]);
    expect(rules(M5000)).toEqual([]);
  });
});

describe("refusals of one domain", () => {
  const site = siteOf(layer, M4000, { boardMode: "quad" });
  const rulesOf = (change: Partial<PartitionSpec>) =>
    layer.partitionMisfits({ ...layer.size(wish("a"), site), ...change }, site).map((m) => m.rule);

  test("DSD-8: quarters without I/O alone are no domain, one with I/O beside them is", () => {
    // Each quarter holds 2 cores and 16 GiB.
    expect(rulesOf({ blocks: { "xsb-no-io": 1 }, vcpus: 2, memoryMiB: 16_384 })).toEqual(["DSD-8"]);
    expect(rulesOf({ blocks: { xsb: 1, "xsb-no-io": 1 }, vcpus: 4, memoryMiB: 32_768 })).toEqual([]);
  });

  test("DSD-2 and DSD-3: no XSB, half an XSB, half of its cores", () => {
    expect(rulesOf({ blocks: {}, vcpus: 0, memoryMiB: 0 })).toEqual(["DSD-2"]);
    expect(rulesOf({ blocks: { xsb: 1.5 } })).toEqual(["DSD-3"]);
    expect(rulesOf({ vcpus: 1 })).toEqual(["DSD-3"]);
    expect(rulesOf({})).toEqual([]);
  });

  test("a domain of 16 XSBs has an LSB number for each, one of 17 has not", () => {
    const large = siteOf(layer, mSeries("sparc-m9000-64", 16, 8), { boardMode: "quad" });
    // 2 cores per quarter: 32 cores take 16, 33 take 17.
    expect(refusals(layer, large, wishes(1, { peakCores: 32 }))).toEqual([]);
    expect(layer.size(wish("a", { peakCores: 32 }), large).settings).toMatchObject({ lsbNumbers: "00-15" });
    expect(refusals(layer, large, wishes(1, { peakCores: 33 }))).toEqual(["domain.maxXsbs"]);
  });

  test("DSD-6, Solaris 9 and live migration are refused, Solaris 11 is not", () => {
    const linux = wish("a", { os: { family: "linux", architecture: "x86-64" } });
    const solaris = (version: string) => wish("a", { os: { family: "solaris", version, architecture: "sparc" } });
    expect(refusals(layer, uni, [linux])).toEqual(["DSD-6"]);
    expect(refusals(layer, uni, [solaris("9")])).toEqual(["os.release"]);
    expect(refusals(layer, uni, [solaris("11")])).toEqual([]);
    expect(refusals(layer, uni, [wish("a", { needs: ["live-migration"] })])).toEqual(["mig.none"]);
  });
});

test("warnings: divided boards fail for all their domains, a domain of one XSB cannot let it go", () => {
  expect(warnings(layer, uni, wishes(1))).toEqual(["DSD-7"]);
  expect(warnings(layer, uni, wishes(1, { peakCores: 9 }))).toEqual([]);
  expect(warnings(layer, quad, wishes(2, { peakCores: 3 }))).toEqual(["xsb.quad"]);
  expect(warnings(layer, quad, [])).toEqual([]);
});

test("the mode of the boards is one of two, and unknown settings are errors", () => {
  expect(() => layer.settings.parse({ boardMode: "half" })).toThrow(/boardMode/);
  expect(() => layer.settings.parse({ boards: 1 })).toThrow(/boards/);
});

describe("Enterprise 10000", () => {
  const old = layerOf("sun-domains-e10000");
  const site = siteOf(old, E10000);

  test("a board brings CPUs, memory and I/O: 5 CPUs, 3 GiB and 9 adapters take three boards", () => {
    // ceil(5 / 4) = 2, ceil(3 / 4) = 1, ceil(9 / 4) = 3; waste 12 - 5 CPUs, 12 - 3 GiB, 12 - 9 slots.
    const spec = old.size(wish("a", { peakCores: 5, memoryMiB: 3 * 1024, nics: 9 }), site);
    expect(spec).toMatchObject({ vcpus: 12, memoryMiB: 12 * 1024, blocks: { "cpu-board": 3 } });
    expect(spec.settings).toEqual({ systemBoards: 3, wastedCores: 7, wastedMemoryMiB: 9216, wastedIoSlots: 3 });
  });

  test("16 domains pass and 17 are refused by the model and by the boards", () => {
    expect(refusals(old, site, wishes(16))).toEqual([]);
    expect(refusals(old, site, wishes(17))).toEqual(["capacity.block:cpu-board", "DSD-4"]);
  });

  test("no board, another family, Solaris 11 are refused; Solaris 2.6 runs", () => {
    const spec = old.size(wish("a"), site);
    const none = { ...spec, blocks: {}, vcpus: 0, memoryMiB: 0 };
    expect(old.partitionMisfits(none, site).map((m) => m.rule)).toEqual(["DSD-2"]);
    expect(old.machineMisfits(siteOf(old, SF6800)).map((m) => m.rule)).toEqual(["machine.model"]);
    const solaris = (version: string) => wish("a", { os: { family: "solaris", version, architecture: "sparc" } });
    expect(refusals(old, site, [solaris("11")])).toEqual(["os.release"]);
    expect(refusals(old, site, [solaris("2.6")])).toEqual([]);
    expect(warnings(old, site, wishes(1))).toEqual(["DSD-7"]);
  });
});
