/** A search for the dearest set that fits a bin, stopped while it runs: it ends soon, and what it tells is still a bound. */
import { describe, expect, it } from "vitest";
import { Knapsack } from "#planner/pack/columns/knapsack.ts";

/** 60 classes of one item each; dear items are large in one row or the other: no bound cuts much off. */
const CLASSES = 60;
const type = {
  capacity: Float64Array.of(30_000, 30_000),
  size: Float64Array.from({ length: CLASSES * 2 }, (_, i) => 1000 + ((i * 7919) % 1009)),
  most: new Int32Array(CLASSES).fill(1),
  cost: 1,
  stock: Infinity,
};
const groups = {
  rulesOf: Array.from({ length: CLASSES }, () => []),
  rules: 0,
  chargesOf: [],
  charge: new Float64Array(0),
};
const task = {
  price: Float64Array.from({ length: CLASSES }, (_, c) => type.size[2 * c]! + type.size[2 * c + 1]! + 200),
  most: new Int32Array(CLASSES).fill(1),
  bar: 0,
  steps: 3e7,
  want: "best" as const,
};

/** Search; how often it asked, the best set it found, and its answer. */
function searched(stopAfter: number) {
  let asked = 0;
  let best = 0;
  const answer = new Knapsack(type, groups).search({
    ...task,
    stopped: () => asked++ >= stopAfter,
    found: (_, worth) => {
      best = Math.max(best, worth);
      return true;
    },
  });
  return { asked, best, answer };
}

describe("a knapsack that is stopped", () => {
  it("ends soon, is not complete, and tells a ceiling no lower than what goes on finds", () => {
    const whole = searched(Infinity);
    const cut = searched(2);
    expect(whole.asked).toBeGreaterThan(10);
    expect(cut.asked).toBe(3);
    expect(cut.answer.isComplete).toBe(false);
    expect(cut.answer.steps).toBeLessThan(whole.answer.steps / 10);
    expect(cut.answer.worth).toBeGreaterThanOrEqual(whole.best);
  });
});
