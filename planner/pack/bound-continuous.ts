/**
 * Bounds by sums. One resource at one slot: as many of the largest bins as it takes to hold the total. All resources
 * together: the cheapest fractional fleet that covers each resource's busiest slot, taken from its dual prices, which
 * bound the cost of any real fleet whatever the rounding in the program that found them.
 */
import { cheapestCover } from "./cover-program.ts";
import type { Row } from "./least-demand.ts";
import type { PackBound, PackProblem } from "./problem.ts";

/** Prices are doubles; a sum this close above a whole number counts as that number, so the bound stays valid. */
const ROUNDING = 1e-7;

/** Fewest bins whose capacities add up to the need, largest first, within stock; all of the stock when none do. */
export function fewestBins(row: Row, stock: readonly number[]): number {
  const order = row.capacity
    .map((capacity, type) => ({ capacity, stock: stock[type]! }))
    .filter(({ capacity }) => capacity > 0 && Number.isFinite(capacity))
    .toSorted((a, b) => b.capacity - a.capacity);
  let left = row.need;
  let bins = 0;
  for (const { capacity, stock } of order) {
    if (left <= 0) break;
    const taken = Math.min(stock, Math.ceil(left / capacity));
    bins += taken;
    left -= taken * capacity;
  }
  return bins;
}

/** Best bound of one resource at one slot. */
export function continuousBound(rows: readonly Row[], problem: PackProblem): PackBound {
  const stock = problem.types.map((type) => type.maxBins);
  let best: PackBound = { bins: 0, kind: "none" };
  for (const row of rows) {
    const bins = fewestBins(row, stock);
    if (bins <= best.bins) continue;
    const slot = row.slot === undefined ? {} : { slot: row.slot };
    best = { bins, kind: "continuous", resource: row.resource, ...slot };
  }
  return best;
}

/** The rows that can bind a fleet: of each resource its busiest slot. */
function busiest(rows: readonly Row[]): readonly Row[] {
  const top = new Map<string, Row>();
  for (const row of rows) if (row.need > (top.get(row.resource)?.need ?? 0)) top.set(row.resource, row);
  return [...top.values()];
}

/** Lowest cost, by dual prices, of a fractional fleet that holds every resource; and the row worth most of it. */
export function fleetCost(
  rows: readonly Row[],
  problem: PackProblem,
  cost: readonly number[],
): { readonly cost: number; readonly row?: Row } {
  const binding = busiest(rows);
  const stock = problem.types.map((type) => type.maxBins);
  const share = problem.types.map((_, type) =>
    binding.map((row) => (Number.isFinite(row.capacity[type]!) ? row.capacity[type]! / row.need : 0)),
  );
  const answer = binding.length === 0 ? undefined : cheapestCover({ cost, stock, share });
  if (answer === undefined) return { cost: 0 };
  const worth = share.map((shares) => shares.reduce((sum, s, r) => sum + s * answer.prices[r]!, 0));
  // A type worth more than it costs is paid for by its stock; where stock is endless the prices come down instead.
  const scale = Math.max(1, ...worth.map((w, t) => (stock[t] === Infinity ? w / cost[t]! : 0)));
  const total = answer.prices.reduce((sum, price) => sum + price, 0) / scale;
  const paid = worth.map((w, t) => {
    const excess = w / scale - cost[t]!;
    return excess > 0 && Number.isFinite(stock[t]!) ? excess * stock[t]! : 0;
  });
  const dearest = answer.prices.indexOf(Math.max(...answer.prices));
  return { cost: Math.max(0, total - paid.reduce((sum, p) => sum + p, 0)), row: binding[dearest]! };
}

/** Bound by all resources together, in bins. */
export function combinedBound(rows: readonly Row[], problem: PackProblem): PackBound {
  const { cost, row } = fleetCost(
    rows,
    problem,
    problem.types.map(() => 1),
  );
  const bins = Math.ceil(cost - ROUNDING * (1 + cost));
  if (row === undefined || bins <= 0) return { bins: 0, kind: "none" };
  const slot = row.slot === undefined ? {} : { slot: row.slot };
  return { bins, kind: "continuous", resource: row.resource, ...slot };
}
