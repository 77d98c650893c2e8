/** Front door of the store. */
export type * from "./body.ts";
export * from "./kept.ts";
export * from "./lock.ts";
export * from "./memory.ts";
export { isSealed } from "./opened.ts";
export { pack, packJson, packSized, unpackSized } from "./packed.ts";
export * from "./postgres.ts";
export * from "./postgres/address.ts";
export * from "./sqlite.ts";
export * from "./store.ts";
export * from "./upload.ts";
