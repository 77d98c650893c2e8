/** A scenario from question to answer in one thread; doors that fan out plan single variants and join the rows themselves. */
import type { PlanContext } from "../context.ts";
import { type Findings, findingsOf } from "./findings.ts";
import { type WhatIfRow, variantPlanner } from "./rows.ts";
import type { Scenario } from "./scenario.ts";

export const WHAT_IF_VERSION = 1;

export interface WhatIfResult extends Findings {
  readonly version: typeof WHAT_IF_VERSION;
  readonly name: string;
  /** False: somebody ended it early, and rows are missing. */
  readonly isComplete: boolean;
  /** In order; where some are missing, each still knows its index. */
  readonly rows: readonly WhatIfRow[];
}

/** Question and answer together, as stores keep them and the API serves them. */
export interface WhatIfDocument {
  readonly scenario: Scenario;
  readonly result: WhatIfResult;
}

/** The answer, from the rows that were planned. @param count rows there should be */
export function whatIfResult(scenario: Scenario, rows: readonly WhatIfRow[], count: number): WhatIfResult {
  const { name } = scenario;
  return { version: WHAT_IF_VERSION, name, isComplete: rows.length === count, rows, ...findingsOf(scenario, rows) };
}

/**
 * Plan every variant. A variant whose request is not valid becomes a row with its problems. Same scenario and context,
 * same bytes.
 * @param done called after each row with the number finished
 * @throws InvalidInput when the scenario itself is not valid; Stopped when the context asks to stop
 */
export function whatIf(
  scenario: Scenario,
  context: PlanContext,
  done?: (finished: number, of: number) => void,
): WhatIfResult {
  const planner = variantPlanner(scenario, context);
  const rows: WhatIfRow[] = [];
  for (let index = 0; index < planner.count; index++) {
    rows.push(planner.row(index));
    done?.(index + 1, planner.count);
  }
  return whatIfResult(scenario, rows, planner.count);
}
