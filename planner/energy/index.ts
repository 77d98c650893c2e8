/** Front door of the energy room: load → watts → heat, facility, energy and money. */
export * from "./cooling.ts";
export * from "./draw.ts";
export * from "./energy.ts";
export * from "./power-by-year.ts";
export * from "./sources.ts";
export * from "./tariff.ts";
