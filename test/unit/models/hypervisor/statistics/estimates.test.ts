/** Means with intervals: Student's table, the warm-up cut, batch means, and coverage on a queue with a known mean. */
import { describe, expect, test } from "vitest";
import { ObservationSeries, estimateMean, studentQuantile, warmUpOf } from "#models/hypervisor/statistics/index.ts";
import { type RandomStream, randomStream } from "#models/random.ts";

const seriesOf = (values: Iterable<number>): ObservationSeries => {
  const series = new ObservationSeries();
  for (const value of values) series.add(value);
  return series;
};
const noise = (stream: RandomStream, count: number, level: (i: number) => number): readonly number[] =>
  Array.from({ length: count }, (_, i) => level(i) + stream.uniform() - 0.5);

describe("Student's t", () => {
  test.each([
    // degrees of freedom, 90 %, 95 %, 99 %: printed tables
    [1, 6.314, 12.706, 63.657],
    [2, 2.92, 4.303, 9.925],
    [3, 2.353, 3.182, 5.841],
    [4, 2.132, 2.776, 4.604],
    [9, 1.833, 2.262, 3.25],
    [10, 1.812, 2.228, 3.169],
    [19, 1.729, 2.093, 2.861],
    [29, 1.699, 2.045, 2.756],
    [30, 1.697, 2.042, 2.75],
    [120, 1.658, 1.98, 2.617],
    // the normal distribution
    [1_000_000, 1.645, 1.96, 2.576],
  ])("%i degrees of freedom", (freedom, p90, p95, p99) => {
    expect(studentQuantile(0.9, freedom)).toBeCloseTo(p90, 3);
    expect(studentQuantile(0.95, freedom)).toBeCloseTo(p95, 3);
    expect(studentQuantile(0.99, freedom)).toBeCloseTo(p99, 3);
  });

  test("is exact where a closed form exists", () => {
    // 1: tan(π/2 × level); 2: level × √(2 / (1 − level²))
    expect(studentQuantile(0.5, 1)).toBeCloseTo(1, 12);
    expect(studentQuantile(0.5, 2)).toBeCloseTo(0.5 * Math.sqrt(2 / 0.75), 12);
  });

  test("refuses a level or freedom outside its range", () => {
    expect(() => studentQuantile(1, 5)).toThrow(new RangeError("level is 1: it must lie between 0 and 1"));
    expect(() => studentQuantile(0.95, 0)).toThrow("freedom is 0: it must be a whole number from 1 to 1000000");
  });
});

describe("warm-up", () => {
  test("the cut stands where a start-up level ends", () => {
    // 20 batches at about 10, then 180 at about 0
    const means = Float64Array.from(noise(randomStream(1), 200, (i) => (i < 20 ? 10 : 0)));
    expect(warmUpOf(means)).toEqual({ batches: 20, isSettled: true });
  });

  test("by hand: three batches of 6, 0, 0, 0", () => {
    // Cut 0: mean 1.5, squares 20.25 + 3 × 2.25 = 27, / 16; cut 1: 0. Cuts up to 2 are looked at, the earliest best wins.
    expect(warmUpOf(Float64Array.of(6, 0, 0, 0))).toEqual({ batches: 1, isSettled: true });
  });

  test("a run that drifts to its end never settles", () => {
    expect(warmUpOf(Float64Array.from({ length: 100 }, (_, i) => i)).isSettled).toBe(false);
  });

  test("a constant series loses nothing", () => {
    expect(warmUpOf(new Float64Array(50).fill(3))).toEqual({ batches: 0, isSettled: true });
    expect(warmUpOf(new Float64Array(0))).toEqual({ batches: 0, isSettled: true });
  });
});

describe("series", () => {
  test("stays within its room and keeps the mean", () => {
    const count = 5 * 4096 * 4 + 3;
    const series = seriesOf(Array.from({ length: count }, (_, i) => i));
    expect(series.count).toBe(count);
    expect(series.means().length).toBeLessThan(4096);
    expect(series.mean()).toBeCloseTo((count - 1) / 2, 6);
    // The first batch holds 0, 1, … batchSize − 1
    expect(series.means()[0]).toBe((series.batchSize - 1) / 2);
  });

  test("refuses what is not a number", () => {
    expect(() => seriesOf([NaN])).toThrow(new RangeError("value is NaN: it must be finite"));
  });
});

describe("mean with interval", () => {
  test("no observations: no mean, no interval, and it says so", () => {
    expect(estimateMean(seriesOf([]), 0.95)).toEqual({
      level: 0.95,
      batches: 0,
      cut: 0,
      observations: 0,
      cautions: ["too-few-observations"],
    });
  });

  test("too few observations: a mean without an interval", () => {
    const estimate = estimateMean(seriesOf([1, 2, 3]), 0.95);
    expect(estimate.mean).toBe(2);
    expect("halfWidth" in estimate).toBe(false);
  });

  test("equal observations: an interval of width zero", () => {
    const estimate = estimateMean(seriesOf(Array<number>(1000).fill(4)), 0.99);
    expect(estimate).toMatchObject({ mean: 4, halfWidth: 0, batches: 30, cautions: [] });
  });

  test("by hand: ten batches of five", () => {
    // Batch means 0, 2, 0, 2, …: mean 1, deviation √(10/9), lag-1 −9/10; t(95 %, 9) = 2.262; 2.262 × 1.0541 / √10 = 0.754
    const estimate = estimateMean(seriesOf(Array.from({ length: 50 }, (_, i) => (Math.floor(i / 5) % 2) * 2)), 0.95);
    expect(estimate).toMatchObject({ mean: 1, batches: 10, cut: 0, observations: 50, cautions: [] });
    expect(estimate.halfWidth).toBeCloseTo((2.262157 * Math.sqrt(10 / 9)) / Math.sqrt(10), 5);
  });

  test("a start-up level does not reach the mean", () => {
    const estimate = estimateMean(seriesOf(noise(randomStream(2), 10_000, (i) => (i < 500 ? 100 : 7))), 0.99);
    expect(estimate.cut).toBeGreaterThanOrEqual(500);
    expect(Math.abs((estimate.mean ?? NaN) - 7)).toBeLessThan(estimate.halfWidth ?? NaN);
  });

  test("slow waves leave the batches correlated, and it says so", () => {
    const estimate = estimateMean(seriesOf(Array.from({ length: 5000 }, (_, i) => Math.sin(i / 800))), 0.95);
    expect(estimate.cautions).toContain("batches-correlated");
    expect(estimate.batches).toBe(10);
  });

  test("99 % intervals hold the mean wait of M/M/1 at half load in at least 18 of 20 seeds", () => {
    // ρ = 0.5, S = 1: mean wait ρ S / (1 − ρ) = 1, by Lindley's recursion W' = max(0, W + S − A)
    const holds = Array.from({ length: 20 }, (_, seed) => {
      const arrivals = randomStream(seed, "arrivals");
      const services = randomStream(seed, "services");
      const series = new ObservationSeries();
      let wait = 0;
      for (let i = 0; i < 20_000; i++) {
        series.add(wait);
        wait = Math.max(0, wait + services.exponential(1) - arrivals.exponential(2));
      }
      const { mean = NaN, halfWidth = NaN } = estimateMean(series, 0.99);
      expect(halfWidth).toBeLessThan(0.4);
      return Math.abs(mean - 1) <= halfWidth;
    });
    expect(holds.filter(Boolean).length).toBeGreaterThanOrEqual(18);
  });
});
