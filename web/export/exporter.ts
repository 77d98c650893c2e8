/**
 * Writes the documents that take long in threads of their own, so that a workbook of ten thousand workloads does not stop
 * the server from answering. A few at once; more wait their turn, and a crowd is told to come back.
 */
import { Worker } from "node:worker_threads";
import type { PlanDocument } from "#planner";
import type { Body } from "#store";
import { Problem } from "../problem.ts";

/** What to write: a format and the plan, or its body as it is stored. */
export interface ExportTask {
  readonly format: "xlsx" | "pdf";
  readonly plan: { readonly document: PlanDocument } | { readonly body: Body };
}

/**
 * Writes a document as bytes.
 * @throws Problem queue-full when too many wait already
 */
export type Exporter = (task: ExportTask) => Promise<Uint8Array>;

/** How an export ended, as data that can cross a thread boundary. */
export type ExportOutcome =
  | { readonly kind: "written"; readonly bytes: Uint8Array }
  | { readonly kind: "broken"; readonly message: string };

const MOST_AT_ONCE = 2;
const MOST_WAITING = 20;
const RETRY_SECONDS = 5;
/** A plan of 10,000 workloads takes about a second. */
const MOST_SECONDS = 120;
const MS_PER_SECOND = 1000;
const MOST_HEAP_MB = 2048;

function bytesOf(outcome: ExportOutcome): Uint8Array {
  if (outcome.kind === "broken") throw new Error(outcome.message);
  return outcome.bytes;
}

/** Write one in a thread that ends with it. @throws Error when it takes too long or too much memory */
async function exportInThread(task: ExportTask): Promise<Uint8Array> {
  const worker = new Worker(new URL("worker.ts", import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  const timer: { at?: NodeJS.Timeout } = {};
  try {
    const outcome = await new Promise<ExportOutcome>((resolve, reject) => {
      timer.at = setTimeout(
        () => reject(new Error(`writing the ${task.format} took longer than ${MOST_SECONDS} s`)),
        MOST_SECONDS * MS_PER_SECOND,
      );
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error(`the thread that wrote the ${task.format} ended early`)));
    });
    return bytesOf(outcome);
  } finally {
    clearTimeout(timer.at);
    await worker.terminate();
  }
}

/**
 * An exporter with its own queue.
 * @param write writes one document; left out = a thread of its own for each
 */
export function exportsInThreads(write: Exporter = exportInThread): Exporter {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= MOST_AT_ONCE) {
      if (waiting.length >= MOST_WAITING) {
        throw new Problem("queue-full", `${MOST_WAITING} documents wait to be written already.`, {
          headers: { "Retry-After": String(RETRY_SECONDS) },
        });
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await write(task);
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
