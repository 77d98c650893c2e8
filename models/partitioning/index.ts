/** Front door of the vocabulary: what platforms are written in and what the planner asks. */
export * from "./block-layer.ts";
export * from "./core-model.ts";
export * from "./host-service.ts";
export * from "./cpu-limit.ts";
export * from "./grain.ts";
export * from "./ground.ts";
export * from "./guest.ts";
export * from "./judge.ts";
export * from "./layer.ts";
export * from "./limit.ts";
export * from "./machine.ts";
export * from "./misfit.ts";
export * from "./platform.ts";
export * from "./resources.ts";
export * from "./scheduler-choices.ts";
export * from "./shared-layer.ts";
export * from "./verdicts.ts";
