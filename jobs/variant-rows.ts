/** Rows of a what-if scenario by a shared counter: whoever is free takes the next number. */
import { type Scenario, Stopped, type WhatIfRow, variantPlanner } from "#planner";
import { packingContext } from "./context.ts";
import { raisedIn } from "./stop-flag.ts";

/** What everybody who plans variants of one scenario shares. */
export interface VariantsStart {
  readonly scenario: Scenario;
  /** Raised: no further row, and the one at hand is dropped. */
  readonly flag: SharedArrayBuffer;
  /** Next number to take, one 32-bit word. */
  readonly counter: SharedArrayBuffer;
}

/** The rows this caller gets hold of, one by one. @throws InvalidInput when the scenario itself is not valid */
export async function variantRows({ scenario, flag, counter }: VariantsStart): Promise<Iterable<WhatIfRow>> {
  const stopped = raisedIn(flag);
  const planner = variantPlanner(scenario, { ...(await packingContext()), stopped });
  const next = new Int32Array(counter);
  return (function* () {
    while (!stopped()) {
      const index = Atomics.add(next, 0, 1);
      if (index >= planner.count) return;
      try {
        yield planner.row(index);
      } catch (error) {
        if (error instanceof Stopped) return;
        throw error;
      }
    }
  })();
}
