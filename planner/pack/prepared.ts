/** What every constructive strategy needs to know about a problem, worked out once: peaks, fleet mix, item sizes. */
import { type Fleet, fleetFor } from "./fleet.ts";
import { type ItemSizes, itemSizes } from "./item-orders.ts";
import { type Peaks, peaksOf } from "./peaks.ts";
import type { PackProblem } from "./problem.ts";
import { type Ask, NEVER_ASK } from "./stop-asked.ts";

export interface Prepared {
  readonly problem: PackProblem;
  /** [type][varying dimension] */
  readonly peaks: readonly (readonly Peaks[])[];
  readonly fleet: Fleet;
  readonly sizes: ItemSizes;
  readonly seed: number;
}

/** Prepare a problem. @throws StopAsked from `ask`. O(distinct demand arrays × items × slots) */
export function prepare(problem: PackProblem, seed: number, ask: Ask = NEVER_ASK): Prepared {
  const peaks = peaksOf(problem, ask);
  const fleet = fleetFor(problem, ask);
  return { problem, peaks, fleet, sizes: itemSizes(problem, peaks, fleet, seed), seed };
}
