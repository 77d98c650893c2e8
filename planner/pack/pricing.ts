/**
 * What a packing is judged by beyond being a packing: a list of prices, first things first. Each says what an open bin
 * costs by its type, by what it consumes (the mean over the slots of its load curve) and by what it holds (charges).
 * Counting bins, drawing watts and paying money are the same sum with other numbers.
 */
import type { BinLoads } from "./bin-loads.ts";
import { chargeAt, heldBy } from "./charge.ts";
import { type LoadCurve, curveAt } from "./load-curve.ts";
import type { Charge } from "./problem.ts";

/** One way to price a packing. */
export interface Price {
  readonly id: string;
  /** [type] of an open bin, ≥ 0. */
  readonly perBin: Float64Array;
  /** Per unit of the load curve, mean over the slots, ≥ 0. */
  readonly perUnit: number;
  /** [slot] what a unit counts in that slot, ≥ 0, 1 on average: a price that changes with the hour; absent = 1 always. */
  readonly weights?: Float64Array;
  readonly charges: readonly Charge[];
}

/** Prices in order of importance (one = nothing else counts), and the curve that they share. */
export interface Pricing {
  readonly prices: readonly Price[];
  /** Left out = no price looks at consumption. */
  readonly curve?: LoadCurve;
}

/** Differences below this share of a price's total are rounding. */
const ROUNDING = 1e-10;

/** What the whole packing costs under each price. O(bins × slots) */
export function priced(loads: BinLoads, { prices, curve }: Pricing): Float64Array {
  const totals = new Float64Array(prices.length);
  for (let bin = 0; bin < loads.bins; bin++) {
    if (!loads.isOpen(bin) || loads.itemsIn(bin).length === 0) continue;
    const type = loads.typeOf(bin);
    const mean = curve === undefined ? 0 : meanOf(loads, bin, curve);
    for (const [p, price] of prices.entries()) {
      const own = curve === undefined || price.weights === undefined ? mean : meanOf(loads, bin, curve, price.weights);
      totals[p]! += price.perBin[type]! + price.perUnit * own;
    }
  }
  for (const [p, price] of prices.entries()) {
    for (const charge of price.charges) {
      const held = heldBy(charge, (item) => loads.binOf(item));
      for (const [bin, n] of held) totals[p]! += chargeAt(charge, loads.typeOf(bin), n);
    }
  }
  return totals;
}

/** Mean over the slots, by their weights, of what one bin consumes. */
function meanOf(loads: BinLoads, bin: number, curve: LoadCurve, weights?: Float64Array): number {
  const { slots } = loads.problem;
  const type = loads.typeOf(bin);
  const load = loads.loadOf(bin);
  let sum = 0;
  for (let s = 0; s < slots; s++) {
    const value = curveAt(curve.knots[type]!, curve.whole[type]!, load[curve.dimension * slots + s]!);
    sum += weights === undefined ? value : weights[s]! * value;
  }
  return sum / slots;
}

/** Is `a` cheaper than `b` by the first price in which they differ by more than rounding? */
export function isCheaper(a: Float64Array, b: Float64Array): boolean {
  for (let p = 0; p < a.length; p++) {
    const slack = ROUNDING * Math.max(Math.abs(a[p]!), Math.abs(b[p]!));
    if (Math.abs(a[p]! - b[p]!) > slack) return a[p]! < b[p]!;
  }
  return false;
}
