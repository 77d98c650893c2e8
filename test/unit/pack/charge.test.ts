/** Charges by steps: read and summed by hand, moved by descent, bounded, and left right by packers that know plain ones only. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chargeBound, mostHeld } from "#planner/pack/bound-charge.ts";
import { descend } from "#planner/pack/descent/descent.ts";
import {
  type Charge,
  Meter,
  PACKERS,
  type PackProblem,
  type Pricing,
  bundleTogether,
  chargeAt,
  chargeOf,
  heldBy,
  loadsOf,
  priced,
  pricedBounds,
  pricedPacker,
  scaledCharge,
} from "#planner/pack/index.ts";
import { loadSolver } from "#planner/pack/lp/highs.ts";
import { costOfSolution } from "#planner/pack/solution.ts";
import { pricingArbitrary } from "./build-pricing.ts";
import { OPTIONS, line, problemOf, smallProblem } from "./build-problem.ts";
import { everyPacking } from "./recount.ts";

const [BASE] = PACKERS;
/** One licence of 10 per four guests, never more than 25 for a host: Windows Server 2003 R2 in small. */
const FOURS = Float64Array.of(0, 10, 10, 10, 10, 20, 20, 20, 20, 25);
const fours = (items: readonly number[], types = 1): Charge =>
  chargeOf({ id: "windows", items, steps: Array.from({ length: types }, () => FOURS) });
const counted = (charges: readonly Charge[], cost = 1): Pricing => ({
  prices: [{ id: "cost", perBin: Float64Array.of(cost), perUnit: 0, charges }],
});
const placedOf = (binOf: ArrayLike<number>) => [...Array(binOf.length).keys()].filter((item) => binOf[item]! >= 0);
const packed = (problem: PackProblem, pricing: Pricing) => pricedPacker(BASE!, pricing).pack(problem, OPTIONS);
const held = (charge: Charge, binOf: Int32Array) =>
  [...heldBy(charge, (item) => binOf[item]!).values()].toSorted((a, b) => a - b);

describe("a charge", () => {
  it("is due by the number a bin holds, and the last step holds beyond it", () => {
    const charge = fours([0, 1, 2]);
    expect([0, 1, 4, 5, 9, 40].map((n) => chargeAt(charge, 0, n))).toEqual([0, 10, 10, 20, 25, 25]);
    expect(chargeAt({ cost: Float64Array.of(7) }, 0, 40)).toBe(7);
    expect(chargeAt({ cost: Float64Array.of(7) }, 0, 0)).toBe(0);
  });

  it("is a plain one where its steps never rise after the first", () => {
    const flat = chargeOf({ id: "p", items: [1], steps: [Float64Array.of(0, 3, 3), Float64Array.of(0, 5, 5)] });
    expect(flat).toEqual({ id: "p", items: [1], cost: Float64Array.of(3, 5) });
    expect(scaledCharge(fours([0]), 2).steps?.[0]?.[5]).toBe(40);
    expect(scaledCharge(fours([0]), 2).cost[0]).toBe(20);
  });

  it("counts the members of bundles, not the bundles", () => {
    // Items 0–2 stand together, all three charged; 3 is charged by itself: two bundles that count 3 and 1.
    const problem = {
      ...line([1, 1, 1, 1], 10, [{ id: "t", kind: "together", workloads: ["w0", "w1", "w2"] }]),
      charges: [fours([0, 1, 2, 3])],
    };
    const [charge] = bundleTogether(problem).problem.charges ?? [];
    expect(charge?.items).toEqual([0, 1]);
    expect(charge?.weights).toEqual([3, 1]);
  });
});

describe("packing by steps", () => {
  it("levels charged guests so that every licence is full", () => {
    // Ten items of 2 on hosts of 10: two hosts, five items each. Eight are charged: 4 + 4 is two licences, 5 + 3 three.
    const problem = line(Array(10).fill(2), 10);
    const charge = fours([0, 1, 2, 3, 4, 5, 6, 7]);
    const solution = packed(problem, counted([charge]));
    expect(held(charge, solution.binOf)).toEqual([4, 4]);
    const placed = placedOf(solution.binOf);
    // 2 hosts and 8 guests at no less than 10 for 4 each: 22 is proved.
    expect(pricedBounds({ problem, placed, pricing: counted([charge]), fewest: 2 })[0]).toBeCloseTo(22, 5);
  });

  it("takes one more host where that saves a licence of a stack", () => {
    // Charged 6, 1, 1, 1, others 4 and 7, hosts of 10: two hosts are 6 + 4 | 1 + 1 + 1 + 7, two licences, 2 + 20. With
    // three, 6 + 1 + 1 + 1 | 4 | 7, one: 3 + 10.
    const problem = line([6, 1, 1, 1, 4, 7], 10);
    expect(packed(problem, counted([])).typeOf).toHaveLength(2);
    const charge = fours([0, 1, 2, 3]);
    const solution = packed(problem, counted([charge]));
    expect(solution.typeOf).toHaveLength(3);
    expect(held(charge, solution.binOf)).toEqual([4]);
  });

  it("moves two guests at once where one alone saves nothing", () => {
    // Thirty items of 1 fill three hosts of 10; twelve are charged and stand 6 | 3 | 3: licences 2 + 1 + 1. One guest less
    // on the first leaves five, two licences still; two in exchange for two others make it 4 | 4 | 4, three licences.
    const problem = line(Array(30).fill(1), 10);
    const charge = fours([0, 1, 2, 3, 4, 5, 10, 11, 12, 20, 21, 22]);
    const start = Int32Array.from({ length: 30 }, (_, item) => Math.floor(item / 10));
    const loads = loadsOf(problem, { binOf: start, typeOf: [0, 0, 0], numberOf: [1, 2, 3], packer: "hand" });
    expect(priced(loads, counted([charge], 100))[0]).toBe(340);
    descend(loads, counted([charge], 100), { meter: new Meter(0.1, () => false), seed: 1 });
    const end = Int32Array.from({ length: 30 }, (_, item) => loads.binOf(item));
    expect(priced(loads, counted([charge], 100))[0]).toBe(330);
    expect(held(charge, end)).toEqual([4, 4, 4]);
  });

  it("takes the type whose licence ends where others go on", () => {
    // Five guests: by fours on t0 that is 20; t1 costs 2 more a host and 12 for any number.
    const problem = problemOf({
      demand: Array.from({ length: 5 }, () => [[2]]),
      types: [{ capacity: [10] }, { capacity: [10] }],
    });
    const steps = [FOURS, Float64Array.of(0, 12)];
    const charge = chargeOf({ id: "windows", items: [0, 1, 2, 3, 4], steps });
    const pricing: Pricing = {
      prices: [{ id: "cost", perBin: Float64Array.of(1, 3), perUnit: 0, charges: [charge] }],
    };
    expect(packed(problem, pricing).typeOf).toEqual([1]);
  });
});

describe("the bound of a charge", () => {
  const all = (problem: PackProblem) => new Set(Array(problem.items).keys());

  it("knows how many fit one bin", () => {
    // Sizes 1, 2, 3, 4 and 5 in 10: the four smallest.
    const problem = line([5, 1, 4, 2, 3], 10);
    expect(mostHeld(problem, problem.types[0]!, [0, 1, 2, 3, 4])).toBe(4);
    expect(mostHeld(problem, problem.types[0]!, [0, 2])).toBe(2);
  });

  it("adds up full licences where bins are few", () => {
    // Nine guests fit one host of 10 by size, which pays 25 for nine: less than 10 + 10 + 10 on three. Five per host: 4 + 5
    // is 30 on two hosts, and so is 5 + 4; 3 + 3 + 3 is 30, too.
    expect(chargeBound(line(Array(9).fill(1), 10), new Set(Array(9).keys()), fours([...Array(9).keys()]))).toBe(25);
    const five = line(Array(9).fill(2), 10);
    expect(chargeBound(five, all(five), fours([...Array(9).keys()]))).toBe(30);
  });

  it("sees that a dear second item is better alone", () => {
    // Two items of 5 fit one host of 10, where the second costs 3 more: five alone pay 1 each. Three hosts alone prove 3.
    const problem = line(Array(5).fill(5), 10);
    const charge = chargeOf({ id: "c", items: [0, 1, 2, 3, 4], steps: [Float64Array.of(0, 1, 4)] });
    expect(chargeBound(problem, all(problem), charge)).toBe(5);
  });

  it("is nothing for items that are not placed, or may go nowhere", () => {
    const problem = line([1, 1], 10);
    expect(chargeBound(problem, new Set([1]), fours([0]))).toBe(0);
    expect(chargeBound(problem, new Set(), fours([0, 1]))).toBe(0);
  });
});

describe("packers that read plain charges only", () => {
  it("claim no proof and no bound that steps do not keep", async () => {
    const options = { ...OPTIONS, effort: 0.002, solver: await loadSolver() };
    const cases = smallProblem.chain((made) =>
      pricingArbitrary(made.problem).map(({ prices }) => ({
        spec: made.spec,
        problem: { ...made.problem, charges: prices[0]!.charges },
      })),
    );
    fc.assert(
      fc.property(cases, ({ spec, problem }) => {
        const solution = BASE!.pack(problem, options);
        const placed = placedOf(solution.binOf);
        const cost = costOfSolution(problem, solution);
        let cheapest = Infinity;
        let fewest = Infinity;
        everyPacking(spec, problem, placed, {
          packing: (hosts) => {
            const due = problem.charges.reduce(
              (sum, charge) =>
                hosts.reduce(
                  (all, { type, items }) =>
                    all + chargeAt(charge, type, items.filter((item) => charge.items.includes(item)).length),
                  sum,
                ),
              0,
            );
            fewest = Math.min(fewest, hosts.length);
            cheapest = Math.min(
              cheapest,
              hosts.reduce((sum, { type }) => sum + problem.types[type]!.cost, due),
            );
          },
          isHopeless: (hosts, left) => hosts.reduce((n, { items }) => n + items.length, 0) + left < placed.length,
        });
        if (placed.length === 0) return;
        expect(cost).toBeGreaterThanOrEqual(cheapest - 1e-6);
        if (solution.ended === "proved") expect(cost).toBeCloseTo(cheapest, 5);
        if (solution.bound !== undefined) expect(solution.bound.bins).toBeLessThanOrEqual(fewest);
        expect(loadsOf(problem, solution).placed).toBe(placed.length);
      }),
      { seed: 6601, numRuns: 250 },
    );
  });
});
