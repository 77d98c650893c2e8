/**
 * The money behind the cost objective: what a host of each target adds, what a watt costs over the years and when, and
 * what each licence costs on a host of each target.
 */
import { HOURS_PER_YEAR, WATTS_PER_KW } from "#models/units.ts";
import type { HostType, Licence, PlanRequest, Target } from "../contract/index.ts";
import { annuity } from "../cost/discount.ts";
import { facilityWatts, pricePerSlot } from "../energy/index.ts";
import type { Price } from "../pack/index.ts";
import type { Estate } from "../size/index.ts";

/** Price of one host of a target: the target's own, else the host type's; undefined = not known. */
export function hostPriceOf(target: Target, hostType: HostType): number | undefined {
  return target.hostPrice ?? hostType.price?.value;
}

/** kWh in a year of one watt drawn all the time. */
export const KWH_PER_WATT_YEAR = HOURS_PER_YEAR / WATTS_PER_KW;

/** What one unit of money due every year is worth over the years of the goals. */
export const yearsFactor = ({ goals, money }: Pick<PlanRequest, "goals" | "money">): number =>
  annuity(goals.costYears, money?.discountPercent ?? 0);

/** [slot] money over all years for a watt drawn in that slot alone, cooling included; undefined without a tariff. */
export function moneyPerSlotWatt({ request, grid }: Estate): Float64Array | undefined {
  const { tariffPerKWh, facility } = request;
  if (tariffPerKWh === undefined) return undefined;
  const { count } = grid.slots;
  const kWh = (facilityWatts(1, facility) * KWH_PER_WATT_YEAR) / count;
  return pricePerSlot(tariffPerKWh, grid.slots).map((price) => price * kWh * yearsFactor(request));
}

/** Money over all years for one watt that a host draws all the time, and the weight of each slot where prices change. */
export function wattPrice(estate: Estate): Pick<Price, "perUnit" | "weights"> | undefined {
  const money = moneyPerSlotWatt(estate);
  if (money === undefined) return undefined;
  const perUnit = money.reduce((sum, one) => sum + one, 0);
  const isFlat = perUnit === 0 || money.every((one) => one === money[0]);
  return isFlat ? { perUnit } : { perUnit, weights: money.map((one) => (one * money.length) / perUnit) };
}

/** Money over all years for one licence on one host of the type. */
export function licencePrice(licence: Licence, hostType: HostType, request: PlanRequest): number {
  const sockets = hostType.sockets.value;
  const cores = sockets * hostType.coresPerSocket.value;
  const once = (licence.perHost ?? 0) + (licence.perCore ?? 0) * cores + (licence.perSocket ?? 0) * sockets;
  return licence.isYearly ? once * yearsFactor(request) : once;
}
