/** Front door of the objectives: prices for the packer, the plan by its objectives, problems of the input. */
export * from "./plan-objective.ts";
export * from "./pricing-of.ts";
export * from "./problems.ts";
