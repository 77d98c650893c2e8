/** The objective of a request in one form: names in order of importance, and weights where they are weighed. */
import type { Objective, ObjectiveName, PlanObjective } from "../contract/index.ts";
import { OBJECTIVES } from "../contract/index.ts";

export interface ObjectiveGoals {
  readonly mode: PlanObjective["mode"];
  /** At least one, each once. */
  readonly names: readonly ObjectiveName[];
  /** [name] > 0; only for "weighed" ones. */
  readonly weights?: readonly number[];
}

/**
 * Names and weights of an objective. Few moves are for fewer hosts, so hosts are what such a plan is judged by; a weight
 * of 0 is as good as none, a list of one as good as its only entry.
 */
export function objectiveGoals(objective: Objective): ObjectiveGoals {
  if (objective === "moves") return { mode: "single", names: ["hosts"] };
  if (typeof objective === "string") return { mode: "single", names: [objective] };
  if (Array.isArray(objective)) {
    return { mode: objective.length === 1 ? "single" : "lexicographic", names: objective };
  }
  const names = OBJECTIVES.filter((name) => (objective[name] ?? 0) > 0);
  if (names.length === 1) return { mode: "single", names };
  return { mode: "weighted", names, weights: names.map((name) => objective[name] ?? 0) };
}
