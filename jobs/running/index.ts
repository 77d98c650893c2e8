/**
 * Front door for who has jobs done and plans nothing itself: runners over threads, the board, the journal. None of it
 * loads the planner, which a server's own thread would hold for nothing.
 */
export { type JobBoard, jobBoard, newJob } from "../board.ts";
export * from "../deadline.ts";
export * from "../give-way.ts";
export type * from "../history.ts";
export * from "../job.ts";
export * from "../journal.ts";
export * from "../made.ts";
export type { RowsMade } from "../messages.ts";
export * from "../most-threads.ts";
export { type Books, concluded } from "../settle.ts";
export * from "../stop-flag.ts";
export * from "../take-up.ts";
export * from "../task.ts";
export * from "../threads.ts";
export * from "../working-thread.ts";
