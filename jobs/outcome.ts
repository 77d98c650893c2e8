/** How a task ended, as data that can cross a thread boundary: an error's class does not survive the crossing. */
import type { InputProblem, PlanResult, SimulationResult, WhatIfResult } from "#planner";
import type { Job } from "./job.ts";
import type { Made, Task } from "./task.ts";

/** What became of one task. */
export type Outcome =
  | { readonly kind: "planned"; readonly result: PlanResult }
  | { readonly kind: "simulated"; readonly result: SimulationResult }
  | { readonly kind: "varied"; readonly result: WhatIfResult }
  | { readonly kind: "stopped" }
  | { readonly kind: "invalid"; readonly problems: readonly InputProblem[] }
  | { readonly kind: "broken"; readonly message: string };

/** Question and answer together; undefined when there is no answer to this question. */
export function madeOf(task: Task, outcome: Outcome): Made | undefined {
  if (task.kind === "plan" && outcome.kind === "planned")
    return { kind: task.kind, document: { request: task.request, result: outcome.result } };
  if (task.kind === "simulation" && outcome.kind === "simulated")
    return { kind: task.kind, document: { request: task.request, result: outcome.result } };
  if (task.kind === "what-if" && outcome.kind === "varied")
    return { kind: task.kind, document: { scenario: task.request, result: outcome.result } };
  return undefined;
}

/** The end of a job that did not succeed. */
export function failureOf(outcome: Outcome): Partial<Job> {
  switch (outcome.kind) {
    case "planned":
    case "simulated":
    case "varied":
      return { state: "failed", error: "the answer is to another question" };
    case "stopped":
      return { state: "cancelled" };
    case "invalid":
      return { state: "failed", problems: outcome.problems, error: "the request cannot be met" };
    case "broken":
      return { state: "failed", error: outcome.message };
  }
}
