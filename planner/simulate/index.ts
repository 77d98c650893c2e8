/** Front door of host simulation. */
export * from "./simulate.ts";
