/** Bundles: which items become one, with what demand, and how a solution is told of the originals. */
import { describe, expect, it } from "vitest";
import type { Rule } from "#planner/contract/index.ts";
import { bundleTogether, spread } from "#planner/pack/index.ts";
import { line, problemOf } from "./build-problem.ts";

const together = (id: string, ...workloads: string[]): Rule => ({ id, kind: "together", workloads });

describe("bundleTogether", () => {
  it("hands the very same problem back when nothing stays together", () => {
    const problem = line([1, 2], 10);
    expect(bundleTogether(problem).problem).toBe(problem);
  });

  it("merges a problem once: whoever asks again gets the same bundles, a problem like it gets its own", () => {
    const problem = line([1, 2, 3], 10, [together("a", "w0", "w2")]);
    expect(bundleTogether(problem)).toBe(bundleTogether(problem));
    const other = bundleTogether({ ...problem, rules: [] });
    expect(other.members).toEqual([[0], [1], [2]]);
  });

  it("merges overlapping rules into one item, slot by slot, with summed claims", () => {
    // w0 + w2 by one rule, w2 + w3 by the other: (1, 4) + (3, 0) + (2, 2) = (6, 6), claims 1 + 3 + 4 = 8. w1 stays alone.
    const problem = problemOf({
      demand: [[[1, 4]], [[5, 5]], [[3, 0]], [[2, 2]]],
      claim: [[1], [2], [3], [4]],
      types: [{ capacity: [10], room: [20] }],
      rules: [together("a", "w0", "w2"), together("b", "w2", "w3")],
    });
    const { problem: derived, members } = bundleTogether(problem);
    expect(members).toEqual([[0, 2, 3], [1]]);
    expect([...derived.types[0]!.demand[0]!]).toEqual([6, 6, 5, 5]);
    expect([...derived.types[0]!.claim]).toEqual([8, 2]);
    expect(derived.rules).toEqual([]);
  });

  it("lets a bundle go only where all of its members may, and keeps arrays shared that types share", () => {
    const problem = problemOf({
      demand: [[[1]], [[1]]],
      types: [{ capacity: [10], eligible: [true, false] }, { capacity: [10] }],
      rules: [together("a", "w0", "w1")],
    });
    const { problem: derived } = bundleTogether(problem);
    expect(derived.types.map((type) => [...type.eligible])).toEqual([[0], [1]]);
    expect(derived.types[0]!.demand[0]).toBe(derived.types[1]!.demand[0]);
  });

  it("spreads the bin of a bundle back to its members", () => {
    const bundle = bundleTogether(line([1, 1, 1], 10, [together("a", "w0", "w2")]));
    const solution = { binOf: Int32Array.of(1, -1), typeOf: [0, 0], numberOf: [1, 2], packer: "by hand" };
    expect([...spread(bundle, solution).binOf]).toEqual([1, -1, 1]);
  });
});
