/**
 * A sensible host type for a platform when nobody named one: of the platform's era, not refused by its layer, and of those
 * the one that gives most for its watts. Derived from what layers and host types say of themselves; no platform is known by name.
 */
import {
  type Layer,
  type Machine,
  type PartitionWants,
  type Platform,
  type Site,
  foundation,
  hasFeatures,
  innermost,
} from "#models/partitioning/index.ts";
import type { HostType, Workload } from "./contract/index.ts";
import { machineOf } from "./size/index.ts";

/** What makes one host type the better choice; compared field by field, higher is better. */
interface Merit {
  readonly type: HostType;
  /** Years between host and platform, in steps of {@link ERA_YEARS}: within one step a host counts as of its time. */
  readonly era: number;
  /** Workloads of the estate whose system runs there; without an estate, rows of the guest table. */
  readonly carries: number;
  readonly cautions: number;
  /** Throughput partitions can share, in ssj_ops, or cores × MHz where no rating is known. */
  readonly throughput: number;
  readonly watts: number;
}

/** Machines are planned with software up to about this much older or newer. */
const ERA_YEARS = 2;

/** What the innermost layer stands on there, or undefined when an outer layer refuses the machine. */
function groundOn(platform: Platform, type: HostType): Machine | undefined {
  const machine = machineOf(type, undefined);
  try {
    return foundation(platform, machine);
  } catch {
    return undefined;
  }
}

/** The layer on this host type with default settings, or undefined when the machine cannot carry it. */
function siteOn(platform: Platform, type: HostType): Site | undefined {
  const layer = innermost(platform);
  const machine = groundOn(platform, type);
  if (machine === undefined) return undefined;
  const site: Site = { machine, settings: layer.settings.parse({}), memoryOvercommitRatio: 1 };
  return layer.machineMisfits(site).length === 0 ? site : undefined;
}

/** Cores partitions get: shared ones, or those in whole blocks. */
function coresFor(platform: Platform, site: Site): number {
  const layer = innermost(platform);
  return layer.cpu === "time-shared" ? layer.supply(site).sharedCores : site.machine.cores;
}

/** Watts at full load. */
const peakWatts = ({ power }: HostType): number =>
  power.kind === "curve" ? (power.watts.value.at(-1) ?? Number.POSITIVE_INFINITY) : power.maxW.value;

/** The least that a partition of some system can ask for. */
const smallest = (os: Workload["os"]): PartitionWants => ({
  id: "smallest",
  os,
  vcpus: 1,
  memoryMiB: 1,
  peakCores: 0,
  disks: 1,
  nics: 1,
  cpuReservedMhz: 0,
  memoryReservedMiB: 0,
  needs: [],
});

/** Workloads whose system the layer lets onto this machine; each system is asked about once. */
function carriesOn(layer: Layer, site: Site, workloads: readonly Workload[]): number {
  const bySystem = Map.groupBy(workloads, ({ os }) => JSON.stringify(os));
  return [...bySystem.values()].reduce((sum, [first, ...others]) => {
    if (first === undefined) return sum;
    const refused = layer.partitionMisfits(layer.size(smallest(first.os), site), site).length > 0;
    return sum + (refused ? 0 : 1 + others.length);
  }, 0);
}

function meritOf(platform: Platform, type: HostType, workloads: readonly Workload[] | undefined): Merit | undefined {
  const site = siteOn(platform, type);
  if (site === undefined) return undefined;
  const layer = innermost(platform);
  const cores = coresFor(platform, site);
  if (cores <= 0) return undefined;
  return {
    type,
    era: Math.floor(Math.abs(type.year - platform.year) / ERA_YEARS),
    carries:
      workloads === undefined
        ? layer.description.guests.filter((row) => hasFeatures(row.needsOneOf, type.features)).length
        : carriesOn(layer, site, workloads),
    cautions: layer.cautions(site, []).length,
    throughput: cores * (type.ratingPerCore?.value ?? type.coreMhz.value),
    watts: peakWatts(type),
  };
}

/** Of its time, carrying most, with least to be careful about. */
const bySuitability = (a: Merit, b: Merit): number => a.era - b.era || b.carries - a.carries || a.cautions - b.cautions;

const byThroughputPerWatt = (a: Merit, b: Merit): number =>
  b.throughput / b.watts - a.throughput / a.watts || (a.type.id < b.type.id ? -1 : 1);

/** The larger half: what people consolidate onto. */
function largerHalf(merits: readonly Merit[]): readonly Merit[] {
  const sizes = merits.map(({ throughput }) => throughput).toSorted((a, b) => a - b);
  const middle = sizes[Math.floor(sizes.length / 2)] ?? 0;
  return merits.filter(({ throughput }) => throughput >= middle);
}

/**
 * The host type a platform is compared on by default, or undefined when its layer refuses every one. Of the equally
 * suitable ones the larger half stands to choice, and of those the one that gives most for its watts: the largest machine
 * of its time would make every small estate look hungry, the smallest would count hosts in hundreds.
 * @param types the host catalogue; the order does not matter
 * @param workloads the estate it is for, where there is one
 */
export function defaultHostFor(
  platform: Platform,
  types: readonly HostType[],
  workloads?: readonly Workload[],
): HostType | undefined {
  const merits = types.flatMap((type) => meritOf(platform, type, workloads) ?? []).toSorted(bySuitability);
  const [first] = merits;
  if (first === undefined) return undefined;
  const equals = merits.filter((merit) => bySuitability(merit, first) === 0);
  return largerHalf(equals).toSorted(byThroughputPerWatt)[0]?.type;
}
