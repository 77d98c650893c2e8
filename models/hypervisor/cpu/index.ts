/** CPUs of the simulated core: topology, dispatcher, what a scheduler is. */
export type { CoScheduling } from "./co-schedule.ts";
export * from "./cpu-books.ts";
export * from "./dedicated.ts";
export * from "./dispatcher.ts";
export * from "./entitlement-kit.ts";
export * from "./entitlement-share.ts";
export * from "./nest.ts";
export * from "./ready-queue.ts";
export * from "./owned-cpus.ts";
export * from "./round-robin.ts";
export * from "./scheduler-kit.ts";
export * from "./scheduler.ts";
export * from "./thread-capacity.ts";
export * from "./topology.ts";
