/** Front door of the jobs: runners, job snapshots, and tasks, the product's context, and planning in the calling thread. */
export * from "./running/index.ts";
export * from "./context.ts";
export * from "./inline.ts";
export * from "./simulate-all.ts";
export * from "./team.ts";
export * from "./variants.ts";
export * from "./with-team.ts";
