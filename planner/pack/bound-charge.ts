/**
 * A lower bound on what one charge costs in any packing of the placed items, the best of two. Let f(n) be the least that a
 * bin pays for n of the items over the types that can hold n, never falling, and K the fewest bins that the items need.
 *
 * By number: each of at least K bins pays at least f(1), so K × f(1).
 * By parts: a packing splits the N items into parts n_j ≤ most, so the charge is at least the least Σ f(n_j) over all such
 * splits, found by dynamic programming. With a price λ ≥ 0 for each part, the least Σ (f(n_j) − λ) plus λ K is a bound,
 * too, as there are at least K parts; a few λ are tried.
 *
 * Leaves out which items fit together, beyond how many of the smallest fit one bin.
 */
import { lowerBound } from "./bound.ts";
import { chargeAt } from "./charge.ts";
import type { BinType, Charge, PackProblem } from "./problem.ts";

/** Splits are looked for where items × most in a bin stay below this: some 10 ms for each λ. */
const MOST_STEPS = 4e6;
/** Prices of a part that are tried, as shares of the least that a bin pays. */
const PART_PRICES = [0, 0.25, 0.5, 0.75];

/** Lower bound on what the charge costs. @param placed item indices, each once */
export function chargeBound(problem: PackProblem, placed: ReadonlySet<number>, charge: Charge): number {
  const mine = charge.items.filter((item) => placed.has(item));
  const open = [...problem.types.keys()].filter(
    (t) => problem.types[t]!.maxBins > 0 && mine.some((item) => problem.types[t]!.eligible[item] === 1),
  );
  if (mine.length === 0 || open.length === 0) return 0;
  const fewest = lowerBound(problem, mine).bins;
  const byNumber = fewest * Math.min(...open.map((t) => charge.cost[t]!));
  if (charge.weights !== undefined || byNumber === Infinity) return byNumber;
  return Math.max(byNumber, byParts(leastPerCount(problem, { charge, mine, open }), mine.length, fewest));
}

/** [n] least that a bin pays for n of the items, n = 0 … most that one bin holds. */
function leastPerCount(
  problem: PackProblem,
  of: { readonly charge: Charge; readonly mine: readonly number[]; readonly open: readonly number[] },
): Float64Array {
  const most = of.open.map((t) => mostHeld(problem, problem.types[t]!, of.mine));
  const least = new Float64Array(Math.max(1, ...most) + 1).fill(Infinity);
  least[0] = 0;
  for (const [k, t] of of.open.entries()) {
    for (let n = 1; n <= most[k]!; n++) least[n] = Math.min(least[n]!, chargeAt(of.charge, t, n));
  }
  return least;
}

/** Cost of the cheapest split of N items into parts, where at least `fewest` parts are needed. */
function byParts(least: Float64Array, items: number, fewest: number): number {
  const most = least.length - 1;
  const first = least[1]!;
  if (items * most > MOST_STEPS) return 0;
  return PART_PRICES.reduce((best, share) => {
    const price = share * first;
    return Math.max(best, cheapestSplit(least, items, price) + price * fewest);
  }, 0);
}

function cheapestSplit(least: Float64Array, items: number, price: number): number {
  const cost = new Float64Array(items + 1);
  for (let m = 1; m <= items; m++) {
    let best = Infinity;
    for (let n = Math.min(m, least.length - 1); n >= 1; n--) {
      const sum = cost[m - n]! + least[n]! - price;
      if (sum < best) best = sum;
    }
    cost[m] = best;
  }
  return cost[items]!;
}

/** Most of the items that one bin of the type can hold: of the smallest, resource by resource. ≥ 0 */
export function mostHeld(problem: PackProblem, type: BinType, items: readonly number[]): number {
  const mine = items.filter((item) => type.eligible[item] === 1);
  const { slots } = problem;
  const constants = type.room.length;
  const counts = [...type.room].map((room, c) =>
    smallestWithin(
      mine.map((item) => type.claim[item * constants + c]!),
      room,
    ),
  );
  for (const [d, capacity] of type.capacity.entries()) {
    const rows = type.demand[d]!;
    const sum = (item: number) => rows.subarray(item * slots, (item + 1) * slots).reduce((total, x) => total + x, 0);
    const busiest = busiestSlot(rows, slots, mine);
    counts.push(
      smallestWithin(mine.map(sum), capacity * slots),
      smallestWithin(
        mine.map((item) => rows[item * slots + busiest]!),
        capacity,
      ),
    );
  }
  return counts.reduce((least, count) => Math.min(least, count), mine.length);
}

/** The slot in which the items ask for most together. */
function busiestSlot(rows: Float64Array, slots: number, items: readonly number[]): number {
  const sums = new Float64Array(slots);
  for (const item of items) for (let s = 0; s < slots; s++) sums[s]! += rows[item * slots + s]!;
  return sums.indexOf(sums.reduce((top, sum) => Math.max(top, sum), 0));
}

/** How many of the smallest sizes stay within a limit. */
function smallestWithin(sizes: readonly number[], limit: number): number {
  let sum = 0;
  const over = Float64Array.from(sizes)
    .toSorted()
    .findIndex((size) => (sum += size) > limit);
  return over < 0 ? sizes.length : over;
}
