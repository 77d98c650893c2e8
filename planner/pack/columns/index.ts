/** Packing by columns: bound with prices, restricted master, diving; and the check of a bound without a solver. */
export * from "./certificate.ts";
export * from "./pack-by-columns.ts";
export { isWorthTrying } from "./worth-trying.ts";
