/** The limits of a rack, of frames and of the room, asked of sums: for the judge, who finds them all over again. */
import type { RoomLimit } from "../contract/room.ts";
import type { RoomCapacity } from "./capacity.ts";
import { type Sums, isAbove, peakOfSums } from "./judged-room.ts";
import type { Measured } from "./standing.ts";

/** A limit that does not hold. */
export interface Over {
  readonly limit: RoomLimit;
  readonly needs: number;
  readonly has: number;
}

type Check = readonly [limit: RoomLimit, needs: number, has: number];

const over = (checks: readonly Check[]): readonly Over[] =>
  checks.flatMap(([limit, needs, has]) => (isAbove(needs, has) ? [{ limit, needs, has }] : []));

/** Limits on what does not change over time. */
const steady = (sums: Sums, capacity: RoomCapacity, more?: Measured): readonly Over[] =>
  over([
    ["units", sums.units + (more?.units ?? 0), capacity.rackUnits - capacity.reservedUnits],
    ["feed", sums.plannedW + (more?.plannedW ?? 0), capacity.feedW],
    ["weight", sums.kg + (more?.kg ?? 0), capacity.maxKg],
  ]);

/** Limits on heat. */
function warm(sums: Sums, capacity: RoomCapacity, more?: Measured): readonly Over[] {
  if (capacity.maxHeatW === Infinity && capacity.maxWPerM2 === Infinity) return [];
  const heatW = peakOfSums(sums, more);
  return over([
    ["heat", heatW, capacity.maxHeatW],
    ["floor", heatW / capacity.areaM2, capacity.maxWPerM2],
  ]);
}

/** Limits that a rack breaks that holds the sums and, if given, one more host. */
export const overInRack = (sums: Sums, capacity: RoomCapacity, more?: Measured): readonly Over[] => [
  ...steady(sums, capacity, more),
  ...warm(sums, capacity, more),
];

/** Has a rack that holds the sums room for the host? */
export const hasRoom = (sums: Sums, capacity: RoomCapacity, host: Measured): boolean =>
  steady(sums, capacity, host).length === 0 && warm(sums, capacity, host).length === 0;

/** Limits that a machine in so many frames of its own breaks. */
export const overInFrames = (host: Measured, frames: number, capacity: RoomCapacity): readonly Over[] =>
  over([["floor", Math.max(0, ...host.drawW) / (frames * capacity.areaM2), capacity.maxWPerM2]]);

/** The room's cooling. */
export const overInRoom = (sums: Sums, capacity: RoomCapacity, more?: Measured): readonly Over[] =>
  over([["cooling", peakOfSums(sums, more), capacity.coolingW]]);
