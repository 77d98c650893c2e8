/** Front door of the jobs: runners, job snapshots, and tasks, the product's context. */
export { type JobBoard, jobBoard, newJob } from "./board.ts";
export * from "./context.ts";
export * from "./deadline.ts";
export type * from "./history.ts";
export * from "./inline.ts";
export * from "./job.ts";
export * from "./journal.ts";
export type { RowsMade } from "./messages.ts";
export { type Books, concluded } from "./settle.ts";
export * from "./simulate-all.ts";
export * from "./stop-flag.ts";
export * from "./take-up.ts";
export * from "./task.ts";
export * from "./team.ts";
export * from "./threads.ts";
export * from "./variants.ts";
export * from "./with-team.ts";
export * from "./working-thread.ts";
