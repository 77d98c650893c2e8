/** Racks and frames judged: every host where it says, no two in one unit, no limit broken, every figure right. */
import type { PlanRoom, Rack } from "../contract/index.ts";
import { btuPerHour } from "../energy/index.ts";
import { FRAME_UNITS } from "./facts.ts";
import { overInFrames, overInRack } from "./judge-limits.ts";
import { type JudgedRoom, type RoomViolation, fault, isNear, peakOfSums, sumsOf } from "./judged-room.ts";
import type { Measured } from "./standing.ts";

type Racked = PlanRoom["frames"][number];

const wrong = (subject: string, pairs: Readonly<Record<string, readonly [number | undefined, number | undefined]>>) =>
  Object.entries(pairs).flatMap(([field, [says, is]]): readonly RoomViolation[] =>
    (says === undefined) === (is === undefined) && isNear(says ?? 0, is ?? 0)
      ? []
      : [fault("room-figure", subject, `${field} says ${says ?? "nothing"}, is ${is ?? "not known"}`)],
  );

const hostFigures = (racked: Racked, host: Measured): readonly RoomViolation[] =>
  wrong(racked.host, {
    units: [racked.units, host.units],
    fullW: [racked.fullW, host.fullW],
    peakW: [racked.peakW, host.peakW],
    kg: [racked.kg, host.kg],
  });

/** From the bottom up without gaps: each host begins where the one below ends; only parts of units share one. */
function elevationFaults({ id, hosts }: Rack, at: ReadonlyMap<string, Measured>): readonly RoomViolation[] {
  let below = 0;
  return hosts.flatMap(({ host, atUnit }) => {
    const { units } = at.get(host)!;
    const starts = Math.round(below * 1000) / 1000;
    below = starts + units;
    const isWhole = Number.isInteger(starts) || !Number.isInteger(units);
    return isWhole && atUnit === Math.floor(starts) + 1
      ? []
      : [fault("room-overlap", host, `at unit ${atUnit} of ${id}, where the one below ends at ${starts}`)];
  });
}

function rackFaults(rack: Rack, judged: JudgedRoom): readonly RoomViolation[] {
  const { capacity, known, names } = judged;
  const there = rack.hosts.filter(({ host }) => known.has(host));
  const hosts = there.map(({ host }) => known.get(host)!);
  const sums = sumsOf(hosts);
  const peakW = peakOfSums(sums);
  const isOther = ({ rack: name }: Measured) => name !== undefined && name !== rack.id;
  const isNamed = names.has(rack.id);
  return [
    ...(hosts.length === 0 ? [fault("room-rack", rack.id, "holds no host of the plan")] : []),
    ...(isNamed && hosts.every(({ rack: name }) => name !== rack.id)
      ? [fault("room-rack", rack.id, "bears the name of a place, none of whose hosts it holds")]
      : []),
    ...hosts
      .filter(isOther)
      .map(({ id, rack: name }) => fault("room-place", id, `stands in ${rack.id}, belongs in ${name}`)),
    ...hosts
      .filter(({ units }) => units >= FRAME_UNITS.value)
      .map(({ id }) => fault("room-place", id, "comes in frames of its own, stands in a rack")),
    ...there.flatMap((racked) => hostFigures(racked, known.get(racked.host)!)),
    ...elevationFaults({ ...rack, hosts: there }, known),
    ...overInRack(sums, capacity).map(({ limit, needs, has }) => fault(`room-${limit}`, rack.id, `${needs} of ${has}`)),
    ...wrong(rack.id, {
      usedUnits: [rack.usedUnits, sums.units],
      units: [rack.units, capacity.rackUnits],
      plannedW: [rack.plannedW, sums.plannedW],
      feedW: [rack.feedW, capacity.feedW],
      peakW: [rack.peakW, peakW],
      btuPerHour: [rack.btuPerHour, btuPerHour(peakW)],
      kg: [rack.kg, sums.isWeighed ? sums.kg : undefined],
    }),
  ];
}

function frameFaults(racked: Racked, { capacity, known }: JudgedRoom): readonly RoomViolation[] {
  const host = known.get(racked.host);
  if (host === undefined) return [];
  const frames = Math.ceil(host.units / FRAME_UNITS.value);
  return [
    ...hostFigures(racked, host),
    ...(racked.atUnit === 0
      ? []
      : [fault("room-overlap", racked.host, `at unit ${racked.atUnit} of frames of its own`)]),
    ...(host.units >= FRAME_UNITS.value ? [] : [fault("room-place", racked.host, `${host.units} U need no frames`)]),
    ...overInFrames(host, frames, capacity).map(({ limit, needs, has }) =>
      fault(`room-${limit}`, racked.host, `${needs} of ${has}`),
    ),
  ];
}

/** Ids: names of places first, then rack-1 … without those names. */
function idFaults(racks: readonly Rack[], names: ReadonlySet<string>): readonly RoomViolation[] {
  const ids = racks.map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  const plain = ids.filter((id) => !names.has(id));
  const free: string[] = [];
  for (let number = 1; free.length < plain.length; number++) {
    if (!names.has(`rack-${number}`)) free.push(`rack-${number}`);
  }
  const isOdd = ids.slice(0, ids.length - plain.length).some((id) => !names.has(id)) || plain.join() !== free.join();
  return [
    ...twice.map((id) => fault("room-rack", id, "is the id of two racks")),
    ...(isOdd ? [fault("room-rack", "racks", `ids ${plain.slice(0, 3).join(", ")} … are not numbered from 1`)] : []),
  ];
}

/** Faults of all racks and frames. */
export function racksJudged(room: Pick<PlanRoom, "racks" | "frames">, judged: JudgedRoom): readonly RoomViolation[] {
  const { maxRacks } = judged.capacity;
  return [
    ...idFaults(room.racks, judged.names),
    ...room.racks.flatMap((rack) => rackFaults(rack, judged)),
    ...room.frames.flatMap((racked) => frameFaults(racked, judged)),
    ...(room.racks.length > maxRacks ? [fault("room-racks", "racks", `${room.racks.length} of ${maxRacks}`)] : []),
  ];
}
