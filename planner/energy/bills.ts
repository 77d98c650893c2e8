/**
 * Monthly bills of many hosts over years by the real calendar: the hours of each weekday and hour are counted once per
 * month, so a month is one pass over a host's week. The facility's draw is worked out on the sum of all hosts (its losses
 * are not linear) and shared among them by what each draws in the slot. The load is the same week after week.
 */
import { HOURS_PER_WEEK, WATTS_PER_KW } from "#models/units.ts";
import type { Facility, Slots, Tariff } from "../contract/index.ts";
import { hoursOfWeekIn, monthOf, monthText, monthsLater } from "./calendar.ts";
import { facilityPerSlot } from "./chain.ts";
import { priceOfWeek } from "./tariff.ts";
import { foldInto, weekFold } from "./week-fold.ts";

const GRAMS_PER_KG = 1000;
/** Most months that are billed at once. */
const MOST_MONTHS = 1200;

/** What is billed. */
export interface BillTerms {
  /** First month, like "2026-01". */
  readonly from: string;
  /** 1–1200. */
  readonly months: number;
  /** Money per kWh; left out = free, and money is 0 throughout. */
  readonly tariff?: Tariff | undefined;
  /** Grams of CO2e per kWh. */
  readonly gramsPerKWh: Tariff;
}

/** kWh of the facility, money and kg CO2e; of hosts × months, host by host, or of months. */
export interface BillFigures {
  readonly kWh: Float64Array;
  readonly money: Float64Array;
  readonly kgCO2e: Float64Array;
}

export interface Bills {
  /** "2026-01", … */
  readonly months: readonly string[];
  /** [hosts × months], month after month of each host. */
  readonly perHost: BillFigures;
  /** [months], with what the facility loses while no host draws anything. */
  readonly total: BillFigures;
}

/** Per month and hour of the week, what one watt of it means. */
type Weights = BillFigures;

const figuresOf = (length: number): BillFigures => ({
  kWh: new Float64Array(length),
  money: new Float64Array(length),
  kgCO2e: new Float64Array(length),
});

function weightsOf(terms: BillTerms): { readonly months: readonly string[]; readonly weights: Weights } {
  const first = monthOf(terms.from);
  const price = priceOfWeek(terms.tariff ?? 0);
  const grams = priceOfWeek(terms.gramsPerKWh);
  const weights = figuresOf(terms.months * HOURS_PER_WEEK);
  const months = Array.from({ length: terms.months }, (_, m) => {
    const month = monthsLater(first, m);
    for (const [hour, times] of hoursOfWeekIn(month).entries()) {
      const kWh = times / WATTS_PER_KW;
      const at = m * HOURS_PER_WEEK + hour;
      weights.kWh[at] = kWh;
      weights.money[at] = kWh * price[hour]!;
      weights.kgCO2e[at] = (kWh * grams[hour]!) / GRAMS_PER_KG;
    }
    return monthText(month);
  });
  return { months, weights };
}

/** Bill one week of watts into the figures from `at` on. 90 million multiplications for 5,000 hosts × 36 months. */
function billWeek(week: Float64Array, weights: Weights, into: BillFigures, at: number): void {
  const { kWh, money, kgCO2e } = weights;
  const months = kWh.length / HOURS_PER_WEEK;
  for (let m = 0; m < months; m++) {
    const base = m * HOURS_PER_WEEK;
    let [energy, cost, carbon] = [0, 0, 0];
    for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
      const watts = week[hour]!;
      energy += watts * kWh[base + hour]!;
      cost += watts * money[base + hour]!;
      carbon += watts * kgCO2e[base + hour]!;
    }
    into.kWh[at + m] = energy;
    into.money[at + m] = cost;
    into.kgCO2e[at + m] = carbon;
  }
}

function sumPerSlot(hostsW: readonly ArrayLike<number>[], slots: number): Float64Array {
  const sum = new Float64Array(slots);
  for (const [h, watts] of hostsW.entries()) {
    if (watts.length !== slots) throw new Error(`host ${h + 1}: ${watts.length} watts for ${slots} slots`);
    for (let s = 0; s < slots; s++) sum[s]! += watts[s]!;
  }
  return sum;
}

/**
 * Bills month by month, of every host and of all.
 * @param hostsW watts of each host in every slot
 * @returns amounts unrounded; O(hosts × (slots + 168 × months))
 * @throws Error when a host's watts do not match the slots, `from` is no month, or `months` is out of range
 */
export function bills(hostsW: readonly ArrayLike<number>[], slots: Slots, facility: Facility, terms: BillTerms): Bills {
  if (!Number.isInteger(terms.months) || terms.months < 1 || terms.months > MOST_MONTHS) {
    throw new Error(`${terms.months} months: must be a whole number from 1 to ${MOST_MONTHS}`);
  }
  const { months, weights } = weightsOf(terms);
  const itW = sumPerSlot(hostsW, slots.count);
  const facilityW = facilityPerSlot(itW, facility);
  const perWatt = facilityW.map((watts, s) => (itW[s] === 0 ? 0 : watts / itW[s]!));
  const fold = weekFold(slots);
  const week = new Float64Array(HOURS_PER_WEEK);
  const perHost = figuresOf(hostsW.length * terms.months);
  for (const [h, watts] of hostsW.entries()) {
    foldInto(week, fold, watts, perWatt);
    billWeek(week, weights, perHost, h * terms.months);
  }
  const total = figuresOf(terms.months);
  foldInto(week, fold, facilityW, new Float64Array(slots.count).fill(1));
  billWeek(week, weights, total, 0);
  return { months, perHost, total };
}
