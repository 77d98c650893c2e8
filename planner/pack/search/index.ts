/** Front door of the local search. */
export * from "./improve.ts";
