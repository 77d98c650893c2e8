/**
 * A host of a plan as a simulation request: each partition with the scheduling terms the plan gave it, asking for what it
 * asks for in one slot of the plan, the platform's own cost included as the planner reckons it.
 */
import type { PlanContext } from "../context.ts";
import { type Platform, innermost } from "#models/partitioning/index.ts";
import { InvalidInput, type PlanDocument, type PlanHost, SimulationRequest } from "../contract/index.ts";
import { nearestName } from "../contract/nearest-name.ts";
import { type Estate, sizeEstate } from "../size/index.ts";

export interface ReplayOptions {
  /** Slot of the plan to replay; left out = the host's hottest. */
  readonly slot?: number | undefined;
  readonly seconds: number;
  readonly seed: number;
}

/** Index of the slot with the highest CPU use; the first of equals. */
export const hottestSlot = ({ cpuRatio }: PlanHost): number =>
  cpuRatio.reduce((best, ratio, slot) => (ratio > (cpuRatio[best] ?? 0) ? slot : best), 0);

/** A simulated guest's name: the workload's, unless that has signs a name may not have. */
export const guestNameOf = (workload: string, index: number): string =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/.test(workload) ? workload : `partition-${index}`;

type Settings = Readonly<Record<string, unknown>>;

/** What the platform's scheduler knows among a partition's settings: the rest (disks, boards) is not its business. */
function schedulingTerms(platform: Platform, settings: Settings): Settings {
  const schedulers = innermost(platform).core?.schedulers;
  const terms = (schedulers?.find(({ name }) => name === settings["scheduler"]) ?? schedulers?.[0])?.terms;
  if (terms === undefined) return {};
  const parsed = terms.safeParse(settings);
  if (parsed.success) return settings;
  const unknown = parsed.error.issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : []));
  return Object.fromEntries(Object.entries(settings).filter(([key]) => !unknown.includes(key)));
}

/** The scheduler the plan's partitions were sized for, where the platform offers several and they name one. */
function schedulerOf(platform: Platform, { partitions }: PlanHost): string | undefined {
  const named = partitions[0]?.settings["scheduler"];
  return innermost(platform).core?.schedulers.find(({ name }) => name === named)?.name;
}

/** The host as a request. */
export function replayOf(estate: Estate, host: PlanHost, options: ReplayOptions): SimulationRequest {
  const t = estate.targets.findIndex(({ id }) => id === host.target);
  const target = estate.targets[t];
  if (target === undefined) throw new Error(`host ${host.id} stands on no target of the request`);
  const slot = options.slot ?? hottestSlot(host);
  const indexOf = new Map(estate.workloads.map(({ workload }, w) => [workload.id, w]));
  const guests = host.partitions.map((partition, i) => {
    const w = indexOf.get(partition.workload) ?? -1;
    const cores = (estate.workloads[w]?.demand.cores[slot] ?? 0) * (w < 0 ? 0 : estate.sized(w, t).factor);
    const vcpus = Math.max(1, Math.round(partition.vcpus));
    return {
      id: guestNameOf(partition.workload, i),
      vcpus,
      memoryMiB: Math.max(1, partition.memoryMiB),
      mode: partition.mode,
      terms: schedulingTerms(target.platform, partition.settings),
      load: {
        kind: "trace" as const,
        slotSeconds: options.seconds,
        cpuRatio: [Math.min(1, cores / vcpus)],
        includesCosts: true,
      },
    };
  });
  const scheduler = schedulerOf(target.platform, host);
  return SimulationRequest.parse({
    name: `${host.id}, slot ${slot}`,
    host: host.hostType,
    platform: host.platform,
    settings: target.target.settings,
    ...(target.target.outer === undefined ? {} : { outerSettings: target.target.outer.settings }),
    ...(scheduler === undefined ? {} : { scheduler }),
    guests,
    durationSeconds: options.seconds,
    seed: options.seed,
  });
}

/**
 * One host of a plan, ready to be simulated.
 * @throws InvalidInput when the plan has no such host, or the slot is not one of its slots
 */
export function simulationOfHost(
  { request, result }: PlanDocument,
  hostId: string,
  options: ReplayOptions,
  context: PlanContext,
): SimulationRequest {
  const host = result.hosts.find(({ id }) => id === hostId);
  if (host === undefined) {
    const near = nearestName(
      hostId,
      result.hosts.map(({ id }) => id),
    );
    const detail = `the plan has no host "${hostId}"${near === undefined ? "" : `; did you mean "${near}"?`}`;
    throw new InvalidInput([{ pointer: "/host", code: "unknown-host", detail }]);
  }
  if (host.partitions.length === 0)
    throw new InvalidInput([{ pointer: "/host", code: "empty-host", detail: `host "${hostId}" carries nothing` }]);
  const slots = result.slots.count;
  if (options.slot !== undefined && !(Number.isInteger(options.slot) && options.slot >= 0 && options.slot < slots))
    throw new InvalidInput([
      { pointer: "/slot", code: "invalid", detail: `slot ${options.slot}: the plan has slots 0 to ${slots - 1}` },
    ]);
  return replayOf(sizeEstate(request, context), host, options);
}

/** Every host of a plan that carries something, ready to be simulated; the estate is sized once. */
export function simulationsOfPlan(
  { request, result }: PlanDocument,
  options: ReplayOptions,
  context: PlanContext,
): readonly { readonly host: string; readonly request: SimulationRequest }[] {
  const estate = sizeEstate(request, context);
  return result.hosts
    .filter(({ partitions }) => partitions.length > 0)
    .map((host) => ({ host: host.id, request: replayOf(estate, host, options) }));
}
