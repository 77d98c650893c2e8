/**
 * A room judged from scratch, trusting nothing of the packing: every host of the plan once, racks, frames and those left
 * out each by their own limits, cooling, bound, totals. The bound is found anew; one by columns is proved by its prices.
 */
import { WATTS_PER_KW } from "#models/units.ts";
import type { HostType, PlanRoom } from "../contract/index.ts";
import { isSame } from "../canonical.ts";
import { FRAME_UNITS } from "./facts.ts";
import { overInRoom } from "./judge-limits.ts";
import { racksJudged } from "./judge-racks.ts";
import { unrackedJudged } from "./judge-unracked.ts";
import {
  type JudgedRoom,
  type RoomQuestion,
  type RoomViolation,
  fault,
  isNear,
  judgedRoom,
  peakOfSums,
  sumsOf,
} from "./judged-room.ts";
import { rackBound } from "./rack-bound.ts";
import type { RackedRoom } from "./rack-hosts.ts";
import type { HostToRack, Measured } from "./standing.ts";

/** Ratios are rounded to 1e-5. */
const RATIO_SLACK = 1.1e-5;

/** Every host of the plan in exactly one list, and in the right one. */
function accounts(room: RackedRoom, judged: JudgedRoom): readonly RoomViolation[] {
  const { known, unknown } = judged;
  const standing = [...room.racks.flatMap(({ hosts }) => hosts), ...room.frames, ...room.unracked];
  const told = standing.map(({ host }) => host);
  const times = new Map<string, number>();
  for (const id of [...told, ...room.withoutUnits]) times.set(id, (times.get(id) ?? 0) + 1);
  const all = [...known.keys(), ...unknown];
  return [
    ...all.filter((id) => !times.has(id)).map((id) => fault("room-missing", id, "is nowhere in the room")),
    ...[...times].flatMap(([id, count]) => [
      ...(count > 1 ? [fault("room-twice", id, `is in the room ${count} times`)] : []),
      ...(known.has(id) || unknown.has(id) ? [] : [fault("room-stranger", id, "is no host of the plan")]),
    ]),
    ...told
      .filter((id) => unknown.has(id))
      .map((id) => fault("room-place", id, "has no known height, and yet a place")),
    ...room.withoutUnits.filter((id) => known.has(id)).map((id) => fault("room-place", id, "has a known height")),
  ];
}

interface Placed {
  readonly inRacks: readonly Measured[];
  readonly frames: readonly Measured[];
}

/** Hosts in racks and in frames, in the plan's order. */
function placedIn(room: RackedRoom, { known }: JudgedRoom): Placed {
  const racked = new Set(room.racks.flatMap(({ hosts }) => hosts.map(({ host }) => host)));
  const framed = new Set(room.frames.map(({ host }) => host));
  const of = (ids: ReadonlySet<string>) => [...known.values()].filter(({ id }) => ids.has(id));
  return { inRacks: of(racked), frames: of(framed) };
}

function boundFaults(room: RackedRoom, { inRacks }: Placed, { capacity }: JudgedRoom): readonly RoomViolation[] {
  const { bound, racks, gapRatio } = room;
  const is = rackBound(
    inRacks,
    capacity,
    bound.prices === undefined ? undefined : new Map(Object.entries(bound.prices)),
  );
  const gap = is.racks === 0 ? 0 : (racks.length - is.racks) / is.racks;
  return [
    ...(isSame(bound, is)
      ? []
      : [fault("room-bound", "bound", `says ${bound.racks} ${bound.kind}, is ${is.racks} ${is.kind}`)]),
    ...(is.racks > racks.length ? [fault("room-bound", "bound", `${is.racks} exceeds the ${racks.length} racks`)] : []),
    ...(Math.abs(gapRatio - gap) <= RATIO_SLACK
      ? []
      : [fault("room-figure", "gapRatio", `says ${gapRatio}, is ${gap}`)]),
  ];
}

function totals(room: RackedRoom, { inRacks, frames }: Placed, judged: JudgedRoom): readonly RoomViolation[] {
  const { capacity, known } = judged;
  const whole = sumsOf([...inRacks, ...frames]);
  const cabinets = frames.reduce((sum, { units }) => sum + Math.ceil(units / FRAME_UNITS.value), 0);
  const areaM2 = (room.racks.length + cabinets) * capacity.areaM2;
  const heats = room.racks.map(
    ({ hosts }) => peakOfSums(sumsOf(hosts.flatMap(({ host }) => known.get(host) ?? []))) / WATTS_PER_KW,
  );
  const { density, breakers } = room;
  const limit = Number.isFinite(capacity.maxWPerM2) ? capacity.maxWPerM2 : undefined;
  const pairs: readonly (readonly [string, number | undefined, number | undefined])[] = [
    ["areaM2", room.areaM2, areaM2],
    ["density.maxKWPerRack", density.maxKWPerRack, Math.max(0, ...heats)],
    [
      "density.meanKWPerRack",
      density.meanKWPerRack,
      heats.reduce((sum, kW) => sum + kW, 0) / Math.max(1, heats.length),
    ],
    ["density.wPerM2", density.wPerM2, areaM2 === 0 ? 0 : peakOfSums(whole) / areaM2],
    ["density.limitWPerM2", density.limitWPerM2, limit],
    ["breakers.fullW", breakers.fullW, whole.fullW],
    ["breakers.rackRatio", breakers.rackRatio, capacity.rackRatio],
    ["breakers.roomRatio", breakers.roomRatio, capacity.roomRatio],
    ["breakers.plannedRoomW", breakers.plannedRoomW, Math.max(whole.fullW * capacity.roomRatio, peakOfSums(whole))],
  ];
  return [
    ...pairs.flatMap(([field, says, is]) =>
      (says === undefined) === (is === undefined) && isNear(says ?? 0, is ?? 0)
        ? []
        : [fault("room-figure", field, `says ${says ?? "nothing"}, is ${is ?? "nothing"}`)],
    ),
    ...overInRoom(whole, capacity).map(({ limit: broken, needs, has }) =>
      fault(`room-${broken}`, "room", `${needs} of ${has} W`),
    ),
  ];
}

/**
 * Everything wrong with a room of racks.
 * @param room cooling, inlet and chain may be there; they are not looked at
 * @param hosts all hosts of the plan
 * @param types host types by id
 * @returns none where the room is right
 */
export function roomViolations(
  room: RackedRoom | PlanRoom,
  hosts: readonly HostToRack[],
  types: ReadonlyMap<string, HostType>,
  question: RoomQuestion,
): readonly RoomViolation[] {
  const judged = judgedRoom(hosts, types, question);
  const placed = placedIn(room, judged);
  return [
    ...accounts(room, judged),
    ...racksJudged(room, judged),
    ...unrackedJudged(room, judged),
    ...boundFaults(room, placed, judged),
    ...totals(room, placed, judged),
  ];
}
