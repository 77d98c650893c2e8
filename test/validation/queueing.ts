/** The queueing closed forms against values with exact answers; G12 puts the same values to the event core. */
import { PRINTED_TOLERANCE, queueingCases } from "../support/queueing-cases.ts";
import type { Check } from "./check.ts";

/** One line per row of data/measurements/queueing-cases.csv. */
export function checks(): readonly Check[] {
  return queueingCases().map(({ model, parameters, metric, published, ours }) => ({
    gate: "closed forms",
    what: `${model}, ${parameters}: ${metric}`,
    source: "queueing-cases.csv (computed)",
    published,
    ours,
    unit: "",
    tolerance: PRINTED_TOLERANCE,
    toleranceKind: "absolute",
    gates: true,
  }));
}
