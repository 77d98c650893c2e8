/**
 * The money behind the cost objective: what a host of each target costs, what a watt costs over the years, and what each
 * licence costs on a host of each target.
 */
import { HOURS_PER_YEAR, WATTS_PER_KW } from "#models/units.ts";
import type { HostType, Licence, PlanRequest, Target } from "../contract/index.ts";
import { facilityWatts, meanPrice } from "../energy/index.ts";

/** Price of one host of a target: the target's own, else the host type's; undefined = not known. */
export function hostPriceOf(target: Target, hostType: HostType): number | undefined {
  return target.hostPrice ?? hostType.price?.value;
}

/** kWh in a year of one watt drawn all the time. */
export const KWH_PER_WATT_YEAR = HOURS_PER_YEAR / WATTS_PER_KW;

/** Money over all years for one watt that a host draws all the time, cooling included; undefined without a tariff. */
export function moneyPerWatt(request: PlanRequest): number | undefined {
  const { tariffPerKWh, facility, goals } = request;
  if (tariffPerKWh === undefined) return undefined;
  return facilityWatts(1, facility) * KWH_PER_WATT_YEAR * meanPrice(tariffPerKWh) * goals.costYears;
}

/** Money over all years for one licence on one host of the type. */
export function licencePrice(licence: Licence, hostType: HostType, years: number): number {
  const sockets = hostType.sockets.value;
  const cores = sockets * hostType.coresPerSocket.value;
  const once = (licence.perHost ?? 0) + (licence.perCore ?? 0) * cores + (licence.perSocket ?? 0) * sockets;
  return licence.isYearly ? once * years : once;
}
