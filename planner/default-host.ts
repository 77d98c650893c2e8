/**
 * A sensible host type for a platform when nobody named one: of the platform's era, not refused by its layer, and the one
 * that layer can use best. Derived from what layers and host types say of themselves; no platform is known by name.
 */
import {
  type Machine,
  type Platform,
  type Site,
  foundation,
  hasFeatures,
  innermost,
} from "#models/partitioning/index.ts";
import type { HostType } from "./contract/index.ts";
import { machineOf } from "./size/index.ts";

/** What makes one host type the better choice; compared field by field, higher is better. */
interface Merit {
  readonly type: HostType;
  /** Years between host and platform, in steps of {@link ERA_YEARS}: within one step a host counts as of its time. */
  readonly era: number;
  /** Rows of the guest table that can run there. */
  readonly guests: number;
  readonly cautions: number;
  /** Throughput partitions can share, in ssj_ops, or cores × MHz where no rating is known. */
  readonly capacity: number;
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

function meritOf(platform: Platform, type: HostType): Merit | undefined {
  const site = siteOn(platform, type);
  if (site === undefined) return undefined;
  const layer = innermost(platform);
  const cores = coresFor(platform, site);
  if (cores <= 0) return undefined;
  return {
    type,
    era: Math.floor(Math.abs(type.year - platform.year) / ERA_YEARS),
    guests: layer.description.guests.filter((row) => hasFeatures(row.needsOneOf, type.features)).length,
    cautions: layer.cautions(site, []).length,
    capacity: cores * (type.ratingPerCore?.value ?? type.coreMhz.value),
  };
}

const better = (a: Merit, b: Merit): number =>
  a.era - b.era ||
  b.guests - a.guests ||
  a.cautions - b.cautions ||
  b.capacity - a.capacity ||
  (a.type.id < b.type.id ? -1 : 1);

/**
 * The host type a platform is compared on by default, or undefined when its layer refuses every one.
 * @param types the host catalogue; the order does not matter
 */
export function defaultHostFor(platform: Platform, types: readonly HostType[]): HostType | undefined {
  const merits = types.flatMap((type) => meritOf(platform, type) ?? []);
  return merits.toSorted(better)[0]?.type;
}
