/**
 * The cost of plans in the parts that packing and bounds understand: money per host, licences by steps, and what every
 * plan pays. The one place where the objective asks what things cost.
 */
import type { PlanContext } from "../context.ts";
import { licenceSteps } from "../cost/licences/index.ts";
import type { LicenceSteps } from "../cost/licence-steps.ts";
import { currencyOf, hostMoney, hostPriceIn, moneyConstant } from "../cost/money/index.ts";
import type { Estate } from "../size/index.ts";
import { standingLosses } from "./host-prices.ts";

/** What plans of an estate cost, beside what their hosts draw. */
export interface CostParts {
  /** [target] money over the years that one host adds; NaN = its price is not known. */
  readonly perHost: Float64Array;
  readonly licences: readonly LicenceSteps[];
  /** Money that every plan placing so many workloads pays. */
  readonly constant: (placed: number) => number;
}

/** The parts for an estate. */
export function costParts(estate: Estate, context: PlanContext): CostParts {
  const currency = currencyOf(estate.request);
  return {
    perHost: Float64Array.from(estate.targets, ({ target, hostType }, t) =>
      hostPriceIn(target, hostType, currency) === undefined ? Number.NaN : hostMoney(estate, t),
    ),
    licences: licenceSteps(estate, context),
    constant: (placed) => moneyConstant(estate, placed) + (placed > 0 ? standingLosses(estate) : 0),
  };
}
