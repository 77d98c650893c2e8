/** POWER5 by hand: sizing in the three modes, what hypervisor and VIOS keep, what a machine supplies. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wishes } from "../../support/estates.ts";
import { GIB } from "../../support/site.ts";
import { AIX53, IBM_I, POWER5, SLES, at, many, power, refused, wish } from "./power-builders.ts";

describe("sizing", () => {
  it("gives an uncapped partition half its peak, its virtual processors and the default weight", () => {
    const spec = POWER5.size(wish("a", { peakCores: 1.234, memoryMiB: 1000 }), at(POWER5));
    // 0.617 up to 0.62 PU; 1,000 up to 8 blocks of 128; 1,024 / 64 = 16.
    expect(spec).toMatchObject({ vcpus: 2, memoryMiB: 1024, mode: "pv" });
    expect(spec.settings).toEqual({
      processorMode: "uncapped",
      processingUnits: 0.62,
      virtualProcessors: 2,
      uncappedWeight: 128,
      lmbMiB: 128,
      maxMemoryMiB: 1024,
      pageTableMiB: 16,
      io: "virtual",
      ioSlots: 0,
    });
    expect(POWER5.claim(spec, at(POWER5)).constant).toMatchObject({ entitledCores: 0.62, memoryMiB: 1040, ioSlots: 0 });
  });

  it("gives a capped one all of it, and an uncapped one of weight 0 as well", () => {
    const peak = wish("a", { peakCores: 1.234 });
    expect(POWER5.size(peak, at(POWER5, { processorMode: "capped" })).settings["processingUnits"]).toBe(1.24);
    expect(POWER5.size(peak, at(POWER5, { weight: 0 })).settings["processingUnits"]).toBe(1.24);
    expect(POWER5.size(peak, at(POWER5, { entitlementPercent: 25 })).settings["processingUnits"]).toBe(0.31);
  });

  it("gives a dedicated one whole cores", () => {
    const site = at(POWER5, { processorMode: "dedicated" });
    const spec = POWER5.size(wish("a", { peakCores: 1.234, vcpus: 8 }), site);
    expect(spec).toMatchObject({ vcpus: 2, settings: { dedicatedProcessors: 2 } });
    expect(POWER5.claim(spec, site).constant.entitledCores).toBe(2);
  });

  it("keeps a reserved clock as a floor", () => {
    // 1,500 of 2,000 MHz are 0.75 PU, more than half of 1.0.
    expect(POWER5.size(wish("a", { cpuReservedMhz: 1500 }), at(POWER5)).settings["processingUnits"]).toBe(0.75);
  });

  it("charges hypervisor calls to the partition", () => {
    // 900 cycles x 20,000 calls / 2e9 Hz = 0.009; 1.0 x 1.009 capped is 1.01.
    const calls = { hcallCycles: 900, hcallsPerSecond: 20_000, processorMode: "capped" };
    const spec = POWER5.size(wish("a"), at(POWER5, calls));
    expect(POWER5.claim(spec, at(POWER5, calls)).cpuFactor).toBeCloseTo(1.009, 9);
    expect(spec.settings["processingUnits"]).toBe(1.01);
  });

  it("sizes the page table by the profile's maximum", () => {
    // 1,024 x 10.5 = 10,752 MiB, / 64 = 168, up to 256.
    const site = at(POWER5, { maxMemoryRatio: 10.5 });
    const spec = POWER5.size(wish("a"), site);
    expect(spec.settings).toMatchObject({ maxMemoryMiB: 10_752, pageTableMiB: 256 });
    expect(POWER5.claim(spec, site).constant.memoryMiB).toBe(1280);
  });

  it("lets slots go to who owns adapters: dedicated I/O, i5/OS, a device passed through", () => {
    const slots = (settings: Record<string, unknown>, change: Parameters<typeof wish>[1]) => {
      const site = at(POWER5, settings);
      return POWER5.claim(POWER5.size(wish("a", { nics: 2, disks: 5, ...change }), site), site).constant.ioSlots;
    };
    expect(slots({}, {})).toBe(0);
    expect(slots({ io: "dedicated" }, {})).toBe(3);
    expect(slots({}, { os: IBM_I })).toBe(3);
    expect(slots({}, { needs: ["passthrough-device"] })).toBe(1);
  });

  it("is stable in every mode, and never refused for units or virtual processors it chose itself", () => {
    for (const processorMode of ["dedicated", "capped", "uncapped"]) {
      const site = at(POWER5, { processorMode });
      fc.assert(
        fc.property(wishes(POWER5, site.machine), (wants) => {
          const spec = POWER5.size(wants, site);
          expect(POWER5.size(spec, site)).toEqual(spec);
          const rules = POWER5.partitionMisfits(spec, site).map(({ rule }) => rule);
          expect(rules).not.toContain("P5-01");
          expect(rules).not.toContain("P5-02");
          expect(rules).not.toContain("P5-05");
        }),
        { seed: 5, numRuns: 60 },
      );
    }
  });
});

describe("what a machine supplies", () => {
  const supplied = (settings: Record<string, unknown> = {}, machine = power()) =>
    POWER5.supply(at(POWER5, settings, machine));

  it("is its cores less the VIOS, its memory less hypervisor and VIOS", () => {
    // VIOS 5 % of 4 = 0.20 PU. Hypervisor 256 + 2.5 % of 16,384 = 665.6, up to 768; VIOS 512 + 8: 16,384 - 1,288.
    expect(supplied()).toEqual({
      constant: { partitions: 39, entitledCores: 3.8, ioSlots: 6, memoryMiB: 15_096 },
      sharedCores: 3.8,
    });
  });

  it("counts a second VIOS, a set entitlement and a hypervisor that a tool has sized", () => {
    const { constant } = supplied({ viosCount: 2, viosUnits: 0.5, viosMemoryMiB: 1024, hypervisorMiB: 1000 });
    // 4 - 2 x 0.5; 16,384 - 1,024 - 2 x (1,024 + 16).
    expect(constant).toMatchObject({ entitledCores: 3, partitions: 38, memoryMiB: 13_280 });
  });

  it("gives the VIOS what its throughput asks for at 75 % use", () => {
    // 113 MB/s: 1.3271e9 / 2e9 = 0.6636; / 0.75 = 0.8847, up to 0.89 PU; at large frames 0.2962 / 0.75, up to 0.40.
    expect(supplied({ viosNetworkMBps: 113 }).constant.entitledCores).toBeCloseTo(3.11, 9);
    expect(supplied({ viosNetworkMBps: 113, jumboFrames: true }).constant.entitledCores).toBeCloseTo(3.6, 9);
    // 10,000 operations of 8 KiB: 4.7e8 / 2e9 = 0.235; / 0.75 up to 0.32.
    expect(supplied({ viosDiskIops: 10_000 }).constant.entitledCores).toBeCloseTo(3.68, 9);
  });

  it("is without VIOS the whole machine, and leaves dark what is not activated", () => {
    expect(supplied({ io: "dedicated", ioHost: "none" }).constant).toMatchObject({ entitledCores: 4, partitions: 40 });
    // 5 % of 2 = 0.1.
    expect(supplied({ activeCores: 2 })).toMatchObject({ sharedCores: 1.9, constant: { entitledCores: 1.9 } });
  });

  it("is 160 partitions on 16 cores, 40 on 4, 254 on 64, one per core where dedicated", () => {
    const bare = { io: "dedicated", ioHost: "none" };
    const most = (cores: number, settings: Record<string, unknown> = bare) =>
      supplied(settings, power({ cores, threads: 2 * cores })).constant.partitions;
    expect([most(16), most(4), most(64)]).toEqual([160, 40, 254]);
    expect(most(16, { ...bare, processorMode: "dedicated" })).toBe(16);
  });

  it("holds partitions by entitlement, by whole cores, and time-shares beyond", () => {
    // Peaks of 1.0: uncapped 0.50 each, 7 in 3.8 PU; capped 1.00, 3; dedicated 1 core, 3.
    const fits = (count: number, processorMode: string) => refused(POWER5, at(POWER5, { processorMode }), many(count));
    expect([fits(7, "uncapped"), fits(8, "uncapped")]).toEqual([[], ["P5-03"]]);
    expect([fits(3, "capped"), fits(4, "capped")]).toEqual([[], ["P5-03"]]);
    expect([fits(3, "dedicated"), fits(4, "dedicated")]).toEqual([[], ["P5-03"]]);
  });
});

describe("guests", () => {
  it("are AIX, Linux on POWER and i5/OS, each paravirtual", () => {
    const modes = [AIX53, SLES, IBM_I].map((os) => POWER5.size(wish("a", { os }), at(POWER5)).mode);
    expect(modes).toEqual(["pv", "pv", "pv"]);
  });

  it("need at least 128 MiB", () => {
    expect(POWER5.size(wish("a", { memoryMiB: 1 }), at(POWER5, {}, power({ memoryMiB: 2 * GIB }))).memoryMiB).toBe(128);
  });
});
