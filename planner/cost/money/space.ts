/**
 * What the place of hosts costs: by racks, units, floor and peak draw, each where the request names its price. The plan's
 * racks are those that were packed; today's, and hosts that found no place, are counted by their height.
 */
import { WATTS_PER_KW } from "#models/units.ts";
import type { Facility, HostType, Money, PlanRoom } from "../../contract/index.ts";
import { amount } from "../../rounding.ts";
import { roomCapacity } from "../../room/capacity.ts";
import { FRAME_UNITS } from "../../room/facts.ts";
import { type Due, type Part, counted, open } from "./lines.ts";

/** Units of a rack that hosts may take. */
function usableUnits(facility: Facility): number {
  const { rackUnits, reservedUnits } = roomCapacity(facility);
  return rackUnits - reservedUnits;
}

/** Places of racks that one host of so many units takes at least: its share of a rack, or its cabinets. */
export const leastPlaces = (units: number, facility: Facility): number =>
  Math.min(units / usableUnits(facility), Math.ceil(units / FRAME_UNITS.value));

/** What is paid for. */
export interface Space {
  readonly units: number;
  readonly places: number;
  /** How `places` were counted, in words. */
  readonly placesWhat: string;
  readonly areaM2: number;
  readonly peakW: number;
  /** Hosts that are in no figure but the draw, because their height is not known. */
  readonly hostsWithoutUnits: number;
}

const unitsIn = (types: readonly (HostType | undefined)[]): number =>
  types.reduce((sum, type) => sum + (type?.rackUnits?.value ?? 0), 0);

/** Hosts that are not packed into racks: by their height over a rack's, rounded up. */
export function spaceByHeight(
  types: readonly (HostType | undefined)[],
  { facility, peakW }: { readonly facility: Facility; readonly peakW: number },
): Space {
  const units = unitsIn(types);
  const perRack = usableUnits(facility);
  const places = Math.ceil(units / perRack);
  return {
    units,
    places,
    placesWhat: `${counted(places, "rack")}, by height: ${amount(units)} U over ${perRack}, not packed`,
    areaM2: places * roomCapacity(facility).areaM2,
    peakW,
    hostsWithoutUnits: types.filter((type) => type?.rackUnits === undefined).length,
  };
}

/** Hosts as they were packed; those that found no place need one, too, and are counted by height. */
export function spaceOfRoom(
  room: PlanRoom,
  by: { readonly facility: Facility; readonly peakW: number; readonly types: ReadonlyMap<string, HostType> },
): Space {
  const outside = spaceByHeight(
    room.unracked.map(({ host }) => by.types.get(host)),
    by,
  );
  const frames = room.frames.reduce((sum, { units }) => sum + Math.ceil(units / FRAME_UNITS.value), 0);
  const parts = [
    counted(room.racks.length, "rack"),
    ...(frames > 0 ? [counted(frames, "frame")] : []),
    ...(outside.places > 0 ? [`${outside.places} more by height for hosts that find no place`] : []),
  ];
  return {
    units: unitsIn([...by.types.values()]),
    places: room.racks.length + frames + outside.places,
    placesWhat: parts.join(" and "),
    areaM2: room.areaM2 + outside.areaM2,
    peakW: by.peakW,
    hostsWithoutUnits: [...by.types.values()].filter(({ rackUnits }) => rackUnits === undefined).length,
  };
}

type SpacePrices = NonNullable<Money["space"]>;

/** Is any price of place named? */
export const hasSpacePrice = (prices: SpacePrices | undefined): prices is SpacePrices =>
  prices !== undefined && Object.values(prices).some((price) => price !== undefined);

/** Lines of a place: one for each price that is named. */
export function spaceLines(prices: SpacePrices | undefined, of: Space): Part {
  if (!hasSpacePrice(prices)) return open("space");
  const rows: readonly (readonly [string, number | undefined, number])[] = [
    [of.placesWhat, prices.perRackYear, of.places],
    [`${amount(of.units)} U`, prices.perUnitYear, of.units],
    [`${amount(of.areaM2)} m²`, prices.perM2Year, of.areaM2],
    [`${amount(of.peakW / WATTS_PER_KW)} kW at the peak`, prices.perKWYear, of.peakW / WATTS_PER_KW],
  ];
  const dues = rows.flatMap(([what, price, count]): Due[] =>
    price === undefined ? [] : [{ kind: "space", what, perYear: price * count }],
  );
  const byHeight = [prices.perRackYear, prices.perUnitYear, prices.perM2Year].some((price) => price !== undefined);
  const without =
    byHeight && of.hostsWithoutUnits > 0
      ? [`space of ${counted(of.hostsWithoutUnits, "host")} whose height is not known`]
      : [];
  return { dues, without };
}
