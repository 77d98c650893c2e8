/** What work on one ticket is done with, and how it may end. */
import type { Answer, WorkingThread } from "#jobs";
import type { Store } from "#store";
import type { Held, Stop } from "./held.ts";
import type { Queue } from "./queue.ts";

/** How a what-if is cut. */
export interface Pace {
  /** As long as its first rows are made alone: one that is done by then is not worth spreading. */
  readonly firstMs: number;
  /** Of one chunk: a dead worker's is made again, and the last ones are waited for. */
  readonly chunkMs: number;
}

/** What a ticket is worked on with. */
export interface WorkParts {
  readonly store: Store;
  readonly queue: Queue;
  readonly thread: WorkingThread;
  readonly held: Held;
  /** Threads that a plan may use. */
  readonly threads: number;
  readonly pace: Pace;
}

/** How a worker is done with a ticket: as its job ended, or why it did not end here. */
export type End =
  | "succeeded"
  | "failed"
  | "cancelled"
  | "ended before"
  /** Chunks of it wait for whoever is free. */
  | "spread"
  /** A chunk is done; others are not. */
  | "rows kept"
  | Stop;

/** Ask the thread, unless the work is to stop. */
export function ask({ thread, held }: WorkParts, ...asked: Parameters<WorkingThread["ask"]>): Promise<Answer> {
  return held.stopped() === undefined ? thread.ask(...asked) : Promise.resolve({ kind: "ended" });
}
