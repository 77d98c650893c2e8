/** The optimising packer: proofs by columns, the best so far when stopped, the same again, ends when counting says so. */
import { describe, expect, it } from "vitest";
import { loadSolver } from "#planner/pack/lp/index.ts";
import { PACKERS, type PackProgress, lowerBound, provesBound } from "#planner/pack/index.ts";
import { OPTIONS, line, problemOf } from "./build-problem.ts";

const solver = await loadSolver();
const [packer] = PACKERS;
const optimise = (problem: Parameters<NonNullable<typeof packer>["pack"]>[0], more: Partial<typeof OPTIONS> = {}) =>
  packer!.pack(problem, { ...OPTIONS, effort: 1, solver, ...more });

/**
 * Three items of (6, 4.5) and three of (3, 6) in hosts of (10, 10), in tenths: two of the first are over in the first
 * resource, two of the second in the second, one of each is 10.5 in the second. So each needs a host: 6. By sums it is 4,
 * by the second resource alone 5 (three above half, and two of 4.5 fit together).
 */
const exclusive = problemOf({
  demand: [60, 60, 60, 30, 30, 30].map((first, i) => [[first], [i < 3 ? 45 : 60]]),
  types: [{ capacity: [100, 100] }],
});

describe("the optimising packer", () => {
  it("proves by columns what sums and pairs of one resource do not", () => {
    expect(lowerBound(exclusive, [0, 1, 2, 3, 4, 5]).bins).toBe(5);
    const { ended, bound, typeOf } = optimise(exclusive);
    expect({ ended, bins: typeOf.length, proved: bound?.bins, kind: bound?.kind }).toEqual({
      ended: "proved",
      bins: 6,
      proved: 6,
      kind: "columns",
    });
    expect(provesBound(exclusive, [0, 1, 2, 3, 4, 5], { prices: bound!.prices! })?.bins).toBe(6);
  });

  it("constructs only at effort 0, and says that it proved nothing", () => {
    const { ended, bound, typeOf } = optimise(exclusive, { effort: 0 });
    expect({ ended, bins: typeOf.length, bound }).toEqual({ ended: "effort", bins: 6, bound: undefined });
  });

  it("ends at once where counting says that no more can be placed", () => {
    // Four hosts of 201 hold a hundred of 2 each, and four times 1 is left over.
    const sizes = Array.from({ length: 401 }, () => 2);
    const problem = problemOf({ demand: sizes.map((size) => [[size]]), types: [{ capacity: [201], maxBins: 4 }] });
    // it would go on for years
    const { binOf } = optimise(problem, { effort: 1e9 });
    expect(binOf.filter((bin) => bin < 0)).toHaveLength(1);
  });

  it("gives the same answer again, and a valid one whenever it is stopped", () => {
    const sizes = Array.from({ length: 60 }, (_, i) => 20 + ((i * 37) % 61));
    const problem = line(sizes, 150);
    const [once, again] = [optimise(problem), optimise(problem)];
    expect(again).toEqual(once);
    for (const most of [0, 1, 5, 20]) {
      let asked = 0;
      const { binOf, typeOf } = optimise(problem, { stopped: () => ++asked > most });
      const sums = typeOf.map((_, bin) => sizes.reduce((sum, size, item) => sum + (binOf[item] === bin ? size : 0), 0));
      expect(Math.min(...binOf)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...sums)).toBeLessThanOrEqual(150);
    }
  });

  it("tells best and bound, never falling back", () => {
    const seen: PackProgress[] = [];
    optimise(
      line(
        Array.from({ length: 80 }, (_, i) => 26 + ((i * 29) % 47)),
        100,
      ),
      { progress: (p) => seen.push(p) },
    );
    expect(seen.at(-1)?.doneRatio).toBe(1);
    for (const [i, { doneRatio, bins, bound }] of seen.entries()) {
      const before = seen[i - 1];
      expect(bound).toBeLessThanOrEqual(bins);
      if (before === undefined) continue;
      expect(doneRatio).toBeGreaterThanOrEqual(before.doneRatio);
      expect(bins).toBeLessThanOrEqual(before.bins);
      expect(bound).toBeGreaterThanOrEqual(before.bound ?? 0);
    }
  });
});
