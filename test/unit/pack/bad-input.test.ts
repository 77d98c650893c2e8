/** Problems at the edge of sense: nothing asked, nothing there, nothing allowed, no effort. Never a crash, never a lie. */
import { describe, expect, it } from "vitest";
import type { Rule } from "#planner/contract/index.ts";
import { PACKERS, type PackOptions, type PackProblem, lowerBound, lowerCost, mostPlaced } from "#planner/pack/index.ts";
import { OPTIONS, type ProblemSpec, line, problemOf } from "./build-problem.ts";
import { faults } from "./recount.ts";

const EFFORTS: readonly number[] = [0, 0.02];

/** Places of a problem: which items have a bin. */
function placedIn(problem: PackProblem, options: PackOptions = OPTIONS): readonly boolean[] {
  return [...PACKERS[0]!.pack(problem, options).binOf].map((bin) => bin >= 0);
}

const apart: Rule = { id: "apart", kind: "apart", workloads: ["w0", "w1"] };
const together: Rule = { id: "together", kind: "together", workloads: ["w0", "w1"] };

describe.each(EFFORTS.map((effort) => ({ ...OPTIONS, effort })))("packing with an effort of $effort", (options) => {
  it("puts items that ask for nothing into one host, and proves it", () => {
    const problem = line([0, 0, 0, 0], 10);
    const solution = PACKERS[0]!.pack(problem, options);
    expect(solution.typeOf).toEqual([0]);
    expect(lowerBound(problem, [0, 1, 2, 3]).bins).toBe(1);
  });

  it("leaves everything out that asks for something on hosts that have nothing", () => {
    const problem = problemOf({ demand: [[[1]], [[0]], [[2]]], types: [{ capacity: [0] }] });
    expect(placedIn(problem, options)).toEqual([false, true, false]);
    expect(mostPlaced(problem).items).toBe(1);
  });

  it("leaves out what has no room in a constant of nothing", () => {
    const problem = problemOf({ demand: [[[1]], [[1]]], claim: [[1], [0]], types: [{ capacity: [10], room: [0] }] });
    expect(placedIn(problem, options)).toEqual([false, true]);
  });

  it("leaves everything out where there is no host, no type or no eligible one", () => {
    const types = [
      [{ capacity: [10], maxBins: 0 }],
      [],
      [{ capacity: [10], eligible: [false, false] }],
    ] satisfies ProblemSpec["types"][];
    for (const list of types) {
      const problem = problemOf({ demand: [[[1]], [[1]]], types: list });
      expect(placedIn(problem, options)).toEqual([false, false]);
      expect(mostPlaced(problem).items).toBe(0);
      expect([lowerBound(problem, []).bins, lowerCost(problem, [])]).toEqual([0, 0]);
    }
  });

  it("leaves out the workload above every host, whichever slot or resource is too much", () => {
    const demand = [
      [
        [1, 11],
        [1, 1],
      ],
      [
        [1, 1],
        [12, 1],
      ],
      [
        [5, 5],
        [5, 5],
      ],
    ];
    const problem = problemOf({ demand, types: [{ capacity: [10, 10] }, { capacity: [9, 11] }] });
    expect(placedIn(problem, options)).toEqual([false, false, true]);
  });

  it("places no pair that two rules pull together and apart", () => {
    const spec: ProblemSpec = { demand: [[[1]], [[1]], [[1]]], types: [{ capacity: [10] }], rules: [apart, together] };
    const problem = problemOf(spec);
    const solution = PACKERS[0]!.pack(problem, options);
    expect([...solution.binOf].map((bin) => bin >= 0)).toEqual([false, false, true]);
    expect(faults(spec, problem, solution)).toEqual([]);
  });

  it("places nothing that is pinned to and banned from the same place", () => {
    const rules: readonly Rule[] = [
      { id: "pin", kind: "pin", workloads: ["w0"], places: ["t0"] },
      { id: "ban", kind: "ban", workloads: ["w0"], places: ["t0"] },
    ];
    expect(placedIn(line([1, 1], 10, rules), options)).toEqual([false, true]);
  });

  it("heeds a rule that stands twice once", () => {
    const twice = [apart, { ...apart, id: "again" }];
    expect(PACKERS[0]!.pack(line([1, 1], 10, twice), options).typeOf).toHaveLength(2);
  });

  it("answers in full when it is asked to stop before it begins", () => {
    expect(placedIn(line([4, 4, 4], 10), { ...options, stopped: () => true })).toEqual([true, true, true]);
  });
});
