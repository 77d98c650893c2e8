/** What the runner and its working threads say to each other. */
import type { Progress } from "#planner";
import type { Outcome } from "./outcome.ts";
import type { Task } from "./task.ts";

/** Something to do; one at a time. */
export interface ToWorker {
  readonly task: Task;
  /** Raised by the runner, it asks for the best so far. */
  readonly flag: SharedArrayBuffer;
  /** Threads that a plan may use, the working thread among them. */
  readonly threads: number;
}

/** Progress, any number of times, then one outcome. */
export type FromWorker =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "outcome"; readonly outcome: Outcome };
