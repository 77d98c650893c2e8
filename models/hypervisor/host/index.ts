/** Front door of the simulated host: a scenario in, a report out. */
export * from "./report.ts";
export { demandCpus } from "./demand.ts";
export { runHost } from "./run.ts";
export * from "./scenario.ts";
