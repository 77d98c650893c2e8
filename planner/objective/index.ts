/** Front door of the objectives: candidates for the packer, the plan by its objectives, problems of the input. */
export { type Aims, aimsOf } from "./aims.ts";
export { type Candidate, candidatesOf } from "./candidates.ts";
export * from "./plan-objective.ts";
export * from "./problems.ts";
