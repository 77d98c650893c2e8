/** POWER's own arithmetic by hand: units and virtual processors, memory blocks and page tables, VIOS cycles, spare capacity. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dedicatedProcessors,
  fewestVps,
  isOnUnitGrid,
  mostVpsStarted,
  mostVpsWhole,
  roundUpUnits,
  sharedProcessors,
} from "#models/power/entitlement.ts";
import { defaultLmbMiB, isOnLmb, lmbTable, mostGrowthMiB, pageTableMiB, roundUpToLmb } from "#models/power/memory.ts";
import { isAfter, isBefore, isRhel3, isSles9, releaseNumber } from "#models/power/release.ts";
import { spareByWeight, uncappedMost } from "#models/power/index.ts";
import { viosLoadCores } from "#models/power/vios.ts";
import { GIB } from "../../support/site.ts";

const P5 = { min: 0.1, step: 0.01, vpsPerUnit: 10 };
const P10 = { min: 0.05, step: 0.01, vpsPerUnit: 20 };
const RUNS = { seed: 2004, numRuns: 200 };

describe("processing units", () => {
  it("start at the minimum and go up in hundredths, as exact decimals", () => {
    expect(roundUpUnits(0, P5)).toBe(0.1);
    expect(roundUpUnits(0.101, P5)).toBe(0.11);
    expect(roundUpUnits(0.1 + 0.05, P5)).toBe(0.15);
    expect(roundUpUnits(0.02, P10)).toBe(0.05);
    expect(roundUpUnits(2.35, P5)).toBe(2.35);
  });

  it("are on the grid or not", () => {
    expect([0.1, 0.11, 3].map((units) => isOnUnitGrid(units, P5))).toEqual([true, true, true]);
    expect([0.09, 0.105].map((units) => isOnUnitGrid(units, P5))).toEqual([false, false]);
    expect(isOnUnitGrid(0.05, P10)).toBe(true);
  });

  it("of 2.35 back 3 to 23 virtual processors on POWER5", () => {
    // ceil(2.35) = 3; floor(23.5) = 23.
    expect([fewestVps(2.35), mostVpsWhole(2.35, 10, 64)]).toEqual([3, 23]);
    expect(mostVpsWhole(7, 10, 64)).toBe(64);
    // Later: ceil(20 x 0.08) = 2, bound by 8 active cores.
    expect([mostVpsStarted(0.08, 20, 8), mostVpsStarted(0.5, 20, 8)]).toEqual([2, 8]);
  });

  it("follow the entitled part of the peak, the floor and the virtual processors' minimum", () => {
    const wants = { peakCores: 1.234, entitledRatio: 0.5, reservedCores: 0, vcpus: 2 };
    // 0.617 up to 0.62.
    expect(sharedProcessors(wants, P5)).toEqual({ units: 0.62, vps: 2 });
    expect(sharedProcessors({ ...wants, entitledRatio: 1 }, P5)).toEqual({ units: 1.24, vps: 2 });
    expect(sharedProcessors({ ...wants, reservedCores: 0.9 }, P5)).toEqual({ units: 0.9, vps: 2 });
    // Eight virtual processors need 0.80 PU on POWER5 and 0.40 later, where half the peak asks for 0.62.
    expect(sharedProcessors({ ...wants, vcpus: 8 }, P5)).toEqual({ units: 0.8, vps: 8 });
    expect(sharedProcessors({ ...wants, vcpus: 8 }, P10)).toEqual({ units: 0.62, vps: 8 });
    // A peak of 3.2 needs four virtual processors.
    expect(sharedProcessors({ ...wants, peakCores: 3.2 }, P5)).toEqual({ units: 1.6, vps: 4 });
  });

  it("round to whole cores where they are dedicated", () => {
    const wants = { peakCores: 1.01, entitledRatio: 1, reservedCores: 0, vcpus: 8 };
    expect(dedicatedProcessors(wants)).toEqual({ units: 2, vps: 2 });
    expect(dedicatedProcessors({ ...wants, peakCores: 0 })).toEqual({ units: 1, vps: 1 });
    expect(dedicatedProcessors({ ...wants, reservedCores: 2.5 })).toEqual({ units: 3, vps: 3 });
  });

  it("and virtual processors always lie within each other's range", () => {
    const wants = fc.record({
      peakCores: fc.double({ min: 0, max: 6, noNaN: true }),
      entitledRatio: fc.double({ min: 0.01, max: 1, noNaN: true }),
      reservedCores: fc.double({ min: 0, max: 3, noNaN: true }),
      vcpus: fc.integer({ min: 1, max: 64 }),
    });
    fc.assert(
      fc.property(wants, fc.constantFrom(P5, P10), (one, grid) => {
        const { units, vps } = sharedProcessors(one, grid);
        expect(isOnUnitGrid(units, grid)).toBe(true);
        expect(vps).toBeGreaterThanOrEqual(Math.max(fewestVps(units), one.peakCores));
        expect(vps).toBeLessThanOrEqual(mostVpsWhole(units, grid.vpsPerUnit, 64));
        expect(units).toBeGreaterThanOrEqual(one.peakCores * one.entitledRatio - 1e-9);
      }),
      RUNS,
    );
  });
});

describe("memory", () => {
  it("comes in whole blocks", () => {
    expect([roundUpToLmb(1, 128), roundUpToLmb(128, 128), roundUpToLmb(129, 128)]).toEqual([128, 128, 256]);
    expect([isOnLmb(384, 128), isOnLmb(400, 128)]).toEqual([true, false]);
  });

  it("has a page table of a power of two", () => {
    // 10752 / 64 = 168, up to 256; 1024 / 64 = 16 exactly; 65 / 64 up to 2.
    expect([pageTableMiB(10_752, 64), pageTableMiB(1024, 64), pageTableMiB(65, 64)]).toEqual([256, 16, 2]);
    expect(pageTableMiB(10_752, 128)).toBe(128);
  });

  it("has blocks whose default size follows the server", () => {
    const rows = lmbTable([16, 32, 64, 128, 256]);
    const sizes = [3, 4, 8, 16, 32, 33].map((gib) => defaultLmbMiB(rows, gib * GIB));
    expect(sizes).toEqual([16, 32, 64, 128, 128, 256]);
  });

  it("grows at most 16 times below 256 MiB and 64 times from there", () => {
    const rule = { thresholdMiB: 256, smallRatio: 16, largeRatio: 64 };
    expect([mostGrowthMiB(128, rule), mostGrowthMiB(512, rule)]).toEqual([2 * GIB, 32 * GIB]);
  });
});

describe("the Virtual I/O Server", () => {
  it("needs 0.80 core for a saturated adapter at 1.65 GHz and 0.60 at 2.2 GHz", () => {
    const load = { networkMBps: 113, cyclesPerByte: 11.2, diskIops: 0, cyclesPerOperation: 0 };
    // 113 x 2^20 x 11.2 = 1.3271e9 cycles: / 1.65e9 = 0.8043, / 2.2e9 = 0.6032.
    expect(viosLoadCores(load, 1650)).toBeCloseTo(0.8043, 4);
    expect(viosLoadCores(load, 2200)).toBeCloseTo(0.6032, 4);
  });

  it("needs a fifth of a core for 7,021 virtual SCSI operations of 8 KiB", () => {
    // 7,021 x 47,000 = 3.3e8 of 1.65e9.
    const load = { networkMBps: 0, cyclesPerByte: 0, diskIops: 7021, cyclesPerOperation: 47_000 };
    expect(viosLoadCores(load, 1650)).toBeCloseTo(0.2, 4);
  });
});

describe("spare capacity", () => {
  it("goes by weight: 0.75 spare at 200 and 100 is 0.50 and 0.25", () => {
    expect(
      spareByWeight(
        0.75,
        [200, 100].map((weight) => ({ weight, wants: 2 })),
      ),
    ).toEqual([0.5, 0.25]);
  });

  it("that one does not want goes to the others, and none to weight 0", () => {
    // The first takes 0.1 of its 0.5; 0.65 is left for the second.
    const given = spareByWeight(0.75, [
      { weight: 200, wants: 0.1 },
      { weight: 100, wants: 2 },
      { weight: 0, wants: 2 },
    ]);
    expect(given.map((units) => Math.round(units * 1e6) / 1e6)).toEqual([0.1, 0.65, 0]);
    expect(spareByWeight(1, [{ weight: 0, wants: 1 }])).toEqual([0]);
  });

  it("never takes an uncapped partition beyond its virtual processors or the pool", () => {
    expect([uncappedMost(1, 4), uncappedMost(8, 4)]).toEqual([1, 4]);
  });
});

describe("releases", () => {
  it("are read however they are written", () => {
    expect(["5.3", "AIX 5L 5.3", "5300-05", "V5R3M0"].map(releaseNumber)).toEqual([503, 503, 503, 503]);
    expect([releaseNumber(undefined), releaseNumber("AIX")]).toEqual([undefined, undefined]);
  });

  it("nobody stated are neither before nor after", () => {
    expect([isBefore("5.2", "5.3"), isBefore("5.3", "5.3"), isBefore(undefined, "5.3")]).toEqual([true, false, false]);
    expect([isAfter("7.2", "7.1"), isAfter("7.1", "7.1"), isAfter(undefined, "7.1")]).toEqual([true, false, false]);
  });

  it("of Linux are told by the distribution's own number", () => {
    expect(["SLES 9 SP3", "SLES 10", "SUSE Linux Enterprise 9"].map(isSles9)).toEqual([true, false, true]);
    expect(["RHEL 3", "RHEL 4 Update 3", "Red Hat Enterprise Linux 3"].map(isRhel3)).toEqual([true, false, true]);
  });
});
