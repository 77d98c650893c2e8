/** Front door of what-ifs. */
export type { Correlation } from "./correlations.ts";
export * from "./difference.ts";
export { Distribution, drawFrom } from "./distribution.ts";
export { Failure, type FailureResult } from "./failures.ts";
export type * from "./findings.ts";
export { type Figures, type VariantPlanner, type WhatIfRow, variantPlanner } from "./rows.ts";
export {
  FACTORS,
  type Factor,
  MOST_VARIANTS,
  Sample,
  Scenario,
  type ScenarioInput,
  checkScenario,
  isDrawn,
} from "./scenario.ts";
export type { Spread } from "./statistics.ts";
export * from "./variants.ts";
export * from "./what-if.ts";
