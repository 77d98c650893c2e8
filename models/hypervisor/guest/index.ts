/** Guests: behaviours, their checks, locks. */
export * from "./behaviour.ts";
export * from "./behaviours/index.ts";
export * from "./check-behaviour.ts";
export * from "./lock-holder.ts";
export * from "./load.ts";
