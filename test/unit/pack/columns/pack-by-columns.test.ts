/**
 * Packing by columns against exhaustive search: the bound never exceeds the optimum, a packing holds, "proved" means
 * optimal, prices are accepted by the check and refused when raised; and cases small enough to do by hand.
 */
import * as fc from "fast-check";
import type { Rule } from "#planner/contract/index.ts";
import { beforeAll, describe, expect, test } from "vitest";
import { packByColumns, provesBound } from "#planner/pack/columns/index.ts";
import { constructive } from "#planner/pack/constructive.ts";
import { type LinearSolver, Meter, type PackProblem, withBundles } from "#planner/pack/index.ts";
import { loadSolver } from "#planner/pack/lp/highs.ts";
import { OPTIONS, line, problemOf, smallProblem } from "../build-problem.ts";
import { bestPacking, faults } from "../recount.ts";

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

const run = (problem: PackProblem, effort = 5) =>
  packByColumns(problem, { seed: 1, solver, meter: new Meter(effort, () => false) });
const everyItem = (problem: PackProblem) => [...Array(problem.items).keys()];

describe("packing by columns, by hand", () => {
  test("five items of 4 in bins of 10: two fit a bin, so the fractional optimum is 2.5 and three bins are proved", () => {
    const answer = run(line([4, 4, 4, 4, 4], 10));
    expect(answer.bound.bins).toBe(3);
    expect(answer.solution?.typeOf).toHaveLength(3);
    expect(answer.isProved).toBe(true);
    // Each item is worth half a bin, no more: 2 × 0.5 = 1.
    expect(answer.bound.prices?.every((price) => Math.abs(price - 0.5) < 1e-6)).toBe(true);
  });

  test("sums say 2, columns say 3: items of 6, 6, 4, 4, 4 in bins of 12", () => {
    // 24 / 12 = 2, but 6 + 6 and 4 + 4 + 4 is the only way to fill two bins; with capacity 11 neither exists.
    expect(run(line([6, 6, 4, 4, 4], 12)).bound.bins).toBe(2);
    const tight = run(line([6, 6, 4, 4, 4], 11));
    expect(tight.bound.bins).toBe(3);
    expect(tight.isProved).toBe(true);
  });

  test("two sizes of host: the cheap one for the small items", () => {
    // Capacities 10 (cost 3) and 4 (cost 1): 9 needs the large one, two of 4 the small one each: 3 + 1 + 1.
    const problem = problemOf({
      demand: [[[9]], [[4]], [[4]]],
      types: [
        { capacity: [10], cost: 3 },
        { capacity: [4], cost: 1 },
      ],
    });
    const answer = run(problem);
    expect(answer.cost).toBe(5);
    expect(answer.isProved).toBe(true);
  });

  test("stock binds: one cheap host only, so the second item takes the dear one", () => {
    const problem = problemOf({
      demand: [[[4]], [[4]]],
      types: [
        { capacity: [4], cost: 1, maxBins: 1 },
        { capacity: [4], cost: 3 },
      ],
    });
    const answer = run(problem);
    expect(answer.cost).toBe(4);
    expect(answer.isProved).toBe(true);
    expect(provesBound(problem, [0, 1], { prices: new Float64Array(2), ...answer.bound })?.cost).toBe(4);
  });

  test("items apart need a bin each, however small", () => {
    const rule: Rule = { id: "r", kind: "apart", workloads: ["w0", "w1", "w2"] };
    const answer = run(line([1, 1, 1, 1], 10, [rule]));
    expect(answer.bound.bins).toBe(3);
    expect(answer.isProved).toBe(true);
  });

  test("a charge is paid once per bin that brings it on", () => {
    // Four items of 5 in bins of 10 at cost 1; items 0 and 1 cost 2 more where they stand: together, 1 + 2 + 1 = 4.
    const problem: PackProblem = {
      ...line([5, 5, 5, 5], 10),
      charges: [{ id: "licence", items: [0, 1], cost: Float64Array.of(2) }],
    };
    const answer = run(problem);
    expect(answer.cost).toBe(4);
    expect(answer.isProved).toBe(true);
  });

  test("nothing to pack, and items that need nothing, are left to others", () => {
    expect(run(line([], 10)).bound).toEqual({ bins: 0, kind: "none" });
    expect(run(line([0, 0], 10)).bound).toEqual({ bins: 0, kind: "none" });
  });
});

describe("packing by columns, against exhaustive search", () => {
  test("bound ≤ optimum, packing valid, proved = optimal, prices accepted", () => {
    const property = fc.property(smallProblem, ({ spec, problem }) => {
      const incumbent = withBundles(constructive).pack(problem, OPTIONS);
      const best = bestPacking(spec, problem);
      const meter = new Meter(2, () => false);
      const answer = packByColumns(problem, { seed: 3, solver, meter, incumbent });
      const placed = everyItem(problem).filter((item) => incumbent.binOf[item]! >= 0);
      if (answer.solution !== undefined) {
        expect(faults(spec, problem, answer.solution)).toEqual([]);
        expect(answer.solution.binOf.every((bin, item) => bin >= 0 === incumbent.binOf[item]! >= 0)).toBe(true);
      }
      if (placed.length < best.placed) return;
      expect(answer.cost).toBeLessThanOrEqual(best.cost);
      const { binOf, typeOf } = answer.solution ?? incumbent;
      expect(binOf).toHaveLength(problem.items);
      const cost = typeOf.reduce((sum, type) => sum + problem.types[type]!.cost, 0);
      if (answer.isProved && placed.length === problem.items) expect(cost).toBe(best.cost);
      const { prices, stockPrices } = answer.bound;
      if (prices === undefined) return;
      const checked = provesBound(problem, placed, { prices, ...(stockPrices === undefined ? {} : { stockPrices }) });
      expect(checked).toEqual({ cost: answer.cost, bins: answer.bound.bins });
    });
    fc.assert(property, { seed: 5101, numRuns: 400 });
  });

  test("small lines are nearly always closed", () => {
    const sizes = fc.array(fc.integer({ min: 2, max: 9 }), { minLength: 5, maxLength: 14 });
    const closed: boolean[] = [];
    const property = fc.property(sizes, (list) => {
      const problem = line(list, 10);
      const answer = run(problem);
      closed.push(answer.isProved);
      expect(answer.solution?.typeOf.length).toBeGreaterThanOrEqual(answer.bound.bins);
    });
    fc.assert(property, { seed: 5102, numRuns: 60 });
    expect(closed.filter(Boolean).length).toBeGreaterThan(57);
  });
});

describe("the check of prices", () => {
  test("prices raised by a hundredth are refused", () => {
    const problem = line([4, 4, 4, 4, 4], 10);
    const { prices } = run(problem).bound;
    expect(provesBound(problem, everyItem(problem), { prices: prices! })?.bins).toBe(3);
    expect(provesBound(problem, everyItem(problem), { prices: prices!.map((price) => price + 0.01) })).toBeUndefined();
  });

  test("prices that are negative, missing or no numbers are refused", () => {
    const problem = line([4, 4], 10);
    expect(provesBound(problem, [0, 1], { prices: Float64Array.of(-1, 0.5) })).toBeUndefined();
    expect(provesBound(problem, [0, 1], { prices: Float64Array.of(0.5) })).toBeUndefined();
    expect(provesBound(problem, [0, 1], { prices: Float64Array.of(Number.NaN, 0.5) })).toBeUndefined();
  });

  test("prices of items that are not placed prove nothing", () => {
    const problem = line([9, 9, 9], 10);
    expect(provesBound(problem, [0, 2], { prices: Float64Array.of(1, 1, 1) })).toEqual({ cost: 2, bins: 2 });
  });
});

describe("effort and stopping", () => {
  const problem = line(
    Array.from({ length: 120 }, (_, i) => 200 + ((i * 7919) % 300)),
    1000,
  );

  test("the same seed and effort give the same answer", () => {
    const [a, b] = [run(problem, 0.3), run(problem, 0.3)];
    expect(a.solution?.binOf).toEqual(b.solution?.binOf);
    expect(a.bound).toEqual(b.bound);
  });

  test("no effort at all, or a stop at once: still an answer, and no bound above the value", () => {
    const incumbent = constructive.pack(problem, OPTIONS);
    for (const meter of [new Meter(0, () => false), new Meter(10, () => true)]) {
      const answer = packByColumns(problem, { seed: 1, solver, meter, incumbent });
      expect(answer.bound.bins).toBeLessThanOrEqual(incumbent.typeOf.length);
    }
  });
});
