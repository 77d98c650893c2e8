/**
 * An estate's demand on the hosts it is given, as sums that growth multiplies: per resource and time slot what all
 * workloads ask for at the very least, beside what all hosts together offer. Workloads that events change are summed
 * apart. It says when no packing can hold the estate any more; pieces and rules may end it sooner. Memory claims grow
 * whole, a partition's overhead with them; what is counted or granted (partitions, virtual CPUs, entitled cores, boards)
 * does not grow.
 */
import type { PackProblem } from "../pack/index.ts";
import { rowsOf } from "../pack/least-demand.ts";
import { roomCapacity } from "../room/index.ts";
import type { Estate } from "../size/index.ts";
import type { Growing } from "./growth.ts";

/** One resource at one slot. */
interface DemandRow {
  readonly resource: string;
  readonly grows: Growing | undefined;
  /** [class] sum over the workloads of that class; class 0 = those without events. */
  readonly need: Float64Array;
  /** What the given hosts offer together; Infinity = no limit. */
  readonly offered: number;
  /** What hosts offer that fill all racks; Infinity = no limit. */
  readonly offeredByRacks: number;
}

export interface DemandModel {
  readonly rows: readonly DemandRow[];
  /** Workloads that no given host may take: in no sum. */
  readonly leftOut: number;
}

const GROWS: Readonly<Record<string, Growing>> = {
  cpuCores: "cpu",
  memoryMiB: "memory",
  networkMbps: "network",
  diskMBps: "disk",
};

/** Times without the trap of 0 × ∞: nobody offers what no host has. */
const times = (count: number, each: number) => (count === 0 || each === 0 ? 0 : count * each);

/** Rack units that all racks together offer; Infinity where their number is not limited. */
function unitsOffered(estate: Estate): number {
  const { maxRacks, rackUnits, reservedUnits } = roomCapacity(estate.request.facility);
  return maxRacks * (rackUnits - reservedUnits);
}

/** The most that racks full of one type offer; fractions of hosts count, so it is never too little. */
function byRacks(estate: Estate, units: number, capacity: readonly number[], types: readonly number[]): number {
  return types.reduce((most, t) => {
    const host = estate.targets[t]?.hostType.rackUnits?.value;
    const offered = host === undefined || units === Infinity ? Infinity : times(units / host, capacity[t] ?? 0);
    return Math.max(most, offered);
  }, 0);
}

/**
 * Sum an estate. @param classOf class of a workload by its id: 0, or the one of its events
 * @param classes how many there are, class 0 included
 */
export function demandModel(
  estate: Estate,
  problem: PackProblem,
  { classOf, classes }: { readonly classOf: (workload: string) => number; readonly classes: number },
): DemandModel {
  const items = [...estate.workloads.keys()];
  const placed = items.filter((item) => problem.types.some((type) => type.eligible[item] === 1));
  const types = [...problem.types.keys()].filter((t) => placed.some((item) => problem.types[t]?.eligible[item] === 1));
  const units = unitsOffered(estate);
  const own = Int32Array.from(estate.workloads, ({ workload }) => classOf(workload.id));
  const rows = rowsOf(problem, placed).map(({ resource, capacity, of }): DemandRow => {
    const need = new Float64Array(classes);
    for (const item of placed) need[own[item]!]! += of(item);
    return {
      resource,
      grows: GROWS[resource],
      need,
      offered: types.reduce((sum, t) => sum + times(problem.types[t]?.maxBins ?? 0, capacity[t] ?? 0), 0),
      offeredByRacks: byRacks(estate, units, capacity, types),
    };
  });
  return { rows: rows.filter(({ need }) => need.some((amount) => amount > 0)), leftOut: items.length - placed.length };
}
