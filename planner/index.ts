/** Front door of the planner. */
export * from "./again/index.ts";
export * from "./circuit-text.ts";
export * from "./compare.ts";
export * from "./comparison/index.ts";
export type * from "./context.ts";
export * from "./contract/index.ts";
export { LicenceRuleListing, licenceRuleListings } from "./cost/licences/index.ts";
export * from "./decode.ts";
export * from "./default-host.ts";
export * from "./demand-of.ts";
export * from "./explain.ts";
export * from "./memory-need.ts";
export {
  type Forecast,
  ForecastEvent,
  type ForecastMonth,
  Growth,
  type OrderBy,
  RACKS,
  type Runway,
} from "./forecast/index.ts";
export { plan } from "./plan.ts";
export * from "./plan-figures.ts";
export * from "./request-of.ts";
export { hostTitle } from "./size/index.ts";
export * from "./simulate/index.ts";
export * from "./suggest-target.ts";
export { type Verdict, type Violation, verify } from "./verify.ts";
export * from "./what-if/index.ts";
