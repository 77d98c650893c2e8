/** The jobs of a server on a database: its part of the shared queue and, unless told otherwise, a worker beside it. */
import { availableParallelism } from "node:os";
import type { Runner } from "#jobs";
import { PRODUCT_VERSION, openQueue, queueRunner, startWorker } from "#queue";
import type { Store } from "#store";
import type { Log } from "./log.ts";

/** How the server takes part in the jobs of its database. */
export interface SharedJobsOptions {
  /** Of the database, with user and password. */
  readonly address: string;
  readonly store: Store;
  /** Jobs it works on itself at once; 0 = none, other machines do them. Left out = cores − 1, at least 1. */
  readonly workers?: number;
  readonly timeLimitSeconds: number;
  readonly threadsPerJob: number;
  readonly closeGraceMs: number;
  readonly log: Log;
}

/** A runner on the database's queue; closing it closes what it opened, not the store. */
export async function sharedJobs(options: SharedJobsOptions): Promise<Runner> {
  const { address, store, log, timeLimitSeconds } = options;
  const workers = options.workers ?? Math.max(1, availableParallelism() - 1);
  const onError = (error: Error) => log({ event: "queue-error", error: error.message });
  const queue = await openQueue(address, { onError });
  const undo: (() => Promise<void>)[] = [() => queue.close()];
  const close = async () => {
    for (const step of undo.splice(0)) await step();
  };
  try {
    // Whoever serves says which version the workers are to be.
    await queue.version(PRODUCT_VERSION, "always");
    const runner = await queueRunner({ store, queue, timeLimitSeconds, onError });
    undo.unshift(() => runner.close());
    if (workers > 0) {
      const { threadsPerJob, closeGraceMs } = options;
      const own = {
        store,
        queue,
        version: PRODUCT_VERSION,
        concurrency: workers,
        givesWay: true,
        threadsPerJob,
        closeGraceMs,
        log,
      };
      const worker = startWorker(own);
      undo.splice(1, 0, () => worker.close());
    }
    return { ...runner, close };
  } catch (error) {
    await close();
    throw error;
  }
}
