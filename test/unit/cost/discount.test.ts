/** Later money in today's. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { annuity, presentValue } from "#planner/cost/discount.ts";

describe("annuity", () => {
  it("is the years at 0 %", () => {
    expect(annuity(5, 0)).toBe(5);
    expect(annuity(2.5, 0)).toBe(2.5);
  });

  it("is the sum of discounted payments at the end of each year", () => {
    // 1/1.1 + 1/1.21 + 1/1.331 = 0.909091 + 0.826446 + 0.751315 = 2.486852.
    expect(annuity(3, 10)).toBeCloseTo(2.486852, 6);
    expect(presentValue(3, 10)).toBeCloseTo(0.751315, 6);
  });

  it("grows with years, falls with the rate, and never exceeds the years", () => {
    const years = fc.double({ min: 0.01, max: 50, noNaN: true });
    const rate = fc.integer({ min: 0, max: 100_000 }).map((n) => n / 1000);
    fc.assert(
      fc.property(years, rate, fc.double({ min: 0.01, max: 10, noNaN: true }), (n, percent, more) => {
        const value = annuity(n, percent);
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThanOrEqual(n * (1 + 1e-12));
        expect(annuity(n + more, percent)).toBeGreaterThan(value);
        expect(annuity(n, percent + more)).toBeLessThan(value);
      }),
      { seed: 6001, numRuns: 300 },
    );
  });

  it("is exact for tiny rates", () => {
    expect(annuity(5, 1e-12)).toBeCloseTo(5, 10);
  });
});
