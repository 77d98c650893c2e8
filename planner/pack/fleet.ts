/**
 * The mix of types an estate asks for: what each type's whole estate needs of each resource (per-slot sums, so that
 * workloads which peak at different hours share), the cheapest fractional fleet that covers it, and what each resource
 * is worth at that fleet. A guide for packing, not a bound: a type without a limit on a resource is taken to cover it as
 * well as it covers its loosest other one.
 */
import { cheapestCover } from "./cover-program.ts";
import type { BinType, PackProblem } from "./problem.ts";
import { type Ask, NEVER_ASK } from "./stop-asked.ts";

export interface Fleet {
  /** [type] fractional number of bins. */
  readonly counts: readonly number[];
  /** Types by cost for what they are worth, best first; ties by index. */
  readonly typeOrder: readonly number[];
  /** [type][varying then constant] worth of one unit of the resource on that type, in cost. */
  readonly unitPrice: readonly (readonly number[])[];
}

/** The fleet to aim at. O(distinct demand arrays × items × slots) */
export function fleetFor(problem: PackProblem, ask: Ask = NEVER_ASK): Fleet {
  const needs = needsByType(problem, ask);
  const reach = reachOf(problem);
  const full = problem.types.map((type, t) => sharesOf(type, needs[t]!));
  const share = full.map((shares, t) => shares.map((s) => s * reach[t]!));
  const cost = problem.types.map((type) => type.cost);
  const stock = problem.types.map((type, t) => Math.min(type.maxBins, mostUseful(full[t]!, reach[t]!)));
  const rows = share[0]?.length ?? 0;
  const even = { units: stock.map((n) => (Number.isFinite(n) ? n : 0)), prices: Array.from({ length: rows }, () => 1) };
  const answer = rows === 0 ? even : (cheapestCover({ cost, stock, share }) ?? even);
  const total = answer.prices.reduce((sum, price) => sum + price, 0);
  const prices = total > 0 ? answer.prices : answer.prices.map(() => 1);
  const worth = share.map((shares) => shares.reduce((sum, s, r) => sum + s * prices[r]!, 0));
  const dearness = worth.map((w, t) => (w > 0 ? cost[t]! / w : Infinity));
  const typeOrder = cost.map((_, t) => t).toSorted((a, b) => compare(dearness[a]!, dearness[b]!) || a - b);
  const unitPrice = needs.map((need) => need.map((amount, r) => (amount > 0 ? prices[r]! / amount : 0)));
  return { counts: answer.units, typeOrder, unitPrice };
}

/** [type] share of the placeable items that the type may take, 0–1. */
function reachOf(problem: PackProblem): readonly number[] {
  const counts = problem.types.map(() => 0);
  let placeable = 0;
  for (let item = 0; item < problem.items; item++) {
    let isPlaceable = false;
    problem.types.forEach((type, t) => {
      if (type.eligible[item] !== 1) return;
      counts[t]!++;
      isPlaceable = true;
    });
    if (isPlaceable) placeable++;
  }
  return counts.map((count) => (placeable > 0 ? count / placeable : 0));
}

/** Bins of a type beyond which it would hold more than all that may go there; no limit for a type open to all. */
function mostUseful(shares: readonly number[], reach: number): number {
  if (reach === 1) return Infinity;
  const tightest = Math.min(...shares);
  return reach === 0 || tightest <= 0 ? 0 : Math.ceil(1 / tightest);
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** [type][resource] busiest-slot sum of the eligible items' demands, sums of their claims. */
function needsByType(problem: PackProblem, ask: Ask): readonly (readonly number[])[] {
  const known = new Map<Float64Array, { readonly eligible: Uint8Array; readonly need: number }[]>();
  return problem.types.map((type) => {
    const varying = type.demand.map((rows) => {
      const same = known.get(rows)?.find((entry) => entry.eligible.every((e, item) => e === type.eligible[item]));
      if (same !== undefined) return same.need;
      const need = busiestSum(rows, type.eligible, { slots: problem.slots, ask });
      known.set(rows, [...(known.get(rows) ?? []), { eligible: type.eligible, need }]);
      return need;
    });
    const width = problem.constant.length;
    const constant = problem.constant.map((_, c) => {
      let sum = 0;
      for (let item = 0; item < problem.items; item++)
        if (type.eligible[item] === 1) sum += type.claim[item * width + c]!;
      return sum;
    });
    return [...varying, ...constant];
  });
}

function busiestSum(
  rows: Float64Array,
  eligible: Uint8Array,
  { slots, ask }: { readonly slots: number; readonly ask: Ask },
): number {
  const sums = new Float64Array(slots);
  for (let item = 0; item < eligible.length; item++) {
    ask(slots);
    if (eligible[item] !== 1) continue;
    for (let s = 0; s < slots; s++) sums[s]! += rows[item * slots + s]!;
  }
  return sums.reduce((top, sum) => Math.max(top, sum), 0);
}

/** Share of the need that one bin covers, row by row. */
function sharesOf(type: BinType, need: readonly number[]): readonly number[] {
  const holds = [...type.capacity, ...type.room];
  const shares = holds.map((amount, r) => (need[r]! > 0 && Number.isFinite(amount) ? amount / need[r]! : Infinity));
  const loosest = shares.reduce((top, s) => (Number.isFinite(s) ? Math.max(top, s) : top), 0);
  return shares.map((s) => (Number.isFinite(s) ? s : loosest > 0 ? loosest : 1));
}
