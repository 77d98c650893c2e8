/**
 * Puts the sample's workloads onto its hosts so that no host is asked for more memory or CPU than it has in any hour.
 * A host that would be the least full takes the next workload; the largest workloads come first.
 */
import type { Pool, SampleHost } from "./fleet.ts";

export interface Guest {
  readonly name: string;
  readonly pool: Pool;
  readonly isPhysical: boolean;
  readonly vcpus: number;
  readonly memoryMiB: number;
  /** Cores in use, hour by hour. */
  readonly cpuCores: readonly number[];
}

export interface Room {
  readonly host: SampleHost;
  readonly pool: Pool;
}

/** No hour of the sample has a shared host busier than this. */
const BUSIEST_RATIO = 0.92;

interface Load {
  readonly room: Room;
  memoryMiB: number;
  cpuCores: number[];
  isTaken: boolean;
}

/** How full the host would be with the guest, by memory or its busiest hour; Infinity = does not fit. */
function fullness(load: Load, guest: Guest): number {
  const { host } = load.room;
  if (load.isTaken || guest.vcpus > host.cores || (guest.isPhysical && load.memoryMiB > 0))
    return Number.POSITIVE_INFINITY;
  const memory = (load.memoryMiB + guest.memoryMiB) / host.memoryMiB;
  const cpu = Math.max(...load.cpuCores.map((cores, hour) => cores + (guest.cpuCores[hour] ?? 0))) / host.cores;
  const busiest = guest.isPhysical ? 1 : BUSIEST_RATIO;
  return memory > 1 || cpu > busiest ? Number.POSITIVE_INFINITY : Math.max(memory, cpu);
}

function emptiest(loads: readonly Load[], guest: Guest): Load {
  const ranked = loads
    .filter((load) => load.room.pool === guest.pool)
    .map((load) => ({ load, full: fullness(load, guest) }))
    .toSorted((a, b) => a.full - b.full);
  const best = ranked[0];
  if (best === undefined || !Number.isFinite(best.full))
    throw new Error(`sample: no host of ${guest.pool} has room for ${guest.name}`);
  return best.load;
}

const bySize = (a: Guest, b: Guest) => b.memoryMiB - a.memoryMiB || b.vcpus - a.vcpus || (a.name < b.name ? -1 : 1);

/**
 * Host id of every guest, by guest name; a physical server has its host to itself.
 * @throws Error naming the guest that fits on no host of its pool
 */
export function place(guests: readonly Guest[], rooms: readonly Room[], hours: number): ReadonlyMap<string, string> {
  const loads: Load[] = rooms.map((room) => ({
    room,
    memoryMiB: 0,
    cpuCores: Array.from({ length: hours }, () => 0),
    isTaken: false,
  }));
  const placed = new Map<string, string>();
  for (const guest of guests.toSorted(bySize)) {
    const load = emptiest(loads, guest);
    load.memoryMiB += guest.memoryMiB;
    load.cpuCores = load.cpuCores.map((cores, hour) => cores + (guest.cpuCores[hour] ?? 0));
    load.isTaken = guest.isPhysical;
    placed.set(guest.name, load.room.host.id);
  }
  return placed;
}
