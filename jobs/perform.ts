/** Doing a task in the calling thread, whatever comes of it. */
import { InvalidInput, type PlanContext, Stopped, plan, simulate, whatIf } from "#planner";
import { type Made, madePlan, madeSimulation, madeWhatIf } from "./made.ts";
import type { Outcome } from "./outcome.ts";
import type { Task } from "./task.ts";

function answer(task: Task, context: PlanContext): Made {
  switch (task.kind) {
    case "plan":
      return madePlan({ request: task.request, result: plan(task.request, context) });
    case "simulation":
      return madeSimulation({
        request: task.request,
        result: simulate(
          task.request,
          context.enough === undefined ? context : { ...context, stopped: context.enough },
        ),
      });
    case "what-if": {
      const { progress, ...quiet } = context;
      const told = (done: number, of: number) => progress?.({ stage: "varying", doneRatio: done / of });
      return madeWhatIf({ scenario: task.request, result: whatIf(task.request, quiet, told) });
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
    return { kind: "made", made: answer(task, context) };
  } catch (error) {
    return outcomeOfError(error);
  }
}
