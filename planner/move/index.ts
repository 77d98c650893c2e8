/** Front door of re-planning: from today's placement to a better one by few moves, and in which order to make them. */
export * from "./ledger.ts";
export * from "./replan.ts";
export type { HostPlace, MoveQuestion } from "./today.ts";
export * from "./check-waves.ts";
export * from "./waves.ts";
