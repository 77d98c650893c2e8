/**
 * The thread of one long task. It takes half a second to load what it needs: a command that will want it starts it first
 * and reads its files meanwhile. A thread that nobody takes keeps no process alive.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

const start = (): Worker => new Worker(new URL("thread.ts", import.meta.url));

let early: Worker | undefined;

/** Start the thread now, if there is a processor that it does not take from its starter. */
export function startEarly(): void {
  if (early !== undefined || availableParallelism() < 2) return;
  early = start();
  early.unref();
}

/** The thread that was started early, or a new one; each does one task. */
export function workingThread(): Worker {
  const worker = early ?? start();
  early = undefined;
  worker.ref();
  return worker;
}
