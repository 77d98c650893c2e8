/**
 * Draw of the room over time as a picture's data: hosts and facility, the plan and, where it is known, today. The
 * facility of a slot follows from the hosts' draw by the facility's own reckoning.
 */
import type { Draw, Facility, PlanDocument } from "../contract/index.ts";
import { facilityWatts } from "../energy/index.ts";
import { type Columns, columnsOf, indexOfHighest, slotOfColumns } from "./columns.ts";
import { slotLabel } from "./slots.ts";

/** Watts per column: the moment of each column in which the hosts draw most. */
export interface DrawLine {
  readonly itW: readonly number[];
  readonly facilityW: readonly number[];
}

export interface RoomDrawFigure {
  readonly columns: Columns;
  readonly plan: DrawLine;
  readonly today?: DrawLine;
  readonly peakW: number;
  readonly facilityPeakW: number;
  readonly peakColumn: number;
  readonly peakAt: string;
  /** What the room's feed is planned for, W of hosts; only of those that have a place. */
  readonly plannedW?: number;
  /** Hosts that draw and have no place. */
  readonly hostsWithoutPlace: number;
}

function lineOf({ perSlotW }: Draw, columns: Columns, facility: Facility): DrawLine {
  const itW = slotOfColumns(columns, perSlotW).map((slot) => perSlotW[slot] ?? 0);
  return { itW, facilityW: itW.map((watts) => facilityWatts(watts, facility)) };
}

/** The figure, or undefined when the plan's hosts draw nothing that is known or there is one slot only. */
export function roomDrawFigure({ result, request }: PlanDocument): RoomDrawFigure | undefined {
  const { after, before } = result.energy;
  if (result.hosts.length === 0 || after.peakW <= 0 || result.slots.count < 2) return undefined;
  const columns = columnsOf(result.slots);
  const peakSlot = indexOfHighest(after.perSlotW);
  const plan = lineOf(after, columns, request.facility);
  const peakColumn = Math.floor(peakSlot / columns.slotsPerColumn);
  const isKnown = before !== undefined && before.peakW > 0;
  return {
    columns,
    plan,
    ...(isKnown ? { today: lineOf(before, columns, request.facility) } : {}),
    peakW: after.peakW,
    facilityPeakW: plan.facilityW[peakColumn] ?? 0,
    peakColumn,
    peakAt: slotLabel(result.slots, peakSlot),
    hostsWithoutPlace: (result.room?.unracked.length ?? 0) + (result.room?.withoutUnits.length ?? 0),
    ...(result.room === undefined ? {} : { plannedW: result.room.breakers.plannedRoomW }),
  };
}
