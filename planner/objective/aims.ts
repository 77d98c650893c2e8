/** What a plan is to be good at, ready to be asked: the goals of the request and, where money counts, what plans cost. */
import type { PlanContext } from "../context.ts";
import type { Estate } from "../size/index.ts";
import { type CostParts, costParts } from "./cost-parts.ts";
import { type ObjectiveGoals, objectiveGoals } from "./goals-of.ts";

export interface Aims {
  readonly estate: Estate;
  readonly context: PlanContext;
  readonly goals: ObjectiveGoals;
  /** Only where cost is among the goals. */
  readonly parts: CostParts | undefined;
}

/** The aims of an estate's request. */
export function aimsOf(estate: Estate, context: PlanContext): Aims {
  const goals = objectiveGoals(estate.request.goals.objective);
  return { estate, context, goals, parts: goals.names.includes("cost") ? costParts(estate, context) : undefined };
}
