/** Front door of the store. */
export * from "./memory.ts";
export * from "./sqlite.ts";
export * from "./store.ts";
