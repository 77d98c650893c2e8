/** PR/SM: every refusal once refusing and once passing, and the sizing in IBM's terms by hand. */
import { describe, expect, it } from "vitest";
import { type Machine, type Site, innermost } from "#models/partitioning/index.ts";
import { PRSM_Z16, PRSM_Z17, PRSM_Z9_BC, PRSM_Z9_EC, PRSM_Z990 } from "#models/zvm/index.ts";
import { GIB, S08, S54, linux, mainframeOf, many, refused, warned } from "./zvm-builders.ts";

const EC = innermost(PRSM_Z9_EC);
const BC = innermost(PRSM_Z9_BC);
const Z990 = innermost(PRSM_Z990);
const Z16 = innermost(PRSM_Z16);
const Z17 = innermost(PRSM_Z17);

const on = (layer: typeof EC, machine: Machine, settings: Record<string, unknown> = {}): Site => ({
  machine,
  settings: layer.settings.parse(settings),
  memoryOvercommitRatio: 1,
});

const zos = { family: "z-os", architecture: "s390x" } as const;
const zvm = { family: "z-vm", architecture: "s390x" } as const;
const A01 = mainframeOf("z16-a01", 200, 40_960);
const ME1 = mainframeOf("z17-me1", 208, 40_960);
const D32 = mainframeOf("z990-d32", 32, 256);

describe("sizing a logical partition", () => {
  it("names logical processors and a weight by the peak, 999 standing for the whole pool", () => {
    // 999 × 2 / 8 = 249.75, so 250.
    const spec = EC.size(linux("a", { vcpus: 3, peakCores: 2 }), on(EC, S08));
    expect(spec.vcpus).toBe(3);
    expect(spec.settings).toEqual({ logicalCPs: 3, weight: 250, initialCapping: false, storageGranuleMiB: 64 });
    expect(EC.size(linux("a", { peakCores: 0 }), on(EC, S08)).settings["weight"]).toBe(1);
    expect(EC.size(linux("a", { peakCores: 9 }), on(EC, S08)).settings["weight"]).toBe(999);
  });

  it("names IFLs, and takes one weight for all where it is set", () => {
    const spec = EC.size(linux("a"), on(EC, S08, { engines: "ifl", weight: 42, capped: true }));
    expect(spec.settings).toMatchObject({ logicalIFLs: 1, weight: 42, initialCapping: true });
  });

  it("gives whole engines by the peak where they are dedicated, without a weight", () => {
    const site = on(EC, S08, { processors: "dedicated" });
    const spec = EC.size(linux("a", { vcpus: 4, peakCores: 1.2 }), site);
    expect(spec.vcpus).toBe(2);
    expect(spec.settings).toEqual({ dedicatedCPs: 2, storageGranuleMiB: 64 });
    expect(EC.claim(spec, site).constant.vcpus).toBe(2);
  });

  it.each([
    // Up to 32 GiB by 64 MiB: 1,000 → 16 × 64; 33,000 is above it, by 128: 258 × 128; 70,000 by 256: 274 × 256.
    [1000, 1024],
    [32 * GIB, 32 * GIB],
    [33_000, 33_024],
    [70_000, 70_144],
  ])("rounds %f MiB up to the granule of its size: %i", (wanted, given) => {
    expect(EC.size(linux("a", { memoryMiB: wanted }), on(EC, S08)).memoryMiB).toBe(given);
  });

  it("takes the granule from the larger of initial and reserved storage", () => {
    // z17: 1,280 and 2,848 GB, the larger is above 2,048, so 8 GB.
    const site = on(Z17, ME1, { reservedStorageMiB: 2848 * GIB });
    const spec = Z17.size(linux("a", { memoryMiB: 1280 * GIB }), site);
    expect(spec.settings).toMatchObject({ storageGranuleMiB: 8 * GIB, reservedStorageMiB: 2848 * GIB });
    expect(refused(Z17, site, [linux("a", { memoryMiB: 1280 * GIB })])).toEqual([]);
  });

  it("plans vertical processors from z10 on, none before", () => {
    // A peak of 8.32 engines on 10 logical ones: 7 high, 2 medium, 1 low.
    const spec = Z16.size(linux("a", { vcpus: 10, peakCores: 8.32 }), on(Z16, A01));
    expect(spec.settings).toMatchObject({ verticalHigh: 7, verticalMedium: 2, verticalLow: 1 });
    expect(EC.size(linux("a"), on(EC, S08)).settings).not.toHaveProperty("verticalHigh");
  });

  it("takes the hardware system area out of purchased memory before z10 only", () => {
    // 128 − 4.5 GiB; nothing on the z16.
    expect(EC.supply(on(EC, S08)).constant.memoryMiB).toBe(123.5 * GIB);
    expect(Z16.supply(on(Z16, A01)).constant.memoryMiB).toBe(40_960 * GIB);
  });

  it("charges PR/SM's own time: 1.3 % as planned", () => {
    const site = on(EC, S08);
    // 1 / (1 − 0.013) = 1.01317…
    expect(EC.claim(EC.size(linux("a"), site), site).cpuFactor).toBeCloseTo(1 / 0.987, 9);
  });
});

describe("PR/SM refuses", () => {
  it("machines that are no mainframes, of another generation, or with more than their model takes", () => {
    expect(refused(EC, on(EC, { ...S08, architecture: "x86-64" }), [])).toEqual(["hw.arch"]);
    expect(refused(EC, on(EC, D32), [])).toEqual(["hw.model"]);
    expect(refused(EC, on(EC, { ...S08, cores: 9 }), [])).toEqual(["hw.model"]);
    expect(refused(EC, on(EC, { ...S08, memoryMiB: 129 * GIB }), [])).toEqual(["hw.model"]);
    expect(refused(EC, on(EC, S08), [])).toEqual([]);
    expect(refused(EC, on(EC, { ...S54, model: "own-z9" }), [])).toEqual([]);
    expect(refused(EC, on(EC, { ...S54, model: "own-z9", cores: 55 }), [])).toEqual(["pus"]);
  });

  it("PR-01: more partitions than the model may have", () => {
    expect(refused(EC, on(EC, S54), many(60, { peakCores: 0.1 }))).toEqual([]);
    expect(refused(EC, on(EC, S54), many(61, { peakCores: 0.1 }))).toEqual(["PR-01"]);
    expect(refused(BC, on(BC, mainframeOf("z9-bc-s07", 7, 64)), many(30))).toEqual([]);
    expect(refused(BC, on(BC, mainframeOf("z9-bc-r07", 7, 64)), many(15))).toEqual([]);
    expect(refused(BC, on(BC, mainframeOf("z9-bc-r07", 7, 64)), many(16))).toEqual(["PR-01"]);
    expect(refused(Z990, on(Z990, D32), many(31))).toEqual(["PR-01"]);
    expect(refused(Z16, on(Z16, A01), many(86))).toEqual(["PR-01"]);
    expect(refused(Z16, on(Z16, mainframeOf("z16-a02", 68, 4096)), many(41))).toEqual(["PR-01"]);
  });

  it("PR-02: more than 15 partitions in each channel subsystem", () => {
    expect(refused(EC, on(EC, S54, { lcss: 2 }), many(30))).toEqual([]);
    expect(refused(EC, on(EC, S54, { lcss: 2 }), many(31))).toEqual(["PR-02"]);
  });

  it("PR-03: a weight outside 1 to 999, weight or cap on dedicated processors", () => {
    expect(EC.settings.safeParse({ weight: 0 }).success).toBe(false);
    expect(EC.settings.safeParse({ weight: 1000 }).success).toBe(false);
    expect(EC.settings.safeParse({ weight: 999 }).success).toBe(true);
    expect(refused(EC, on(EC, S08, { processors: "dedicated", weight: 10 }), [])).toEqual(["PR-03"]);
    expect(refused(EC, on(EC, S08, { processors: "dedicated", capped: true }), [])).toEqual(["PR-03"]);
    expect(refused(EC, on(EC, S08, { processors: "dedicated" }), [])).toEqual([]);
  });

  it("PR-04: more logical processors than the pool, or more dedicated ones together", () => {
    expect(refused(EC, on(EC, S08), [linux("a", { vcpus: 8 })])).toEqual([]);
    expect(refused(EC, on(EC, S08), [linux("a", { vcpus: 9 })])).toEqual(["PR-04"]);
    const site = on(EC, S08, { processors: "dedicated" });
    expect(refused(EC, site, many(4, { peakCores: 2 }))).toEqual([]);
    expect(refused(EC, site, many(5, { peakCores: 2 }))).toEqual(["PR-04"]);
  });

  it("PR-05: z/OS and others on IFLs", () => {
    const site = on(EC, S08, { engines: "ifl" });
    const vse = { family: "other", version: "z/VSE 4.1", architecture: "s390x" } as const;
    expect(refused(EC, site, [linux("a", { os: zos })])).toEqual(["PR-05"]);
    expect(refused(EC, site, [linux("a", { os: vse })])).toEqual(["PR-05"]);
    expect(refused(EC, site, [linux("a"), linux("b", { os: zvm })])).toEqual([]);
    expect(refused(EC, on(EC, S08), [linux("a", { os: zos }), linux("b", { os: vse })])).toEqual([]);
  });

  it("PR-06: zAAPs and zIIPs without a CP or more of a kind than CPs", () => {
    expect(refused(EC, on(EC, S08, { zaaps: 3, ziips: 2 }), [])).toEqual([]);
    // 8 − 5 leaves 3 CPs for 5 zAAPs.
    expect(refused(EC, on(EC, S08, { zaaps: 5 }), [])).toEqual(["PR-06"]);
    expect(refused(EC, on(EC, S08, { ziips: 5 }), [])).toEqual(["PR-06"]);
    expect(refused(EC, on(EC, S08, { engines: "ifl", ziips: 1 }), [])).toEqual(["PR-06"]);
    expect(EC.supply(on(EC, S08, { zaaps: 2 })).sharedCores).toBe(6);
  });

  it("PR-07: storage between two granules, given as it is", () => {
    const site = on(EC, S08);
    const spec = EC.size(linux("a"), site);
    const off = EC.misfits(site, [{ ...spec, memoryMiB: 1000 }]);
    expect(off).toMatchObject([{ code: "off-grid", rule: "PR-07", value: 1000, allowed: [960, 1024] }]);
    expect(EC.misfits(site, [spec])).toEqual([]);
  });

  it("PR-08: storage beyond what was purchased, expanded storage included", () => {
    // 123.5 GiB are left: three of 41 GiB are 123, of 41.5 GiB 124.5.
    expect(refused(EC, on(EC, S08), many(3, { memoryMiB: 41 * GIB }))).toEqual([]);
    expect(refused(EC, on(EC, S08), many(3, { memoryMiB: 41.5 * GIB }))).toEqual(["PR-08"]);
    expect(refused(EC, on(EC, S08, { expandedStorageMiB: GIB }), many(3, { memoryMiB: 41 * GIB }))).toEqual(["PR-08"]);
  });

  it("PR-09: moving a partition while it runs", () => {
    expect(refused(Z17, on(Z17, ME1), [linux("a", { needs: ["live-migration"] })])).toEqual(["PR-09"]);
    expect(refused(Z17, on(Z17, ME1), [linux("a", { needs: ["passthrough-device", "own-kernel"] })])).toEqual([]);
  });

  it("PR-10: expanded storage for a coupling facility", () => {
    const os = { family: "other", version: "CFCC", architecture: "s390x" } as const;
    expect(refused(EC, on(EC, S08, { expandedStorageMiB: GIB }), [linux("a", { os })])).toEqual(["PR-10"]);
    expect(refused(EC, on(EC, S08), [linux("a", { os })])).toEqual([]);
  });

  it("PR-11: initial capping together with WLM management", () => {
    expect(refused(EC, on(EC, S08, { capped: true, wlmManaged: true }), [])).toEqual(["PR-11"]);
    expect(refused(EC, on(EC, S08, { wlmManaged: true }), [])).toEqual([]);
  });

  it("PR-12: partitions larger than their system supports", () => {
    const of = (os: Parameters<typeof linux>[1], vcpus: number, gib: number) =>
      refused(Z16, on(Z16, A01), [linux("a", { ...os, vcpus, memoryMiB: gib * GIB })]);
    expect(of({ os: zvm }, 80, 4096)).toEqual([]);
    expect(of({ os: zvm }, 81, 4096)).toEqual(["PR-12"]);
    expect(of({ os: zvm }, 80, 4104)).toEqual(["PR-12"]);
    expect(of({ os: zos }, 200, 16_384)).toEqual([]);
    expect(of({ os: zos }, 200, 16_416)).toEqual(["PR-12"]);
    const tpf = { os: { family: "other", version: "z/TPF 1.1", architecture: "s390x" } } as const;
    expect(of(tpf, 86, 64)).toEqual([]);
    expect(of(tpf, 87, 64)).toEqual(["PR-12"]);
    expect(of({}, 200, 32_800)).toEqual(["PR-12"]);
  });

  it("one partition above 128 GiB on the z990 only", () => {
    expect(refused(Z990, on(Z990, D32), [linux("a", { memoryMiB: 128 * GIB })])).toEqual([]);
    expect(refused(Z990, on(Z990, D32), [linux("a", { memoryMiB: 129 * GIB })])).toEqual(["memoryPerLp"]);
    expect(refused(EC, on(EC, S54), [linux("a", { memoryMiB: 200 * GIB })])).toEqual([]);
  });

  it("guaranteed CPU beyond the pool, and systems of other architectures", () => {
    // 8 engines × 1,700 MHz = 13,600.
    expect(refused(EC, on(EC, S08), many(2, { cpuReservedMhz: 6800 }))).toEqual([]);
    expect(refused(EC, on(EC, S08), many(2, { cpuReservedMhz: 6801 }))).toEqual(["cpu.floor"]);
    expect(refused(EC, on(EC, S08), [linux("a", { os: { family: "windows", architecture: "x86-32" } })])).toEqual([
      "guest",
    ]);
  });
});

describe("PR/SM warns", () => {
  it("PR-13: of more than three logical processors on a physical one", () => {
    expect(warned(EC, on(EC, S08, { engines: "ifl" }), many(6, { vcpus: 4 }))).toEqual([]);
    expect(warned(EC, on(EC, S08, { engines: "ifl" }), many(7, { vcpus: 4 }))).toEqual(["PR-13"]);
  });

  it("of general purpose engines that run Linux only", () => {
    expect(warned(EC, on(EC, S08), many(2))).toEqual(["iflRuns"]);
    expect(warned(EC, on(EC, S08), [linux("a"), linux("b", { os: zos })])).toEqual([]);
  });

  it("of caps below a peak: by weight when capped, or absolute", () => {
    // Equal weights on 8 engines: 4 each; a peak of 5 is held at 4.
    const wants = [linux("a", { vcpus: 6, peakCores: 5 }), linux("b", { vcpus: 6, peakCores: 1 })];
    expect(warned(EC, on(EC, S08, { engines: "ifl", capped: true, weight: 100 }), wants)).toEqual(["hardCap"]);
    expect(warned(EC, on(EC, S08, { engines: "ifl", weight: 100 }), wants)).toEqual([]);
    expect(warned(Z16, on(Z16, A01, { engines: "ifl", absoluteCap: 4.99 }), wants)).toEqual(["absoluteCap"]);
    expect(warned(Z16, on(Z16, A01, { engines: "ifl", absoluteCap: 5 }), wants)).toEqual([]);
    expect(Z16.settings.safeParse({ absoluteCap: 0.005 }).success).toBe(false);
  });
});
