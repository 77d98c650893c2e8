/** Problems with many items per host, where balance counts: quality against the proved bound. */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { PACKERS, lowerBound, lowerCost } from "#planner/pack/index.ts";
import { OPTIONS, problemOf } from "./build-problem.ts";
import { faults } from "./recount.ts";

const ITEMS = 600;
const HOURS = 24;

/** Half the items peak by day, half by night; memory 1–8. */
function estate() {
  const random = xoroshiro128plus(5);
  const within = (from: number, to: number) => uniformInt(random, from, to);
  const demand = Array.from({ length: ITEMS }, (_, item) => [
    Array.from({ length: HOURS }, (_, hour) => (hour < 12 === (item % 2 === 0) ? within(20, 90) : within(2, 20))),
  ]);
  const claim = Array.from({ length: ITEMS }, () => [within(1, 8)]);
  const types = [
    { capacity: [1000], room: [160], cost: 1 },
    { capacity: [2000], room: [160], cost: 1.6 },
  ];
  return { demand, claim, types };
}

describe("packing many items per host", () => {
  const spec = estate();
  const problem = problemOf(spec);
  const solution = PACKERS[0]!.pack(problem, OPTIONS);
  const everything = [...Array(ITEMS).keys()];

  it("places all of them without a fault", () => {
    expect(faults(spec, problem, solution)).toEqual([]);
    expect([...solution.binOf].every((bin) => bin >= 0)).toBe(true);
  });

  it("comes within one host of each type of the cheapest fractional fleet", () => {
    const cost = solution.typeOf.reduce((sum, t) => sum + problem.types[t]!.cost, 0);
    // Whole hosts instead of fractions cost up to one host of each type more: 1 + 1.6.
    expect(cost).toBeLessThanOrEqual(lowerCost(problem, everything) + 1 + 1.6);
    expect(solution.typeOf.length).toBeGreaterThanOrEqual(lowerBound(problem, everything).bins);
  });

  it("takes fewer hosts than packing every item at its own peak", () => {
    const demand = spec.demand.map(([profile]) => [[Math.max(...profile!)]]);
    const byPeaks = PACKERS[0]!.pack(problemOf({ ...spec, demand }), OPTIONS);
    const cost = (s: typeof solution) => s.typeOf.reduce((sum, t) => sum + problem.types[t]!.cost, 0);
    expect(cost(solution)).toBeLessThan(cost(byPeaks));
  });
});
