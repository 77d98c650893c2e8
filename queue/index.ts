/** Front door of the queue. */
export * from "./journal.ts";
export * from "./open-queue.ts";
export * from "./open-worker.ts";
export * from "./patience.ts";
export type * from "./queue.ts";
export * from "./runner.ts";
export * from "./version.ts";
export * from "./worker.ts";
