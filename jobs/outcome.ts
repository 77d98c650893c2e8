/** How a task ended, as data that can cross a thread boundary: an error's class does not survive the crossing. */
import {
  InvalidInput,
  type InputProblem,
  type PlanContext,
  type PlanResult,
  type SimulationResult,
  Stopped,
  type WhatIfResult,
  plan,
  simulate,
  whatIf,
} from "#planner";
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

function answer(task: Task, context: PlanContext): Outcome {
  switch (task.kind) {
    case "plan":
      return { kind: "planned", result: plan(task.request, context) };
    case "simulation":
      return {
        kind: "simulated",
        result: simulate(
          task.request,
          context.enough === undefined ? context : { ...context, stopped: context.enough },
        ),
      };
    case "what-if": {
      const { progress, ...quiet } = context;
      const told = (done: number, of: number) => progress?.({ stage: "varying", doneRatio: done / of });
      return { kind: "varied", result: whatIf(task.request, quiet, told) };
    }
  }
}

/** Whatever was thrown, as an outcome. */
export function outcomeOfError(error: unknown): Outcome {
  if (error instanceof Stopped) return { kind: "stopped" };
  if (error instanceof InvalidInput) return { kind: "invalid", problems: error.problems };
  return { kind: "broken", message: error instanceof Error ? error.message : String(error) };
}

/** Do the task and turn whatever it throws into an outcome; never throws. */
export function outcomeOf(task: Task, context: PlanContext): Outcome {
  try {
    return answer(task, context);
  } catch (error) {
    return outcomeOfError(error);
  }
}

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
