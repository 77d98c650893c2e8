/** Distributions against hand-checked quantiles, their own bounds, and monotony. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Distribution, drawFrom } from "#planner";
import { normalProbability, normalQuantile } from "#planner/what-if/normal.ts";

const at = (input: unknown, u: number) => drawFrom(Distribution.parse(input), u);

describe("the normal distribution", () => {
  test("has the probabilities and quantiles of the tables", () => {
    expect(normalProbability(0)).toBe(0.5);
    expect(normalProbability(1)).toBeCloseTo(0.8413447460685429, 14);
    expect(normalProbability(-1.96)).toBeCloseTo(0.024997895148220435, 14);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 12);
  });
});

describe("a draw is the quantile of its uniform number", () => {
  test("by hand", () => {
    expect(at({ distribution: "uniform", from: 2, to: 6 }, 0.25)).toBe(3);
    // Half of the area of a triangle over 0–2 with its top at 1 lies left of 1, an eighth left of 0.5.
    expect(at({ distribution: "triangular", from: 0, likely: 1, to: 2 }, 0.5)).toBeCloseTo(1, 12);
    expect(at({ distribution: "triangular", from: 0, likely: 1, to: 2 }, 0.125)).toBeCloseTo(0.5, 12);
    expect(at({ distribution: "normal", mean: 10, deviation: 2 }, normalProbability(1.5))).toBeCloseTo(13, 9);
    expect(at({ distribution: "lognormal", median: 4, deviation: 0.5 }, 0.5)).toBeCloseTo(4, 9);
    // The upper half only: its median is the upper quartile of the whole, 0.6745 deviations up.
    expect(at({ distribution: "normal", mean: 0, deviation: 1, from: 0 }, 0.5)).toBeCloseTo(0.6744897501960817, 9);
    const coin = { distribution: "discrete", values: ["a", { b: 1 }], weights: [3, 1] };
    expect([at(coin, 0.74), at(coin, 0.76), at(coin, 1 - 2 ** -53)]).toEqual(["a", { b: 1 }, { b: 1 }]);
    expect(at({ distribution: "uniform", from: 0, to: 10, whole: true }, 0.26)).toBe(3);
  });

  test("never falls as the uniform number rises, and keeps the bounds", () => {
    const bounded = fc
      .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 0.001, max: 1e6, noNaN: true }))
      .chain(([from, width]) => {
        const to = from + width;
        return fc.constantFrom(
          { distribution: "uniform", from, to },
          { distribution: "triangular", from, likely: from + width / 3, to },
          { distribution: "normal", mean: from + width / 2, deviation: width, from, to },
          {
            distribution: "lognormal",
            median: Math.abs(from) + width,
            deviation: 1,
            from: 0,
            to: Math.abs(from) + 2 * width,
          },
        );
      });
    const u = fc.double({ min: 2 ** -53, max: 1 - 2 ** -53, noNaN: true });
    fc.assert(
      fc.property(bounded, u, u, (input, u1, u2) => {
        const [low, high] = [Math.min(u1, u2), Math.max(u1, u2)].map((one) => Number(at(input, one)));
        expect(low).toBeLessThanOrEqual(high ?? Number.NaN);
        expect(low).toBeGreaterThanOrEqual(input.from);
        expect(high).toBeLessThanOrEqual(input.to);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  test("bounds that leave nothing, and weights that do not match, are refused", () => {
    const detail = (input: unknown) => Distribution.safeParse(input).error?.issues[0]?.message;
    expect(detail({ distribution: "normal", mean: 0, deviation: 1, from: 7 })).toMatch(/less than a millionth/);
    expect(detail({ distribution: "lognormal", median: 1, deviation: 1, to: -1 })).toMatch(/less than a millionth/);
    expect(detail({ distribution: "triangular", from: 0, likely: 3, to: 2 })).toMatch(/likely is 3/);
    expect(detail({ distribution: "discrete", values: [1, 2], weights: [1] })).toMatch(/1 weights for 2 values/);
  });
});
