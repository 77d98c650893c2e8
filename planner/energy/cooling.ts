/**
 * Heat and cooling: watts as BTU/h, tons and the air that carries them away, and how much heat a watt of cooling moves at
 * a supply air temperature. Leaves out: outside air, part load of the chillers, moisture.
 */
import { type Fact, type Facts, fact, recalled, seen } from "#models/fact.ts";
import { BTU_PER_HOUR_PER_TON, BTU_PER_HOUR_PER_WATT } from "#models/units.ts";

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

/** Air that carries one watt away at one degree Fahrenheit of warming, at sea level. */
export const CFM_PER_WATT_PER_F: Fact<number> = fact(
  3.16,
  "CFM·°F/W",
  recalled("sure"),
  "CFM = 3.16 W / ΔT in °F, air at sea level",
);

/** Degrees Fahrenheit in a difference of one degree Celsius, by definition. */
const FAHRENHEIT_PER_CELSIUS = 1.8;
/** Cubic metres per hour in one cubic foot per minute: 0.3048³ × 60, by definition of the foot. */
const M3_PER_HOUR_PER_CFM = 0.3048 ** 3 * 60;

/** Air that carries a heat away, in cubic feet per minute. @param airRiseC what it warms up by, °C, above 0 */
export const airflowCfm = (heatW: number, airRiseC: number): number =>
  (CFM_PER_WATT_PER_F.value * heatW) / (airRiseC * FAHRENHEIT_PER_CELSIUS);

/** The same in cubic metres per hour. */
export const cubicMetresPerHour = (cfm: number): number => cfm * M3_PER_HOUR_PER_CFM;

/** Facts of heat as a number of units. */
export const HEAT_FACTS: Facts = {
  "energy.btuPerHourPerWatt": { ...BTU_PER_HOUR_PER_WATT, unit: "BTU/h/W" },
  "energy.btuPerHourPerTon": { ...BTU_PER_HOUR_PER_TON, unit: "BTU/h/ton" },
};

/** Facts of the coefficient of performance. */
export const COP_FACTS: Facts = {
  "energy.cop.square": COP_SQUARE,
  "energy.cop.linear": COP_LINEAR,
  "energy.cop.constant": COP_CONSTANT,
};
