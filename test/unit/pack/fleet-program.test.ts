/** The cheapest fractional fleet: by hand, and as a bound against exhaustive search. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FleetProgram, cheapestFleet, fleetRows } from "#planner/pack/index.ts";
import { type ProblemSpec, problemOf, smallProblem } from "./build-problem.ts";
import { bestPacking } from "./recount.ts";

function cheapest(spec: ProblemSpec, cost?: readonly number[]): FleetProgram | undefined {
  const problem = problemOf(spec);
  const all = [...Array(problem.items).keys()];
  return cheapestFleet(
    fleetRows(problem, all),
    cost ?? problem.types.map((type) => type.cost),
    problem.types.map((type) => type.maxBins),
  );
}

describe("cheapestFleet", () => {
  it("takes in a slot that is not the busiest when its own fleet leaves that short", () => {
    // CPU: 8 in slot 0, 6 in slot 1; network: 2 and 7. Type 0 holds 4 CPU and 1 network, type 1 holds 2 and 7.
    // Rows: 4x + 2y ≥ 8 and x + 7y ≥ 7. Cost 1 each: 13y = 10 from 4(7 − 7y) + 2y = 8, y = 20/26, x = 7 − 70/13 = 21/13.
    const answer = cheapest({
      demand: [
        [
          [8, 6],
          [2, 7],
        ],
      ],
      types: [{ capacity: [4, 1] }, { capacity: [2, 7] }],
    });
    expect(answer?.counts[0]).toBeCloseTo(21 / 13, 9);
    expect(answer?.counts[1]).toBeCloseTo(10 / 13, 9);
    expect(answer?.cost).toBeCloseTo(31 / 13, 9);
  });

  it("generates rows until every one is held", () => {
    // Network is busiest in slot 1 (6), CPU in slot 0; but type 0 holds no network of slot 1's kind beyond 1 per bin.
    const answer = cheapest({
      demand: [
        [
          [9, 3, 8],
          [1, 6, 5],
        ],
      ],
      types: [{ capacity: [3, 2] }],
    });
    expect(answer?.counts).toEqual([3]);
  });

  it("gives items that only a dear type takes to that type", () => {
    // 6 of 10 may go to the dear type only: 0.6 × 3; the other 4 go to the cheap one: 0.4 × 1.
    const answer = cheapest({
      demand: [[[6]], [[4]]],
      types: [
        { capacity: [10], cost: 1, eligible: [false, true] },
        { capacity: [10], cost: 3 },
      ],
    });
    expect(answer?.cost).toBeCloseTo(0.6 * 3 + 0.4, 9);
  });

  it("fills the dear type's spare room when items are nested", () => {
    // Sets {1}, {0, 1}: 15 must go to type 1, 25 in all. 1.5 dear bins hold 15, the other 10 take one cheap bin.
    const answer = cheapest({
      demand: [[[15]], [[10]]],
      types: [
        { capacity: [10], cost: 1, eligible: [false, true] },
        { capacity: [10], cost: 3 },
      ],
    });
    expect(answer?.counts[0]).toBeCloseTo(1, 9);
    expect(answer?.counts[1]).toBeCloseTo(1.5, 9);
  });

  it("pays for scarce stock", () => {
    // One cheap bin holds 10 of 30, the dear ones the rest: 1 + 2 × 3.
    const types = [
      { capacity: [10], cost: 1, maxBins: 1 },
      { capacity: [10], cost: 3 },
    ];
    expect(cheapest({ demand: [[[30]]], types })?.cost).toBeCloseTo(7, 9);
    expect(cheapest({ demand: [[[30]]], types: [{ capacity: [10], maxBins: 2 }] })).toBeUndefined();
  });

  it("knows a type on which everything asks double as a type half as large", () => {
    // Type 1 holds 10 of amounts that are twice those on type 0: half a type 0 of 10 at a third of its cost.
    const answer = cheapest({
      demand: [[[4]], [[6]]],
      types: [
        { capacity: [10], cost: 3 },
        { capacity: [10], cost: 1, demand: [[[8]], [[12]]] },
      ],
    });
    expect(answer?.cost).toBeCloseTo(2, 9);
  });

  it("never exceeds the optimum, in bins or in cost, over 1,500 small problems", () => {
    fc.assert(
      fc.property(smallProblem, ({ spec, problem }) => {
        const plain: ProblemSpec = { ...spec, rules: [] };
        const best = bestPacking(plain, { ...problem, rules: [] });
        if (best.placed < problem.items) return;
        expect(cheapest(plain)?.cost ?? 0).toBeLessThanOrEqual(best.cost + 1e-9);
        const alike: ProblemSpec = { ...plain, types: plain.types.map((type) => ({ ...type, cost: 1 })) };
        const fewest = bestPacking(alike, problemOf(alike));
        expect(cheapest(alike)?.cost ?? 0).toBeLessThanOrEqual(fewest.cost + 1e-9);
      }),
      { seed: 5301, numRuns: 1500 },
    );
  });
});
