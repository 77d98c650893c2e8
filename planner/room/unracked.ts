/**
 * Why a host stands nowhere: every limit it breaks as the room stands, what it needs and what there is. A host of a named
 * rack is measured against that rack with what is in it, any other against an empty one; where a rack of its own would do,
 * racks or cooling are what is short.
 */
import type { PlanRoom, RoomLimit } from "../contract/room.ts";
import { amount } from "../rounding.ts";
import type { RoomCapacity } from "./capacity.ts";
import { peakOf } from "./elevation.ts";
import { type HeatSum, RackLoad, peakWith } from "./rack-load.ts";
import type { RackRoom } from "./rack-problem.ts";
import { type Standing, framesOf, isFrame } from "./standing.ts";
import { wouldFit } from "./would-fit.ts";

type Unracked = PlanRoom["unracked"][number];
type Broken = Unracked["limits"][number];

/** The unit in which each limit is told. */
export const LIMIT_UNITS: Readonly<Record<RoomLimit, string>> = {
  units: "U",
  feed: "W",
  weight: "kg",
  heat: "W",
  floor: "W/m²",
  racks: "racks",
  cooling: "W",
};

/** Limits of this rack, or of its own frames, that the hosts together break. */
export function brokenIn(hosts: readonly Standing[], capacity: RoomCapacity): readonly Broken[] {
  const sum = (of: (host: Standing) => number) => hosts.reduce((total, host) => total + of(host), 0);
  const frames = hosts.filter(isFrame);
  const isRack = frames.length === 0;
  const areaM2 = isRack ? capacity.areaM2 : capacity.areaM2 * frames.reduce((total, host) => total + framesOf(host), 0);
  const floor = [["floor", peakOf(hosts) / areaM2, capacity.maxWPerM2]] as const;
  const ofRack = [
    ["units", sum(({ units }) => units), capacity.rackUnits - capacity.reservedUnits],
    ["feed", sum(({ plannedW }) => plannedW), capacity.feedW],
    ["weight", sum(({ kg = 0 }) => kg), capacity.maxKg],
    ["heat", peakOf(hosts), capacity.maxHeatW],
  ] as const;
  const checks: readonly (readonly [RoomLimit, number, number])[] = isRack ? [...ofRack, ...floor] : floor;
  return checks.flatMap(([limit, needs, has]) => (isOver(needs, has) ? [told(limit, { needs, has }, capacity)] : []));
}

/** Sums of thousandths, and limits with roots in them: this share apart is the same. */
const SAME = 1e-9;
const isOver = (needs: number, has: number): boolean => needs > has + SAME * Math.max(1, has);

function told(
  limit: RoomLimit,
  { needs, has }: { readonly needs: number; readonly has: number },
  capacity: RoomCapacity,
): Broken {
  const rounded = amount(needs);
  return {
    limit,
    needs: rounded,
    has: amount(has),
    unit: LIMIT_UNITS[limit],
    wouldFit: wouldFit(limit, rounded, capacity),
  };
}

/** The room as it stands when nothing more fits. */
export interface FullRoom {
  readonly capacity: RoomCapacity;
  readonly room: RackRoom;
  readonly racks: readonly RackLoad[];
  readonly heat: HeatSum;
}

/** Racks that those take who would fit one but find none: first fit in the plan's order. */
function racksFor(hosts: readonly Standing[], { room, heat }: FullRoom): number {
  const opened: RackLoad[] = [];
  for (const host of hosts) {
    let rack = opened.find((open) => open.fits(host));
    if (rack === undefined) {
      rack = new RackLoad(room, heat.sums.length, host.rack);
      opened.push(rack);
    }
    rack.add(host);
  }
  return opened.length;
}

/** Every limit that each of these hosts breaks, in the plan's order. */
export function unrackedOf(hosts: readonly Standing[], full: FullRoom): readonly Unracked[] {
  const { capacity, racks, heat } = full;
  const own = new Map(
    hosts.map((host) => {
      const home = host.rack === undefined ? undefined : racks.find(({ name }) => name === host.rack);
      return [host, { home, broken: brokenIn([...(home?.hosts ?? []), host], capacity) }] as const;
    }),
  );
  const isShort = (host: Standing): boolean => {
    const { home, broken } = own.get(host)!;
    if (isFrame(host) || home !== undefined || broken.length > 0) return false;
    return racks.length >= capacity.maxRacks && !racks.some((rack) => rack.fits(host));
  };
  const short = hosts.filter(isShort);
  const lacking = new Set(short);
  const needs = racks.length + racksFor(short, full);
  return hosts.map((host) => ({
    host: host.id,
    limits: [
      ...own.get(host)!.broken,
      ...(lacking.has(host) ? [told("racks", { needs, has: capacity.maxRacks }, capacity)] : []),
      ...(heat.fits(host) ? [] : [told("cooling", { needs: peakWith(heat, host), has: capacity.coolingW }, capacity)]),
    ],
  }));
}
