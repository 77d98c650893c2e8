/** What missing pages cost a guest: by hand, and monotone in what is missing. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  PAGE_WAIT_NS,
  PAGING_SHAPE,
  type PagingUse,
  pagingPrice,
  tieredWaitNs,
} from "#models/hypervisor/memory/index.ts";

const use: PagingUse = {
  residentPages: 800,
  workingSetPages: 1000,
  touchedPages: 2000,
  referencesPerCpuSecond: 500,
  replacement: "least-used",
};

describe("price of paging", () => {
  test("a fifth of the working set gone: 100 faults, 1 s of waiting at 10 ms", () => {
    expect(pagingPrice(use, PAGE_WAIT_NS.disk.value)).toEqual({
      missRatio: expect.closeTo(0.2, 12),
      faultsPerCpuSecond: expect.closeTo(100, 9),
      stallSecondsPerCpuSecond: expect.closeTo(1, 9),
    });
  });

  test("nothing while the working set is there, if the least used pages went; pages at random cost from the first", () => {
    const idleGone = { ...use, residentPages: 1500 };
    expect(pagingPrice(idleGone, 1e7).faultsPerCpuSecond).toBe(0);
    // 500 of 2,000 gone: a quarter of 500 references
    expect(pagingPrice({ ...idleGone, replacement: "random" }, 1e7).faultsPerCpuSecond).toBe(125);
  });

  test("a sixth database guest on memory for five waits a second for each of work: half the throughput", () => {
    // 1/6 x 1,200 x 5 ms
    const price = pagingPrice(
      {
        residentPages: 5,
        workingSetPages: 6,
        touchedPages: 6,
        referencesPerCpuSecond: PAGING_SHAPE.databaseReferences.value,
        replacement: "least-used",
      },
      PAGE_WAIT_NS["many-disks"].value,
    );
    expect(1 / (1 + price.stallSecondsPerCpuSecond)).toBeCloseTo(1 - PAGING_SHAPE.databaseLoss.value, 12);
  });

  test("a guest without pages waits for none", () => {
    expect(pagingPrice({ ...use, residentPages: 0, workingSetPages: 0, touchedPages: 0 }, 1e7).faultsPerCpuSecond).toBe(
      0,
    );
  });

  test("two stores: 1,000 of 4,000 pages at 0.05 ms, the rest at 5 ms", () => {
    // 0.25 x 0.05 + 0.75 x 5 = 3.7625 ms
    expect(tieredWaitNs({ outPages: 4000, fastPages: 1000, fastNs: 5e4, slowNs: 5e6 })).toBe(3_762_500);
    expect(tieredWaitNs({ outPages: 500, fastPages: 1000, fastNs: 5e4, slowNs: 5e6 })).toBe(5e4);
    expect(tieredWaitNs({ outPages: 0, fastPages: 0, fastNs: 5e4, slowNs: 5e6 })).toBe(5e4);
  });

  test("refuses broken numbers by name", () => {
    expect(() => pagingPrice({ ...use, residentPages: -1 }, 1)).toThrow("residentPages is -1");
    expect(() => pagingPrice({ ...use, touchedPages: 999 }, 1)).toThrow("touchedPages is 999");
    expect(() => pagingPrice({ ...use, referencesPerCpuSecond: Number.NaN }, 1)).toThrow(
      "referencesPerCpuSecond is NaN",
    );
    expect(() => pagingPrice(use, -1)).toThrow("waitNs is -1");
    expect(() => tieredWaitNs({ outPages: 1, fastPages: -1, fastNs: 1, slowNs: 1 })).toThrow("fastPages is -1");
  });

  test("more memory never costs more, a random choice never less than the best", () => {
    const pages = fc.integer({ min: 0, max: 10_000 });
    const property = fc.property(pages, pages, pages, pages, (resident, working, idle, more) => {
      const some = { ...use, residentPages: resident, workingSetPages: working, touchedPages: working + idle };
      for (const replacement of ["least-used", "random"] as const) {
        const less = pagingPrice({ ...some, replacement }, 1e6);
        const richer = pagingPrice({ ...some, replacement, residentPages: resident + more }, 1e6);
        expect(richer.stallSecondsPerCpuSecond).toBeLessThanOrEqual(less.stallSecondsPerCpuSecond);
        expect(less.missRatio).toBeLessThanOrEqual(1);
      }
      const best = pagingPrice(some, 1e6).missRatio;
      expect(pagingPrice({ ...some, replacement: "random" }, 1e6).missRatio).toBeGreaterThanOrEqual(best);
    });
    fc.assert(property, { seed: 4117, numRuns: 200 });
  });
});
