/**
 * The cheapest fractional fleet that holds every row (resource, slot, set of types), and what it proves. Of the many
 * rows few bind, so the program starts with the busiest row of each resource and set and takes in, round by round, the
 * rows that its answer leaves short, worst first; every round's prices are a valid bound by themselves.
 * Row generation is the textbook cutting-plane loop; the safe bound comes from the prices by weak duality, whatever the
 * rounding in the program that found them.
 */
import { cheapestCover } from "./cover-program.ts";
import type { FleetRow } from "./fleet-rows.ts";

/** The cheapest fractional fleet. */
export interface FleetProgram {
  /** [type] bins, fractional, ≥ 0. */
  readonly counts: readonly number[];
  /** No fleet that holds the rows costs less: proved by prices, so at most the cost of `counts`. */
  readonly cost: number;
  /** The row worth most of that cost. */
  readonly row?: FleetRow;
  /** Rows with a price, and the price of one unit of what they hold. */
  readonly prices: readonly { readonly row: FleetRow; readonly unit: number }[];
}

/** A row short by less than this share of its need counts as held. */
const TOLERANCE = 1e-9;
/** Rounds of row generation; a resource rarely needs more than three. */
const MOST_ROUNDS = 40;
/** Rows taken in per round. */
const ROWS_PER_ROUND = 12;

/**
 * Solve for the given rows.
 * @param cost [type] of one bin, > 0
 * @param stock [type] most bins; Infinity = no limit
 * @returns undefined when the stock cannot hold some row
 */
export function cheapestFleet(
  rows: readonly FleetRow[],
  cost: readonly number[],
  stock: readonly number[],
): FleetProgram | undefined {
  if (rows.length === 0) return { counts: cost.map(() => 0), cost: 0, prices: [] };
  const active = [...busiest(rows)];
  const isActive = new Set(active);
  let best: FleetProgram | undefined;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const share = cost.map((_, t) => active.map((row) => row.capacity[t]! / row.need));
    const answer = cheapestCover({ cost, stock, share });
    if (answer === undefined) return undefined;
    const found = provedBy(active, answer.prices, { cost, stock, counts: answer.units });
    best = best === undefined || found.cost >= best.cost ? found : { ...best, counts: answer.units };
    const short = shortRows(rows, answer.units).filter((row) => !isActive.has(row));
    if (short.length === 0) break;
    for (const row of short.slice(0, ROWS_PER_ROUND)) {
      active.push(row);
      isActive.add(row);
    }
  }
  return best;
}

/** Of each resource and set of types the row with the largest need. */
function busiest(rows: readonly FleetRow[]): Iterable<FleetRow> {
  const top = new Map<Float64Array, FleetRow>();
  for (const row of rows) if (row.need > (top.get(row.capacity)?.need ?? 0)) top.set(row.capacity, row);
  return top.values();
}

/** Rows that the fleet does not hold, worst first. */
function shortRows(rows: readonly FleetRow[], counts: readonly number[]): readonly FleetRow[] {
  const short: { readonly row: FleetRow; readonly by: number }[] = [];
  for (const row of rows) {
    const held = counts.reduce((sum, n, t) => sum + n * row.capacity[t]!, 0);
    const by = 1 - held / row.need;
    if (by > TOLERANCE) short.push({ row, by });
  }
  return short.sort((a, b) => b.by - a.by).map(({ row }) => row);
}

/**
 * The bound that prices of rows prove. A type worth more than it costs is paid for by its stock; where stock is endless
 * the prices come down instead. Both are done, whichever proves more.
 */
function provedBy(
  rows: readonly FleetRow[],
  prices: readonly number[],
  fleet: { readonly cost: readonly number[]; readonly stock: readonly number[]; readonly counts: readonly number[] },
): FleetProgram {
  const { cost, stock, counts } = fleet;
  const worth = cost.map((_, t) => rows.reduce((sum, row, r) => sum + (row.capacity[t]! / row.need) * prices[r]!, 0));
  const scale = Math.max(1, ...worth.map((w, t) => (stock[t] === Infinity ? w / cost[t]! : 0)));
  const paid = worth.reduce((sum, w, t) => {
    const excess = w / scale - cost[t]!;
    return excess > 0 && Number.isFinite(stock[t]!) ? sum + excess * stock[t]! : sum;
  }, 0);
  const total = prices.reduce((sum, price) => sum + price, 0) / scale;
  const priced = rows.flatMap((row, r) => (prices[r]! > 0 ? [{ row, unit: prices[r]! / scale / row.need }] : []));
  const dearest = priced.reduce<(typeof priced)[number] | undefined>(
    (top, next) => (top === undefined || next.unit * next.row.need > top.unit * top.row.need ? next : top),
    undefined,
  );
  return {
    counts,
    cost: Math.max(0, total - paid),
    prices: priced,
    ...(dearest === undefined ? {} : { row: dearest.row }),
  };
}
