/** Front door of what-ifs. */
export * from "./matrix.ts";
