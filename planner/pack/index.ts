/** Front door of packing: problem and solution, packers, lower bounds. */
export * from "./bound-count.ts";
export * from "./bound-priced.ts";
export * from "./bound.ts";
export * from "./bundle.ts";
export * from "./host-rule.ts";
export * from "./load-curve.ts";
export * from "./meter.ts";
export { numbersFor } from "./open-bin.ts";
export * from "./pack-priced.ts";
export * from "./packers.ts";
export * from "./pricing.ts";
export * from "./problem.ts";
export * from "./restart.ts";
export { loadsOf } from "./solution.ts";
export * from "./solver.ts";
export * from "./use-more.ts";
