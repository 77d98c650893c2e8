/** The long computations of the command line as data, so that they can be done in this thread or in another one. */
import { limitsOf, packingContext, withTeam } from "#jobs";
import {
  type CompareRow,
  DEFAULT_MEMORY_BYTES,
  type PlanRequest,
  type PlanRequestInput,
  type PlanResult,
  type SimulationRequest,
  type SimulationResult,
  compare,
  plan,
  simulate,
} from "#planner";

export type Task =
  | {
      readonly kind: "plan";
      readonly request: PlanRequest;
      readonly timeSeconds?: number | undefined;
      readonly threads?: number | undefined;
    }
  | {
      readonly kind: "compare";
      readonly base: PlanRequestInput;
      readonly targets: readonly PlanRequestInput["targets"][];
    }
  | { readonly kind: "simulate"; readonly request: SimulationRequest };

export interface Answers {
  readonly plan: PlanResult;
  readonly compare: readonly CompareRow[];
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

/**
 * Do the task here and now.
 * @param flag raised, it ends the search of a plan with its best so far, and a simulation where it is
 * @throws InvalidInput as the planner does
 */
export async function perform(task: Task, report: Report, flag: SharedArrayBuffer): Promise<Answers[Task["kind"]]> {
  const context = await packingContext();
  const { enough, isAwaited } = limitsOf({ timeSeconds: task.kind === "plan" ? task.timeSeconds : undefined, flag });
  // Of one plan the command has seen to it already, with the bound it was given.
  const memoryBytes = task.kind === "plan" ? Number.POSITIVE_INFINITY : DEFAULT_MEMORY_BYTES;
  const limited = { ...context, enough, isAwaited, memoryBytes };
  switch (task.kind) {
    case "plan":
      return withTeam(task.threads ?? 1, (team) => plan(task.request, { ...limited, ...team, progress: report }));
    case "compare":
      return compare(task.base, task.targets, limited, counting(report));
    case "simulate":
      return simulate(task.request, { ...context, progress: report, stopped: isAwaited });
  }
}
