/** What a job can be asked to do, and what comes of it: three kinds of question, each with its document. */
import type {
  PlanDocument,
  PlanRequest,
  Scenario,
  SimulationDocument,
  SimulationRequest,
  WhatIfDocument,
} from "#planner";

/** A decoded question. */
export type Task =
  | {
      readonly kind: "plan";
      readonly request: PlanRequest;
      /** Seconds after which the search ends with its best so far; left out = only the request's effort ends it. */
      readonly timeSeconds?: number;
    }
  | { readonly kind: "simulation"; readonly request: SimulationRequest }
  | {
      readonly kind: "what-if";
      readonly request: Scenario;
      /** Seconds after which it ends with the rows that are done; left out = no limit. */
      readonly timeSeconds?: number;
    };

/** The kinds of {@link Task}. */
export const TASK_KINDS = ["plan", "simulation", "what-if"] as const satisfies readonly Task["kind"][];

/** Question and answer. */
export type Made =
  | { readonly kind: "plan"; readonly document: PlanDocument }
  | { readonly kind: "simulation"; readonly document: SimulationDocument }
  | { readonly kind: "what-if"; readonly document: WhatIfDocument };

/** Stores what was made and returns its id. */
export type Keep = (made: Made) => Promise<string>;
