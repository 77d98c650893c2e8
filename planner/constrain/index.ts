/** Front door of placement rules: compile them, judge a placement by them, find those that contradict each other. */
export * from "./amounts.ts";
export * from "./charges.ts";
export * from "./conflict.ts";
export * from "./constraint.ts";
export * from "./constraints.ts";
export * from "./contradiction.ts";
export * from "./contradictions.ts";
export * from "./contradiction-text.ts";
export * from "./emptied.ts";
export * from "./failover.ts";
export * from "./place-problems.ts";
export * from "./standing.ts";
export * from "./tighten.ts";
export * from "./where.ts";
