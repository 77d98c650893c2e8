/**
 * A clock and a flag as the planner's questions. The planner reads no clock: a plan with a time limit is cut from here,
 * and only then does it depend on how fast the machine is.
 */
import type { PlanContext } from "#planner";
import { raisedIn } from "./stop-flag.ts";
import type { AnyTask } from "./task.ts";

const MS_PER_SECOND = 1000;

/** What may end a search before its effort. */
export interface Limits {
  /** Seconds from now, ≥ 0; left out = no limit. */
  readonly timeSeconds?: number | undefined;
  /** Raised by somebody who wants the answer now; left out = nobody does. */
  readonly flag?: SharedArrayBuffer | undefined;
}

/** The planner's questions about these limits; the clock starts now. */
export function limitsOf({ timeSeconds, flag }: Limits): Required<Pick<PlanContext, "enough" | "isAwaited">> {
  const isAwaited = flag === undefined ? () => false : raisedIn(flag);
  if (timeSeconds === undefined) return { enough: isAwaited, isAwaited };
  const until = performance.now() + timeSeconds * MS_PER_SECOND;
  return { enough: () => performance.now() >= until || isAwaited(), isAwaited };
}

/** The task with the shorter of its own time limit and this one, in seconds. */
export function withinTime<T extends AnyTask>(task: T, limit: number | undefined): T {
  if (task.kind === "simulation" || limit === undefined) return task;
  return { ...task, timeSeconds: Math.min(task.timeSeconds ?? limit, limit) };
}
