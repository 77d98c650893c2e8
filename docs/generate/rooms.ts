/** What rooms beside the platforms and the host types know of the world: facts and bibliographies of energy and of grids. */
import { GRIDS, GRID_SOURCES } from "#grids";
import { type Facts, parseSource } from "#models/index.ts";
import { ENERGY_FACTS, ENERGY_SOURCES } from "#planner/energy/index.ts";
import type { Entry, RoomKnowledge } from "./entries.ts";

const factsOf = (owner: string, facts: Facts): readonly Entry[] =>
  Object.entries(facts).map(([key, { value, unit, source, note = "" }]) => ({
    owner,
    key,
    value: typeof value === "boolean" ? (value ? "yes" : "no") : String(value),
    unit,
    source,
    note,
  }));

const grids: readonly Entry[] = GRIDS.map(({ id, title, gramsPerKWh }) => ({
  owner: "grids",
  key: `${id} (${title})`,
  value: String(gramsPerKWh.value),
  unit: "gCO2e/kWh",
  source: parseSource(gramsPerKWh.source),
  note: gramsPerKWh.note ?? "",
}));

/** One section each on the generated pages. */
export const ROOMS: readonly RoomKnowledge[] = [
  { title: "Power, cooling and air", sources: ENERGY_SOURCES, entries: factsOf("energy", ENERGY_FACTS) },
  { title: "Electricity grids", sources: GRID_SOURCES, entries: grids },
];
