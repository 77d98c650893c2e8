/** Front door of host simulation. */
export { DELIVERED_TOLERANCE_RATIO } from "./hottest.ts";
export { type ReplayOptions, simulationOfHost, simulationsOfPlan } from "./of-plan.ts";
export * from "./simulate.ts";
