/**
 * Carbon of electricity grids, average grams of CO2e per kWh: one file of rows, each with its source, checked as it is
 * read. Yearly averages of the early 2020s: no hours, no marginal factors.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Grid, readInput } from "#planner/contract/index.ts";

export { GRID_SOURCES } from "./sources.ts";

const FILE = "grids.json";

function readGrids(): readonly Grid[] {
  const input: unknown = JSON.parse(readFileSync(join(import.meta.dirname, FILE), "utf8"));
  const parsed = readInput(Grid.array(), input);
  if (!parsed.success) {
    const detail = parsed.problems.map((p) => `${p.pointer}: ${p.detail}`);
    throw new Error(`data/grids/${FILE}: ${detail.join("; ")}`);
  }
  const sorted = parsed.data.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const twice = sorted.find(({ id }, i) => sorted[i + 1]?.id === id);
  if (twice !== undefined) throw new Error(`data/grids/${FILE}: the id "${twice.id}" stands there twice`);
  return sorted;
}

/** Every grid known, sorted by id. Loading throws an Error that names the file, the field and the bound. */
export const GRIDS: readonly Grid[] = Object.freeze(readGrids());
