/** The objective of a request in one form: names in order of importance, weights where they are weighed, or a formula. */
import type { Objective, ObjectiveName, PlanObjective } from "../contract/index.ts";
import { OBJECTIVES } from "../contract/index.ts";
import { type Formula, InvalidFormula, compileFormula } from "./formula/index.ts";
import { QUANTITIES } from "./quantity-names.ts";

export interface ObjectiveGoals {
  readonly mode: PlanObjective["mode"];
  /** At least one, each once; for a formula what is packed for, in turn. */
  readonly names: readonly ObjectiveName[];
  /** [name] > 0; only for "weighed" ones. */
  readonly weights?: readonly number[];
  /** Only for a formula. */
  readonly formula?: Formula;
}

/**
 * Names and weights of an objective. Few moves are for fewer hosts, so hosts are what such a plan is judged by; a weight
 * of 0 is as good as none, a list of one as good as its only entry.
 * @throws InvalidFormula for a formula that is none
 */
export function objectiveGoals(objective: Objective): ObjectiveGoals {
  if (objective === "moves") return { mode: "single", names: ["hosts"] };
  if (typeof objective === "string") return { mode: "single", names: [objective] };
  if (Array.isArray(objective)) {
    return { mode: objective.length === 1 ? "single" : "lexicographic", names: objective };
  }
  if ("formula" in objective) {
    const formula = compileFormula(objective.formula, QUANTITIES);
    const isPriced = formula.names.includes("cost");
    return { mode: "formula", names: isPriced ? ["hosts", "energy", "cost"] : ["hosts", "energy"], formula };
  }
  const names = OBJECTIVES.filter((name) => (objective[name] ?? 0) > 0);
  if (names.length === 1) return { mode: "single", names };
  return { mode: "weighted", names, weights: names.map((name) => objective[name] ?? 0) };
}

/** Does the objective need to know what plans cost? False for a formula that is none, which is reported elsewhere. */
export function asksCost(objective: Objective): boolean {
  try {
    return objectiveGoals(objective).names.includes("cost");
  } catch (error) {
    if (error instanceof InvalidFormula) return false;
    throw error;
  }
}
