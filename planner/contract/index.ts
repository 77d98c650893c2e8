/** Front door of the contract: request, result, errors. */
export * from "./errors.ts";
export * from "./explanation.ts";
export * from "./facility.ts";
export * from "./host-type.ts";
export * from "./misfit.ts";
export * from "./money.ts";
export * from "./moves.ts";
export * from "./objective.ts";
export * from "./place-group.ts";
export * from "./request.ts";
export * from "./result.ts";
export * from "./room.ts";
export * from "./rule.ts";
export * from "./simulation.ts";
export * from "./simulation-result.ts";
export * from "./sourced.ts";
export * from "./workload.ts";
