/**
 * Column generation: solve the master, price with its duals, add what is worth more than it costs, again. The prices that
 * are priced are a mix of the duals and of the best feasible prices so far (smoothing; Wentges 1997), because raw duals
 * jump about. Each exact pricing proves a bound, so the loop may be left at any time; it ends by itself when the bound,
 * rounded up to a cost that packings can have, cannot rise any more.
 */
import type { Meter } from "../meter.ts";
import type { ColumnProblem } from "./column-problem.ts";
import { type DualBound, UNIT, costInUnits, dualBound, roundedUp } from "./dual-bound.ts";
import type { Master, MasterAnswer } from "./master.ts";
import type { Priced, Pricing, PricingEffort } from "./pricing.ts";

/** How much of the best prices so far is in the mix. */
const SMOOTHING = 0.7;
/** How much less after a round that found nothing. */
const SMOOTHING_STEP = 0.4;
/** Steps of the first pricing round; the search for one class may take this part of them. */
const FIRST_STEPS = 300_000;
const PARTS = 30;
/**
 * A round that is cut off and finds fewer columns is followed by one of twice the steps, as long as pricing in all takes
 * less work than the master.
 */
const FEW = 20;
/** Share of the effort after which no further columns are looked for. */
const GENERATE_SHARE = 0.6;
/** Steps of an exact round: about a second. */
const EXACT_STEPS = 60_000_000;

export interface Generated {
  readonly bound: DualBound;
  /** Last master; its cost is what the bound converges to. */
  readonly answer: MasterAnswer;
  /** True: no column would lower the master's cost. */
  readonly isConverged: boolean;
  readonly rounds: number;
}

export interface GenerateTask {
  readonly master: Master;
  readonly pricing: Pricing;
  readonly meter: Meter;
  /** Of {@link costStep}. */
  readonly step: number;
  /** Best prices known; the loop never answers with a weaker bound. */
  readonly bound: DualBound;
  /** [class] most of each class in a column. */
  readonly most: Int32Array;
  /** End as soon as the bound, rounded up, is at least this. */
  readonly enough: number;
}

const mixed = (a: Float64Array, b: Float64Array, share: number): Float64Array =>
  a.map((value, at) => Math.floor(share * value + (1 - share) * b[at]!));

const inUnits = (prices: Float64Array): Float64Array => prices.map((price) => Math.floor(price * UNIT));

/** Prices that are feasible by themselves: each item costs its share of a bin, all rows weighted alike or one row alone. */
export function shareBounds(problem: ColumnProblem): readonly DualBound[] {
  const rows = Math.max(0, ...problem.types.map((type) => type.capacity.length));
  const mixes = [...Array(rows).keys()].map((row) => (r: number) => (r === row ? 1 : 0));
  const worth = problem.types.map((_, t) => costInUnits(problem, t));
  return [() => 1, ...mixes].map((mix) => {
    const price = Float64Array.from(problem.need, (_, c) => leastShare(problem, c, mix));
    return dualBound(problem, price, worth);
  });
}

/** The best of {@link shareBounds}: prices to begin with. */
export const shareBound = (problem: ColumnProblem): DualBound =>
  shareBounds(problem).reduce((best, next) => (next.cost > best.cost ? next : best));

/** Least over the types of what the item's share of a bin costs, in units. */
function leastShare(problem: ColumnProblem, c: number, mix: (row: number) => number): number {
  let least = Infinity;
  for (const [t, { capacity, size, most }] of problem.types.entries()) {
    if (most[c]! < 1) continue;
    let share = 0;
    let sum = 0;
    for (const [r, limit] of capacity.entries()) {
      sum += mix(r);
      if (limit > 0) share += (mix(r) * size[c * capacity.length + r]!) / limit;
    }
    least = Math.min(least, sum > 0 ? (share / sum) * costInUnits(problem, t) : 0);
  }
  return least === Infinity ? 0 : Math.floor(least);
}

/** Generate columns into the master until the bound cannot rise, the meter ends it, or pricing is too hard. */
export function generate(task: GenerateTask): Generated {
  const { master, pricing, meter, step, most } = task;
  const { problem } = master;
  let { bound } = task;
  let center: Pick<DualBound, "price" | "stock"> = bound;
  let answer = master.solve();
  let smoothing = SMOOTHING;
  let steps = FIRST_STEPS;
  const last = meter.spent + GENERATE_SHARE * (meter.effort - meter.spent);
  let pricingSpent = 0;
  let masterSpent = 0;
  for (let rounds = 1; ; rounds++) {
    const leave = (isConverged: boolean): Generated => ({ bound, answer, isConverged, rounds });
    if (!answer.isSolved || !meter.goesOn) return leave(false);
    const dual = { price: inUnits(answer.price), stock: inUnits(answer.stock) };
    const tried = {
      price: mixed(center.price, dual.price, smoothing),
      stock: mixed(center.stock, dual.stock, smoothing),
      most,
    };
    center = tried;
    let added = 0;
    const ask = (how: PricingEffort): Priced => {
      const before = meter.spent;
      const priced = pricing.price(tried, how);
      pricingSpent += meter.spent - before;
      added = master.add(priced.columns.map(({ column }) => column));
      const proved = dualBound(problem, tried.price, priced.worth);
      if (proved.cost > bound.cost) bound = proved;
      return priced;
    };
    if (meter.spent > last) {
      // Little effort is left: what is proved in the end counts, so the smoothed prices are priced to the end.
      ask({ want: "best", steps: EXACT_STEPS });
      return leave(false);
    }
    let { isExact } = ask({ want: "each", steps, stepsEach: steps / PARTS });
    const isCheap = pricingSpent < masterSpent;
    if (added < FEW && !isExact && isCheap) steps = Math.min(2 * steps, EXACT_STEPS);
    else if (!isCheap) steps = Math.max(FIRST_STEPS, steps / 2);
    if (added === 0 && !isExact && smoothing === 0) isExact = ask({ want: "best", steps: EXACT_STEPS }).isExact;
    const proved = roundedUp(bound.cost, step);
    if (proved >= task.enough) return leave(false);
    if (added > 0) {
      smoothing = SMOOTHING;
      const before = meter.spent;
      answer = master.solve();
      masterSpent += meter.spent - before;
    } else if (smoothing === 0) return leave(isExact);
    else smoothing = smoothing > SMOOTHING_STEP ? smoothing - SMOOTHING_STEP : 0;
  }
}
