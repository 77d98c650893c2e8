/** Random streams: reproducible, apart by name, and uniform as far as fixed seeds can show. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomStream } from "#models/random.ts";

const draws = (count: number, draw: () => number): readonly number[] => Array.from({ length: count }, draw);
/** Pearson's statistic of counts that should all be equal. */
function chiSquare(values: readonly number[], bins: number): number {
  const counts = new Float64Array(bins);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  const expected = values.length / bins;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
const correlation = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + (x - 0.5) * ((b[i] ?? 0) - 0.5), 0) / (a.length / 12);
/** 99.9 % point of chi-square with 99 degrees of freedom, from tables. */
const CHI_SQUARE_99 = 148.23;

describe("streams by name", () => {
  test("the same seed and path give the same draws, whoever draws in between", () => {
    const alone = randomStream(7, "web1");
    const expected = draws(50, () => alone.uniform());
    const again = randomStream(7, "web1");
    const other = randomStream(7, "db1");
    const mixed = draws(50, () => {
      other.uniform();
      return again.uniform();
    });
    expect(mixed).toEqual(expected);
  });

  test("seed, name, depth, order, type and the place of a boundary all make another stream", () => {
    const paths: readonly (readonly [number, ...(string | number)[]])[] = [
      [1],
      [2],
      [-1],
      [1, "a"],
      [1, "a", "b"],
      [1, "b", "a"],
      [1, "ab"],
      [1, "a", ""],
      [1, "1"],
      [1, 1],
      [1, "n1"],
    ];
    const first = paths.map(([seed, ...names]) => randomStream(seed, ...names).uniform());
    expect(new Set(first).size).toBe(paths.length);
  });

  test("neighbours in name are unrelated", () => {
    // 20,000 pairs: the correlation of independent uniforms has a standard deviation of 1/√20,000 = 0.007
    const streams = [
      randomStream(3, "vm1"),
      randomStream(3, "vm2"),
      randomStream(3, "vm1", "io"),
      randomStream(4, "vm1"),
    ];
    const series = streams.map((stream) => draws(20_000, () => stream.uniform()));
    for (const [i, a] of series.entries()) {
      for (const b of series.slice(i + 1)) expect(Math.abs(correlation(a, b))).toBeLessThan(0.03);
    }
  });

  test("the first draws over many names are uniform too", () => {
    const first = draws(20_000, () => 0).map((_, i) => Math.floor(randomStream(1, "vm", i).uniform() * 100));
    expect(chiSquare(first, 100)).toBeLessThan(CHI_SQUARE_99);
  });

  test("a seed stands for the same draws in every release", () => {
    const stream = randomStream(2006, "web1", "arrivals");
    expect([stream.uniform(), stream.exponential(10), stream.integer(1000)]).toEqual([
      0.40913848215015847, 8.891986925476044, 268,
    ]);
  });

  test("a seed that is not a whole number is an error", () => {
    expect(() => randomStream(0.5)).toThrow(
      new RangeError("seed is 0.5: it must be a whole number within ±(2^53 − 1)"),
    );
    expect(() => randomStream(NaN)).toThrow("seed is NaN");
  });
});

describe("draws", () => {
  test.each([1, 2, 3])("uniform: hundredths are equally frequent, seed %i", (seed) => {
    const stream = randomStream(seed, "uniform");
    const values = draws(100_000, () => stream.uniform());
    expect(
      chiSquare(
        values.map((u) => Math.floor(u * 100)),
        100,
      ),
    ).toBeLessThan(CHI_SQUARE_99);
    // The low bits count as well: the remainder of the 53-bit fraction by 100
    expect(
      chiSquare(
        values.map((u) => (u * 2 ** 53) % 100),
        100,
      ),
    ).toBeLessThan(CHI_SQUARE_99);
    const next = draws(100_000, () => stream.uniform());
    expect(Math.abs(correlation(next.slice(1), next.slice(0, -1)))).toBeLessThan(0.015);
  });

  test("uniform lies strictly between 0 and 1 and uses 53 bits", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const u = randomStream(seed).uniform();
        expect(u > 0 && u < 1).toBe(true);
        expect(Number.isInteger(u * 2 ** 53)).toBe(true);
      }),
      { seed: 4111, numRuns: 300 },
    );
  });

  test("integers are equally frequent, also where 2^32 is no multiple", () => {
    const stream = randomStream(5, "integers");
    expect(
      chiSquare(
        draws(100_000, () => stream.integer(100)),
        100,
      ),
    ).toBeLessThan(CHI_SQUARE_99);
    // 3 × 2^30 does not divide 2^32: without rejection the first third would be drawn twice as often as the others
    const thirds = draws(100_000, () => Math.floor(stream.integer(3 * 2 ** 30) / 2 ** 30));
    // 99.9 % point with 2 degrees of freedom
    expect(chiSquare(thirds, 3)).toBeLessThan(13.82);
  });

  test("integer refuses a count outside 1 to 2^32", () => {
    for (const count of [0, -1, 1.5, NaN, 2 ** 33]) {
      expect(() => randomStream(1).integer(count)).toThrow(
        `count is ${count}: it must be a whole number from 1 to 2^32`,
      );
    }
    expect(randomStream(1).integer(1)).toBe(0);
  });

  test("exponential has its mean, its spread, and no memory", () => {
    const stream = randomStream(6, "exponential");
    const values = draws(100_000, () => stream.exponential(20));
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    // Standard error of the mean: 20 / √100,000 = 0.063
    expect(Math.abs(mean - 20)).toBeLessThan(0.2);
    // P(X > 20) = 1/e, P(X > 40 | X > 20) = 1/e, each ± a few per thousand
    const above = (t: number) => values.filter((v) => v > t).length;
    expect(above(20) / values.length).toBeCloseTo(Math.exp(-1), 2);
    expect(above(40) / above(20)).toBeCloseTo(Math.exp(-1), 1);
    expect(stream.exponential(0) === 0).toBe(true);
  });
});
