/** Front door of sizing: from what was measured to what each target would build. */
export * from "./demand.ts";
export * from "./estate.ts";
export * from "./match-host.ts";
export * from "./partition.ts";
export * from "./profile.ts";
export * from "./rating.ts";
export * from "./slots.ts";
export * from "./target.ts";
