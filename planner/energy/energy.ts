/**
 * From hosts and their load over time slots to draw, heat, energy per year, rack space, the electricity bill and carbon. The
 * slots stand for the whole year: their mean is taken as the year's. A host without a known type is counted, not guessed.
 */
import { HOURS_PER_YEAR, WATTS_PER_KW } from "#models/units.ts";
import type { Draw, Facility, HostType, PlanHost } from "../contract/index.ts";
import { facilityPerSlot } from "./chain.ts";
import { btuPerHour, coolingTons } from "./cooling.ts";
import { wattsAt } from "./draw.ts";

/** One host, and the share of its cores in use in every slot. */
export interface HostLoad {
  /** Left out when the type is not known: the host counts, its draw and space do not. */
  readonly host?: HostType | undefined;
  /** One ratio per slot; left out = idle throughout, e.g. a spare. */
  readonly loadRatio?: ArrayLike<number> | undefined;
  /** Switched off: it stands there and draws nothing. */
  readonly isOff?: boolean;
}

/** What energy costs, in every slot; and whether the carbon of making the hosts is asked for. */
export interface Rates {
  /** Money per kWh of the facility; left out = no bill. */
  readonly pricePerKWh?: ArrayLike<number> | undefined;
  /** Grams of CO2e per kWh of the facility; left out = no carbon figure. */
  readonly gramsPerKWh?: ArrayLike<number> | undefined;
  readonly hasEmbodied?: boolean | undefined;
}

const GRAMS_PER_KG = 1000;

/** Mean of watts × rate over the slots. */
function meanProduct(watts: Float64Array, rate: ArrayLike<number>): number {
  if (rate.length !== watts.length) throw new Error(`${rate.length} rates for ${watts.length} slots`);
  let sum = 0;
  for (let s = 0; s < watts.length; s++) sum += watts[s]! * rate[s]!;
  return sum / watts.length;
}

/** Carbon of making the hosts, and how many are not in it because nobody knows theirs. */
function embodied(loads: readonly HostLoad[]): Pick<Draw, "embodiedKg" | "hostsWithoutEmbodied"> {
  let embodiedKg = 0;
  let hostsWithoutEmbodied = 0;
  for (const { host } of loads) {
    if (host?.embodiedKg === undefined) hostsWithoutEmbodied += 1;
    else embodiedKg += host.embodiedKg.value;
  }
  return { embodiedKg, hostsWithoutEmbodied };
}

/** Watts of one host in every slot. @throws Error when the number of loads is not the number of slots */
export function wattsPerSlot(load: HostLoad & { readonly host: HostType }, slots: number): Float64Array {
  const { host, loadRatio } = load;
  if (loadRatio !== undefined && loadRatio.length !== slots) {
    throw new Error(`host type ${host.id}: ${loadRatio.length} loads for ${slots} slots`);
  }
  return Float64Array.from({ length: slots }, (_, slot) => wattsAt(host.power, loadRatio?.[slot] ?? 0, host.year));
}

/** Is a host switched off: one without partitions, where the facility does so? Today's hosts never are. */
export const isOff = (role: PlanHost["role"], { idleHosts }: Facility): boolean =>
  role === "spare" && idleHosts === "off";

/** How many of these hosts have no known height and so add nothing to the rack units. */
export function hostsWithoutRackUnits(loads: readonly HostLoad[]): number {
  return loads.filter((load) => load.host?.rackUnits === undefined).length;
}

/** Draw of all hosts together, slot by slot; unknown types and hosts switched off add nothing. */
function summedDraw(loads: readonly HostLoad[], slots: number): Float64Array {
  const perSlotW = new Float64Array(slots);
  for (const { host, loadRatio, isOff = false } of loads) {
    if (host === undefined || isOff) continue;
    const watts = wattsPerSlot({ host, loadRatio }, slots);
    for (let s = 0; s < slots; s++) perSlotW[s]! += watts[s]!;
  }
  return perSlotW;
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Energy of a year in kWh, for a mean draw. */
const kWhPerYear = (meanW: number): number => (meanW * HOURS_PER_YEAR) / WATTS_PER_KW;

/**
 * Draw, heat, energy, money, carbon and space of a set of hosts. The facility's draw, its bill and its carbon are worked
 * out slot by slot, since neither losses nor prices are the same in all of them.
 * @param slots.count ≥ 1 slots of equal length; every host has one load per slot
 * @throws Error when there is no slot, or loads or rates do not match the slots
 */
export function drawOf(
  loads: readonly HostLoad[],
  slots: { readonly count: number },
  facility: Facility,
  rates: Rates = {},
): Draw {
  if (!(slots.count >= 1)) throw new Error(`${slots.count} slots: at least 1 is needed`);
  const perSlotW = summedDraw(loads, slots.count);
  const meanW = mean(perSlotW);
  const peakW = perSlotW.reduce((most, watts) => Math.max(most, watts), 0);
  const facilityW = facilityPerSlot(perSlotW, facility);
  const facilityMeanW = mean(facilityW);
  const { pricePerKWh, gramsPerKWh, hasEmbodied = false } = rates;
  return {
    hosts: loads.length,
    hostsWithoutPower: loads.filter(({ host }) => host === undefined).length,
    meanW,
    peakW,
    perSlotW: [...perSlotW],
    kWhPerYear: kWhPerYear(meanW),
    btuPerHourMean: btuPerHour(meanW),
    btuPerHourPeak: btuPerHour(peakW),
    coolingTonsPeak: coolingTons(btuPerHour(peakW)),
    facilityMeanW,
    facilityKWhPerYear: kWhPerYear(facilityMeanW),
    rackUnits: loads.reduce((sum, { host }) => sum + (host?.rackUnits?.value ?? 0), 0),
    ...(pricePerKWh === undefined ? {} : { costPerYear: kWhPerYear(meanProduct(facilityW, pricePerKWh)) }),
    ...(gramsPerKWh === undefined
      ? {}
      : { kgCO2ePerYear: kWhPerYear(meanProduct(facilityW, gramsPerKWh)) / GRAMS_PER_KG }),
    ...(hasEmbodied ? embodied(loads) : {}),
  };
}
