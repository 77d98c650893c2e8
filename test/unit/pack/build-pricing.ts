/** Prices for small problems: a fast-check arbitrary, and what a packing costs by plain sums. */
import * as fc from "fast-check";
import type { Charge, PackProblem, Price, Pricing } from "#planner/pack/index.ts";

/** Hosts of a packing as lists of items. */
export interface Holding {
  readonly type: number;
  readonly items: readonly number[];
}

const KNOTS = 4;

/** One to two prices over curves of any shape that does not fall, with up to two charges, plain or by steps. */
export function pricingArbitrary(problem: PackProblem): fc.Arbitrary<Pricing> {
  const types = problem.types.length;
  const perType = (of: fc.Arbitrary<number>) =>
    fc.array(of, { minLength: types, maxLength: types }).map((list) => Float64Array.from(list));
  const items = fc
    .uniqueArray(fc.nat(problem.items - 1), { minLength: 1, maxLength: 6 })
    .map((list) => list.toSorted((a, b) => a - b));
  const plain: fc.Arbitrary<Charge> = fc.record({ id: fc.uuid(), items, cost: perType(fc.nat(6)) });
  const rising = fc.array(fc.constantFrom(0, 0, 1, 3, 7), { minLength: 6, maxLength: 6 }).map((rises) => {
    let due = 0;
    return Float64Array.from([0, ...rises.map((rise) => (due += rise))]);
  });
  const stepped = fc
    .record({ id: fc.uuid(), items, steps: fc.array(rising, { minLength: types, maxLength: types }) })
    .map(({ steps, ...rest }): Charge => ({ ...rest, steps, cost: Float64Array.from(steps, (due) => due[1]!) }));
  const charge = fc.oneof(plain, stepped);
  const weights = fc
    .array(fc.constantFrom(0, 1, 3), { minLength: problem.slots, maxLength: problem.slots })
    .map((list) => {
      const sum = list.reduce<number>((total, weight) => total + weight, 0);
      return Float64Array.from(list, (weight) => (sum === 0 ? 1 : (weight * list.length) / sum));
    });
  const price = fc
    .record({
      id: fc.constantFrom("p", "q"),
      perBin: perType(fc.nat(4)),
      perUnit: fc.constantFrom(0, 1, 0.3),
      weights: fc.option(weights, { nil: undefined }),
      charges: fc.array(charge, { maxLength: 2 }),
    })
    .map(({ weights: own, ...rest }): Price => (own === undefined ? rest : { ...rest, weights: own }));
  const knots = fc.array(fc.nat(5), { minLength: KNOTS, maxLength: KNOTS }).map((steps) => {
    let value = 0;
    return Float64Array.from(steps, (step) => (value += step));
  });
  const curve = fc.record({
    dimension: fc.nat(problem.varying.length - 1),
    whole: perType(fc.integer({ min: 5, max: 14 })),
    knots: fc.array(knots, { minLength: types, maxLength: types }),
  });
  return fc.record({ prices: fc.array(price, { minLength: 1, maxLength: 2 }), curve });
}

/** What hosts cost under one price, slot by slot and item by item. */
export function costOf(problem: PackProblem, { curve }: Pricing, price: Price, hosts: readonly Holding[]): number {
  let sum = 0;
  for (const { type, items } of hosts) {
    sum += price.perBin[type]!;
    for (const { items: charged, cost, steps } of price.charges) {
      const n = items.filter((item) => charged.includes(item)).length;
      if (n > 0) sum += steps === undefined ? cost[type]! : steps[type]![n]!;
    }
    if (curve === undefined) continue;
    const knots = [...curve.knots[type]!];
    for (let s = 0; s < problem.slots; s++) {
      const row = problem.types[type]!.demand[curve.dimension]!;
      const load = items.reduce((total, item) => total + row[item * problem.slots + s]!, 0);
      const at = Math.min(1, load / curve.whole[type]!) * (KNOTS - 1);
      const left = Math.min(Math.floor(at), KNOTS - 2);
      const value = knots[left]! + (knots[left + 1]! - knots[left]!) * (at - left);
      sum += (price.perUnit * (price.weights?.[s] ?? 1) * value) / problem.slots;
    }
  }
  return sum;
}
