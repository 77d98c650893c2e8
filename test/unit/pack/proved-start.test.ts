/** The portfolio ends with the first packing that nothing can beat, whether or not there are items that no type takes. */
import { describe, expect, it } from "vitest";
import { construct } from "#planner/pack/constructive.ts";
import type { PackProblem } from "#planner/pack/index.ts";
import { OPTIONS, problemOf } from "./build-problem.ts";

/** Twelve items of 5, two to a bin of 10, which is the bound of 6; the last may stand nowhere. */
const STRANGER = 12;
const problem = problemOf({
  demand: Array.from({ length: 13 }, () => [[5]]),
  types: [{ capacity: [10], eligible: Array.from({ length: 13 }, (_, item) => item !== STRANGER) }],
});

function strategiesRun(of: PackProblem): { readonly tries: number; readonly binOf: Int32Array } {
  let tries = 0;
  const { binOf } = construct(of, OPTIONS, { most: 12, fewest: 6, spend: () => tries++ });
  return { tries, binOf };
}

describe("a start that the bound proves best", () => {
  it("is the only one tried, though something that no type takes is left out", () => {
    const { tries, binOf } = strategiesRun(problem);
    expect(tries).toBe(1);
    expect([...binOf.keys()].filter((item) => binOf[item]! < 0)).toEqual([STRANGER]);
    expect(Math.max(...binOf)).toBe(5);
  });

  it("is one of many where bins are charged for what they hold: their number says little of the cost then", () => {
    const charge = { id: "licence", items: [0, 1], cost: Float64Array.of(3) };
    expect(strategiesRun({ ...problem, charges: [charge] }).tries).toBeGreaterThan(5);
  });
});
