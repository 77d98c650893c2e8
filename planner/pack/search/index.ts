/** Front door of the local search. */
export * from "./improve.ts";
export * from "./place-all.ts";
