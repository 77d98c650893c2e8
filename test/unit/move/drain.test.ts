/** Draining against every placement there is: the moves are the fewest on no more hosts than today. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { HostPlace, MoveQuestion } from "#planner/move/index.ts";
import { repair } from "#planner/move/repair.ts";
import { todayOf } from "#planner/move/today.ts";
import { Meter, type PackSolution } from "#planner/pack/index.ts";
import { type ProblemSpec, nameOf, problemOf } from "../pack/build-problem.ts";
import { faults } from "../pack/recount.ts";

const HOSTS = 4;
const CAPACITY = 10;

interface Case {
  readonly spec: ProblemSpec;
  readonly question: MoveQuestion;
}

/** Up to five items of two slots on up to four hosts, host 1 to be drained, perhaps two items apart. */
const drainCase: fc.Arbitrary<Case> = fc.integer({ min: 2, max: 5 }).chain((items) => {
  const list = <T>(of: fc.Arbitrary<T>, length: number) => fc.array(of, { minLength: length, maxLength: length });
  return fc
    .record({
      demand: list(list(list(fc.integer({ min: 1, max: 7 }), 2), 1), items),
      home: list(fc.integer({ min: 1, max: HOSTS }), items),
      price: list(fc.integer({ min: 1, max: 4 }), items),
      isApart: fc.boolean(),
    })
    .map(({ demand, home, price, isApart }) => {
      const rules = isApart ? [{ id: "a", kind: "apart" as const, workloads: [nameOf(0), nameOf(1)] }] : [];
      const spec: ProblemSpec = { demand, types: [{ capacity: [CAPACITY], maxBins: HOSTS }], rules };
      const question: MoveQuestion = {
        problem: problemOf(spec),
        home: home.map((number): HostPlace => ({ type: 0, number })),
        price: Float64Array.from(price),
        drained: [{ type: 0, number: 1 }],
      };
      return { spec, question };
    });
});

/** Least price over all valid placements off host 1 on no more hosts than are used today; Infinity = none. */
function leastPrice({ spec, question }: Case): number {
  const { home, price, problem } = question;
  const today = new Set(home.map((place) => place?.number)).size;
  let least = Infinity;
  const at: number[] = [];
  const walk = (sum: number): void => {
    if (sum >= least) return;
    const item = at.length;
    if (item === problem.items) {
      const numbers = [...new Set(at)].sort((a, b) => a - b);
      const solution: PackSolution = {
        binOf: Int32Array.from(at, (number) => numbers.indexOf(number)),
        typeOf: numbers.map(() => 0),
        numberOf: numbers,
        packer: "",
      };
      if (numbers.length <= today && faults(spec, problem, solution).length === 0) least = sum;
      return;
    }
    for (let number = 2; number <= HOSTS; number++) {
      at.push(number);
      walk(sum + (home[item]?.number === number ? 0 : price[item]!));
      at.pop();
    }
  };
  walk(0);
  return least;
}

it("drains at the least price there is", () => {
  fc.assert(
    fc.property(drainCase, (one) => {
      const { home, price } = one.question;
      const { hosts, at } = repair(todayOf(one.question), new Meter(1, () => false));
      const moved = [...at.keys()].filter((item) => hosts[at[item]!]?.number !== home[item]?.number);
      const least = leastPrice(one);
      if (least === Infinity) return;
      expect([...at].every((host) => host >= 0)).toBe(true);
      expect(moved.reduce((sum, item) => sum + price[item]!, 0)).toBe(least);
    }),
    { seed: 5602, numRuns: 300 },
  );
});
