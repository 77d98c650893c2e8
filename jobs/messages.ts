/** What the runner and its planning threads say to each other. */
import type { PlanRequest, Progress } from "#planner";
import type { Outcome } from "./outcome.ts";

/** A request to plan; one at a time. */
export interface ToWorker {
  readonly request: PlanRequest;
}

/** Progress, any number of times, then one outcome. */
export type FromWorker =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "outcome"; readonly outcome: Outcome };
