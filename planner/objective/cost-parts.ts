/**
 * The cost of plans in the parts that packing and bounds understand: money per host, licences by steps, and what every
 * plan pays. The one place where the objective asks what things cost.
 */
import { pricedLicences } from "../contract/index.ts";
import type { PlanContext } from "../context.ts";
import type { LicenceSteps } from "../cost/licence-steps.ts";
import type { Estate } from "../size/index.ts";
import { hostPriceOf, licencePrice } from "./host-prices.ts";

/** What plans of an estate cost, beside electricity. */
export interface CostParts {
  /** [target] money over the years that one host adds; NaN = its price is not known. */
  readonly perHost: Float64Array;
  readonly licences: readonly LicenceSteps[];
  /** Money that every plan placing so many workloads pays. */
  readonly constant: (placed: number) => number;
}

/** The parts for an estate. */
export function costParts(estate: Estate, _context: PlanContext): CostParts {
  return {
    perHost: Float64Array.from(estate.targets, ({ target, hostType }) => hostPriceOf(target, hostType) ?? Number.NaN),
    licences: licencesOf(estate),
    constant: () => 0,
  };
}

/** Licences of the request that say their own price: once per host that holds one of their workloads. */
function licencesOf(estate: Estate): readonly LicenceSteps[] {
  const index = new Map(estate.workloads.map(({ workload }, w) => [workload.id, w]));
  return pricedLicences(estate.request).flatMap((licence): readonly LicenceSteps[] => {
    const items = [...new Set(licence.workloads.flatMap((id) => index.get(id) ?? []))].toSorted((a, b) => a - b);
    const steps = estate.targets.map(({ hostType }) =>
      new Float64Array(items.length + 1).fill(licencePrice(licence, hostType, estate.request), 1),
    );
    if (items.length === 0) return [];
    return [{ id: licence.id, items, steps, radius: "host", hasSpares: false, heldMoney: 0 }];
  });
}
