/**
 * A target made ready to be asked: platform layer, host type, machine, settings, what one empty host offers, and why it
 * cannot be used at all, if it cannot.
 */
import {
  type Layer,
  type Machine,
  type Misfit,
  type Platform,
  type Site,
  type Supply,
  groundOf,
  innermost,
} from "#models/partitioning/index.ts";
import { emptiedHosts } from "../constrain/index.ts";
import type { PlanContext } from "../context.ts";
import { type HostType, type PlanRequest, type Target, targetId } from "../contract/index.ts";

export interface ResolvedTarget {
  readonly id: string;
  readonly target: Target;
  readonly platform: Platform;
  readonly layer: Layer;
  readonly hostType: HostType;
  readonly site: Site;
  readonly misfits: readonly Misfit[];
  readonly supply: Supply;
  /** Cores of the whole host: what ratios of use are counted against. */
  readonly cores: number;
  /** Cores partitions may use in any slot, ceiling applied; Infinity where CPUs come with blocks. */
  readonly cpuCores: number;
  /** MiB partitions may claim, ceiling applied. */
  readonly memoryMiB: number;
  /** Throughput of the whole host, where known; partitions may use `rateCeilingRatio` of it. */
  readonly networkMbps: number | undefined;
  readonly diskMBps: number | undefined;
  readonly rateCeilingRatio: number;
  /** Most hosts that may carry partitions; spares and hosts that must stay empty are kept aside of `maxHosts`. */
  readonly maxUsed: number;
}

/** The machine of a host type, with the memory the target asks for. */
export function machineOf(hostType: HostType, memoryMiB: number | undefined): Machine {
  const cores = hostType.sockets.value * hostType.coresPerSocket.value;
  return {
    kind: "server",
    name: hostType.id,
    model: hostType.id,
    architecture: hostType.architecture,
    cpuVendor: hostType.cpuVendor,
    sockets: hostType.sockets.value,
    cores,
    threads: cores * hostType.threadsPerCore.value,
    coreMhz: hostType.coreMhz.value,
    memoryMiB: memoryMiB ?? hostType.memoryMiB.value,
    features: hostType.features,
    blocks: hostType.blocks,
    ioSlots: hostType.ioSlots?.value ?? 0,
  };
}

/** Maker and model as people say them: "Dell PowerEdge R740", "Sun Fire V890" (not "Sun Sun Fire"). */
export function hostTitle({ maker, model }: Pick<HostType, "maker" | "model">): string {
  return model.startsWith(maker) ? model : `${maker} ${model}`;
}

/** The host type of this id: the request's own first, then the catalogue's. */
export function hostTypeOf(
  id: string,
  request: Pick<PlanRequest, "hostTypes">,
  context: PlanContext,
): HostType | undefined {
  return request.hostTypes.find((type) => type.id === id) ?? context.hostTypes.find((type) => type.id === id);
}

/** Hosts that may carry partitions once spares are kept aside and hosts that must stay empty are taken off. */
function mostUsed(target: Target, { goals, rules, targets, places = [] }: PlanRequest): number {
  const stock = target.maxHosts;
  if (stock === undefined) return Number.POSITIVE_INFINITY;
  const ids = targets.map(targetId);
  const [emptied = 0] = emptiedHosts(rules, { targets: ids, groups: places, stockOf: () => stock }).slice(
    ids.indexOf(targetId(target)),
  );
  return Math.max(0, stock - emptied - goals.spareHosts);
}

/** Ready one target. Precondition: platform, host type and settings were accepted by decodeRequest. */
export function resolveTarget(target: Target, request: PlanRequest, context: PlanContext): ResolvedTarget {
  const platform = context.platforms.find((p) => p.id === target.platform);
  const hostType = hostTypeOf(target.hostType, request, context);
  if (platform === undefined || hostType === undefined) throw new Error(`target ${targetId(target)} was not decoded`);
  const layer = innermost(platform);
  const server = machineOf(hostType, target.memoryMiB);
  const ground = groundOf(platform, server, target.outer);
  const { machine } = ground;
  const { goals } = request;
  const site: Site = {
    machine,
    settings: layer.settings.parse(target.settings),
    memoryOvercommitRatio: goals.memoryOvercommitRatio,
  };
  const misfits = ground.misfits.length > 0 ? ground.misfits : layer.machineMisfits(site);
  const supply: Supply = misfits.length > 0 ? { constant: {}, sharedCores: 0 } : layer.supply(site);
  return {
    id: targetId(target),
    target,
    platform,
    layer,
    hostType,
    site,
    misfits,
    supply,
    cores: server.cores,
    cpuCores: layer.cpu === "dedicated" ? Number.POSITIVE_INFINITY : supply.sharedCores * goals.utilizationCeilingRatio,
    memoryMiB: (supply.constant.memoryMiB ?? Number.POSITIVE_INFINITY) * goals.memoryCeilingRatio,
    networkMbps: hostType.networkMbps?.value,
    diskMBps: hostType.diskMBps?.value,
    rateCeilingRatio: goals.utilizationCeilingRatio,
    maxUsed: mostUsed(target, request),
  };
}
