/** What rooms beside the platforms and the host types know of the world: facts and bibliographies of energy, grids, licences and list prices. */
import { GRIDS, GRID_SOURCES } from "#grids";
import { type Facts, parseSource } from "#models/index.ts";
import { LICENCE_RULES, LICENCE_SOURCES } from "#planner/cost/licences/index.ts";
import { ENERGY_FACTS, ENERGY_SOURCES } from "#planner/energy/index.ts";
import { PRICE_SOURCES, PRODUCT_PRICES } from "#prices";
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

const prices: readonly Entry[] = PRODUCT_PRICES.map(({ product, price, currency, asOf, isYearly, source, note }) => ({
  owner: "prices",
  key: `${product} (${asOf})`,
  value: String(price),
  unit: isYearly ? `${currency} a year` : currency,
  source: parseSource(source),
  note: note ?? "",
}));

/** One section each on the generated pages. */
export const ROOMS: readonly RoomKnowledge[] = [
  { title: "Power, cooling and air", sources: ENERGY_SOURCES, entries: factsOf("energy", ENERGY_FACTS) },
  { title: "Electricity grids", sources: GRID_SOURCES, entries: grids },
  {
    title: "Licence rules",
    sources: LICENCE_SOURCES,
    entries: LICENCE_RULES.flatMap(({ id, facts }) =>
      factsOf("licences", Object.fromEntries(Object.entries(facts).map(([key, fact]) => [`${id}/${key}`, fact]))),
    ),
  },
  { title: "List prices of licences", sources: PRICE_SOURCES, entries: prices },
];
