/** What would let a host in, in words: the smallest common circuit, a taller rack, more racks or cooling units. */
import { WATTS_PER_KW } from "#models/units.ts";
import type { RoomLimit } from "../contract/room.ts";
import { type RoomCapacity, circuitWatts } from "./capacity.ts";
import { COMMON_CIRCUITS } from "./facts.ts";

/** Figures in words have one decimal and never promise too little. */
const TENTHS = 10;
const upTenth = (value: number): string => `${Math.ceil(value * TENTHS - 1e-6) / TENTHS}`;
const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;

/** The smallest common circuit, or so many of the largest, that carry the planned watts for long. */
function circuitFor(plannedW: number, { circuitsPerRack, continuousRatio }: RoomCapacity): string {
  const carries = (circuits: number) =>
    COMMON_CIRCUITS.find((circuit) => circuitWatts(circuit) * continuousRatio * circuits >= plannedW);
  const one = carries(circuitsPerRack);
  if (one !== undefined)
    return circuitsPerRack === 1 ? `a circuit of ${one.name}` : `${circuitsPerRack} circuits of ${one.name}`;
  const largest = COMMON_CIRCUITS.at(-1)!;
  return `${Math.ceil(plannedW / (circuitWatts(largest) * continuousRatio))} circuits of ${largest.name}`;
}

/**
 * What would fit.
 * @param needs in the limit's unit: U of hosts, planned W, kg, W, W per m², racks, W
 */
export function wouldFit(limit: RoomLimit, needs: number, capacity: RoomCapacity): string {
  switch (limit) {
    case "units":
      return `a rack of ${Math.ceil(needs + capacity.reservedUnits)} U`;
    case "feed":
      return circuitFor(needs, capacity);
    case "weight":
      return `a rack that bears ${Math.ceil(needs)} kg`;
    case "heat":
      return `a place that is rid of ${upTenth(needs / WATTS_PER_KW)} kW`;
    case "floor":
      return `${upTenth((needs * capacity.areaM2) / capacity.maxWPerM2)} m² per rack`;
    case "racks":
      return counted(needs, "rack");
    case "cooling":
      return `${counted(Math.ceil(needs / capacity.coolingUnitW) + capacity.spareUnits, "cooling unit")}, spares included`;
  }
}
