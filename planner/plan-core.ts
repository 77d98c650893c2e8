/**
 * A plan without what is told beside it: for whoever compares many and shows no single one. Its figures are those of the
 * whole plan, and it is judged like one.
 */
import type { PlanContext } from "./context.ts";
import type { PlanCore, PlanRequest } from "./contract/index.ts";
import { decided, stated } from "./decide.ts";
import { heed } from "./stopping.ts";
import { type Violation, coreViolations } from "./verify.ts";

/**
 * Pass a plan on if the judge has nothing against it.
 * @throws Stopped when the context asks to stop
 * @throws Error when it has: a defect, never bad input
 */
export function judged<P extends PlanCore>(plan: P, judge: (plan: P) => readonly Violation[], context: PlanContext): P {
  heed(context);
  const { hostsUsed, bound } = plan.summary;
  context.progress?.({ stage: "checking", doneRatio: 0, hosts: hostsUsed, bound: bound.hosts });
  const [wrong] = judge(plan);
  if (wrong !== undefined) throw new Error(`the plan fails its own verification: ${wrong.subject}: ${wrong.detail}`);
  return plan;
}

/**
 * What the plan of a decoded request comes to.
 * @throws as plan() does
 */
export function planCore(request: PlanRequest, context: PlanContext): PlanCore {
  const { core, estate } = decided(stated(request, context), context);
  return judged(core, (plan) => coreViolations(plan, estate, context), context);
}
