/**
 * Limits of the air supplied to the hosts' inlets, by class of ASHRAE TC 9.9. Temperature only: humidity and dew point
 * are left out, since a plan knows neither.
 */
import { type Source, type Sourced, recalled, seen } from "#models/fact.ts";
import type { InletClass, PlanRoom } from "../contract/index.ts";

/** Lowest and highest supply air, °C. */
export interface InletLimits {
  readonly minC: number;
  readonly maxC: number;
}

const limits = (minC: number, maxC: number, source: Source): Sourced<InletLimits> => ({
  value: { minC, maxC },
  source,
});

/** Inlet air limits by class. */
export const INLET_LIMITS: Readonly<Record<InletClass, Sourced<InletLimits>>> = {
  "recommended-2004": limits(20, 25, seen("ashrae-2004")),
  recommended: limits(18, 27, seen("ashrae-recommended")),
  A1: limits(15, 32, recalled("sure")),
  A2: limits(10, 35, recalled("sure")),
  A3: limits(5, 40, recalled("sure")),
  A4: limits(5, 45, recalled("sure")),
  "H1-recommended": limits(18, 22, recalled("fairly")),
  H1: limits(15, 25, recalled("fairly")),
};

/** The class where a request gives the supply air and no class. */
export const DEFAULT_INLET_CLASS: InletClass = "recommended";

/** The supply air held against a class. */
export function inletOf(supplyAirC: number, inletClass = DEFAULT_INLET_CLASS): NonNullable<PlanRoom["inlet"]> {
  const { minC, maxC } = INLET_LIMITS[inletClass].value;
  return { class: inletClass, supplyAirC, minC, maxC, isInside: supplyAirC >= minC && supplyAirC <= maxC };
}
