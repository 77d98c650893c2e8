/** What is wrong with the objective of a request: prices of hosts and electricity that the cost objective needs and nobody names. */
import type { PlanContext } from "../context.ts";
import { type InputProblem, type PlanRequest, targetId } from "../contract/index.ts";
import { currencyOf, hostPriceIn } from "../cost/money/index.ts";
import { hostTypeOf } from "../size/index.ts";
import { InvalidFormula } from "./formula/index.ts";
import { asksCost, objectiveGoals } from "./goals-of.ts";

/** Problems of the objective. Unknown host types and licences are reported elsewhere. */
export function objectiveProblems(request: PlanRequest, context: PlanContext): readonly InputProblem[] {
  const wrong = formulaFault(request);
  if (wrong.length > 0 || !asksCost(request.goals.objective)) return wrong;
  const unpriced = request.targets.flatMap((target, t): readonly InputProblem[] => {
    const hostType = hostTypeOf(target.hostType, request, context);
    if (hostType === undefined || hostPriceIn(target, hostType, currencyOf(request)) !== undefined) return [];
    return [
      {
        pointer: `/targets/${t}/hostPrice`,
        code: "unknown-price",
        detail: `the cost objective needs the price of a host of ${targetId(target)}: neither the target nor host type "${target.hostType}" names one`,
      },
    ];
  });
  const tariff: readonly InputProblem[] =
    request.tariffPerKWh === undefined
      ? [
          {
            pointer: "/tariffPerKWh",
            code: "unknown-price",
            detail:
              "the cost objective needs the price of electricity, a number of 0 or more per kWh: nobody names one",
          },
        ]
      : [];
  return [...unpriced, ...tariff];
}

/** A formula that is none. */
function formulaFault({ goals }: PlanRequest): readonly InputProblem[] {
  try {
    objectiveGoals(goals.objective);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidFormula)) throw error;
    return [{ pointer: "/goals/objective/formula", code: "formula", detail: error.message }];
  }
}
