/**
 * From prices to a proved bound. Prices are whole numbers of `UNIT` parts of a cost unit, so every sum is exact. When the
 * best set of each type is known, prices are scaled until no bin of unlimited stock can hold more than it costs (Farley
 * 1990); what a type of limited stock can still hold beyond its cost becomes the price of one bin of it (Lasdon 1970).
 * The sum of the prices less the stock paid for is then a lower bound on the cost of any packing.
 */
import type { ColumnProblem } from "./column-problem.ts";

/** Parts of a cost unit that prices are counted in: sums over 10^6 items stay below 2^53. */
export const UNIT = 2 ** 30;

export interface DualBound {
  /** Lower bound on the cost, not rounded; ≥ 0. */
  readonly cost: number;
  /** [class] price in units, whole, ≥ 0. */
  readonly price: Float64Array;
  /** [type] price of one bin in units, whole, ≥ 0; 0 where stock is unlimited. */
  readonly stock: Float64Array;
}

/** Cost of a type in units, rounded down. */
export const costInUnits = (problem: ColumnProblem, type: number): number =>
  Math.floor(problem.types[type]!.cost * UNIT);

/**
 * Make prices feasible.
 * @param price [class] in units, whole
 * @param worth [type] no set that fits the type is worth more than this, in units
 */
export function dualBound(problem: ColumnProblem, price: Float64Array, worth: readonly number[]): DualBound {
  let ratio = 0;
  for (const [t, type] of problem.types.entries()) {
    if (type.stock === Infinity) ratio = Math.max(ratio, worth[t]! / costInUnits(problem, t));
  }
  // A hair more than the exact ratio, because the division and the products below are rounded.
  const scale = ratio === 0 ? 1 : 1 / (ratio * (1 + 2 ** -50));
  const scaled = price.map((p) => Math.max(0, Math.floor(p * scale)));
  const stock = Float64Array.from(problem.types, (type, t) =>
    type.stock === Infinity || type.stock === 0
      ? 0
      : Math.max(0, Math.ceil(worth[t]! * scale) + 1 - costInUnits(problem, t)),
  );
  return { cost: sumOf(problem, scaled, stock), price: scaled, stock };
}

/** What the prices prove. */
export function sumOf(problem: ColumnProblem, price: Float64Array, stock: Float64Array): number {
  let sum = 0;
  for (const [c, need] of problem.need.entries()) sum += need * price[c]!;
  for (const [t, type] of problem.types.entries()) if (stock[t]! > 0) sum -= stock[t]! * type.stock;
  return Math.max(0, sum / UNIT);
}

/** Finest step in which costs are looked for: a thousandth. */
const PER_UNIT = 1000;
const divisorOf = (a: number, b: number): number => (b === 0 ? a : divisorOf(b, a % b));

/** Costs of packings are multiples of this; 0 = nothing known. */
export function costStep(problem: ColumnProblem): number {
  const costs = [...problem.types.map((type) => type.cost), ...problem.charges.flatMap((charge) => [...charge])];
  const parts = costs.map((cost) => Math.round(cost * PER_UNIT));
  if (parts.some((part, at) => Math.abs(part - costs[at]! * PER_UNIT) > Number.EPSILON * part)) return 0;
  return parts.reduce(divisorOf, 0) / PER_UNIT;
}

/** The least cost a packing can have that costs at least this much. @param step of {@link costStep} */
export function roundedUp(cost: number, step: number): number {
  if (step === 0) return cost;
  // Room for the rounding of the division: a hundred times its error, and far below what a bound can tell apart.
  return Math.max(0, Math.ceil(cost / step - 1e-9) * step);
}
