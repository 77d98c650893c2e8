/** PR/SM's rules for logical processors against what is published: run time of a slice, the split of HiperDispatch. */
import { verticals, runTimeMs } from "#models/zvm/weights.ts";
import type { Check } from "./check.ts";

/** As in `ibm.ts`, ms. */
const RUN_TIME = { full: 25, min: 12.5, max: 25, high: 100 };

const splitText = (entitlement: number, logical: number): string => {
  const { high, medium } = verticals(entitlement, logical);
  return `${high} high + ${medium} medium`;
};

const splitChecks: readonly Check[] = [
  { entitlement: 8.96, published: "8 high + 1 medium" },
  { entitlement: 8.32, published: "7 high + 2 medium" },
].map(({ entitlement, published }) => ({
  gate: "G13",
  what: `HiperDispatch: entitlement of ${entitlement} on 10 logical processors`,
  source: "mainframe-tips-and-tricks, 2021",
  published,
  ours: splitText(entitlement, 10),
  unit: "",
  tolerance: 0,
  toleranceKind: "exact",
  gates: true,
}));

const sliceChecks: readonly Check[] = [
  { physical: 10, logical: 10, published: 25 },
  { physical: 10, logical: 16, published: 15.625 },
  { physical: 10, logical: 40, published: 12.5 },
].map(({ physical, logical, published }) => ({
  gate: "G13",
  what: `PR/SM: run time with ${logical} logical on ${physical} physical processors`,
  source: "25 ms × physical / logical; range as in IBM docs, Processor running time",
  published,
  ours: runTimeMs({ physical, logical }, RUN_TIME),
  unit: "ms",
  tolerance: 0,
  toleranceKind: "exact",
  gates: true,
}));

/** All checks of logical processors. */
export function checks(): readonly Check[] {
  return [...sliceChecks, ...splitChecks];
}
