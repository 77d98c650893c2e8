/** The room's figures over its racks and frames: floor, heat density, what breakers are planned for, gap to the bound. */
import { WATTS_PER_KW } from "#models/units.ts";
import type { PlanRoom, Rack } from "../contract/index.ts";
import { amount, ratio } from "../rounding.ts";
import type { RoomCapacity } from "./capacity.ts";
import { peakOf } from "./elevation.ts";
import { type Standing, framesOf } from "./standing.ts";

/** What the totals are made of. */
export interface RoomParts {
  readonly racks: readonly Rack[];
  readonly inRacks: readonly Standing[];
  readonly frames: readonly Standing[];
  /** Fewest racks. */
  readonly bound: number;
}

/** Floor, density, breakers and gap. */
export function roomTotals(
  { racks, inRacks, frames, bound }: RoomParts,
  capacity: RoomCapacity,
): Pick<PlanRoom, "gapRatio" | "areaM2" | "density" | "breakers"> {
  const standing = [...inRacks, ...frames];
  const places = racks.length + frames.reduce((sum, host) => sum + framesOf(host), 0);
  const areaM2 = places * capacity.areaM2;
  const heats = racks.map(({ peakW }) => peakW / WATTS_PER_KW);
  const mean = heats.length === 0 ? 0 : heats.reduce((sum, kW) => sum + kW, 0) / heats.length;
  const fullW = standing.reduce((sum, host) => sum + host.fullW, 0);
  return {
    gapRatio: bound === 0 ? 0 : ratio((racks.length - bound) / bound),
    areaM2: amount(areaM2),
    density: {
      maxKWPerRack: amount(heats.reduce((top, kW) => Math.max(top, kW), 0)),
      meanKWPerRack: amount(mean),
      wPerM2: areaM2 === 0 ? 0 : amount(peakOf(standing) / areaM2),
      ...(Number.isFinite(capacity.maxWPerM2) ? { limitWPerM2: capacity.maxWPerM2 } : {}),
    },
    breakers: {
      fullW: amount(fullW),
      rackRatio: capacity.rackRatio,
      roomRatio: capacity.roomRatio,
      plannedRoomW: amount(Math.max(fullW * capacity.roomRatio, peakOf(standing))),
    },
  };
}
