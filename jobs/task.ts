/** What a job can be asked to do, and what comes of it: two kinds of question, each with its document. */
import type { PlanDocument, PlanRequest, SimulationDocument, SimulationRequest } from "#planner";

/** A decoded question. */
export type Task =
  | {
      readonly kind: "plan";
      readonly request: PlanRequest;
      /** Seconds after which the search ends with its best so far; left out = only the request's effort ends it. */
      readonly timeSeconds?: number;
    }
  | { readonly kind: "simulation"; readonly request: SimulationRequest };

/** The kinds of {@link Task}. */
export const TASK_KINDS = ["plan", "simulation"] as const satisfies readonly Task["kind"][];

/** Question and answer. */
export type Made =
  | { readonly kind: "plan"; readonly document: PlanDocument }
  | { readonly kind: "simulation"; readonly document: SimulationDocument };

/** Stores what was made and returns its id. */
export type Keep = (made: Made) => Promise<string>;
