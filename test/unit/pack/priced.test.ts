/** Prices beyond the number of bins: by hand, and bounds and descents against exhaustive search on small problems. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { descend } from "#planner/pack/descent/descent.ts";
import {
  Hull,
  Meter,
  PACKERS,
  type PackProblem,
  type PackSolution,
  type Price,
  type Pricing,
  bundleTogether,
  curveAt,
  isCheaper,
  loadsOf,
  lowerBound,
  priced,
  pricedBounds,
  pricedPacker,
} from "#planner/pack/index.ts";
import { solutionOf } from "#planner/pack/solution.ts";
import { OPTIONS, line, problemOf, smallProblem } from "./build-problem.ts";
import { type Holding, costOf, pricingArbitrary } from "./build-pricing.ts";
import { everyPacking, faults } from "./recount.ts";

const [BASE] = PACKERS;
const price = (extra: Partial<Price>): Price => ({
  id: "p",
  perBin: Float64Array.of(0),
  perUnit: 0,
  charges: [],
  ...extra,
});
const packed = (problem: PackProblem, pricing: Pricing) => pricedPacker(BASE!, pricing).pack(problem, OPTIONS);
const holdings = (solution: PackSolution): readonly Holding[] =>
  solution.typeOf.map((type, bin) => ({
    type,
    items: [...solution.binOf.keys()].filter((item) => solution.binOf[item] === bin),
  }));
const hosts = (solution: PackSolution) =>
  holdings(solution)
    .map(({ items }) => items)
    .toSorted((a, b) => a[0]! - b[0]!);

describe("a load curve", () => {
  const knots = Float64Array.of(100, 180, 200);

  it("is straight between knots and level above the last", () => {
    expect(curveAt(knots, 10, 0)).toBe(100);
    expect(curveAt(knots, 10, 2.5)).toBe(140);
    expect(curveAt(knots, 10, 10)).toBe(200);
    expect(curveAt(knots, 10, 12)).toBe(200);
  });

  it("has its hull below: the chord of a curve that bends down", () => {
    // 100 at 0 and 200 at 10; the middle, 180 at 5, lies above the chord of 10 per unit.
    expect(new Hull(knots, 10, 10).tangent(7)).toEqual({ fixed: 100, slope: 10 });
    // A bin that may carry 5 at most: the chord from 100 to 180 is 16 per unit.
    expect(new Hull(knots, 10, 5).tangent(3)).toEqual({ fixed: 100, slope: 16 });
    // A bin that may carry more than the whole: only the level line stays below.
    expect(new Hull(knots, 10, 11).tangent(3)).toEqual({ fixed: 100, slope: 0 });
  });

  it("gives the line through nothing where a bend upwards would leave less than nothing at no load", () => {
    // 10 at 0, 20 at 5, 80 at 10: the second piece has slope 12 and 20 − 60 = −40 at no load; least per unit is 20 / 5.
    const hull = new Hull(Float64Array.of(10, 20, 80), 10, 10);
    expect(hull.tangent(8)).toEqual({ fixed: -40, slope: 12 });
    expect(hull.steepest(8)).toEqual({ fixed: 0, slope: 4 });
    expect(hull.steepest(4)).toEqual({ fixed: 10, slope: 2 });
  });
});

describe("packing for prices", () => {
  it("sends loads to the type on which they draw least", () => {
    // One item of 5. t0: 100 + 5 × 10 = 150; t1: 60 + 5 × 10 = 110, though it costs the same to count.
    const problem = problemOf({ demand: [[[5]]], types: [{ capacity: [10] }, { capacity: [10] }] });
    const curve = {
      dimension: 0,
      whole: Float64Array.of(10, 10),
      knots: [Float64Array.of(100, 200), Float64Array.of(60, 160)],
    };
    const pricing = { prices: [price({ perBin: new Float64Array(2), perUnit: 1 })], curve };
    expect(packed(problem, pricing).typeOf).toEqual([1]);
    expect(pricedBounds({ problem, placed: [0], pricing, fewest: 1 })[0]).toBeCloseTo(110, 5);
  });

  it("levels two hosts that draw more when one is full, and leaves their number alone", () => {
    // Items 6, 2, 2, 2 on hosts of 10 that draw 1 up to 6 and 4 more per unit above: 6 | 6 draws 2, the least there is.
    const problem = line([6, 2, 2, 2], 10);
    const knots = Float64Array.of(1, 1, 1, 1, 1, 1, 1, 5, 9, 13, 17);
    const curve = { dimension: 0, whole: Float64Array.of(10), knots: [knots] };
    const prices = [price({ id: "hosts", perBin: Float64Array.of(1) }), price({ id: "energy", perUnit: 1 })];
    const solution = packed(problem, { prices, curve });
    expect(hosts(solution)).toEqual([[0], [1, 2, 3]]);
    expect([...pricedBounds({ problem, placed: [0, 1, 2, 3], pricing: { prices, curve }, fewest: 2 })]).toEqual([
      expect.closeTo(2, 5),
      expect.closeTo(2, 5),
    ]);
  });

  it("gathers what brings a charge, where the number of hosts is the same", () => {
    // Six items of 5 on hosts of 10: three hosts. Two of the items are charged 7 per host that holds one: together it is due
    // once. Cost 3 × 1 + 7; the bound is the same, as the two need one host.
    const problem = line([5, 5, 5, 5, 5, 5], 10);
    const charge = { id: "licence", items: [0, 5], cost: Float64Array.of(7) };
    const pricing = { prices: [price({ perBin: Float64Array.of(1), charges: [charge] })] };
    const solution = packed(problem, pricing);
    expect(solution.typeOf).toHaveLength(3);
    expect(hosts(solution)[0]).toEqual([0, 5]);
    const placed = [0, 1, 2, 3, 4, 5];
    expect(pricedBounds({ problem, placed, pricing, fewest: 3 })[0]).toBeCloseTo(10, 5);
  });

  it("takes one more host when that saves a licence", () => {
    // Charged 6 and 3, others 4 and 7: two hosts are 6 + 4 | 3 + 7, licensed twice, 2 + 20. Three are 6 + 3 | 4 | 7: 3 + 10.
    const problem = line([6, 3, 4, 7], 10);
    const charge = { id: "licence", items: [0, 1], cost: Float64Array.of(10) };
    const counting = price({ perBin: Float64Array.of(1) });
    expect(packed(problem, { prices: [counting] }).typeOf).toHaveLength(2);
    const solution = packed(problem, { prices: [{ ...counting, charges: [charge] }] });
    expect(hosts(solution)).toEqual([[0, 1], [2], [3]]);
  });

  it("follows charges into bundles", () => {
    // Items 1 and 2 stand together, so the charged pair 0 and 2 gathers as 0 with 1 and 2: 3 + 3 + 3 on 10.
    const problem = line([3, 3, 3, 9, 1], 10, [{ id: "t", kind: "together", workloads: ["w1", "w2"] }]);
    const charge = { id: "licence", items: [0, 2], cost: Float64Array.of(10) };
    const solution = packed(problem, { prices: [price({ perBin: Float64Array.of(1), charges: [charge] })] });
    expect(solution.binOf[0]).toBe(solution.binOf[2]);
  });

  it("answers at once when told to stop, with a packing", () => {
    const problem = line([5, 5, 5, 5], 10);
    const stopped = pricedPacker(BASE!, { prices: [price({ perBin: Float64Array.of(1) })] }).pack(problem, {
      ...OPTIONS,
      effort: Infinity,
      stopped: () => true,
    });
    expect(stopped.ended).toBe("stopped");
    expect([...stopped.binOf].every((bin) => bin >= 0)).toBe(true);
  });
});

describe("on small problems", () => {
  const cases = smallProblem.chain((made) => pricingArbitrary(made.problem).map((pricing) => ({ ...made, pricing })));

  it("bounds never exceed the cheapest packing that exhaustive search finds, nor does any packing fall below them", () => {
    fc.assert(
      fc.property(cases, ({ spec, problem, pricing }) => {
        const solution = packed(problem, pricing);
        expect(faults(spec, problem, solution)).toEqual([]);
        const placed = [...solution.binOf.keys()].filter((item) => solution.binOf[item]! >= 0);
        if (placed.length === 0) return;
        const bounds = pricedBounds({ problem, placed, pricing, fewest: lowerBound(problem, placed).bins });
        for (const [p, own] of pricing.prices.entries()) {
          let cheapest = Infinity;
          everyPacking(spec, problem, placed, {
            packing: (found) => (cheapest = Math.min(cheapest, costOf(problem, pricing, own, found))),
            isHopeless: (found, left) => found.reduce((n, { items }) => n + items.length, 0) + left < placed.length,
          });
          expect(bounds[p]!).toBeLessThanOrEqual(cheapest + 1e-9);
          expect(costOf(problem, pricing, own, holdings(solution))).toBeGreaterThanOrEqual(cheapest - 1e-6);
        }
      }),
      { seed: 5601, numRuns: 250 },
    );
  });

  it("is the same for the same seed", () => {
    fc.assert(
      fc.property(cases, ({ problem, pricing }) => {
        expect(packed(problem, pricing)).toEqual(packed(problem, pricing));
      }),
      { seed: 5602, numRuns: 40 },
    );
  });
});

describe("a descent", () => {
  const cases = smallProblem.chain((made) => pricingArbitrary(made.problem).map((pricing) => ({ ...made, pricing })));

  it("never makes a price worse for a later one, and its books end at what the packing costs", () => {
    fc.assert(
      fc.property(cases, ({ spec, problem, pricing }) => {
        const { problem: whole } = bundleTogether(problem);
        if (whole !== problem) return;
        const start = BASE!.pack(problem, OPTIONS);
        const loads = loadsOf(problem, start);
        const before = priced(loads, pricing);
        const own = (solution: PackSolution) =>
          pricing.prices.map((p) => costOf(problem, pricing, p, holdings(solution)));
        expect([...before]).toEqual(own(start).map((cost) => expect.closeTo(cost, 6)));
        descend(loads, pricing, { meter: new Meter(0.02, () => false), seed: 1 });
        const end = solutionOf(loads, "descent");
        expect(faults(spec, problem, end)).toEqual([]);
        const after = own(end);
        expect([...priced(loads, pricing)]).toEqual(after.map((cost) => expect.closeTo(cost, 6)));
        expect(isCheaper(before, Float64Array.from(after))).toBe(false);
      }),
      { seed: 5603, numRuns: 250 },
    );
  });
});
