/**
 * What a watt costs over the years, and when. Losses of the facility are not linear in the load: packing and bounds take a
 * line that no plan's facility lies below (planner/energy/facility-line.ts).
 */
import { HOURS_PER_YEAR, WATTS_PER_KW } from "#models/units.ts";
import { annuity } from "../cost/discount.ts";
import { facilityLine, pricePerSlot } from "../energy/index.ts";
import type { Price } from "../pack/index.ts";
import type { Estate } from "../size/index.ts";

/** kWh in a year of one watt drawn all the time. */
export const KWH_PER_WATT_YEAR = HOURS_PER_YEAR / WATTS_PER_KW;

/** [slot] money over all years, discounted, for a watt of the facility in that slot alone; undefined without a tariff. */
function moneyPerSlot({ request, grid }: Estate): Float64Array | undefined {
  const { tariffPerKWh, goals, money } = request;
  if (tariffPerKWh === undefined) return undefined;
  const kWh = (KWH_PER_WATT_YEAR / grid.slots.count) * annuity(goals.costYears, money?.discountPercent ?? 0);
  return pricePerSlot(tariffPerKWh, grid.slots).map((price) => price * kWh);
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Money over all years for one watt that a host draws all the time, at least, and the weight of each slot where prices
 * change; undefined without a tariff.
 */
export function wattPrice(estate: Estate): Pick<Price, "perUnit" | "weights"> | undefined {
  const money = moneyPerSlot(estate);
  if (money === undefined) return undefined;
  const each = sumOf(money);
  const perUnit = each * facilityLine(estate.request.facility).perW;
  const isFlat = each === 0 || money.every((one) => one === money[0]);
  return isFlat ? { perUnit } : { perUnit, weights: money.map((one) => (one * money.length) / each) };
}

/** Money over all years for what the facility loses whatever its hosts draw, at least. */
export function standingLosses(estate: Estate): number {
  const money = moneyPerSlot(estate);
  return money === undefined ? 0 : sumOf(money) * Math.max(0, facilityLine(estate.request.facility).constantW);
}
