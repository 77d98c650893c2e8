/** The kernel of the simulated core: event heap, clock, processes. */
export * from "./event-heap.ts";
export * from "./processes.ts";
export * from "./simulator.ts";
