/** Front door of the models: vocabulary, facts, catalogue. */
export * from "./catalog.ts";
export * from "./fact.ts";
export * from "./partitioning/index.ts";
export * from "./sources/index.ts";
export * from "./units.ts";
