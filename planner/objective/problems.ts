/** What is wrong with the objective of a request: prices of hosts and electricity that the cost objective needs and nobody names. */
import type { PlanContext } from "../context.ts";
import { type InputProblem, type PlanRequest, targetId } from "../contract/index.ts";
import { currencyOf, hostPriceIn } from "../cost/money/index.ts";
import { hostTypeOf } from "../size/index.ts";
import { objectiveGoals } from "./goals-of.ts";

/** Problems of the objective. Unknown host types and licences are reported elsewhere. */
export function objectiveProblems(request: PlanRequest, context: PlanContext): readonly InputProblem[] {
  const isPriced = objectiveGoals(request.goals.objective).names.includes("cost");
  if (!isPriced) return [];
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
              "the cost objective needs the price of electricity: missing, expected a number of 0 or more per kWh",
          },
        ]
      : [];
  return [...unpriced, ...tariff];
}
