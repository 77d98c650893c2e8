/**
 * What each workload asks for over time, in the units it was measured in: CPU in cores of its source host, network and
 * disk throughput. Without a measured series CPU is sized by allocation (virtual CPUs per core), never below what a
 * snapshot saw running; a snapshot is never called a peak.
 */
import type { DemandBasis, Goals, Metric, PlanRequest, Series, Workload } from "../contract/index.ts";
import { type KnownProfiles, knownProfile } from "./known-profiles.ts";
import { foldSeries } from "./profile.ts";
import type { SlotGrid } from "./slots.ts";

export interface Demand {
  readonly basis: DemandBasis;
  /** [slot] cores of the source host, growth included. */
  readonly cores: Float64Array;
  /** Highest of `cores`. */
  readonly peakCores: number;
  /** [slot] Mbit/s and MB/s, growth included; undefined = not measured. */
  readonly networkMbps: Float64Array | undefined;
  readonly diskMBps: Float64Array | undefined;
}

type ByMetric = ReadonlyMap<Metric, readonly Series[]>;

/** Series by workload and metric. */
export function seriesIndex(series: readonly Series[]): ReadonlyMap<string, ByMetric> {
  const index = new Map<string, Map<Metric, Series[]>>();
  for (const s of series) {
    const metrics = index.get(s.workload) ?? new Map<Metric, Series[]>();
    index.set(s.workload, metrics);
    const list = metrics.get(s.metric) ?? [];
    metrics.set(s.metric, list);
    list.push(s);
  }
  return index;
}

function grown(profile: Float64Array | undefined, factor: number): Float64Array | undefined {
  if (profile === undefined || factor === 1) return profile;
  // A loop: map() takes three times as long.
  const more = new Float64Array(profile.length);
  for (let s = 0; s < profile.length; s++) more[s] = profile[s]! * factor;
  return more;
}

/** CPU without a series: allocation, or the snapshot where that is higher. */
function allocated(
  workload: Workload,
  goals: Goals,
  coreMhz: number | undefined,
): { cores: number; basis: DemandBasis } {
  const byAllocation = workload.vcpus / goals.vcpusPerCore;
  const seenMhz = workload.snapshot?.cpuMhz;
  const seenCores = seenMhz === undefined || coreMhz === undefined ? 0 : seenMhz / coreMhz;
  return seenCores > byAllocation
    ? { cores: seenCores, basis: "snapshot-floor" }
    : { cores: byAllocation, basis: "allocated" };
}

const highest = (profile: Float64Array): number => profile.reduce((most, v) => Math.max(most, v), 0);

/** What a workload's demand depends on beside its own samples. */
interface How {
  readonly request: PlanRequest;
  readonly grid: SlotGrid;
  /** Clock of its source host, where known. */
  readonly coreMhz: number | undefined;
  /** Profiles of requests with the same series; left out = none are kept. */
  readonly known?: KnownProfiles | undefined;
}

const folded = (series: readonly Series[], { request, grid, known }: How): Float64Array | undefined =>
  known === undefined
    ? foldSeries(series, grid, request.goals.percentile)
    : knownProfile(series, grid, request.goals.percentile, known);

/** The demand of one workload. Its profiles may be shared: never write to them. */
export function demandOfWorkload(workload: Workload, measured: ByMetric | undefined, how: How): Demand {
  const { goals } = how.request;
  const growth = 1 + (workload.growthPercent ?? goals.growthPercent) / 100;
  const fold = (metric: Metric) => {
    const series = measured?.get(metric);
    return series === undefined ? undefined : grown(folded(series, how), growth);
  };
  const cores = fold("cpuCores");
  const rest = { networkMbps: fold("networkMbps"), diskMBps: fold("diskMBps") };
  if (cores !== undefined) return { basis: "measured", cores, peakCores: highest(cores), ...rest };
  const flat = allocated(workload, goals, how.coreMhz);
  const constant = new Float64Array(how.grid.slots.count).fill(flat.cores * growth);
  return { basis: flat.basis, cores: constant, peakCores: flat.cores * growth, ...rest };
}
