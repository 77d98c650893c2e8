/**
 * The groups of the goals page that stay folded until somebody wants them: which fields each holds, and one line
 * that says what they say. A group opens by itself only when a field in it is wrong.
 */
import type { GoalsForm } from "./decode/goals-form.ts";
import { MONEY_NUMBERS, ROOM_NUMBERS } from "./decode/room-fields.ts";

/** A group as its page shows it. */
export interface GoalGroup {
  readonly title: string;
  /** What the fields say, in one line. */
  readonly says: string;
  readonly isOpen: boolean;
}

interface Group {
  readonly title: string;
  /** Ids of its fields. */
  readonly fields: readonly string[];
  readonly says: (form: GoalsForm) => readonly (string | undefined)[];
}

/** Longer values are cut in the line; the field itself holds them whole. */
const MOST_SHOWN = 24;
const cut = (text: string) => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);

/** "before VALUE after", or nothing when the field is empty. */
const said = (before: string, value: string | undefined, after = ""): string | undefined =>
  value === undefined || value === "" ? undefined : `${before} ${cut(value)}${after}`.trim();
const when = (claim: boolean, text: string): string | undefined => (claim ? text : undefined);

const MONEY_NAMES = MONEY_NUMBERS.map(({ name }) => name);
const filled = ({ numbers }: GoalsForm, names: readonly string[]): string | undefined => {
  const count = names.filter((name) => (numbers[name] ?? "") !== "").length;
  return count === 0 ? undefined : `${count} of ${names.length} rates and prices`;
};

const GROUPS = {
  demand: {
    title: "Demand and headroom",
    fields: [
      "percentile",
      "growthPercent",
      "utilizationCeilingPercent",
      "memoryCeilingPercent",
      "memoryOvercommitRatio",
      "vcpusPerCore",
      "spareHosts",
    ],
    says: ({ numbers, resizePhysical, includePoweredOff }) => [
      said("percentile", numbers["percentile"]),
      said("growth", numbers["growthPercent"], "%"),
      said("CPU to", numbers["utilizationCeilingPercent"], "%"),
      said("memory to", numbers["memoryCeilingPercent"], "%"),
      said("spare hosts", numbers["spareHosts"]),
      when(!resizePhysical, "physical servers keep their cores"),
      when(includePoweredOff, "powered-off workloads too"),
    ],
  },
  search: {
    title: "Search and replay",
    fields: ["effortSeconds", "timeSeconds", "seed", "simulatedHosts", "simulatedSeconds"],
    says: ({ numbers, timeSeconds, seed }) => [
      said("effort", numbers["effortSeconds"], " s"),
      said("at most", timeSeconds, " s by the clock"),
      said("hosts replayed", numbers["simulatedHosts"]),
      said("seed", seed),
    ],
  },
  moves: {
    title: "Moves",
    fields: ["maxMoves", "movePrice", "movesPerHost", "moveMbps"],
    says: ({ numbers }) => [
      said("at most", numbers["maxMoves"]),
      said("price", numbers["movePrice"], " MiB"),
      said("at a time", numbers["movesPerHost"]),
      said("network", numbers["moveMbps"], " Mbit/s"),
    ],
  },
  cooling: {
    title: "Cooling",
    fields: ["pue", "supplyAirC", "inletClass"],
    says: ({ cooling, pue, supplyAirC, texts, areIdleHostsOff }) => [
      cooling === "cop" ? said("air at", supplyAirC, " °C") : said("PUE", pue),
      said("class", texts.inletClass),
      when(areIdleHostsOff, "spare hosts off"),
    ],
  },
  racks: {
    title: "Racks",
    fields: ["rackCircuit", ...ROOM_NUMBERS.map(({ name }) => name)],
    says: ({ numbers, texts }) => [
      said("circuit", texts.rackCircuit),
      said("height", numbers["rackUnits"], " U"),
      said("racks", numbers["racks"]),
      said("cooling units of", numbers["coolingUnitKW"], " kW"),
    ],
  },
  electricity: {
    title: "Electricity and carbon",
    fields: ["tariffPerKWh", "grid"],
    says: ({ tariffPerKWh, texts, hasEmbodied }) => [
      said("tariff", tariffPerKWh),
      said("carbon", texts.grid),
      when(hasEmbodied, "hosts' making counted"),
    ],
  },
  money: {
    title: "Money and licences",
    fields: ["currency", "costYears", ...MONEY_NAMES, "licences", "formula"],
    says: (form) => [
      said("in", form.texts.currency),
      said("over", form.numbers["costYears"], " years"),
      filled(form, MONEY_NAMES),
      when(form.licences !== "", "licences given"),
      said("formula", form.texts.formula),
    ],
  },
  rules: {
    title: "Placement rules",
    fields: ["rules"],
    says: ({ rules }) => [when(rules !== "", "rules given")],
  },
} as const satisfies Readonly<Record<string, Group>>;

const NOTHING = "nothing set";

/** Every group of the page by its name. @param errorAt problems by id of their field */
export function goalGroups(
  form: GoalsForm,
  errorAt: Readonly<Record<string, string>>,
): Readonly<Record<keyof typeof GROUPS, GoalGroup>> {
  const shown = ({ title, fields, says }: Group): GoalGroup => ({
    title,
    says:
      says(form)
        .filter((text) => text !== undefined)
        .join(" · ") || NOTHING,
    isOpen: fields.some((id) => errorAt[id] !== undefined),
  });
  return {
    demand: shown(GROUPS.demand),
    search: shown(GROUPS.search),
    moves: shown(GROUPS.moves),
    cooling: shown(GROUPS.cooling),
    racks: shown(GROUPS.racks),
    electricity: shown(GROUPS.electricity),
    money: shown(GROUPS.money),
    rules: shown(GROUPS.rules),
  };
}
