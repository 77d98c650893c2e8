/**
 * From hosts and their load over time slots to draw, heat, energy per year, rack space and the electricity bill. The
 * slots stand for the whole year: their mean is taken as the year's. A host without a known type is counted, not guessed.
 */
import { HOURS_PER_YEAR, WATTS_PER_KW } from "#models/units.ts";
import type { Draw, Facility, HostType } from "../contract/index.ts";
import { btuPerHour, coolingTons, facilityWatts } from "./cooling.ts";
import { wattsAt } from "./draw.ts";

/** One host that is switched on, and the share of its cores in use in every slot. */
export interface HostLoad {
  /** Left out when the type is not known: the host counts, its draw and space do not. */
  readonly host?: HostType | undefined;
  /** One ratio per slot; left out = idle throughout, e.g. a spare. */
  readonly loadRatio?: ArrayLike<number> | undefined;
}

/** Watts of one host in every slot. @throws Error when the number of loads is not the number of slots */
export function wattsPerSlot(load: HostLoad & { readonly host: HostType }, slots: number): Float64Array {
  const { host, loadRatio } = load;
  if (loadRatio !== undefined && loadRatio.length !== slots) {
    throw new Error(`host type ${host.id}: ${loadRatio.length} loads for ${slots} slots`);
  }
  return Float64Array.from({ length: slots }, (_, slot) => wattsAt(host.power, loadRatio?.[slot] ?? 0, host.year));
}

/** How many of these hosts have no known height and so add nothing to the rack units. */
export function hostsWithoutRackUnits(loads: readonly HostLoad[]): number {
  return loads.filter((load) => load.host?.rackUnits === undefined).length;
}

/**
 * Draw, heat, energy and space of a set of hosts.
 * @param slots.count ≥ 1 slots of equal length; every host has one load per slot
 * @param tariffPerKWh money per kWh of the facility; without it there is no bill
 * @throws Error when there is no slot or a host's loads do not match the slots
 */
export function drawOf(
  loads: readonly HostLoad[],
  slots: { readonly count: number },
  facility: Facility,
  tariffPerKWh?: number,
): Draw {
  if (!(slots.count >= 1)) throw new Error(`${slots.count} slots: at least 1 is needed`);
  const perSlotW = new Float64Array(slots.count);
  let hostsWithoutPower = 0;
  let rackUnits = 0;
  for (const { host, loadRatio } of loads) {
    if (host === undefined) {
      hostsWithoutPower += 1;
      continue;
    }
    rackUnits += host.rackUnits?.value ?? 0;
    for (const [slot, watts] of wattsPerSlot({ host, loadRatio }, slots.count).entries()) {
      perSlotW[slot] = (perSlotW[slot] ?? 0) + watts;
    }
  }
  const meanW = perSlotW.reduce((sum, watts) => sum + watts, 0) / slots.count;
  const peakW = perSlotW.reduce((most, watts) => Math.max(most, watts), 0);
  const facilityMeanW = facilityWatts(meanW, facility);
  const facilityKWhPerYear = (facilityMeanW * HOURS_PER_YEAR) / WATTS_PER_KW;
  return {
    hosts: loads.length,
    hostsWithoutPower,
    meanW,
    peakW,
    perSlotW: [...perSlotW],
    kWhPerYear: (meanW * HOURS_PER_YEAR) / WATTS_PER_KW,
    btuPerHourMean: btuPerHour(meanW),
    btuPerHourPeak: btuPerHour(peakW),
    coolingTonsPeak: coolingTons(btuPerHour(peakW)),
    facilityMeanW,
    facilityKWhPerYear,
    rackUnits,
    ...(tariffPerKWh === undefined ? {} : { costPerYear: facilityKWhPerYear * tariffPerKWh }),
  };
}
