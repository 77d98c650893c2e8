/** Front door of placement rules: compile them, judge a placement by them, find those that contradict each other. */
export * from "./amounts.ts";
export * from "./charges.ts";
export * from "./constraint.ts";
export * from "./constraints.ts";
export * from "./contradictions.ts";
export * from "./contradiction-text.ts";
export * from "./failover.ts";
export * from "./standing.ts";
export * from "./tighten.ts";
