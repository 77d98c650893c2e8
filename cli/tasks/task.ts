/** The long computations of the command line as data, so that they can be done in this thread or in another one. */
import { productContext } from "#jobs";
import {
  type CompareRow,
  type PlanRequest,
  type PlanRequestInput,
  type PlanResult,
  type Scenario,
  type WhatIfRow,
  compare,
  plan,
  whatIf,
} from "#planner";

export type Task =
  | { readonly kind: "plan"; readonly request: PlanRequest }
  | {
      readonly kind: "compare";
      readonly base: PlanRequestInput;
      readonly targets: readonly PlanRequestInput["targets"][];
    }
  | { readonly kind: "what-if"; readonly scenario: Scenario };

export interface Answers {
  readonly plan: PlanResult;
  readonly compare: readonly CompareRow[];
  readonly "what-if": readonly WhatIfRow[];
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

/** Do the task here and now. @throws InvalidInput, Stopped as the planner does */
export function perform(task: Task, report: Report): Answers[Task["kind"]] {
  const context = productContext();
  switch (task.kind) {
    case "plan":
      return plan(task.request, { ...context, progress: report });
    case "compare":
      return compare(task.base, task.targets, context, counting(report));
    case "what-if":
      return whatIf(task.scenario, context, counting(report));
  }
}
