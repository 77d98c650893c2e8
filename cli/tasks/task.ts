/** The long computations of the command line as data, so that they can be done in this thread or in another one. */
import { productContext } from "#jobs";
import {
  type CompareRow,
  type PlanRequest,
  type PlanRequestInput,
  type PlanResult,
  type Scenario,
  type SimulationRequest,
  type SimulationResult,
  type WhatIfRow,
  compare,
  plan,
  simulate,
  whatIf,
} from "#planner";

export type Task =
  | { readonly kind: "plan"; readonly request: PlanRequest }
  | {
      readonly kind: "compare";
      readonly base: PlanRequestInput;
      readonly targets: readonly PlanRequestInput["targets"][];
    }
  | { readonly kind: "what-if"; readonly scenario: Scenario }
  | { readonly kind: "simulate"; readonly request: SimulationRequest };

export interface Answers {
  readonly plan: PlanResult;
  readonly compare: readonly CompareRow[];
  readonly "what-if": readonly WhatIfRow[];
  readonly simulate: SimulationResult;
}

/** How far the work has come, for a person who waits. */
export interface Waiting {
  /** Stage of a plan, or "plan 3 of 12". */
  readonly stage: string;
  readonly doneRatio: number;
  readonly hosts?: number;
  readonly bound?: number;
}

export type Report = (waiting: Waiting) => void;

const counting =
  (report: Report) =>
  (finished: number, of: number): void =>
    report({ stage: `plan ${finished} of ${of}`, doneRatio: finished / of });

/** Asked now and then; true ends a simulation where it is. */
export type Stopped = () => boolean;

/** Do the task here and now. @throws InvalidInput, Stopped as the planner does */
export function perform(task: Task, report: Report, stopped: Stopped): Answers[Task["kind"]] {
  const context = productContext();
  switch (task.kind) {
    case "plan":
      return plan(task.request, { ...context, progress: report });
    case "compare":
      return compare(task.base, task.targets, context, counting(report));
    case "what-if":
      return whatIf(task.scenario, context, counting(report));
    case "simulate":
      return simulate(task.request, { ...context, progress: report, stopped });
  }
}
