/**
 * What is wrong with the objective of a request and with its licences: prices that the cost objective needs and nobody
 * names, licences named twice or for workloads that are not there.
 */
import type { PlanContext } from "../context.ts";
import { type InputProblem, type PlanRequest, targetId } from "../contract/index.ts";
import { hostTypeOf } from "../size/index.ts";
import { objectiveGoals } from "./goals-of.ts";
import { hostPriceOf } from "./host-prices.ts";

/** Problems of objective, prices and licences. Unknown host types are reported elsewhere. */
export function objectiveProblems(request: PlanRequest, context: PlanContext): readonly InputProblem[] {
  const licences = licenceProblems(request);
  const isPriced = objectiveGoals(request.goals.objective).names.includes("cost");
  if (!isPriced) return licences;
  const unpriced = request.targets.flatMap((target, t): readonly InputProblem[] => {
    const hostType = hostTypeOf(target.hostType, request, context);
    if (hostType === undefined || hostPriceOf(target, hostType) !== undefined) return [];
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
  return [...licences, ...unpriced, ...tariff];
}

function licenceProblems(request: PlanRequest): readonly InputProblem[] {
  const known = new Set(request.workloads.map(({ id }) => id));
  const first = new Map<string, number>();
  return request.licences.flatMap(({ id, workloads = [] }, l) => {
    const before = first.get(id);
    if (before === undefined) first.set(id, l);
    const twice: readonly InputProblem[] =
      before === undefined
        ? []
        : [{ pointer: `/licences/${l}`, code: "duplicate", detail: `licence "${id}" is already /licences/${before}` }];
    const strangers = workloads.flatMap((workload, w): readonly InputProblem[] =>
      known.has(workload)
        ? []
        : [
            {
              pointer: `/licences/${l}/workloads/${w}`,
              code: "unknown-workload",
              detail: `licence "${id}" names "${workload}", which is no workload of the request`,
            },
          ],
    );
    return [...twice, ...strangers];
  });
}
