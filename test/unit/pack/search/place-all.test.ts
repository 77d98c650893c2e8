/** Placing everything in the bins there are: found where largest-first leaves something out, valid always, repeatable. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PackProblem, type PackSolution, Meter } from "#planner/pack/index.ts";
import { isSqueezable, placeAll } from "#planner/pack/search/index.ts";
import { bestPacking, faults } from "../recount.ts";
import { type ProblemSpec, problemOf } from "../build-problem.ts";

const never = () => false;
const placed = (problem: PackProblem, effort: number): PackSolution => placeAll(problem, 1, new Meter(effort, never));
const leftOut = ({ binOf }: PackSolution): number => binOf.filter((bin) => bin < 0).length;
const vectors = (items: readonly (readonly number[])[], bins: readonly (readonly number[])[]): ProblemSpec => ({
  demand: items.map((sizes) => sizes.map((size) => [size])),
  types: bins.map((capacity) => ({ capacity, maxBins: 1 })),
});

describe("placeAll", () => {
  it("fills two different bins to the brim where largest-first cannot", () => {
    // 5 + 4 = 9 and 4 + 3 + 3 = 10: largest-first puts 5 and 4 into the bin of 10, where the 3s then lack room.
    const problem = problemOf(vectors([[5], [4], [4], [3], [3]], [[10], [9]]));
    expect(isSqueezable(problem, 4)).toBe(true);
    expect(leftOut(placed(problem, 0.1))).toBe(0);
  });

  it("does not wait for an item that no bin can hold", () => {
    const problem = problemOf(vectors([[11], [4]], [[10]]));
    expect(isSqueezable(problem, 1)).toBe(false);
    expect(leftOut(placed(problem, 0.1))).toBe(1);
  });

  it("keeps stock and limits, and places everything that exhaustive search does", () => {
    const size = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
    const limit = fc.tuple(fc.integer({ min: 4, max: 10 }), fc.integer({ min: 4, max: 10 }));
    fc.assert(
      fc.property(
        fc.array(size, { minLength: 1, maxLength: 6 }),
        fc.array(limit, { minLength: 1, maxLength: 3 }),
        (items, bins) => {
          const spec = vectors(items, bins);
          const problem = problemOf(spec);
          const solution = placed(problem, 0.002);
          expect(faults(spec, problem, solution)).toEqual([]);
          const optimum = bestPacking(spec, problem).placed;
          const own = items.length - leftOut(solution);
          expect(own).toBeLessThanOrEqual(optimum);
          if (optimum === items.length) expect(own).toBe(optimum);
        },
      ),
      { seed: 5501, numRuns: 200 },
    );
  });

  it("packs alike for the same seed and effort", () => {
    const sizes = Array.from({ length: 40 }, (_, i) => [1 + ((i * 37) % 23), 1 + ((i * 53) % 29)]);
    const problem = problemOf(
      vectors(
        sizes,
        Array.from({ length: 12 }, (_, b) => [38 + b, 44 + b]),
      ),
    );
    expect(placed(problem, 0.01)).toEqual(placed(problem, 0.01));
  });
});
