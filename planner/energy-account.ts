/** Draw before and after, and of what must stay: today's hosts under the load their workloads were measured with, the plan's hosts under theirs. */
import type { PlanHost, PlanResult } from "./contract/index.ts";
import {
  type HostLoad,
  type Rates,
  carbonPerSlot,
  drawOf,
  facilityFactor,
  isOff,
  pricePerSlot,
} from "./energy/index.ts";
import { amount, ratio } from "./rounding.ts";
import type { Estate } from "./size/index.ts";

type Draw = PlanResult["energy"]["after"];

const roundedDraw = (draw: Draw): Draw => ({
  ...draw,
  meanW: amount(draw.meanW),
  peakW: amount(draw.peakW),
  perSlotW: draw.perSlotW.map(amount),
  kWhPerYear: amount(draw.kWhPerYear),
  btuPerHourMean: amount(draw.btuPerHourMean),
  btuPerHourPeak: amount(draw.btuPerHourPeak),
  coolingTonsPeak: amount(draw.coolingTonsPeak),
  facilityMeanW: amount(draw.facilityMeanW),
  facilityKWhPerYear: amount(draw.facilityKWhPerYear),
  rackUnits: amount(draw.rackUnits),
  ...(draw.costPerYear === undefined ? {} : { costPerYear: amount(draw.costPerYear) }),
  ...(draw.kgCO2ePerYear === undefined ? {} : { kgCO2ePerYear: amount(draw.kgCO2ePerYear) }),
  ...(draw.embodiedKg === undefined ? {} : { embodiedKg: amount(draw.embodiedKg) }),
});

interface TodayLoad extends HostLoad {
  readonly id: string;
}

/**
 * Load ratio per slot of every host of today: measured cores (growth taken out again) of the workloads that `counts`
 * accepts, over the host's cores.
 */
function todayLoads(estate: Estate, counts: (workload: string) => boolean): readonly TodayLoad[] {
  const slots = estate.grid.slots.count;
  const use = new Map<string, Float64Array>();
  for (const { workload, demand } of estate.workloads) {
    if (workload.runsOn === undefined || !counts(workload.id)) continue;
    const sum = use.get(workload.runsOn) ?? new Float64Array(slots);
    use.set(workload.runsOn, sum);
    const growth = 1 + (workload.growthPercent ?? estate.request.goals.growthPercent) / 100;
    for (let s = 0; s < slots; s++) sum[s] = (sum[s] ?? 0) + (growth > 0 ? (demand.cores[s] ?? 0) / growth : 0);
  }
  return [...estate.today.values()].map(({ host, type }) => {
    const cores = host.cores ?? (type === undefined ? undefined : type.sockets.value * type.coresPerSocket.value);
    const sum = use.get(host.id);
    const loadRatio =
      sum === undefined || cores === undefined ? undefined : sum.map((used) => Math.min(1, ratio(used / cores)));
    return { id: host.id, host: type, loadRatio };
  });
}

/** Today's hosts that carry a workload which stayed out, under the load of those workloads alone. */
function stayingLoads(estate: Estate, unplaced: ReadonlySet<string>): readonly HostLoad[] {
  const kept = new Set(
    estate.workloads.flatMap(({ workload }) => (unplaced.has(workload.id) ? (workload.runsOn ?? []) : [])),
  );
  return todayLoads(estate, (workload) => unplaced.has(workload)).filter(({ id }) => kept.has(id));
}

/** Prices and carbon of the request, slot by slot. */
function ratesOf({ request, grid, grids }: Estate): Rates {
  const { facility, tariffPerKWh } = request;
  return {
    pricePerKWh: tariffPerKWh === undefined ? undefined : pricePerSlot(tariffPerKWh, grid.slots),
    gramsPerKWh: carbonPerSlot(request, { grids }, grid.slots),
    hasEmbodied: facility.carbon?.hasEmbodied,
  };
}

/** The energy part of a result. `before` and `staying` are there when the request names today's hosts. */
export function energyAccount(
  estate: Estate,
  hosts: readonly PlanHost[],
  unplaced: readonly string[],
): PlanResult["energy"] {
  const { facility } = estate.request;
  const rates = ratesOf(estate);
  const drawn = (loads: readonly HostLoad[]) => roundedDraw(drawOf(loads, estate.grid.slots, facility, rates));
  const types = new Map(estate.targets.map((target) => [target.id, target.hostType]));
  const isKnown = estate.today.size > 0;
  return {
    method: facility.cooling,
    factor: ratio(facilityFactor(facility)),
    after: drawn(
      hosts.map((host) => ({
        host: types.get(host.target),
        loadRatio: host.cpuRatio,
        isOff: isOff(host.role, facility),
      })),
    ),
    ...(isKnown ? { before: drawn(todayLoads(estate, () => true)) } : {}),
    ...(isKnown && unplaced.length > 0 ? { staying: drawn(stayingLoads(estate, new Set(unplaced))) } : {}),
  };
}
