/** What a finished plan costs: its money account over the years, and what some of its hosts draw. */
import type { PlanContext } from "../context.ts";
import type { PlanHost } from "../contract/index.ts";
import { countLicences } from "../cost/licences/index.ts";
import { planMoney } from "../cost/money/index.ts";
import { drawOf } from "../energy/index.ts";
import { energyAccount } from "../energy-account.ts";
import type { Estate } from "../size/index.ts";

/** Draw of some hosts of a plan. */
export function drawn(estate: Estate, hosts: readonly PlanHost[]): ReturnType<typeof drawOf> {
  const types = new Map(estate.targets.map(({ id, hostType }) => [id, hostType]));
  const loads = hosts.map((host) => ({ host: types.get(host.target), loadRatio: host.cpuRatio }));
  return drawOf(loads, estate.grid.slots, estate.request.facility);
}

/** Workloads of the estate that stand on none of the hosts. */
export function leftOut(estate: Estate, hosts: readonly PlanHost[]): readonly string[] {
  const placed = new Set(hosts.flatMap(({ partitions }) => partitions.map(({ workload }) => workload)));
  return estate.workloads.flatMap(({ workload }) => (placed.has(workload.id) ? [] : [workload.id]));
}

/**
 * Money over the years, discounted, for all hosts of a plan, spares among them; NaN where the request names no price.
 * Places are counted by height: where racks are packed, the plan's own account knows them better.
 */
export function costOfPlan(estate: Estate, hosts: readonly PlanHost[], context: PlanContext): number {
  const energy = energyAccount(estate, hosts, leftOut(estate, hosts));
  const money = planMoney(estate, { hosts, energy, licences: countLicences(estate, hosts, context) });
  return money?.after.discounted ?? Number.NaN;
}
