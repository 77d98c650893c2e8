/** Small re-planning questions: random homes on random problems, and hand-made ones of one resource. */
import * as fc from "fast-check";
import type { HostPlace, MoveOptions, MoveQuestion } from "#planner/move/index.ts";
import type { PackSolution } from "#planner/pack/index.ts";
import type { Rule } from "#planner/contract/index.ts";
import { type ProblemSpec, problemOf, smallProblem } from "../pack/build-problem.ts";

export const MOVE: MoveOptions = { maxMoves: Infinity, effort: 1, stopped: () => false };

const MOST_NUMBER = 4;

export interface RandomQuestion {
  readonly spec: ProblemSpec;
  readonly question: MoveQuestion;
}

/** Small random problems with random homes (valid or not), prices and drained hosts. */
export const randomQuestion: fc.Arbitrary<RandomQuestion> = smallProblem.chain(({ spec, problem }) => {
  const types = problem.types.flatMap((type, t) => (type.maxBins > 0 ? [t] : []));
  const number = (t: number) => fc.integer({ min: 1, max: Math.min(MOST_NUMBER, problem.types[t]!.maxBins) });
  const place =
    types.length === 0
      ? fc.constant(undefined)
      : fc.constantFrom(...types).chain((type) => number(type).map((n): HostPlace => ({ type, number: n })));
  const list = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: problem.items, maxLength: problem.items });
  return fc.record({
    spec: fc.constant(spec),
    question: fc.record({
      problem: fc.constant(problem),
      home: list(fc.option(place, { nil: undefined, freq: 8 })),
      price: list(fc.integer({ min: 1, max: 5 })).map((prices) => Float64Array.from(prices)),
      drained: fc
        .array(place, { maxLength: 1 })
        .map((places) => places.flatMap((one) => (one === undefined ? [] : [one]))),
    }),
  });
});

/** One resource, one type: item sizes by host (number 1, 2 …), every move at price 1. */
export function onHosts(
  hosts: readonly (readonly number[])[],
  capacity: number,
  more: { readonly rules?: readonly Rule[]; readonly drained?: readonly number[]; readonly maxBins?: number } = {},
): MoveQuestion {
  const sizes = hosts.flat();
  const problem = problemOf({
    demand: sizes.map((size) => [[size]]),
    types: [{ capacity: [capacity], maxBins: more.maxBins ?? Infinity }],
    rules: more.rules ?? [],
  });
  return {
    problem,
    home: hosts.flatMap((items, h) => items.map((): HostPlace => ({ type: 0, number: h + 1 }))),
    price: new Float64Array(sizes.length).fill(1),
    drained: (more.drained ?? []).map((number) => ({ type: 0, number })),
  };
}

/** "type/number" of an item's host in a solution, undefined = unplaced. */
export function hostOf(solution: PackSolution, item: number): string | undefined {
  const bin = solution.binOf[item]!;
  return bin < 0 ? undefined : `${solution.typeOf[bin]}/${solution.numberOf[bin]}`;
}

/** The question again, asked where the solution stands. */
export function askedAgain(question: MoveQuestion, solution: PackSolution): MoveQuestion {
  const home = Array.from(solution.binOf, (bin): HostPlace | undefined =>
    bin < 0 ? undefined : { type: solution.typeOf[bin]!, number: solution.numberOf[bin]! },
  );
  return { ...question, home };
}
