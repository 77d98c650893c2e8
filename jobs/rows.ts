/**
 * A range of rows of a what-if. A row depends on the scenario and its number alone, so ranges may be made anywhere. What
 * is made ready for a scenario is kept for its next range.
 */
import { type Scenario, Stopped, type VariantPlanner, type WhatIfRow, variantPlanner } from "#planner";
import { packingContext } from "./context.ts";
import type { RowsAsked, RowsMade } from "./messages.ts";
import { raisedIn } from "./stop-flag.ts";

interface Ready {
  readonly key: string;
  readonly planner: VariantPlanner;
}

let ready: Ready | undefined;
let stopped: () => boolean = () => false;

async function plannerOf(key: string, scenario: Scenario): Promise<VariantPlanner> {
  if (ready?.key !== key) {
    ready = undefined;
    ready = { key, planner: variantPlanner(scenario, { ...(await packingContext()), stopped: () => stopped() }) };
  }
  return ready.planner;
}

/**
 * The rows asked for, fewer when the flag is raised or the time is up.
 * @param told called after each row with the number made and wanted
 * @throws InvalidInput when the scenario itself is not valid
 */
export async function rowsMade(asked: RowsAsked, told: (done: number, of: number) => void): Promise<RowsMade> {
  const planner = await plannerOf(asked.key, asked.scenario);
  stopped = raisedIn(asked.flag);
  const startedAt = performance.now();
  const past = Math.min(asked.past, planner.count);
  const rows: WhatIfRow[] = [];
  let readyAt = startedAt;
  const isLate = () => rows.length > 1 && performance.now() - startedAt >= (asked.withinMs ?? Number.POSITIVE_INFINITY);
  try {
    for (let index = asked.first; index < past && !stopped() && !isLate(); index++) {
      rows.push(planner.row(index));
      if (rows.length === 1) readyAt = performance.now();
      told(rows.length, past - asked.first);
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  // the first row also makes ready what all of them share
  const rowMs = (performance.now() - readyAt) / Math.max(rows.length - 1, 1);
  return { kind: "rows", rows, count: planner.count, rowMs };
}
