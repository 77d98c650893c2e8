/**
 * The whole question, sized: targets resolved, workloads in canonical order with their demand, what is left out and why.
 * Partitions are sized on asking and kept, so that plan, verify and explain see the same figures.
 */
import type { PlanContext } from "../context.ts";
import type { ExistingHost, Grid, HostType, PlanRequest, PlanResult, Workload } from "../contract/index.ts";
import { type Demand, demandOfWorkload, seriesIndex } from "./demand.ts";
import { type SizedPartition, sizePartition } from "./partition.ts";
import { type SourceCpu, sourceCpuOf, typeOfExisting } from "./rating.ts";
import { type SlotGrid, slotGrid } from "./slots.ts";
import { type ResolvedTarget, resolveTarget } from "./target.ts";

export interface EstateWorkload {
  readonly workload: Workload;
  readonly demand: Demand;
  readonly source: SourceCpu;
}

/** A host of today with its catalogue type, where it was recognised. */
export interface TodayHost {
  readonly host: ExistingHost;
  readonly type: HostType | undefined;
}

export interface Estate {
  readonly request: PlanRequest;
  readonly grid: SlotGrid;
  readonly targets: readonly ResolvedTarget[];
  /** To be packed, by id. */
  readonly workloads: readonly EstateWorkload[];
  /** Everything that runs today, packed or not, by id: what today's hosts carry. */
  readonly excluded: PlanResult["excluded"];
  readonly today: ReadonlyMap<string, TodayHost>;
  /** Grids whose carbon the facility may name. */
  readonly grids: readonly Grid[];
  /** The partition of workload `w` (index) on target `t` (index). */
  sized(w: number, t: number): SizedPartition;
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Why a workload is not packed, or undefined when it is. Templates and placeholders never are. */
export function whyExcluded(
  workload: Workload,
  includePoweredOff: boolean,
): PlanResult["excluded"][number]["why"] | undefined {
  if (workload.role !== "workload") return workload.role;
  return workload.state === "powered-off" && !includePoweredOff ? "powered-off" : undefined;
}

/** Size the estate of a decoded request. */
export function sizeEstate(request: PlanRequest, context: PlanContext): Estate {
  const types = [...request.hostTypes, ...context.hostTypes];
  const grid = slotGrid(request.goals.timeModel, request.series);
  const today = new Map(
    request.hosts.toSorted(byId).map((host) => [host.id, { host, type: typeOfExisting(host, types) }]),
  );
  const measured = seriesIndex(request.series);
  const excluded: { workload: string; why: PlanResult["excluded"][number]["why"] }[] = [];
  const workloads: EstateWorkload[] = [];
  for (const workload of request.workloads.toSorted(byId)) {
    const why = whyExcluded(workload, request.goals.includePoweredOff);
    if (why !== undefined) {
      excluded.push({ workload: workload.id, why });
      continue;
    }
    const source = sourceCpuOf(workload, workload.runsOn === undefined ? undefined : today.get(workload.runsOn), types);
    const how = { request, grid, coreMhz: source.coreMhz, known: context.knownProfiles };
    const demand = demandOfWorkload(workload, measured.get(workload.id), how);
    workloads.push({ workload, demand, source });
  }
  const targets = request.targets.map((target) => resolveTarget(target, request, context));
  const kept: (SizedPartition | undefined)[] = Array.from({ length: workloads.length * targets.length });
  const sized = (w: number, t: number): SizedPartition => {
    const at = w * targets.length + t;
    const workload = workloads[w];
    const target = targets[t];
    if (workload === undefined || target === undefined) throw new Error(`no workload ${w} on target ${t}`);
    return (kept[at] ??= sizePartition(workload.workload, workload.demand, {
      source: workload.source,
      target,
      goals: request.goals,
    }));
  };
  return { request, grid, targets, workloads, excluded, today, grids: context.grids ?? [], sized };
}

/** What workload `w` asks of target `t` before rounding: cores for its peak (with the goals' headroom) and configured memory. */
export function askedOf(estate: Estate, w: number, t: number): { readonly vcpus: number; readonly memoryMiB: number } {
  const entry = estate.workloads[w];
  const target = estate.targets[t];
  if (entry === undefined || target === undefined) return { vcpus: 0, memoryMiB: 0 };
  const { spec } = estate.sized(w, t);
  const headroomCores = spec.peakCores;
  return {
    vcpus:
      target.layer.cpu === "dedicated"
        ? headroomCores
        : Math.min(spec.vcpus, Math.max(entry.workload.vcpus, Math.ceil(headroomCores))),
    memoryMiB: entry.workload.memoryMiB,
  };
}
