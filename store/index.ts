/** Front door of the store. */
export * from "./lock.ts";
export * from "./memory.ts";
export * from "./sqlite.ts";
export * from "./store.ts";
