/**
 * From the fractional fleet to whole bins: within a price, the fleet with most room to spare in the row where it has
 * least. All whole fleets near the fractional one, scaled to the price, are looked at; near means two bins either way
 * for the few types that take part.
 */
import type { FleetProgram } from "./fleet-program.ts";
import type { FleetRow } from "./fleet-rows.ts";

/** A fleet of whole bins. */
export interface WholeFleet {
  /** [type] */
  readonly counts: readonly number[];
  readonly cost: number;
  /** What it holds over what it must, in the row where that is least; below 1 it cannot hold everything. */
  readonly room: number;
}

/** Bins either way of the scaled fraction. */
const REACH = 2;
/** Types whose number varies; the others take the fraction rounded down. */
const MOST_TYPES = 4;
/** Prices are sums of doubles: this share above the price still counts as within. */
const ROUNDING = 1e-9;

/**
 * The roomiest fleet that costs at most `price`, undefined when none is near.
 * @param rows what the fleet must hold; rows that are far from binding may be left out
 */
export function roomiestFleet(
  program: FleetProgram,
  rows: readonly FleetRow[],
  limits: { readonly price: number; readonly cost: readonly number[]; readonly stock: readonly number[] },
): WholeFleet | undefined {
  const { price, cost, stock } = limits;
  const whole = program.counts.reduce((sum, n, t) => sum + n * cost[t]!, 0);
  const scaled = program.counts.map((n) => (whole > 0 ? (n * price) / whole : 0));
  const cheapest = cost.indexOf(Math.min(...cost));
  const varied = cost
    .map((_, t) => t)
    .filter((t) => scaled[t]! > 0 || t === cheapest || cost.length <= MOST_TYPES)
    .toSorted((a, b) => scaled[b]! * cost[b]! - scaled[a]! * cost[a]! || a - b)
    .slice(0, MOST_TYPES);
  const counts = scaled.map((n, t) => Math.min(Math.floor(n), stock[t]!));
  let best: WholeFleet | undefined;
  const look = (at: number): void => {
    if (at === varied.length) {
      const found = judged(counts, cost, rows);
      if (found.cost > price * (1 + ROUNDING)) return;
      if (best === undefined || found.room > best.room || (found.room === best.room && found.cost < best.cost)) {
        best = found;
      }
      return;
    }
    const t = varied[at]!;
    const middle = Math.floor(scaled[t]!);
    for (let n = Math.max(0, middle - REACH); n <= Math.min(stock[t]!, middle + REACH + 1); n++) {
      counts[t] = n;
      look(at + 1);
    }
  };
  look(0);
  return best;
}

function judged(counts: readonly number[], cost: readonly number[], rows: readonly FleetRow[]): WholeFleet {
  let room = Infinity;
  for (const row of rows) {
    let held = 0;
    for (let t = 0; t < counts.length; t++) held += counts[t]! * row.capacity[t]!;
    room = Math.min(room, held / row.need);
  }
  return { counts: [...counts], cost: counts.reduce((sum, n, t) => sum + n * cost[t]!, 0), room };
}
