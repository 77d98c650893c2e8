/**
 * One workload as one target would build it: converted demand, the partition in the platform's own grains, what it claims,
 * and every reason why it cannot stand there even on an empty host.
 */
import type { Claim, Misfit, PartitionSpec, PartitionWants } from "#models/partitioning/index.ts";
import type { Goals, Workload } from "../contract/index.ts";
import type { Demand } from "./demand.ts";
import { type Conversion, type SourceCpu, conversion } from "./rating.ts";
import type { ResolvedTarget } from "./target.ts";

export interface SizedPartition {
  readonly spec: PartitionSpec;
  readonly claim: Claim;
  readonly conversion: Conversion;
  /** Cores of this target per core measured, the technique's cost included. */
  readonly factor: number;
  /** Highest slot in cores of this target. */
  readonly peakCores: number;
  /** Empty = it fits an empty host of the target. */
  readonly misfits: readonly Misfit[];
}

/** Tolerance for a peak that is a whole number of cores but for rounding. */
const CORE_EPSILON = 1e-6;

/**
 * Virtual CPUs to ask for: a physical server is given what its peak needs (if the goals say so), a virtual machine keeps
 * what it has; both get more where the target's cores are slower than the peak.
 */
function vcpusWanted(workload: Workload, peakCores: number, goals: Goals): number {
  const forPeak = Math.max(1, Math.ceil(peakCores - CORE_EPSILON));
  return workload.kind === "physical" && goals.resizePhysical ? forPeak : Math.max(workload.vcpus, forPeak);
}

function wantsOf(workload: Workload, targetPeak: number, goals: Goals): PartitionWants {
  return {
    id: workload.id,
    os: workload.os,
    vcpus: vcpusWanted(workload, targetPeak, goals),
    memoryMiB: workload.memoryMiB,
    peakCores: targetPeak / goals.utilizationCeilingRatio,
    disks: workload.disks,
    nics: workload.nics,
    cpuReservedMhz: workload.reservation?.cpuMhz ?? 0,
    memoryReservedMiB: workload.reservation?.memoryMiB ?? 0,
    needs: workload.needs,
  };
}

const GOAL_CEILING = {
  kind: "derived",
  from: "the machine's size, its service partition and the request's ceiling",
} as const;

/** Shortfalls of an empty host, ceilings applied, resource by resource. */
function aloneMisfits(
  claim: Claim,
  use: { readonly cores: number; readonly networkMbps: number; readonly diskMBps: number },
  target: ResolvedTarget,
): readonly Misfit[] {
  const rate = (whole: number | undefined) => (whole ?? Number.POSITIVE_INFINITY) * target.rateCeilingRatio;
  const pairs: (readonly [string, number, number])[] = [
    ["cpuCores", use.cores, target.cpuCores],
    ["networkMbps", use.networkMbps, rate(target.networkMbps)],
    ["diskMBps", use.diskMBps, rate(target.diskMBps)],
    ["memoryMiB", claim.constant.memoryMiB ?? 0, target.memoryMiB],
  ];
  for (const [name, has] of Object.entries(target.supply.constant)) {
    if (name !== "memoryMiB") pairs.push([name, claim.constant[name as keyof typeof claim.constant] ?? 0, has ?? 0]);
  }
  return pairs.flatMap(([resource, needs, has]): readonly Misfit[] =>
    needs > has + CORE_EPSILON
      ? [{ code: "over-capacity", resource, needs, has, rule: `capacity.${resource}`, source: GOAL_CEILING }]
      : [],
  );
}

const highest = (profile: Float64Array | undefined): number => profile?.reduce((most, v) => Math.max(most, v), 0) ?? 0;

/** Size one workload for one target. */
export function sizePartition(
  workload: Workload,
  demand: Demand,
  where: { readonly source: SourceCpu; readonly target: ResolvedTarget; readonly goals: Goals },
): SizedPartition {
  const { target, goals } = where;
  const turned = conversion(where.source, target.hostType);
  const spec = target.layer.size(wantsOf(workload, demand.peakCores * turned.factor, goals), target.site);
  const claim = target.layer.claim(spec, target.site);
  const factor = turned.factor * claim.cpuFactor;
  const peakCores = demand.peakCores * factor;
  const misfits =
    target.misfits.length > 0
      ? target.misfits
      : [
          ...target.layer.partitionMisfits(spec, target.site),
          ...aloneMisfits(
            claim,
            { cores: peakCores, networkMbps: highest(demand.networkMbps), diskMBps: highest(demand.diskMBps) },
            target,
          ),
        ];
  return { spec, claim, conversion: turned, factor, peakCores, misfits };
}
