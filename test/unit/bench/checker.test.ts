/** The bench's independent checker finds every planted fault, and passes what holds. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BinLoads } from "#planner/pack/bin-loads.ts";
import { PACKERS, type PackSolution } from "#planner/pack/index.ts";
import { recount } from "../../../bench/packing/checker.ts";
import { coLocationRule } from "../../../bench/packing/instances/co-location.ts";
import { vectorProblem } from "../../../bench/packing/instances/instance.ts";
import { OPTIONS, line, problemOf, smallProblem } from "../pack/build-problem.ts";
import { faults } from "../pack/recount.ts";

const solution = (binOf: readonly number[], numberOf: readonly number[], typeOf = numberOf.map(() => 0)) =>
  ({ binOf: Int32Array.from(binOf), typeOf, numberOf, packer: "by hand" }) satisfies PackSolution;

describe("the checker", () => {
  const problem = line([6, 4, 5], 10);

  it("passes a packing that holds, and counts it", () => {
    // 6 + 4 = 10 in one bin, 5 in the other.
    expect(recount(problem, solution([0, 0, 1], [1, 2]))).toEqual({ bins: 2, cost: 2, unplaced: 0, faults: [] });
    expect(recount(problem, solution([0, 0, -1], [1])).unplaced).toBe(1);
  });

  it.each<readonly [string, PackSolution, RegExp]>([
    ["a load above capacity", solution([0, 1, 0], [1, 2]), /v0 11 of 10 in slot 0/],
    ["a number that stands twice", solution([0, 0, 1], [1, 1]), /number 1 stands twice/],
    ["a number of nothing", solution([0, 0, 1], [1, 0]), /number 0 is not in its stock/],
    ["an empty bin", solution([0, 0, 1], [1, 2, 3]), /bin 2 is empty/],
    ["a bin that is not there", solution([0, 0, 7], [1]), /bin 7, which does not exist/],
    ["a type that is not there", solution([0, 0, 1], [1, 2], [0, 3]), /type 3, which does not exist/],
    ["an item without an entry", solution([0, 0], [1]), /3 items, but bins of 2/],
  ])("finds %s", (_, wrong, fault) => {
    expect(recount(problem, wrong).faults.join("\n")).toMatch(fault);
  });

  it("finds what is over a constant, beyond the stock, or where it may not be", () => {
    const narrow = problemOf({
      demand: [[[1]], [[1]]],
      claim: [[3], [3]],
      types: [{ capacity: [10], room: [5], maxBins: 1, eligible: [true, false] }],
    });
    const told = recount(narrow, solution([0, 0], [2])).faults.join("\n");
    expect(told).toMatch(/c0 6 of 5/);
    expect(told).toMatch(/item 1 may not be on t0/);
    expect(told).toMatch(/number 2 is not in its stock of 1/);
  });

  it("adds a charge once per bin that holds one of its items", () => {
    const charged = { ...problem, charges: [{ id: "licence", items: [0, 1], cost: Float64Array.of(5) }] };
    // Two bins of cost 1; only the first holds items 0 and 1: 2 + 5.
    expect(recount(charged, solution([0, 0, 1], [1, 2])).cost).toBe(7);
  });

  it("counts co-location limits anew, a limit of an app on itself as at least one", () => {
    const rule = coLocationRule("limits", Int32Array.of(0, 1, 1, 2, 2), [
      { beside: 0, limited: 1, most: 1 },
      { beside: 2, limited: 2, most: 0 },
    ]);
    const bins = [{ id: "bin", sizes: [10], stock: Infinity, cost: 1 }];
    const five = vectorProblem([[1], [1], [1], [1], [1]], bins, [rule]);
    expect(recount(five, solution([0, 0, 1, 0, 1], [1, 2])).faults).toEqual([]);
    const told = recount(five, solution([0, 0, 0, 1, 1], [1, 2])).faults;
    expect(told).toEqual(["bin 0: beside app 0 stand 2 of app 1", "bin 1: beside app 2 stand 2 of app 2"]);
  });

  it("agrees with the recount of the unit tests on what the packer makes of small problems", () => {
    fc.assert(
      fc.property(smallProblem, ({ spec, problem }) => {
        const made = PACKERS[0]!.pack(problem, OPTIONS);
        expect(recount(problem, made).faults).toEqual(faults(spec, problem, made));
      }),
      { numRuns: 300, seed: 5901 },
    );
  });
});

describe("the rule of co-location limits", () => {
  it("lets the packer place what an exhaustive look at the limits allows", () => {
    // Apps 0 and 1 with three replicas each of size 1; beside app 0 none of app 1: two bins, one app in each.
    const rule = coLocationRule("limits", Int32Array.of(0, 0, 0, 1, 1, 1), [{ beside: 0, limited: 1, most: 0 }]);
    const bins = [{ id: "bin", sizes: [10], stock: Infinity, cost: 1 }];
    const problem = vectorProblem(
      Array.from({ length: 6 }, () => [1]),
      bins,
      [rule],
    );
    const made = PACKERS[0]!.pack(problem, OPTIONS);
    expect(recount(problem, made)).toEqual({ bins: 2, cost: 2, unplaced: 0, faults: [] });
  });

  it("answers by kept counts as by counting anew, through random joining and leaving", () => {
    const limit = fc.record({ beside: fc.nat(3), limited: fc.nat(3), most: fc.nat(2) });
    const moves = fc.array(fc.tuple(fc.nat(15), fc.nat(2)), { maxLength: 40 });
    const bins = [{ id: "bin", sizes: [100], stock: Infinity, cost: 1 }];
    const appOf = Int32Array.from({ length: 16 }, (_, item) => item >> 2);
    let asked = 0;
    fc.assert(
      fc.property(fc.array(limit, { minLength: 1, maxLength: 6 }), moves, (limits, steps) => {
        const rule = coLocationRule("limits", appOf, limits);
        const loads = new BinLoads(
          vectorProblem(
            Array.from({ length: 16 }, () => [1]),
            bins,
            [rule],
          ),
        );
        for (const number of [1, 2, 3]) loads.open(0, number);
        const concerned = new Set(rule.items);
        for (const [item, bin] of steps) {
          if (loads.binOf(item) >= 0) {
            loads.remove(item);
            continue;
          }
          const isAllowed = !concerned.has(item) || rule.allows(loads, item, bin);
          expect(loads.isAllowed(item, bin)).toBe(isAllowed);
          asked++;
          if (isAllowed) loads.place(item, bin);
        }
      }),
      { numRuns: 500, seed: 5903 },
    );
    expect(asked).toBeGreaterThan(1000);
  });

  it("forbids both ways round: the limited app first, or the app beside it first", () => {
    const rule = coLocationRule("limits", Int32Array.of(0, 1, 1, 2), [{ beside: 0, limited: 1, most: 1 }]);
    expect(rule.items).toEqual([0, 1, 2]);
    const board = (inside: readonly number[]) => ({
      bins: 1,
      typeOf: () => 0,
      numberOf: () => 1,
      binOf: (item: number) => (inside.includes(item) ? 0 : -1),
      itemsIn: () => inside,
    });
    expect(rule.allows(board([0]), 1, 0)).toBe(true);
    expect(rule.allows(board([0, 1]), 2, 0)).toBe(false);
    expect(rule.allows(board([1, 2]), 0, 0)).toBe(false);
    expect(rule.allows(board([1]), 0, 0)).toBe(true);
  });
});
