/** Front door of the energy room: load → watts → heat, facility, energy, money and carbon. */
export * from "./bills.ts";
export * from "./calendar.ts";
export * from "./carbon.ts";
export * from "./chain.ts";
export * from "./cooling.ts";
export * from "./draw.ts";
export * from "./energy.ts";
export * from "./facility-facts.ts";
export * from "./facility-line.ts";
export * from "./facility-problems.ts";
export * from "./inlet.ts";
export * from "./losses.ts";
export * from "./power-by-year.ts";
export * from "./pue-by-year.ts";
export * from "./room-figures.ts";
export * from "./sources.ts";
export * from "./tariff.ts";
