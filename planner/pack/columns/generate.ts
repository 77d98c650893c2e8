/**
 * Column generation: solve the master, price with its duals, add what is worth more than it costs, again. The prices that
 * are priced are a mix of the duals and of the best feasible prices so far (smoothing; Wentges 1997), because raw duals
 * jump about. Each exact pricing proves a bound, so the loop may be left at any time; it ends by itself when the bound,
 * rounded up to a cost that packings can have, cannot rise any more.
 */
import type { Meter } from "../meter.ts";
import type { ColumnProblem } from "./column-problem.ts";
import { type DualBound, UNIT, dualBound, roundedUp } from "./dual-bound.ts";
import type { Master, MasterAnswer } from "./master.ts";
import type { Pricing } from "./pricing.ts";

/** How much of the best prices so far is in the mix. */
const SMOOTHING = 0.7;
/** Steps of a quick pricing round, in all and for each class. */
const QUICK_STEPS = 300_000;
const QUICK_STEPS_EACH = 2_000;
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

/** Prices no worth of which is known: the bound that says nothing. */
export const noBound = (problem: ColumnProblem): DualBound => ({
  cost: 0,
  price: new Float64Array(problem.need.length),
  stock: new Float64Array(problem.types.length),
});

/** Generate columns into the master until the bound cannot rise, the meter ends it, or pricing is too hard. */
export function generate(task: GenerateTask): Generated {
  const { master, pricing, meter, step, most } = task;
  const { problem } = master;
  let { bound } = task;
  let answer = master.solve();
  let smoothing = bound.cost > 0 ? SMOOTHING : 0;
  for (let rounds = 1; ; rounds++) {
    const leave = (isConverged: boolean): Generated => ({ bound, answer, isConverged, rounds });
    if (!answer.isSolved || !meter.goesOn) return leave(false);
    const dual = { price: inUnits(answer.price), stock: inUnits(answer.stock) };
    const tried = {
      price: mixed(bound.price, dual.price, smoothing),
      stock: mixed(bound.stock, dual.stock, smoothing),
      most,
    };
    let priced = pricing.price(tried, { want: "each", steps: QUICK_STEPS, stepsEach: QUICK_STEPS_EACH });
    let added = priced.columns.length > 0 ? master.add(priced.columns.map(({ column }) => column)) : 0;
    if (added === 0 && priced.worth === undefined) {
      priced = pricing.price(tried, { want: "best", steps: EXACT_STEPS });
      added = master.add(priced.columns.map(({ column }) => column));
      if (added === 0 && priced.worth === undefined) return leave(false);
    }
    if (priced.worth !== undefined) {
      const proved = dualBound(problem, tried.price, priced.worth);
      if (proved.cost > bound.cost) bound = proved;
    }
    const most1 = roundedUp(bound.cost, step);
    if (most1 >= task.enough) return leave(false);
    if (added === 0) {
      if (smoothing === 0) return leave(true);
      smoothing = smoothing > 0.3 ? smoothing - 0.3 : 0;
      continue;
    }
    if (bound.cost > 0) smoothing = SMOOTHING;
    answer = master.solve();
  }
}
