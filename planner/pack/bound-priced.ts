/**
 * A lower bound on what any packing of the placed items costs under a price, consumption and charges included.
 *
 * Let c_t be the curve of type t, per slot, and take any lines below it: c_t(L) ≥ a_ts + b_ts L for every load L that a
 * bin of the type may carry in slot s. A bin then costs at least F_t + Σ_s β_ts L_s, with F_t = perBin + perUnit × mean
 * a_ts and β_ts = perUnit × b_ts / slots, both times the weight of the slot
 * where the price has weights. Summed over the bins of a packing, the second part is what the items bring
 * wherever they are, Σ_i Σ_s β_ts d_is, and at least the least of it over the types that may take the item. The first
 * part is at least the cheapest fleet with costs F_t, which the dual prices of the covering program bound
 * (fleet-program.ts), and at least the fewest bins times the least F_t. Charges come on top, each at its own
 * least (bound-charge.ts). All four hold for every packing, so
 * does their sum.
 *
 * Types that differ in slope: where all types read the same demand, one type's slopes λ_s may price the items on all of
 * them, as β_ts L_s ≥ λ_s L_s − max(0, λ_s − β_ts) × capacity_t; the last term is taken off F_t. Each type's slopes are
 * tried, and the best bound wins. Lines: tangents at the load that the cheapest fleet would carry. As a bin stays on
 * while it holds items, this is above "each slot perfectly packed".
 */
import { chargeBound } from "./bound-charge.ts";
import { cheapestFleet } from "./fleet-program.ts";
import { type FleetRow, fleetRows } from "./fleet-rows.ts";
import { Hull, type Line } from "./load-curve.ts";
import type { Price, Pricing } from "./pricing.ts";
import type { PackProblem } from "./problem.ts";

/** What the items carry, where it is known more exactly than in the problem's whole numbers. */
export interface Carried {
  /** Demand of an item in every slot for the curve's dimension, times `scale` in the units of the type. */
  readonly row: (item: number, type: number) => ArrayLike<number>;
  readonly scale: (item: number, type: number) => number;
}

/** What a bound is asked of. */
export interface Bounded {
  readonly problem: PackProblem;
  /** Item indices, each once. */
  readonly placed: readonly number[];
  readonly pricing: Pricing;
  /** A proved lower bound on the bins that hold the placed items. */
  readonly fewest: number;
  /** Left out = the problem's own demand. Must never exceed it. */
  readonly carried?: Carried;
  /** Types of which at least one bin is known to be in use, each once. */
  readonly inUse?: readonly number[];
}

/** Sums are doubles; this share of a bound is given away so that it stays one. */
const ROUNDING = 1e-9;

/** Lower bound under every price of the pricing. O(types × items × slots) per price that looks at consumption */
export function pricedBounds(asked: Bounded): Float64Array {
  const { problem, placed, pricing } = asked;
  if (placed.length === 0) return new Float64Array(pricing.prices.length);
  const stocked = problem.types.flatMap((type, t) => (type.maxBins > 0 ? [t] : []));
  const types = stocked.map((t) => problem.types[t]!);
  const forced = stocked.map((t) => asked.inUse?.includes(t) === true);
  const rows = [...fleetRows({ ...problem, types }, placed), ...forcedRows(forced)];
  const whole = { ...asked, stocked, rows, forced };
  return Float64Array.from(pricing.prices, (price) => {
    const bound = binsAndItems(whole, price) + chargesBound(asked, price);
    return bound * (1 - ROUNDING);
  });
}

interface Whole extends Bounded {
  /** Types of which there are any. */
  readonly stocked: readonly number[];
  readonly rows: readonly FleetRow[];
  /** [stocked type] is at least one bin in use? */
  readonly forced: readonly boolean[];
}

/** One bin at least of each such type. */
function forcedRows(forced: readonly boolean[]): readonly FleetRow[] {
  return forced.flatMap((isForced, k): readonly FleetRow[] =>
    isForced ? [{ resource: "in use", need: 1, capacity: Float64Array.from(forced, (_, t) => (t === k ? 1 : 0)) }] : [],
  );
}

/** Bins and what they consume, charges left out. */
function binsAndItems(whole: Whole, price: Price): number {
  const { pricing, stocked } = whole;
  if (price.perUnit === 0 || pricing.curve === undefined) {
    return fleetBound(
      whole,
      stocked.map((t) => price.perBin[t]!),
    );
  }
  const slopes = linesBelow(whole, price);
  const apart = itemsApart(whole, slopes.beta) + fleetBound(whole, slopes.fixed);
  return Math.max(apart, ...together(whole, slopes));
}

/** Cost of the cheapest fleet with these costs of a bin, at least; none of them negative. @param cost [stocked type] */
function fleetBound({ problem, stocked, rows, fewest, forced }: Whole, cost: readonly number[]): number {
  const least = Math.min(...cost);
  const dearer = cost.reduce((sum, c, k) => sum + (forced[k] === true ? c - least : 0), 0);
  const counted = Math.max(fewest, forced.filter(Boolean).length) * least + dearer;
  if (cost.some((c) => c <= 0)) return counted;
  const stock = stocked.map((t) => problem.types[t]!.maxBins);
  return Math.max(counted, cheapestFleet(rows, cost, stock)?.cost ?? 0);
}

interface Lines {
  /** [stocked type] cost of a bin beside its slopes, ≥ 0. */
  readonly fixed: readonly number[];
  /** [stocked type][slot] cost per unit carried in that slot. */
  readonly beta: readonly Float64Array[];
}

/** Lines below the curves, at the load of a fleet that is just large enough. */
function linesBelow(whole: Whole, price: Price): Lines {
  const { problem, pricing, stocked } = whole;
  const curve = pricing.curve!;
  const { slots } = problem;
  const load = loadRatios(whole, price);
  const lines = stocked.map((t) => {
    const hull = new Hull(curve.knots[t]!, curve.whole[t]!, problem.types[t]!.capacity[curve.dimension]!);
    const at = (s: number) => load[s]! * curve.whole[t]!;
    const touching = Array.from({ length: slots }, (_, s) => hull.tangent(at(s)));
    if (fixedOf(touching, price, t) >= 0) return touching;
    return Array.from({ length: slots }, (_, s) => hull.steepest(at(s)));
  });
  return {
    fixed: lines.map((line, k) => Math.max(0, fixedOf(line, price, stocked[k]!))),
    beta: lines.map((line) =>
      Float64Array.from(line, ({ slope }, s) => (weightOf(price, s) * price.perUnit * slope) / slots),
    ),
  };
}

const fixedOf = (lines: readonly Line[], price: Price, t: number): number =>
  price.perBin[t]! +
  (price.perUnit * lines.reduce((sum, { fixed }, s) => sum + weightOf(price, s) * fixed, 0)) / lines.length;

/** What a unit counts in a slot. */
const weightOf = ({ weights }: Price, s: number): number => weights?.[s] ?? 1;

/** [slot] share of the whole that bins of the cheapest fleet would carry, all alike. A guess: any load gives a bound. */
function loadRatios(whole: Whole, price: Price): Float64Array {
  const { problem, placed, pricing, stocked, rows, fewest } = whole;
  const { dimension, whole: full, knots } = pricing.curve!;
  const { slots } = problem;
  const first = stocked[0]!;
  const demand = problem.types[first]!.demand[dimension]!;
  const sums = new Float64Array(slots);
  for (const item of placed) for (let s = 0; s < slots; s++) sums[s]! += demand[item * slots + s]!;
  const cost = stocked.map((t) => price.perBin[t]! + price.perUnit * knots[t]!.at(-1)!);
  const stock = stocked.map((t) => problem.types[t]!.maxBins);
  const found = cost.every((c) => c > 0) ? cheapestFleet(rows, cost, stock)?.counts : undefined;
  const counts = found ?? stocked.map((_, k) => (k === 0 ? fewest : 0));
  const bins = counts.reduce((sum, n) => sum + n, 0);
  const grown = bins > 0 ? Math.max(1, fewest / bins) : 1;
  const holds = counts.reduce((sum, n, k) => sum + n * grown * full[stocked[k]!]!, 0);
  return sums.map((sum) => (holds > 0 ? Math.min(1, sum / holds) : 0));
}

/** What the items cost at the slopes of their cheapest types, each by itself. */
function itemsApart(whole: Whole, beta: readonly Float64Array[]): number {
  const { problem, placed, stocked } = whole;
  let sum = 0;
  for (const item of placed) {
    let least = Infinity;
    for (const [k, t] of stocked.entries()) {
      if (problem.types[t]!.eligible[item] === 1) least = Math.min(least, itemAt(whole, item, t, beta[k]!));
    }
    sum += Number.isFinite(least) ? least : 0;
  }
  return sum;
}

function itemAt({ problem, pricing, carried }: Whole, item: number, t: number, beta: Float64Array): number {
  const { slots } = problem;
  const own = problem.types[t]!.demand[pricing.curve!.dimension]!;
  const row = carried?.row(item, t) ?? own.subarray(item * slots, (item + 1) * slots);
  let sum = 0;
  for (let s = 0; s < slots; s++) sum += row[s]! * beta[s]!;
  return sum * (carried?.scale(item, t) ?? 1);
}

/** The bounds by one type's slopes on all types, where all read the same demand. */
function together(whole: Whole, { fixed, beta }: Lines): readonly number[] {
  const { problem, pricing, stocked } = whole;
  const { dimension } = pricing.curve!;
  const demand = problem.types[stocked[0]!]!.demand[dimension];
  const isShared = stocked.every((t) => problem.types[t]!.demand[dimension] === demand);
  if (!isShared || stocked.length < 2) return [];
  return beta.flatMap((lambda) => {
    const rest = fixed.map((f, k) => {
      const over = excess(lambda, beta[k]!);
      return over === 0 ? f : f - over * problem.types[stocked[k]!]!.capacity[dimension]!;
    });
    if (!rest.every((f) => f >= 0)) return [];
    const items = whole.placed.reduce((sum, item) => sum + itemAt(whole, item, stocked[0]!, lambda), 0);
    return [items + fleetBound(whole, rest)];
  });
}

function excess(lambda: Float64Array, beta: Float64Array): number {
  return lambda.reduce((sum, l, s) => sum + Math.max(0, l - beta[s]!), 0);
}

/** Every charge by itself, at least. */
function chargesBound({ problem, placed }: Bounded, { charges }: Price): number {
  if (charges.length === 0) return 0;
  const isPlaced = new Set(placed);
  return charges.reduce(
    (sum, charge) => sum + Math.max(0, chargeBound(problem, isPlaced, charge) - (charge.heldMoney ?? 0)),
    0,
  );
}
