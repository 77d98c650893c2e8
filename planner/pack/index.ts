/** Front door of packing: problem and solution, packers, lower bounds, teams. */
export * from "./bound.ts";
export * from "./bundle.ts";
export * from "./fleet-packer.ts";
export * from "./fleet-program.ts";
export * from "./fleet-repair.ts";
export * from "./fleet-rows.ts";
export * from "./host-rule.ts";
export * from "./meter.ts";
export * from "./packers.ts";
export * from "./problem.ts";
export * from "./solver.ts";
export * from "./team.ts";
