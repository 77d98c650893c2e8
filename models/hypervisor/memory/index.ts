/** Memory of a host under pressure: state, rules, one step, and the price of missing pages. */
export * from "./free-state.ts";
export * from "./idle-tax.ts";
export * from "./paging-price.ts";
export * from "./recency.ts";
export * from "./reclaim.ts";
export * from "./rule.ts";
export * from "./sharing.ts";
export * from "./state.ts";
export * from "./memory-loop.ts";
