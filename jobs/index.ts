/** Front door of the jobs: runners, job snapshots, and the product's plan context. */
export * from "./context.ts";
export * from "./inline.ts";
export * from "./job.ts";
export * from "./threads.ts";
