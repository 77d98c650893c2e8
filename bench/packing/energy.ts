/**
 * Energy of a packing whose hosts are always on, and how a plan made from one day's traces fares on another day. Draw
 * between the tabulated tenths of CPU use is linear, as in CloudSim.
 */
import { PACKERS, type PackOptions, type PackProblem, type PackSolution } from "#planner/pack/index.ts";
import { type CurvedHost, type TraceDay, dayProblem, onlyVms } from "./instances/planetlab.ts";

/** Slot length of the PlanetLab traces. */
export const SLOT_HOURS = 5 / 60;
const WATTS_PER_KILOWATT = 1000;

/** Draw at a CPU use. @param ratio 0–1; more counts as 1 */
export function drawAt(watts: readonly number[], ratio: number): number {
  const steps = watts.length - 1;
  const at = Math.min(1, ratio) * steps;
  const below = Math.min(steps - 1, Math.floor(at));
  return watts[below]! + (watts[below + 1]! - watts[below]!) * (at - below);
}

/** Load of every bin by slot, [bin][slot], of the first varying resource. */
function loadsOf(problem: PackProblem, { binOf, typeOf }: PackSolution): readonly Float64Array[] {
  const { slots } = problem;
  const loads = typeOf.map(() => new Float64Array(slots));
  binOf.forEach((bin, item) => {
    const demand = problem.types[typeOf[bin] ?? -1]?.demand[0];
    if (demand !== undefined) for (let s = 0; s < slots; s++) loads[bin]![s]! += demand[item * slots + s]!;
  });
  return loads;
}

/** kWh of all bins over all slots of five minutes. */
export function energyKWh(problem: PackProblem, solution: PackSolution, host: CurvedHost): number {
  let wattSlots = 0;
  for (const load of loadsOf(problem, solution)) {
    for (const mips of load) wattSlots += drawAt(host.watts, mips / host.mips);
  }
  return (wattSlots * SLOT_HOURS) / WATTS_PER_KILOWATT;
}

/** A plan made from one day and lived through on another. */
export interface DayAhead {
  readonly planned: string;
  readonly lived: string;
  readonly headroomRatio: number;
  /** VMs that both days know; only they are planned. */
  readonly vms: number;
  readonly hosts: number;
  /** On the day lived through. */
  readonly kWh: number;
  /** Share of host × slot pairs in which the load is above the host's CPU. */
  readonly violationRatio: number;
  /** Share of the demand that stands above the hosts' CPU. */
  readonly excessRatio: number;
}

/** Plan by one day with headroom on every host, and count on the next day. Memory does not count, as in CloudSim. */
export function dayAhead(
  days: { readonly planned: TraceDay; readonly lived: TraceDay },
  host: CurvedHost,
  headroomRatio: number,
  options: PackOptions,
): DayAhead {
  const livedNames = new Set(days.lived.names);
  const names = days.planned.names.filter((name) => livedNames.has(name));
  const usable = { ...host, mips: Math.floor(host.mips * (1 - headroomRatio)) };
  const solution = PACKERS[0]!.pack(dayProblem(onlyVms(days.planned, names), usable, Infinity), options);
  const problem = dayProblem(onlyVms(days.lived, names), host, Infinity);
  let above = 0;
  let excess = 0;
  let demand = 0;
  const loads = loadsOf(problem, solution);
  for (const load of loads) {
    for (const mips of load) {
      demand += mips;
      if (mips > host.mips) above++;
      excess += Math.max(0, mips - host.mips);
    }
  }
  return {
    planned: days.planned.day,
    lived: days.lived.day,
    headroomRatio,
    vms: names.length,
    hosts: loads.length,
    kWh: energyKWh(problem, solution, host),
    violationRatio: above / Math.max(1, loads.length * problem.slots),
    excessRatio: excess / Math.max(1, demand),
  };
}
