/** Why a workload of a plan is where it is; one that the plan does not know is a 404. */
import type { Explanation, PlanContext, PlanDocument } from "#planner";
import { explain } from "#planner/explaining/index.ts";
import { InvalidInput } from "#planner/contract/index.ts";
import { Problem } from "./problem.ts";

/** Why a workload of a plan is where it is. @throws Problem not-found when the plan has no such workload */
export function explanationOf(document: PlanDocument, name: string, context: PlanContext): Explanation {
  try {
    return explain(document, name, context);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new Problem("not-found", error.problems.map((problem) => problem.detail).join("; "));
  }
}
