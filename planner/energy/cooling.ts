/**
 * Heat and cooling: watts as BTU/h and tons, and what the facility draws for them, either by PUE (everything beside IT
 * in one factor) or by the CRAC's coefficient of performance (cooling only), never both. Leaves out: UPS and PDU losses
 * as parts of their own, outside air, part load of the chillers.
 */
import { type Fact, type Facts, fact, seen } from "#models/fact.ts";
import { BTU_PER_HOUR_PER_TON, BTU_PER_HOUR_PER_WATT } from "#models/units.ts";
import type { Facility } from "../contract/index.ts";

const COP_SOURCE = seen("crac-cop");
const COP_NOTE = "COP(T) = square T² + linear T + constant, T = supply air in °C; a chilled-water CRAC";

/** Coefficients of the cooling's coefficient of performance over the supply air's temperature. */
export const COP_SQUARE: Fact<number> = fact(0.0068, "1/°C²", COP_SOURCE, COP_NOTE);
export const COP_LINEAR: Fact<number> = fact(0.0008, "1/°C", COP_SOURCE, COP_NOTE);
export const COP_CONSTANT: Fact<number> = fact(0.458, "", COP_SOURCE, COP_NOTE);

/** Heat of a draw, in BTU per hour. */
export const btuPerHour = (watts: number): number => watts * BTU_PER_HOUR_PER_WATT.value;

/** Draw whose heat that is, in watts. */
export const wattsOfHeat = (btuPerHour: number): number => btuPerHour / BTU_PER_HOUR_PER_WATT.value;

/** Cooling needed for a heat, in tons of refrigeration. */
export const coolingTons = (btuPerHour: number): number => btuPerHour / BTU_PER_HOUR_PER_TON.value;

/** Heat moved per unit of energy spent on moving it, at a supply air temperature in °C: 2.0 at 15, 3.2 at 20, 4.7 at 25. */
export const copAt = (supplyAirC: number): number =>
  COP_SQUARE.value * supplyAirC ** 2 + COP_LINEAR.value * supplyAirC + COP_CONSTANT.value;

/** Watts of the whole facility (by PUE), or of IT and its cooling (by COP), for a draw of IT. */
export function facilityWatts(itW: number, facility: Facility): number {
  switch (facility.cooling) {
    case "pue":
      return itW * facility.pue;
    case "cop":
      return itW + itW / copAt(facility.supplyAirC);
  }
}

/** The factor a report names beside its facility figures: the PUE itself, or the coefficient of performance. */
export function facilityFactor(facility: Facility): number {
  switch (facility.cooling) {
    case "pue":
      return facility.pue;
    case "cop":
      return copAt(facility.supplyAirC);
  }
}

/** The facts of the world that facility figures rest on, by id; the PUE is the user's own and not among them. */
export function coolingFacts(facility: Facility): Facts {
  const heat: Facts = {
    "energy.btuPerHourPerWatt": { ...BTU_PER_HOUR_PER_WATT, unit: "BTU/h/W" },
    "energy.btuPerHourPerTon": { ...BTU_PER_HOUR_PER_TON, unit: "BTU/h/ton" },
  };
  if (facility.cooling === "pue") return heat;
  return {
    ...heat,
    "energy.cop.square": COP_SQUARE,
    "energy.cop.linear": COP_LINEAR,
    "energy.cop.constant": COP_CONSTANT,
  };
}
