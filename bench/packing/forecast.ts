/**
 * A plan made from one day's traces and lived through on a later one. The lived day's VMs are all planned: those that the
 * planned day knows by name (the archive names a VM by node and slice) by what they used then, in percent of the type they
 * have on the lived day, since CloudSim deals types by the order of names; all others by the mean of the known ones. Memory
 * does not count, as in CloudSim after its start. No migration: what a host cannot serve in a slot stays unserved there.
 */
import type { Packer, PackOptions, PackProblem, PackSolution } from "#planner/pack/index.ts";
import { SLOT_HOURS, drawAt } from "./energy.ts";
import { type CurvedHost, type TraceDay, dayProblem } from "./instances/planetlab.ts";

const WATTS_PER_KILOWATT = 1000;
/** Five-minute slots of an hour. */
const SLOTS_PER_HOUR = 12;
const NINETY_PERCENT = 0.9;

/** From a day's use to the use to plan for. */
export interface Forecast {
  readonly name: string;
  readonly of: (use: Float64Array) => Float64Array;
}

const mean = (list: Float64Array) => list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length);
const highest = (list: Float64Array) => list.reduce((top, value) => Math.max(top, value), 0);
const byHour = (fold: (hour: Float64Array) => number) => (use: Float64Array) => {
  const from = (slot: number) => Math.floor(slot / SLOTS_PER_HOUR) * SLOTS_PER_HOUR;
  return use.map((_, slot) => fold(use.subarray(from(slot), from(slot) + SLOTS_PER_HOUR)));
};
const flat = (fold: (day: Float64Array) => number) => (use: Float64Array) => use.map(() => fold(use));

/** From the most trusting to the most careful. */
export const FORECASTS: readonly Forecast[] = [
  { name: "mean of the day", of: flat(mean) },
  { name: "mean of the hour", of: byHour(mean) },
  { name: "same five minutes", of: (use) => use },
  {
    name: "90th percentile of the day",
    of: flat((day) => day.toSorted()[Math.floor(day.length * NINETY_PERCENT)] ?? 0),
  },
  { name: "maximum of the hour", of: byHour(highest) },
];

/** What became of a plan on the day lived through. */
export interface Lived {
  readonly hosts: number;
  readonly kWh: number;
  /** Share of host × slot pairs in which the load is above the host's CPU. */
  readonly violationRatio: number;
  /** Share of the demand that stands above the hosts' CPU. */
  readonly unservedRatio: number;
}

/** Rows of a matrix. */
const rowOf = (values: Float64Array, slots: number, at: number) => values.subarray(at * slots, (at + 1) * slots);

/** VMs of the lived day that the planned day knows. */
export const knownOf = (planned: TraceDay, lived: TraceDay): number => {
  const names = new Set(planned.names);
  return lived.names.filter((name) => names.has(name)).length;
};

/** The lived day's VMs with the use to plan for, in whole percent as in the traces. */
export function expectedDay(planned: TraceDay, lived: TraceDay, forecast: Forecast): TraceDay {
  const { slots } = lived;
  const at = new Map(planned.names.map((name, vm) => [name, vm]));
  const shares = lived.names.map((name) => {
    const vm = at.get(name);
    return vm === undefined ? undefined : forecast.of(rowOf(planned.percent, slots, vm));
  });
  const known = shares.filter((share) => share !== undefined);
  const typical = Float64Array.from(
    { length: slots },
    (_, s) => known.reduce((sum, share) => sum + share[s]!, 0) / Math.max(1, known.length),
  );
  const percent = new Float64Array(lived.percent.length);
  shares.forEach((share, vm) => {
    percent.set((share ?? typical).map(Math.round), vm * slots);
  });
  return { ...lived, percent };
}

/** Pack what is expected, with headroom on every host. @param headroomRatio share of a host's CPU to leave free, 0–1 */
export function planAhead(
  expected: TraceDay,
  at: { readonly host: CurvedHost; readonly headroomRatio: number },
  packer: Packer,
  options: PackOptions,
): PackSolution {
  const usable = { ...at.host, mips: Math.floor(at.host.mips * (1 - at.headroomRatio)) };
  return packer.pack(dayProblem(expected, usable, Infinity), options);
}

/** Live through a day with a plan. */
export function livedThrough(day: TraceDay, { binOf, typeOf }: PackSolution, host: CurvedHost): Lived {
  const { slots, types } = dayProblem(day, host, Infinity);
  const demand = types[0]?.demand[0] ?? new Float64Array(0);
  const load = new Float64Array(typeOf.length * slots);
  binOf.forEach((bin, vm) => {
    for (let s = 0; s < slots; s++) load[bin * slots + s]! += demand[vm * slots + s]!;
  });
  let above = 0;
  let unserved = 0;
  let asked = 0;
  let watts = 0;
  for (const mips of load) {
    asked += mips;
    if (mips > host.mips) above++;
    unserved += Math.max(0, mips - host.mips);
    watts += drawAt(host.watts, mips / host.mips);
  }
  return {
    hosts: typeOf.length,
    kWh: (watts * SLOT_HOURS) / WATTS_PER_KILOWATT,
    violationRatio: above / Math.max(1, load.length),
    unservedRatio: unserved / Math.max(1, asked),
  };
}

/** kWh if every slot were served by exactly as much of perfectly used hosts as it needs: what packing.md calls fluid. */
export function fluidKWh({ types, slots }: PackProblem, host: CurvedHost): number {
  const demand = types[0]?.demand[0] ?? new Float64Array(slots);
  const steps = host.watts.length - 1;
  const perMips = Math.min(...host.watts.slice(1).map((watts, k) => watts / ((host.mips * (k + 1)) / steps)));
  return (demand.reduce((sum, mips) => sum + mips, 0) * perMips * SLOT_HOURS) / WATTS_PER_KILOWATT;
}
