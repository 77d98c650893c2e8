/** Front door to the product's catalogue and data alone, for who loads them late. */
export * from "../context.ts";
