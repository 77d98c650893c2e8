/**
 * The plan's hosts into racks under all limits at once. Who is too much for any rack is told so; the others are admitted
 * while the cooling lasts (hosts in use before spares, in the plan's order), then packed; what that leaves free goes to
 * those refused before. Nothing in the result breaks a limit; nothing left out would still fit.
 */
import type { Facility, HostType, PlanRoom } from "../contract/index.ts";
import { type RoomCapacity, roomCapacity, roomProblems } from "./capacity.ts";
import { elevation, rackedHost } from "./elevation.ts";
import { type RackSearch, type Racks, fillRacks } from "./fill-racks.ts";
import { rackBound } from "./rack-bound.ts";
import { HeatSum, RackLoad } from "./rack-load.ts";
import { PARTS, type RackRoom, rackRoom } from "./rack-problem.ts";
import { roomTotals } from "./room-totals.ts";
import { type HostToRack, type Standing, isFrame, standingOf } from "./standing.ts";
import { brokenIn, unrackedOf } from "./unracked.ts";

/** What racking gives of a room; cooling, inlet and chain are the energy room's. */
export type RackedRoom = Omit<PlanRoom, "cooling" | "inlet" | "chain">;

export interface RackOptions extends RackSearch {
  /** Host id → the rack it must stand in, by the name of a place of the request. Others stand anywhere. */
  readonly racks?: ReadonlyMap<string, string>;
}

/**
 * Racks for the plan's hosts, with a proved bound, elevations, and every limit that keeps a host out.
 * @param types host types by id; a host whose type or height is not known is listed apart
 * @throws Error when the facility's room is none (more units reserved than a rack has), when a host comes twice, or when
 *   hosts have different numbers of slots
 */
export function rackHosts(
  hosts: readonly HostToRack[],
  types: ReadonlyMap<string, HostType>,
  facility: Facility,
  options: RackOptions = {},
): RackedRoom {
  const [problem] = roomProblems(facility);
  if (problem !== undefined) throw new Error(`${problem.pointer}: ${problem.detail}`);
  const capacity = roomCapacity(facility);
  const { standing, withoutUnits } = standingOf(hosts, types, {
    racks: options.racks ?? new Map(),
    rackRatio: capacity.rackRatio,
  });
  const stood = standAll(standing, capacity, options);
  const inRacks = stood.racks.flatMap((rack) => rack.hosts);
  const racks = named(stood.racks, new Set(options.racks?.values())).map(([id, rack]) =>
    elevation(id, rack.hosts, capacity),
  );
  const bound = rackBound(
    inRacks.toSorted((a, b) => a.index - b.index),
    capacity,
    stood.prices,
  );
  return {
    racks,
    frames: stood.frames.map((host) => rackedHost(host, 0)),
    unracked: [...unrackedOf(stood.left, { ...stood, capacity })],
    withoutUnits: [...withoutUnits],
    bound,
    ...roomTotals({ racks, inRacks, frames: stood.frames, bound: bound.racks }, capacity),
  };
}

interface Stood {
  readonly room: RackRoom;
  readonly racks: readonly RackLoad[];
  readonly frames: readonly Standing[];
  readonly left: readonly Standing[];
  readonly heat: HeatSum;
  readonly prices?: ReadonlyMap<string, number>;
}

/** Hosts in use before spares, each in the plan's order. */
const byNeed = (hosts: readonly Standing[]): readonly Standing[] =>
  hosts.toSorted((a, b) => Number(a.isSpare) - Number(b.isSpare) || a.index - b.index);

function standAll(standing: readonly Standing[], capacity: RoomCapacity, search: RackSearch): Stood {
  const room = rackRoom(capacity, standing);
  const slots = standing[0]?.drawW.length ?? 0;
  const cooling = () => new HeatSum(Math.floor(capacity.coolingW * PARTS + 1e-6), slots);
  const candidates = byNeed(standing.filter((host) => brokenIn([host], capacity).length === 0));
  const first = cooling();
  const admitted = candidates.filter((host) => first.fits(host) && (first.add(host), true));
  const filled = fillRacks(
    admitted.filter((host) => !isFrame(host)),
    { room, slots, most: capacity.maxRacks },
    search,
  );
  const left = new Set(filled.left);
  const heat = cooling();
  const inside = new Set(admitted.filter((host) => !left.has(host)));
  for (const host of inside) heat.add(host);
  const racks = [...filled.racks];
  for (const host of candidates) {
    if (inside.has(host) || !heat.fits(host)) continue;
    if (!isFrame(host) && !joins(host, racks, { room, slots, most: capacity.maxRacks })) continue;
    heat.add(host);
    inside.add(host);
  }
  return {
    room,
    racks,
    frames: standing.filter((host) => isFrame(host) && inside.has(host)),
    left: standing.filter((host) => !inside.has(host)),
    heat,
    ...(filled.prices === undefined ? {} : { prices: filled.prices }),
  };
}

/** Put the host into the first rack that has room, or a new one; false = there is none. */
function joins(host: Standing, racks: RackLoad[], { room, slots, most }: Racks): boolean {
  let rack = racks.find((open) => open.fits(host));
  const isThere = host.rack !== undefined && racks.some(({ name }) => name === host.rack);
  if (rack === undefined && !isThere && racks.length < most) {
    rack = new RackLoad(room, slots, host.rack);
    racks.push(rack);
  }
  rack?.add(host);
  return rack !== undefined;
}

/**
 * Racks with their ids: named ones first, the others numbered by the first host of the plan in them. No number makes an
 * id that is the name of a place.
 */
function named(racks: readonly RackLoad[], names: ReadonlySet<string>): readonly (readonly [string, RackLoad])[] {
  const first = ({ hosts }: RackLoad) => hosts.reduce((least, { index }) => Math.min(least, index), Infinity);
  let number = 0;
  const nextId = (): string => {
    do number += 1;
    while (names.has(`rack-${number}`));
    return `rack-${number}`;
  };
  return racks
    .toSorted((a, b) => Number(a.name === undefined) - Number(b.name === undefined) || first(a) - first(b))
    .map((rack) => [rack.name ?? nextId(), rack] as const);
}
