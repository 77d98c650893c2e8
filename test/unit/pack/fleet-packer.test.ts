/** Packing towards the cheapest fleet: validity, repeatability, stopping, and how near the bound it comes. */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { type PackProblem, type PackSolution, lowerCost, packFleet } from "#planner/pack/index.ts";
import { OPTIONS, type ProblemSpec, problemOf } from "./build-problem.ts";
import { faults } from "./recount.ts";

const ITEMS = 500;
const HOURS = 24;

/** Noisy items of two daily patterns; the last hundred only on type 1, of which there are at most nine. */
function estate(): ProblemSpec {
  const random = xoroshiro128plus(5);
  const within = (from: number, to: number) => uniformInt(random, from, to);
  const demand = Array.from({ length: ITEMS }, (_, item) => [
    Array.from({ length: HOURS }, (_, hour) => (hour < 12 === (item % 2 === 0) ? within(20, 90) : within(2, 20))),
  ]);
  const claim = Array.from({ length: ITEMS }, () => [within(1, 8)]);
  const types = [
    { capacity: [1000], room: [160], cost: 1, eligible: demand.map((_, item) => item < 400) },
    { capacity: [2000], room: [160], cost: 1.6, maxBins: 9 },
  ];
  return { demand, claim, types };
}

const costOf = (problem: PackProblem, solution: PackSolution) =>
  solution.typeOf.reduce((sum, t) => sum + problem.types[t]!.cost, 0);

describe("packFleet", () => {
  const spec = estate();
  const problem = problemOf(spec);
  const floor = lowerCost(problem, [...Array(ITEMS).keys()]);

  it("keeps limits, stock and eligibility, and comes within a host of each type of the bound", () => {
    const solution = packFleet(problem, { ...OPTIONS, effort: 0.15 });
    expect(faults(spec, problem, solution)).toEqual([]);
    expect([...solution.binOf].every((bin) => bin >= 0)).toBe(true);
    expect(costOf(problem, solution)).toBeLessThanOrEqual(floor + 2.6);
  });

  it("is not worse with more effort", () => {
    const costs = [0, 0.02, 0.1].map((effort) => costOf(problem, packFleet(problem, { ...OPTIONS, effort })));
    expect(costs.toSorted((a, b) => b - a)).toEqual(costs);
  });

  it("gives the same packing for the same seed and effort", () => {
    const options = { ...OPTIONS, effort: 0.05, seed: 7 };
    expect(packFleet(problem, options)).toEqual(packFleet(problem, options));
  });

  it("answers a stop with a packing that holds", () => {
    let asked = 0;
    const solution = packFleet(problem, { ...OPTIONS, effort: Infinity, stopped: () => ++asked > 3 });
    expect(faults(spec, problem, solution)).toEqual([]);
    expect(solution.ended).toBe("stopped");
  });

  it("answers a stop at any question, even the first, with a packing that holds", () => {
    for (const answers of [0, 1, 2, 5, 9, 14, 20, 30]) {
      let asked = 0;
      const stopped = () => asked++ >= answers;
      const solution = packFleet(problem, { ...OPTIONS, effort: Infinity, stopped });
      expect(faults(spec, problem, solution)).toEqual([]);
      expect(solution.ended).toBe("stopped");
      expect(solution.binOf.filter((bin) => bin < 0)).toHaveLength(0);
    }
  });

  it("constructs only where the stock is too short for the sums", () => {
    // Five hosts of 2,000 hold 10,000 at any hour; the busiest asks more.
    const short: ProblemSpec = { ...spec, types: [{ ...spec.types[1]!, maxBins: 5 }] };
    const solution = packFleet(problemOf(short), { ...OPTIONS, effort: 0.05 });
    expect(faults(short, problemOf(short), solution)).toEqual([]);
    expect(solution.packer).toMatch(/^constructive/);
    expect(solution.typeOf.length).toBe(5);
  });

  it("leaves items under rules within their rules while it repairs around them", () => {
    const workloads = Array.from({ length: 12 }, (_, n) => `w${n * 7}`);
    const ruled: ProblemSpec = { ...spec, rules: [{ id: "a", kind: "apart", workloads }] };
    const solution = packFleet(problemOf(ruled), { ...OPTIONS, effort: 0.1 });
    expect(faults(ruled, problemOf(ruled), solution)).toEqual([]);
  });

  it("counts in doubles when amounts leave 32 bits", () => {
    // The same estate in units 2^27 times smaller; a power of two, so that shares of limits round alike.
    const by = 2 ** 27;
    const fine: ProblemSpec = {
      ...spec,
      demand: spec.demand.map((item) => item.map((row) => row.map((amount) => amount * by))),
      types: spec.types.map((type) => ({ ...type, capacity: type.capacity.map((amount) => amount * by) })),
    };
    const options = { ...OPTIONS, effort: 0.05 };
    expect([...packFleet(problemOf(fine), options).binOf]).toEqual([...packFleet(problem, options).binOf]);
  });
});
