/** Front door of licences: count them, price steps for packing, what is wrong with what a request says of them. */
export * from "./count.ts";
export * from "./count-rule.ts";
export * from "./facts.ts";
export * from "./input.ts";
export * from "./listing.ts";
export * from "./price.ts";
export * from "./problems.ts";
export * from "./registry.ts";
export type { LicenceRule } from "./rule.ts";
export * from "./sources.ts";
export * from "./steps.ts";
export { matches } from "./select.ts";
