/** How a plan ended, as data that can cross a thread boundary: an error's class does not survive the crossing. */
import {
  InvalidInput,
  type InputProblem,
  type PlanContext,
  type PlanRequest,
  type PlanResult,
  Stopped,
  plan,
} from "#planner";
import type { Job } from "./job.ts";

/** What became of one request. */
export type Outcome =
  | { readonly kind: "planned"; readonly result: PlanResult }
  | { readonly kind: "stopped" }
  | { readonly kind: "invalid"; readonly problems: readonly InputProblem[] }
  | { readonly kind: "broken"; readonly message: string };

/** Run plan() and turn whatever it throws into an outcome; never throws. */
export function outcomeOf(request: PlanRequest, context: PlanContext): Outcome {
  try {
    return { kind: "planned", result: plan(request, context) };
  } catch (error) {
    if (error instanceof Stopped) return { kind: "stopped" };
    if (error instanceof InvalidInput) return { kind: "invalid", problems: error.problems };
    return { kind: "broken", message: error instanceof Error ? error.message : String(error) };
  }
}

/** The end of a job that did not succeed. */
export function failureOf(outcome: Exclude<Outcome, { kind: "planned" }>): Partial<Job> {
  switch (outcome.kind) {
    case "stopped":
      return { state: "cancelled" };
    case "invalid":
      return { state: "failed", problems: outcome.problems, error: "the request cannot be planned" };
    case "broken":
      return { state: "failed", error: outcome.message };
  }
}
