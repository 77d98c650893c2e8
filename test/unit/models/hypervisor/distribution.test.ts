/** Distributions: draws agree with the stated mean and spread; a range is kept. */
import { describe, expect, test } from "vitest";
import { type Distribution, checkDistribution, meanOf, sample, scvOf } from "#models/hypervisor/distribution.ts";
import { randomStream } from "#models/random.ts";

describe("mean and spread", () => {
  test.each<[Distribution, number, number]>([
    [{ kind: "constant", value: 3 }, 3, 0],
    [{ kind: "exponential", mean: 2 }, 2, 1],
    // width 6, variance 36/12 = 3, mean 4: 3/16
    [{ kind: "uniform", min: 1, max: 7 }, 4, 3 / 16],
    [{ kind: "uniform", min: 0, max: 0 }, 0, 0],
    [{ kind: "erlang", mean: 5, stages: 4 }, 5, 0.25],
    [{ kind: "hyperexponential", mean: 1, scv: 4 }, 1, 4],
  ])("%o", (distribution, mean, scv) => {
    expect(meanOf(distribution)).toBe(mean);
    expect(scvOf(distribution)).toBeCloseTo(scv, 12);
    const stream = randomStream(11, distribution.kind);
    let total = 0;
    let squares = 0;
    const count = 200_000;
    for (let i = 0; i < count; i++) {
      const value = sample(distribution, stream);
      total += value;
      squares += value * value;
    }
    // Five standard errors of the mean; of the variance, about 2 % at this count for a spread of 4
    expect(Math.abs(total / count - mean)).toBeLessThanOrEqual(5 * mean * Math.sqrt(scv / count));
    const sampled = squares / count - (total / count) ** 2;
    expect(Math.abs(sampled - scv * mean ** 2)).toBeLessThanOrEqual(0.05 * scv * mean ** 2 + 1e-9);
  });

  test("a hyperexponential with a spread of 1 is the exponential", () => {
    // Both branches have probability 1/2 and the same mean: the second uniform alone decides
    const a = randomStream(1, "h");
    const b = randomStream(1, "h");
    const value = sample({ kind: "hyperexponential", mean: 3, scv: 1 }, a);
    b.uniform();
    expect(value).toBe(b.exponential(3));
  });
});

describe("ranges", () => {
  test.each<[Distribution, string]>([
    [{ kind: "constant", value: -1 }, "think.value is -1: it must be finite and at least 0"],
    [{ kind: "exponential", mean: NaN }, "think.mean is NaN: it must be finite and at least 0"],
    [{ kind: "uniform", min: -1, max: 1 }, "think.min is -1: it must be finite and at least 0"],
    [{ kind: "uniform", min: 0, max: Infinity }, "think.max is Infinity: it must be finite and at least 0"],
    [{ kind: "uniform", min: 2, max: 1 }, "think.min is 2: it must be at most max, 1"],
    [{ kind: "erlang", mean: 1, stages: 1.5 }, "think.stages is 1.5: it must be a whole number ≥ 1"],
    [{ kind: "hyperexponential", mean: 1, scv: 0.5 }, "think.scv is 0.5: it must be finite and at least 1"],
  ])("%o is refused", (distribution, message) => {
    expect(() => checkDistribution(distribution, "think")).toThrow(new RangeError(message));
  });

  test("what is in range passes", () => {
    checkDistribution({ kind: "uniform", min: 1, max: 1 }, "think");
    checkDistribution({ kind: "erlang", mean: 0, stages: 1 }, "think");
    checkDistribution({ kind: "hyperexponential", mean: 1, scv: 1 }, "think");
  });
});
