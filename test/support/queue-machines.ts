/** Servers and workers of a shared queue within one process, for tests: each with connections of its own, as on machines apart. */
import type { Job, Runner } from "#jobs";
import {
  type Queue,
  type QueueRunnerOptions,
  type QueueWorker,
  type WorkerOptions,
  openQueue,
  queueRunner,
  startWorker,
} from "#queue";
import { type Store, postgresStore } from "#store";

/** The version that all of them have. */
export const VERSION = "1.2.3";

/** All that is connected to one database. */
export interface Machines {
  readonly store: Store;
  /** A server that works on nothing itself. */
  readonly server: (options?: Partial<QueueRunnerOptions>) => Promise<Runner>;
  /** A worker, on a queue of its own that `seen` may show it otherwise. */
  readonly worker: (options?: Partial<WorkerOptions>, seen?: (queue: Queue) => Queue) => Promise<QueueWorker>;
  /** Connections to the queue itself. */
  readonly queue: () => Promise<Queue>;
  /** What a job made. */
  readonly made: (job: Job) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** @param address of an empty database */
export async function machinesOn(address: string): Promise<Machines> {
  const store = await postgresStore(address);
  const undo: (() => Promise<void>)[] = [() => store.close()];
  const queueOf = async () => {
    const queue = await openQueue(address);
    undo.unshift(() => queue.close());
    return queue;
  };
  return {
    store,
    queue: queueOf,
    server: async (options = {}) => {
      const runner = await queueRunner({ store, queue: await queueOf(), ...options });
      undo.unshift(() => runner.close());
      return runner;
    },
    worker: async (options = {}, seen = (queue) => queue) => {
      const worker = startWorker({ store, queue: seen(await queueOf()), version: VERSION, concurrency: 1, ...options });
      undo.unshift(() => worker.close());
      return worker;
    },
    made: async ({ kind, resultId = "" }) => {
      if (kind === "plan") return (await store.getPlan(resultId))?.document;
      return (await (kind === "what-if" ? store.getWhatIf(resultId) : store.getSimulation(resultId)))?.document;
    },
    close: async () => {
      for (const step of undo.splice(0)) await step();
    },
  };
}

/** The store whose first end with something made fails. */
export function failingOnce(store: Store): Store {
  let failures = 1;
  return {
    ...store,
    endJob: (end) =>
      end.made !== undefined && failures-- > 0 ? Promise.reject(new Error("disk is full")) : store.endJob(end),
  };
}
