/** Quantiles in bounded memory, running moments, fairness. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Moments, QUANTILE_RELATIVE_ERROR, Quantiles, jainIndex } from "#models/hypervisor/statistics/index.ts";

const of = (values: Iterable<number>, exactUpTo?: number): Quantiles => {
  const quantiles = new Quantiles(exactUpTo);
  for (const value of values) quantiles.add(value);
  return quantiles;
};
const nearestRank = (values: readonly number[], ratio: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(Math.ceil(ratio * values.length), 1) - 1] ?? NaN;

describe("quantiles", () => {
  test("are values at their nearest rank while they fit", () => {
    // 1 to 10: the median's rank is 5, of 95 % it is ⌈9.5⌉ = 10
    const quantiles = of([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect([0, 0.1, 0.5, 0.51, 0.95, 1].map((r) => quantiles.quantile(r))).toEqual([1, 1, 5, 6, 10, 10]);
    expect(quantiles.isExact).toBe(true);
    quantiles.add(0);
    expect(quantiles.quantile(0)).toBe(0);
  });

  test("without values there is none", () => {
    expect(new Quantiles().quantile(0.5)).toBeUndefined();
    expect(new Quantiles().largest).toBeUndefined();
  });

  test("beyond the exact room they are within the stated error, over 18 decades", () => {
    const value = fc
      .tuple(fc.double({ min: 1, max: 10, noNaN: true }), fc.integer({ min: -8, max: 10 }))
      .map(([mantissa, decade]) => mantissa * 10 ** decade);
    fc.assert(
      fc.property(fc.array(fc.oneof(value, fc.constant(0)), { minLength: 5, maxLength: 200 }), (values) => {
        const quantiles = of(values, 4);
        expect(quantiles.isExact).toBe(false);
        for (const ratio of [0, 0.25, 0.5, 0.9, 0.95, 0.99, 1]) {
          const exact = nearestRank(values, ratio);
          const error = Math.abs((quantiles.quantile(ratio) ?? NaN) - exact);
          expect(error).toBeLessThanOrEqual(QUANTILE_RELATIVE_ERROR * exact * (1 + 1e-9));
        }
        expect(quantiles.largest).toBe(Math.max(...values));
      }),
      { seed: 4121, numRuns: 200 },
    );
  });

  test("a value beyond the range still counts", () => {
    const quantiles = of([1e300, 1e-300, 5], 0);
    expect(quantiles.quantile(0.01)).toBe(1e-300);
    expect(quantiles.count).toBe(3);
    expect(quantiles.quantile(1)).toBeGreaterThan(1e17);
  });

  test("bad values and ratios are refused", () => {
    expect(() => of([-1])).toThrow(new RangeError("value is -1: it must be finite and at least 0"));
    expect(() => of([NaN])).toThrow("value is NaN");
    expect(() => new Quantiles().quantile(1.1)).toThrow("ratio is 1.1: it must be 0 to 1");
    expect(() => new Quantiles(-1)).toThrow("exactUpTo is -1: it must be a whole number ≥ 0");
  });
});

describe("moments", () => {
  test("by hand, and absent while there are too few", () => {
    const moments = new Moments();
    expect([moments.mean, moments.variance]).toEqual([undefined, undefined]);
    moments.add(2);
    expect([moments.mean, moments.variance]).toEqual([2, undefined]);
    for (const value of [4, 4, 4, 5, 5, 7, 9]) moments.add(value);
    // mean 5, squares 9 + 3 × 1 + 0 + 0 + 4 + 16 = 32, over 7
    expect(moments.mean).toBe(5);
    expect(moments.variance).toBeCloseTo(32 / 7, 12);
  });

  test("a large offset costs no digits", () => {
    const moments = new Moments();
    for (const value of [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]) moments.add(value);
    // 4, 7, 13, 16: mean 10, squares 36 + 9 + 9 + 36 = 90, over 3
    expect(moments.variance).toBeCloseTo(30, 6);
    expect(() => moments.add(Infinity)).toThrow(new RangeError("value is Infinity: it must be finite"));
  });
});

describe("fairness", () => {
  test("equal, one for all, and by hand", () => {
    expect(jainIndex([3, 3, 3])).toBe(1);
    expect(jainIndex([0, 0, 0, 8])).toBe(0.25);
    // (1 + 2 + 3)² / (3 × 14)
    expect(jainIndex(Float64Array.of(1, 2, 3))).toBeCloseTo(36 / 42, 12);
    expect(jainIndex([0, 0])).toBe(1);
    expect(jainIndex([])).toBeUndefined();
    expect(jainIndex([1e300, 1e300])).toBe(1);
    expect(() => jainIndex([1, -1])).toThrow(new RangeError("given[1] is -1: it must be finite and at least 0"));
  });

  test("lies between 1/n and 1, whatever the scale", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 }), (given) => {
        const index = jainIndex(given) ?? NaN;
        expect(index).toBeGreaterThanOrEqual(1 / given.length - 1e-12);
        expect(index).toBeLessThanOrEqual(1 + 1e-12);
        expect(jainIndex(given.map((x) => x * 4))).toBeCloseTo(index, 12);
      }),
      { seed: 4122, numRuns: 200 },
    );
  });
});
