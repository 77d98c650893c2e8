/**
 * What a finished plan costs over the years, from its hosts and their recorded use: hosts, spares among them, licences and
 * electricity by the hour.
 */
import type { PlanContext } from "../context.ts";
import { type PlanHost, pricedLicences } from "../contract/index.ts";
import { drawOf } from "../energy/index.ts";
import type { Estate } from "../size/index.ts";
import { hostPriceOf, licencePrice, moneyPerSlotWatt } from "./host-prices.ts";

/** Draw of some hosts of a plan. */
export function drawn(estate: Estate, hosts: readonly PlanHost[]): ReturnType<typeof drawOf> {
  const types = new Map(estate.targets.map(({ id, hostType }) => [id, hostType]));
  const loads = hosts.map((host) => ({ host: types.get(host.target), loadRatio: host.cpuRatio }));
  return drawOf(loads, estate.grid.slots, estate.request.facility);
}

/** Money over the years for all hosts of a plan; NaN where a price is not known. */
export function costOfPlan(estate: Estate, hosts: readonly PlanHost[], _context: PlanContext): number {
  const { request } = estate;
  const licences = pricedLicences(request);
  const targets = new Map(estate.targets.map((target) => [target.id, target]));
  const licensed = licences.map(({ workloads }) => new Set(workloads));
  const perWatt = moneyPerSlotWatt(estate);
  let sum = drawn(estate, hosts).perSlotW.reduce((all, watts, s) => all + watts * (perWatt?.[s] ?? Number.NaN), 0);
  for (const host of hosts) {
    const resolved = targets.get(host.target);
    if (resolved === undefined) continue;
    const { target, hostType } = resolved;
    sum += hostPriceOf(target, hostType) ?? Number.NaN;
    for (const [l, licence] of licences.entries()) {
      const isDue = host.partitions.some(({ workload }) => licensed[l]?.has(workload));
      if (isDue) sum += licencePrice(licence, hostType, request);
    }
  }
  return sum;
}
