/** Heeding a request to stop. */
import type { PlanContext } from "./context.ts";
import { Stopped } from "./contract/index.ts";

/** @throws Stopped when the context asks to stop */
export function heed(context: PlanContext): void {
  if (context.stopped?.() === true) throw new Stopped("stopped before the plan was complete");
}
