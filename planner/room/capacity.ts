/**
 * What one rack and the whole room hold, in plain numbers: the facility's words with the defaults filled in. A limit that
 * nobody sets is Infinity.
 */
import { WATTS_PER_KW } from "#models/units.ts";
import type { Circuit, Facility, InputProblem } from "../contract/index.ts";
import { itWattsForHeat } from "../energy/index.ts";
import {
  CIRCUITS_PER_RACK,
  CIRCUIT_AMPS,
  CIRCUIT_PHASES,
  CIRCUIT_VOLTS,
  CONTINUOUS_RATIO,
  RACK_AREA,
  RACK_DIVERSITY,
  RACK_UNITS,
  ROOM_DIVERSITY,
} from "./facts.ts";

/** Limits of racks and room. Watts, kilograms, square metres, units of a rack. */
export interface RoomCapacity {
  readonly rackUnits: number;
  readonly reservedUnits: number;
  readonly circuitsPerRack: number;
  readonly continuousRatio: number;
  /** What a rack's circuits may carry for long. */
  readonly feedW: number;
  /** Shares of the full draw that a rack and the room are planned for. */
  readonly rackRatio: number;
  readonly roomRatio: number;
  readonly maxKg: number;
  readonly maxHeatW: number;
  readonly maxWPerM2: number;
  readonly areaM2: number;
  readonly maxRacks: number;
  /**
   * Peak of the hosts whose heat, with the losses of what feeds them, the cooling units without the spares take away;
   * Infinity when their number is open. And what one of these units takes of it.
   */
  readonly coolingW: number;
  readonly coolingUnitW: number;
  readonly spareUnits: number;
}

const THREE_PHASES = 3;

/** Watts of a circuit before the share that may be used for long; volts of three-phase ones are between lines. */
export const circuitWatts = (circuit: Circuit): number =>
  "kW" in circuit
    ? circuit.kW * WATTS_PER_KW
    : circuit.volts * circuit.amps * (circuit.phases === THREE_PHASES ? Math.sqrt(THREE_PHASES) : 1);

const USUAL_CIRCUIT: Circuit = {
  volts: CIRCUIT_VOLTS.value,
  amps: CIRCUIT_AMPS.value,
  phases: CIRCUIT_PHASES.value === THREE_PHASES ? THREE_PHASES : 1,
};

/** The facility's limits with defaults filled in. */
export function roomCapacity(facility: Facility): RoomCapacity {
  const { racks = {}, coolingUnits, roomDiversityRatio } = facility;
  const continuousRatio = racks.continuousRatio ?? CONTINUOUS_RATIO.value;
  const circuitsPerRack = racks.circuitsPerRack ?? CIRCUITS_PER_RACK.value;
  const unitW = (coolingUnits?.capacityKW ?? Infinity) * WATTS_PER_KW;
  const spareUnits = coolingUnits?.spare ?? 0;
  const units = coolingUnits?.installed === undefined ? Infinity : Math.max(0, coolingUnits.installed - spareUnits);
  const coolingW = units === 0 ? 0 : itWattsForHeat(units * unitW, facility);
  return {
    rackUnits: racks.units ?? RACK_UNITS.value,
    reservedUnits: racks.reservedUnits ?? 0,
    circuitsPerRack,
    continuousRatio,
    feedW: circuitWatts(racks.circuit ?? USUAL_CIRCUIT) * circuitsPerRack * continuousRatio,
    rackRatio: racks.diversityRatio ?? RACK_DIVERSITY.value,
    roomRatio: roomDiversityRatio ?? ROOM_DIVERSITY.value,
    maxKg: racks.maxKg ?? Infinity,
    maxHeatW: (racks.maxHeatKW ?? Infinity) * WATTS_PER_KW,
    maxWPerM2: racks.maxWPerM2 ?? Infinity,
    areaM2: racks.areaM2 ?? RACK_AREA.value,
    maxRacks: racks.maxCount ?? Infinity,
    coolingW,
    coolingUnitW: coolingW > 0 && Number.isFinite(coolingW) ? coolingW / units : unitW,
    spareUnits,
  };
}

/** What a schema cannot say of a facility's room because it rests on a default. Pointers are into the request. */
export function roomProblems(facility: Facility): readonly InputProblem[] {
  const { rackUnits, reservedUnits } = roomCapacity(facility);
  if (reservedUnits < rackUnits) return [];
  const detail = `${reservedUnits} units reserved of a rack of ${rackUnits}: must be below`;
  return [{ pointer: "/facility/racks/reservedUnits", code: "invalid", detail }];
}
