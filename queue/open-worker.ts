/** A worker with connections of its own: what `hostwright worker` is, and what a server on a database has beside it. */
import { postgresStore, shownAddress } from "#store";
import { openQueue } from "./open-queue.ts";
import { PRODUCT_VERSION } from "./version.ts";
import { type Log, type QueueWorker, type WorkerOptions, startWorker } from "./worker.ts";

/** What the worker is opened with. */
export interface OpenWorkerOptions extends Omit<WorkerOptions, "store" | "queue" | "version" | "log"> {
  /** Of the database, with user and password. */
  readonly address: string;
  /** Left out = this product's. */
  readonly version?: string;
  readonly log: Log;
}

/** The database's jobs are for workers of another version of the product. */
export class OtherVersion extends Error {
  override readonly name = "OtherVersion";
  constructor(own: string, theirs: string) {
    super(
      `this worker is version ${own}, the server of this database is version ${theirs}: a worker of another version ` +
        `might make other bytes of the same request, so it takes no jobs; install ${theirs} here, or start a server of ${own}`,
    );
  }
}

/**
 * Connect and start working. Closing it closes its connections too.
 * @throws OtherVersion
 * @throws Error when the database does not answer or refuses
 */
export async function openWorker({ address, version, log, ...options }: OpenWorkerOptions): Promise<QueueWorker> {
  const own = version ?? PRODUCT_VERSION;
  const onError = (error: Error) => log({ event: "queue-error", error: error.message });
  const store = await postgresStore(address, { onLost: onError });
  const undo: (() => Promise<void>)[] = [() => store.close()];
  const close = async () => {
    for (const step of undo.splice(0)) await step();
  };
  try {
    const queue = await openQueue(address, { onError });
    undo.unshift(() => queue.close());
    const theirs = await queue.version(own, "if-none");
    if (theirs !== own) throw new OtherVersion(own, theirs);
    const worker = startWorker({ ...options, store, queue, version: own, log });
    undo.unshift(() => worker.close());
    log({ event: "worker-started", database: shownAddress(address), version: own, concurrency: worker.concurrency });
    return {
      ...worker,
      close: async () => {
        await close();
        log({ event: "worker-closed" });
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
