/** How a task ended, as data that can cross a thread boundary: an error's class does not survive the crossing. */
import type { InputProblem } from "#planner";
import type { Job } from "./job.ts";
import type { Made } from "./made.ts";

/** What became of one task. */
export type Outcome =
  | { readonly kind: "made"; readonly made: Made }
  | { readonly kind: "stopped" }
  | { readonly kind: "invalid"; readonly problems: readonly InputProblem[] }
  | { readonly kind: "broken"; readonly message: string };

/** The end of a job that did not succeed. */
export function failureOf(outcome: Exclude<Outcome, { readonly kind: "made" }>): Partial<Job> {
  switch (outcome.kind) {
    case "stopped":
      return { state: "cancelled" };
    case "invalid":
      return { state: "failed", problems: outcome.problems, error: "the request cannot be met" };
    case "broken":
      return { state: "failed", error: outcome.message };
  }
}
