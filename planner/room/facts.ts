/**
 * What the room of racks takes for granted where a facility does not say: height, feed, diversity, floor; and the common
 * circuits that a suggestion is chosen from. All of them sourced, so that a plan lists those it used. Leaves out:
 * redundant B feeds (they carry nothing), voltage drop, derating by temperature.
 */
import { type Fact, type Facts, assumed, fact, recalled } from "#models/fact.ts";
import type { Facility, PlanRoom } from "../contract/index.ts";

/** Units of a rack of full height. */
export const RACK_UNITS: Fact<number> = fact(42, "U", recalled("sure"), "the usual full-height 19-inch rack");
/** From so many units on, a machine comes in cabinets of its own; one cabinet per so many units, the last one begun. */
export const FRAME_UNITS: Fact<number> = fact(
  42,
  "U",
  assumed("a machine listed with the height of a full rack or more is shipped as a cabinet"),
);

const USUAL_FEED = assumed("the usual feed of a rack in North America; name racks.circuit to do better");
export const CIRCUIT_VOLTS: Fact<number> = fact(208, "V", USUAL_FEED, "between lines");
export const CIRCUIT_AMPS: Fact<number> = fact(30, "A", USUAL_FEED);
export const CIRCUIT_PHASES: Fact<number> = fact(3, "phases", USUAL_FEED);
export const CIRCUITS_PER_RACK: Fact<number> = fact(
  1,
  "circuits",
  assumed("one feed carries the rack; a redundant B feed adds nothing"),
);
export const CONTINUOUS_RATIO: Fact<number> = fact(
  0.8,
  "",
  recalled("sure"),
  "loads of three hours and more may take 80 % of a breaker",
);

const FAN = "planning value after Fan et al. 2007 (abstract)";
/** Share of its hosts' full draw that a rack is planned for. */
export const RACK_DIVERSITY: Fact<number> = fact(
  0.9,
  "",
  assumed(`${FAN}: groups of servers stay 7–16 % below their highest possible draw`),
);
/** Share of all hosts' full draw that a room is planned for. */
export const ROOM_DIVERSITY: Fact<number> = fact(
  0.65,
  "",
  assumed(`${FAN}: whole centres stay about 40 % below their highest possible draw`),
);
/** Floor per rack. */
export const RACK_AREA: Fact<number> = fact(
  2.5,
  "m²",
  assumed(
    "0.6 m × 1.2 m and half of a cold aisle of 1.2 m and of a hot one of 0.9 m are 1.35 m²; nearly as much again for ways and cooling units",
  ),
);

/** A circuit one can order. */
export interface NamedCircuit {
  readonly volts: number;
  readonly amps: number;
  readonly phases: 1 | 3;
  readonly name: string;
}

const circuit = (volts: number, amps: number, phases: 1 | 3, shown = `${volts}`): NamedCircuit => ({
  volts,
  amps,
  phases,
  name: `${shown} V ${amps} A, ${phases === 1 ? "single-phase" : "three-phase"}`,
});

/** Common circuits, smallest first; at 80 % they carry 1.9, 2.9, 5.0, 5.9, 8.6, 8.9, 17.3, 17.7 and 34.9 kW. */
export const COMMON_CIRCUITS: readonly NamedCircuit[] = [
  circuit(120, 20, 1),
  circuit(230, 16, 1),
  circuit(208, 30, 1),
  circuit(230, 32, 1),
  circuit(208, 30, 3),
  circuit(400, 16, 3, "230/400"),
  circuit(208, 60, 3),
  circuit(400, 32, 3, "230/400"),
  circuit(400, 63, 3, "230/400"),
];

const CIRCUIT_SOURCE = recalled("sure");
const CIRCUIT_NOTE = "a size of circuit that is commonly sold";

/** The defaults a facility's room rests on, by id; with the plan's room also the circuits that it suggests. */
export function roomFacts(facility: Facility, room?: Pick<PlanRoom, "frames" | "unracked">): Facts {
  const { racks = {}, roomDiversityRatio } = facility;
  const feed = {
    "room.circuit.volts": CIRCUIT_VOLTS,
    "room.circuit.amps": CIRCUIT_AMPS,
    "room.circuit.phases": CIRCUIT_PHASES,
  };
  const suggested = (room?.unracked ?? []).flatMap(({ limits }) => limits.flatMap(({ wouldFit }) => wouldFit ?? []));
  const circuits = COMMON_CIRCUITS.filter(({ name }) => suggested.some((words) => words.includes(name)));
  return {
    ...(racks.units === undefined ? { "room.rackUnits": RACK_UNITS } : {}),
    ...(racks.circuit === undefined ? feed : {}),
    ...(racks.circuitsPerRack === undefined ? { "room.circuitsPerRack": CIRCUITS_PER_RACK } : {}),
    ...(racks.continuousRatio === undefined ? { "room.continuousRatio": CONTINUOUS_RATIO } : {}),
    ...(racks.diversityRatio === undefined ? { "room.rackDiversityRatio": RACK_DIVERSITY } : {}),
    ...(roomDiversityRatio === undefined ? { "room.roomDiversityRatio": ROOM_DIVERSITY } : {}),
    ...(racks.areaM2 === undefined ? { "room.areaM2PerRack": RACK_AREA } : {}),
    ...((room?.frames ?? []).length > 0 ? { "room.frameUnits": FRAME_UNITS } : {}),
    ...Object.fromEntries(
      circuits.map(({ name }) => [`room.circuits.${name}`, fact(name, "", CIRCUIT_SOURCE, CIRCUIT_NOTE)]),
    ),
  };
}
