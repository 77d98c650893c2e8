/** Hosts that stand nowhere judged: every limit they break is told, with its figures, and none that they keep. */
import type { PlanRoom } from "../contract/room.ts";
import { amount } from "../rounding.ts";
import { FRAME_UNITS } from "./facts.ts";
import { type Over, hasRoom, overInFrames, overInRack, overInRoom } from "./judge-limits.ts";
import { type JudgedRoom, type RoomViolation, type Sums, addTo, fault, isNear, noSums, sumsOf } from "./judged-room.ts";
import type { Measured } from "./standing.ts";
import { LIMIT_UNITS } from "./unracked.ts";
import { wouldFit } from "./would-fit.ts";

type Unracked = PlanRoom["unracked"][number];

interface RackSums {
  readonly id: string;
  readonly sums: Sums;
}

/** May the host join the rack by its name? */
const isWelcome = (host: Measured, id: string): boolean => host.rack === undefined || host.rack === id;

/** Racks that first fit in the plan's order takes for hosts that each fit one. */
function racksTaken(hosts: readonly Measured[], { capacity }: JudgedRoom): number {
  const opened: RackSums[] = [];
  for (const host of hosts) {
    let rack = opened.find(({ id, sums }) => isWelcome(host, id) && hasRoom(sums, capacity, host));
    if (rack === undefined) opened.push((rack = { id: host.rack ?? "", sums: noSums() }));
    addTo(rack.sums, host);
  }
  return opened.length;
}

/** Every limit that each of the hosts breaks as the room stands. */
function expected(hosts: readonly Measured[], room: Pick<PlanRoom, "racks" | "frames">, judged: JudgedRoom) {
  const { capacity, known } = judged;
  const measured = (ids: readonly { readonly host: string }[]) => ids.flatMap(({ host }) => known.get(host) ?? []);
  const racks = room.racks.map(({ id, hosts: inside }): RackSums => ({ id, sums: sumsOf(measured(inside)) }));
  const whole = sumsOf([...room.racks.flatMap((rack) => measured(rack.hosts)), ...measured(room.frames)]);
  const own = hosts.map((host): readonly Over[] => {
    if (host.units >= FRAME_UNITS.value) return overInFrames(host, Math.ceil(host.units / FRAME_UNITS.value), capacity);
    const home = host.rack === undefined ? undefined : racks.find(({ id }) => id === host.rack);
    return overInRack(home?.sums ?? noSums(), capacity, host);
  });
  const isShort = (host: Measured, at: number): boolean => {
    if (host.units >= FRAME_UNITS.value || own[at]!.length > 0 || racks.length < capacity.maxRacks) return false;
    if (racks.some(({ id }) => id === host.rack)) return false;
    return !racks.some(({ id, sums }) => isWelcome(host, id) && hasRoom(sums, capacity, host));
  };
  const short = new Set(hosts.filter(isShort));
  const needs = racks.length + racksTaken([...short], judged);
  return hosts.map((host, at): readonly Over[] => [
    ...own[at]!,
    ...(short.has(host) ? [{ limit: "racks" as const, needs, has: capacity.maxRacks }] : []),
    ...overInRoom(whole, capacity, host),
  ]);
}

function limitsFaults(
  { host, limits }: Unracked,
  is: readonly Over[],
  { capacity }: JudgedRoom,
): readonly RoomViolation[] {
  if (is.length === 0) return [fault("room-unracked", host, "stands nowhere, though there is room for it")];
  const names = (list: readonly { readonly limit: string }[]) => list.map(({ limit }) => limit).join(", ");
  if (names(limits) !== names(is))
    return [fault("room-unracked", host, `breaks ${names(is)}, told is ${names(limits)}`)];
  return limits.flatMap((told, at) => {
    const { limit, needs, has } = is[at]!;
    const isRight =
      isNear(told.needs, needs) &&
      isNear(told.has, has) &&
      told.unit === LIMIT_UNITS[limit] &&
      told.wouldFit === wouldFit(limit, amount(needs), capacity);
    return isRight ? [] : [fault("room-unracked", host, `${limit}: needs ${needs} of ${has} ${LIMIT_UNITS[limit]}`)];
  });
}

/** Faults of the hosts told as standing nowhere. */
export function unrackedJudged(
  room: Pick<PlanRoom, "racks" | "frames" | "unracked">,
  judged: JudgedRoom,
): readonly RoomViolation[] {
  const told = new Map(room.unracked.map((unracked) => [unracked.host, unracked]));
  const hosts = [...judged.known.values()].filter(({ id }) => told.has(id));
  const is = expected(hosts, room, judged);
  return hosts.flatMap((host, at) => limitsFaults(told.get(host.id)!, is[at]!, judged));
}
