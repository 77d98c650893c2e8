/** The local search: valid, never worse than its start, near the exhaustive optimum, repeatable, quick to stop. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packByChoice } from "#planner/pack/host-choice.ts";
import {
  type PackProblem,
  type PackRule,
  type PackSolution,
  Meter,
  bundleTogether,
  spread,
} from "#planner/pack/index.ts";
import { prepare } from "#planner/pack/prepared.ts";
import { improve } from "#planner/pack/search/index.ts";
import { solutionOf } from "#planner/pack/solution.ts";
import { line, problemOf, smallProblem } from "../build-problem.ts";
import { bestPacking, faults } from "../recount.ts";

const NO_BOUND = { cost: 0, bins: 0 };
const never = () => false;

/** Smallest first into the first bin that takes it: a poor start on purpose. */
const poorStart = (problem: PackProblem) => packByChoice(prepare(problem, 1), "smallest-first", "first");

const searched = (problem: PackProblem, effort: number, seed = 1): PackSolution =>
  improve(problem, poorStart(problem), { seed, meter: new Meter(effort, never), bound: NO_BOUND });

const worthOf = (problem: PackProblem, solution: PackSolution) => ({
  placed: solution.binOf.filter((bin) => bin >= 0).length,
  cost: solution.typeOf.reduce((sum, t) => sum + problem.types[t]!.cost, 0),
});

/** Sizes 1–60 by a fixed linear congruence, so that the case is the same everywhere. */
const sizesOf = (count: number): readonly number[] => {
  let word = 12345;
  return Array.from({ length: count }, () => {
    word = (word * 1103515245 + 12345) % 2 ** 31;
    return 1 + (word % 60);
  });
};

describe("improve", () => {
  it("keeps capacities, stocks and rules, is never worse than its start, never better than the best, mostly as good", () => {
    let best = 0;
    let runs = 0;
    fc.assert(
      fc.property(smallProblem, ({ spec, problem }) => {
        const bundle = bundleTogether(problem);
        const start = solutionOf(poorStart(bundle.problem), "start");
        const found = improve(bundle.problem, start, { seed: 1, meter: new Meter(0.0005, never), bound: NO_BOUND });
        const solution = spread(bundle, found);
        expect(faults(spec, problem, solution)).toEqual([]);
        const [before, after] = [worthOf(bundle.problem, start), worthOf(bundle.problem, found)];
        expect(after.placed).toBeGreaterThanOrEqual(before.placed);
        if (after.placed === before.placed) expect(after.cost).toBeLessThanOrEqual(before.cost);
        const optimum = bestPacking(spec, problem);
        const own = worthOf(problem, solution);
        expect(own.placed).toBeLessThanOrEqual(optimum.placed);
        if (own.placed === optimum.placed) expect(own.cost).toBeGreaterThanOrEqual(optimum.cost);
        runs++;
        if (own.placed === optimum.placed && own.cost === optimum.cost) best++;
      }),
      { numRuns: 100, seed: 5201 },
    );
    expect(best / runs).toBeGreaterThan(0.9);
  });

  it("gives the same packing twice for the same seed and effort", () => {
    const problem = line(sizesOf(80), 100);
    expect(searched(problem, 0.02, 7)).toEqual(searched(problem, 0.02, 7));
  });

  it("closes a bin that only exchanges between full bins can empty", () => {
    // 6 5 4 4 3 3 3 2 = 30 in bins of 10: 6 + 4, 5 + 3 + 2, 4 + 3 + 3: three full bins, so 3 is best.
    const solution = searched(line([6, 5, 4, 4, 3, 3, 3, 2], 10), 0.05);
    expect(solution.typeOf).toHaveLength(3);
  });

  it("changes the fleet for a cheaper one of other types", () => {
    // Six items of 5. Bins of 10 cost 3, bins of 15 cost 4: two of 15 (8) beat three of 10 (9).
    const problem = problemOf({
      demand: Array.from({ length: 6 }, () => [[5]]),
      types: [
        { capacity: [10], cost: 3 },
        { capacity: [15], cost: 4 },
      ],
    });
    expect(searched(problem, 0.05).typeOf).toEqual([1, 1]);
  });

  it("places all in given bins, each of a type of its own", () => {
    // Smallest first fills 3 + 4 into the 8; then 5 takes the 9 and 8 has no place. 5 + 4 in the 9 and 8 in the 8, 3 in the 3.
    const problem = problemOf({
      demand: [3, 4, 5, 8].map((size) => [[size]]),
      types: [8, 9, 3].map((size) => ({ capacity: [size], maxBins: 1 })),
    });
    expect([...searched(problem, 0.05).binOf].every((bin) => bin >= 0)).toBe(true);
  });

  it("does not pay in charges what it saves in bins", () => {
    // Both items in one bin of the type that costs 2; on the type that costs 1 the first is charged 9: 10 against 2.
    const base = problemOf({
      demand: [[[6]], [[4]]],
      types: [
        { capacity: [10], cost: 1, maxBins: 1 },
        { capacity: [10], cost: 2, maxBins: 1 },
      ],
    });
    const charge = { id: "licence", items: [0], cost: Float64Array.of(9, 0) };
    const start: PackSolution = { binOf: Int32Array.of(0, 0), typeOf: [1], numberOf: [1], packer: "start" };
    const meter = new Meter(0.01, never);
    const found = improve({ ...base, charges: [charge] }, start, { seed: 1, meter, bound: NO_BOUND });
    expect(found.typeOf).toEqual([1]);
  });

  it("stops within 100 ms when asked, with a packing of everything", () => {
    // Thread time, because a busy machine makes any wall time true.
    const now = () => process.threadCpuUsage().user / 1000;
    let asked = 0;
    let said = 0;
    const problem = line(sizesOf(400), 100);
    const meter = new Meter(Infinity, () => {
      if (++asked === 3) said = now();
      return asked >= 3;
    });
    const solution = improve(problem, poorStart(problem), { seed: 1, meter, bound: NO_BOUND });
    expect(now() - said).toBeLessThan(100);
    expect(solution.binOf.every((bin) => bin >= 0)).toBe(true);
  });
});

describe("a rule that keeps counts", () => {
  /** At most one of the items per bin, by a count that it checks against the board whenever it is asked. */
  const counting = (items: readonly number[], log: { asked: number }): PackRule => {
    const count = new Map<number, number>();
    return {
      id: "one",
      kind: "one",
      items,
      allows(board, item, bin) {
        log.asked++;
        const there = board.itemsIn(bin).filter((other) => items.includes(other));
        expect(count.get(bin) ?? 0).toBe(there.length);
        return there.every((other) => other === item);
      },
      placed: (_, bin) => void count.set(bin, (count.get(bin) ?? 0) + 1),
      removed: (_, bin) => void count.set(bin, count.get(bin)! - 1),
      fresh: () => counting(items, log),
    };
  };

  it("is told of every joining and leaving, through closing and reopening", () => {
    const log = { asked: 0 };
    const plain = line(sizesOf(60), 100);
    const items = Array.from({ length: 20 }, (_, at) => 3 * at);
    const problem = { ...plain, rules: [counting(items, log)] };
    const solution = searched(problem, 0.003);
    expect(log.asked).toBeGreaterThan(300);
    expect(new Set(items.map((item) => solution.binOf[item])).size).toBe(items.length);
  });
});
