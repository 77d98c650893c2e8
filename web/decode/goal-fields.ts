/**
 * The fields of the goals page as data: label, hint, unit, default, and the place in the request each one fills.
 * Percent in the form are ratios in the request; defaults come from the contract, so they cannot drift.
 */
import { Goals } from "#planner/contract/index.ts";
import { MOVE_FIELDS } from "./move-fields.ts";
import { MONEY_NUMBERS, ROOM_NUMBERS, ROOM_TEXTS } from "./room-fields.ts";
import type { NumberField } from "./number-field.ts";

const DEFAULTS = Goals.parse({});
const PERCENT = 100;
const asPercent = (ratio: number) => String(Math.round(ratio * PERCENT * PERCENT) / PERCENT);

/** Years of the money account: it stands with the money on the page. */
export const COST_YEARS: NumberField = {
  name: "costYears",
  pointer: "/goals/costYears",
  label: "Years that the cost counts",
  hint: "Electricity, yearly licences and all other yearly money are due for as long.",
  unit: "years",
  shift: 0,
  fallback: String(DEFAULTS.costYears),
};

/** The number fields of the goals, in the order of the page; {@link COST_YEARS} stands elsewhere on it. */
export const NUMBER_FIELDS: readonly NumberField[] = [
  {
    name: "percentile",
    pointer: "/goals/percentile",
    label: "Percentile of the samples in a slot",
    hint: "50 to 100. 100 counts the highest sample, 95 ignores the highest twentieth.",
    unit: "",
    shift: 0,
    fallback: String(DEFAULTS.percentile),
  },
  {
    name: "growthPercent",
    pointer: "/goals/growthPercent",
    label: "Growth of demand until the end of the plan",
    hint: "Applied to CPU, network and disk. Negative for an estate that shrinks.",
    unit: "%",
    shift: 0,
    fallback: String(DEFAULTS.growthPercent),
  },
  {
    name: "utilizationCeilingPercent",
    pointer: "/goals/utilizationCeilingRatio",
    label: "Most of a host's CPU, network and disk in use",
    hint: "In every slot. What is above stays free as headroom.",
    unit: "%",
    shift: -2,
    fallback: asPercent(DEFAULTS.utilizationCeilingRatio),
  },
  {
    name: "memoryCeilingPercent",
    pointer: "/goals/memoryCeilingRatio",
    label: "Most of a host's memory given out",
    hint: "Of what is left for partitions after the platform has taken its own.",
    unit: "%",
    shift: -2,
    fallback: asPercent(DEFAULTS.memoryCeilingRatio),
  },
  {
    name: "memoryOvercommitRatio",
    pointer: "/goals/memoryOvercommitRatio",
    label: "Memory overcommit",
    hint: "1 to 4. Above 1 only platforms that can overcommit give out more memory than there is.",
    unit: "",
    shift: 0,
    fallback: String(DEFAULTS.memoryOvercommitRatio),
  },
  {
    name: "vcpusPerCore",
    pointer: "/goals/vcpusPerCore",
    label: "Virtual CPUs on one core, where nothing was measured",
    hint: "Workloads without a CPU series are sized by this.",
    unit: "",
    shift: 0,
    fallback: String(DEFAULTS.vcpusPerCore),
  },
  {
    name: "spareHosts",
    pointer: "/goals/spareHosts",
    label: "Spare hosts per target",
    hint: "Kept empty, so that this many hosts may fail.",
    unit: "",
    shift: 0,
    fallback: String(DEFAULTS.spareHosts),
  },
  {
    name: "simulatedHosts",
    pointer: "/goals/simulatedHosts",
    label: "Hottest hosts to replay",
    hint: "Simulated at their hottest slot under the platform's own scheduler; 0 leaves it out.",
    unit: "",
    shift: 0,
    fallback: String(DEFAULTS.simulatedHosts),
  },
  {
    name: "simulatedSeconds",
    pointer: "/goals/simulatedSeconds",
    label: "Length of each replay",
    hint: "1 to 3,600 seconds.",
    unit: "s",
    shift: 0,
    fallback: String(DEFAULTS.simulatedSeconds),
  },
  COST_YEARS,
  {
    name: "effortSeconds",
    pointer: "/goals/effortSeconds",
    label: "Effort of the search",
    hint: "0 to 86,400 s of a reference machine: counted, so that the same form gives the same plan. 0 searches nothing.",
    unit: "s",
    shift: 0,
    fallback: String(DEFAULTS.effortSeconds),
  },
  ...MOVE_FIELDS,
];

/** Fields that stand beside the list: name in the form → place in the request. */
export const OTHER_POINTERS: Readonly<Record<string, string>> = {
  // The formula stands inside the objective, so it is looked for first.
  ...ROOM_TEXTS,
  name: "/name",
  timeModel: "/goals/timeModel",
  objective: "/goals/objective",
  resizePhysical: "/goals/resizePhysical",
  includePoweredOff: "/goals/includePoweredOff",
  pue: "/facility/pue",
  supplyAirC: "/facility/supplyAirC",
  tariffPerKWh: "/tariffPerKWh",
  rules: "/rules",
  licences: "/licences",
  seed: "/seed",
  timeSeconds: "/timeSeconds",
};

/** The form field that fills this place of the request, or undefined when none does. */
export function fieldAt(pointer: string): string | undefined {
  const direct = [...NUMBER_FIELDS, ...ROOM_NUMBERS, ...MONEY_NUMBERS].find((field) => field.pointer === pointer)?.name;
  if (direct !== undefined) return direct;
  const other = Object.entries(OTHER_POINTERS).find(
    ([, place]) => pointer === place || pointer.startsWith(`${place}/`),
  );
  if (other !== undefined) return other[0];
  if (pointer.startsWith("/places/")) return "rules";
  if (pointer.startsWith("/prices")) return "licences";
  if (pointer.startsWith("/facility/racks")) return "rackUnits";
  if (pointer.startsWith("/facility/coolingUnits")) return "coolingUnitKW";
  if (pointer.startsWith("/money/migration")) return "hoursPerWorkload";
  if (pointer.startsWith("/money")) return "currency";
  return pointer.startsWith("/facility") ? "pue" : undefined;
}
