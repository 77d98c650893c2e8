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

/** Limits that a rack breaks that holds the sums and, if given, one more host. */
export function overInRack(sums: Sums, capacity: RoomCapacity, more?: Measured): readonly Over[] {
  const heatW = peakOfSums(sums, more);
  return over([
    ["units", sums.units + (more?.units ?? 0), capacity.rackUnits - capacity.reservedUnits],
    ["feed", (sums.fullW + (more?.fullW ?? 0)) * capacity.rackRatio, capacity.feedW],
    ["weight", sums.kg + (more?.kg ?? 0), capacity.maxKg],
    ["heat", heatW, capacity.maxHeatW],
    ["floor", heatW / capacity.areaM2, capacity.maxWPerM2],
  ]);
}

/** Limits that a machine in so many frames of its own breaks. */
export const overInFrames = (host: Measured, frames: number, capacity: RoomCapacity): readonly Over[] =>
  over([["floor", Math.max(0, ...host.drawW) / (frames * capacity.areaM2), capacity.maxWPerM2]]);

/** The room's cooling. */
export const overInRoom = (sums: Sums, capacity: RoomCapacity, more?: Measured): readonly Over[] =>
  over([["cooling", peakOfSums(sums, more), capacity.coolingW]]);
