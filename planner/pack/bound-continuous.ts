/**
 * Bounds by sums. One resource at one slot: as many of the largest bins as it takes to hold the total. All resources
 * together: the cheapest fractional fleet that holds every resource at every slot, taken from its dual prices.
 */
import { cheapestFleet } from "./fleet-program.ts";
import { type FleetRow, fleetRows } from "./fleet-rows.ts";
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

/** Bound by all resources together, in bins. */
export function combinedBound(problem: PackProblem, placed: readonly number[]): PackBound {
  const found = fleetFloor(
    problem,
    placed,
    problem.types.map(() => 1),
  );
  const bins = Math.ceil(found.cost - ROUNDING * (1 + found.cost));
  const { row } = found;
  if (row === undefined || bins <= 0) return { bins: 0, kind: "none" };
  const slot = row.slot === undefined ? {} : { slot: row.slot };
  return { bins, kind: "continuous", resource: row.resource, ...slot };
}

/** Lowest cost of a fractional fleet that holds the placed items, 0 when the stock holds none. */
export function fleetFloor(
  problem: PackProblem,
  placed: readonly number[],
  cost: readonly number[],
): { readonly cost: number; readonly row?: FleetRow } {
  const stock = problem.types.map((type) => type.maxBins);
  return cheapestFleet(fleetRows(problem, placed), cost, stock) ?? { cost: 0 };
}
