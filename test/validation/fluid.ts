/** G1: the fluid share rules against vectors worked out with exact fractions. */
import { FLUID_TOLERANCE, fluidCases } from "../support/fluid-cases.ts";
import type { Check } from "./check.ts";

/** One line per guest of every host in data/measurements/fluid-cases.csv. */
export function checks(): readonly Check[] {
  return fluidCases().flatMap(({ id, platform, rule, capacityCpus, claims, entities, expectedCpus }) => {
    const shares = rule(capacityCpus, claims);
    return entities.map((entity, i) => ({
      gate: "G1",
      what: `${id}, ${platform}: ${entity} in a pool of ${capacityCpus}`,
      source: "fluid-cases.csv (computed)",
      published: expectedCpus[i] ?? NaN,
      ours: shares[i] ?? NaN,
      unit: "CPUs",
      tolerance: FLUID_TOLERANCE,
      toleranceKind: "absolute" as const,
      gates: true,
    }));
  });
}
