/**
 * Money of a plan taken apart for packing: what every further host adds, and what all plans for the same workloads pay.
 * With electricity and licences added it never exceeds the account, and equals it where nothing is rounded up to whole
 * racks and no price per kW of peak draw is named.
 */
import type { Estate } from "../../size/index.ts";
import { annuity } from "../discount.ts";
import { discountedOf } from "./lines.ts";
import { horizonOf } from "./plan-money.ts";
import { currencyOf, hostPriceIn } from "./prices.ts";
import { roomCapacity } from "../../room/capacity.ts";
import { leastPlaces } from "./space.ts";

const PERCENT = 100;

/** Money a year for the place of a host: its units, and at least its share of a rack and of the floor. */
function leastSpacePerYear({ request }: Estate, units: number): number {
  const { perRackYear = 0, perUnitYear = 0, perM2Year = 0 } = request.money?.space ?? {};
  const places = leastPlaces(units, request.facility);
  return perUnitYear * units + (perRackYear + perM2Year * roomCapacity(request.facility).areaM2) * places;
}

/**
 * Money over the years, discounted, that one host of target `t` (an index) adds: hardware less what it is worth at the end,
 * support, ports, administration, and a lower bound of its place. Lines that are open count nothing, as in the account.
 * A spare costs the same.
 */
export function hostMoney(estate: Estate, t: number): number {
  const target = estate.targets[t];
  if (target === undefined) throw new Error(`no target ${t}`);
  const { request } = estate;
  const { hardware, ports = [], admin } = request.money ?? {};
  const price = hostPriceIn(target.target, target.hostType, currencyOf(request)) ?? 0;
  const portsMoney = ports.reduce((sum, { perHost, price: each }) => sum + perHost * each, 0);
  return discountedOf(
    {
      once: price + portsMoney,
      perYear:
        (price * (hardware?.supportPercent ?? 0)) / PERCENT +
        (admin?.perHostYear ?? 0) +
        leastSpacePerYear(estate, target.hostType.rackUnits?.value ?? 0),
      residual: (price * (hardware?.residualPercent ?? 0)) / PERCENT,
    },
    horizonOf(estate),
  );
}

/**
 * Money over the years, discounted, that every plan placing so many workloads pays at least: migration, training,
 * administration of the workloads, taking down today's hosts. Exact when everything is placed; else each workload left out
 * may keep one host of today.
 */
export function moneyConstant(estate: Estate, placedCount: number): number {
  const { migration, training = 0, admin, decommissionPerHost = 0 } = estate.request.money ?? {};
  const { years, discountPercent } = horizonOf(estate);
  const freed = Math.max(0, estate.today.size - (estate.workloads.length - placedCount));
  return (
    placedCount * (migration?.hoursPerWorkload ?? 0) * (migration?.perHour ?? 0) +
    training +
    placedCount * (admin?.perWorkloadYear ?? 0) * annuity(years, discountPercent) +
    freed * decommissionPerHost
  );
}
