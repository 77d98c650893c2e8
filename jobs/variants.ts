/**
 * The variants of a what-if scenario over several threads, or here when there are few. Threads take the next number from
 * a shared counter; a row depends on its number alone, so the answer is the same for any number of threads. A raised flag
 * ends it with the rows that are done.
 */
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { InvalidInput, type Scenario, type WhatIfResult, type WhatIfRow, variantsOf, whatIfResult } from "#planner";
import { type VariantsStart, variantRows } from "./variant-rows.ts";
import type { VariantsSaid } from "./variants-worker.ts";

export interface VariantsOptions {
  /** Threads, 1 to MOST_THREADS; 0 = none, in the calling one. */
  readonly threads: number;
  /** Raised by somebody who wants what is there by now. */
  readonly flag: SharedArrayBuffer;
  /** Told after each row. */
  readonly progress?: (done: number, of: number) => void;
}

type Taken = (row: WhatIfRow) => void;

/** One thread's part: until the counter is through, or the flag is raised. */
async function threadDone(start: VariantsStart, taken: Taken): Promise<void> {
  const worker = new Worker(new URL("variants-worker.ts", import.meta.url), { workerData: start });
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on("message", (said: VariantsSaid) => {
        if (said.kind === "row") taken(said.row);
        else if (said.kind === "invalid") reject(new InvalidInput(said.problems));
        else resolve();
      });
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`a planning thread ended with exit code ${code}`)));
    });
  } finally {
    await worker.terminate();
  }
}

async function here(start: VariantsStart, taken: Taken): Promise<void> {
  for (const row of await variantRows(start)) {
    taken(row);
    // An interrupt is heard between rows.
    await setImmediate();
  }
}

/**
 * Plan the variants of a scenario.
 * @throws InvalidInput when the scenario itself is not valid
 * @throws Error when a thread is lost
 */
export async function planVariants(scenario: Scenario, options: VariantsOptions): Promise<WhatIfResult> {
  const count = variantsOf(scenario).length;
  const rows: WhatIfRow[] = [];
  const taken = (row: WhatIfRow) => {
    rows.push(row);
    options.progress?.(rows.length, count);
  };
  const start: VariantsStart = {
    scenario,
    flag: options.flag,
    counter: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
  };
  if (options.threads === 0) await here(start, taken);
  else {
    const threads = Math.min(options.threads, count);
    await Promise.all(Array.from({ length: threads }, () => threadDone(start, taken)));
  }
  return whatIfResult(
    scenario,
    rows.toSorted((a, b) => a.index - b.index),
    count,
  );
}
