/** A stop at whatever moment: the constructive portfolio answers with a packing that holds all the same. */
import { describe, expect, it } from "vitest";
import { constructive } from "#planner/pack/constructive.ts";
import { OPTIONS, type ProblemSpec, problemOf } from "./build-problem.ts";
import { faults } from "./recount.ts";

/** 300 items of 1 to 7 in each of six slots, at most 30 to a host of 120; the first ten each on a host of its own. */
const demand = Array.from({ length: 300 }, (_, item) => [Array.from({ length: 6 }, (_, s) => 1 + ((item + s) % 7))]);
const spec: ProblemSpec = {
  demand,
  claim: demand.map(() => [1]),
  types: [{ capacity: [120], room: [30], cost: 1 }],
  rules: [{ id: "a", kind: "apart", workloads: Array.from({ length: 10 }, (_, n) => `w${n}`) }],
};

describe("a stop", () => {
  it.each([0, 1, 2, 3, 5, 8])("after %i questions is answered with a packing within limits and rules", (answers) => {
    let asked = 0;
    const problem = problemOf(spec);
    const solution = constructive.pack(problem, { ...OPTIONS, effort: 0, stopped: () => asked++ >= answers });
    expect(faults(spec, problem, solution)).toEqual([]);
    expect(solution.binOf.filter((bin) => bin < 0)).toHaveLength(0);
  });
});
