/** The fields of the goals page that speak of the room, of prices and of money; all may stay empty. */
import { INLET_CLASSES } from "#planner/contract/index.ts";
import type { NumberField } from "./number-field.ts";

interface Said {
  readonly hint: string;
  readonly unit?: string;
  readonly fallback?: string;
}

const field = (name: string, at: { pointer: string; label: string }, said: Said): NumberField => ({
  name,
  ...at,
  hint: said.hint,
  unit: said.unit ?? "",
  shift: 0,
  fallback: said.fallback ?? "",
});

/** Numbers of the room, in the order of the page. */
export const ROOM_NUMBERS: readonly NumberField[] = [
  field(
    "rackUnits",
    { pointer: "/facility/racks/units", label: "Height of a rack" },
    { hint: "1 to 100; empty for 42.", unit: "U" },
  ),
  field(
    "racks",
    { pointer: "/facility/racks/maxCount", label: "Racks there are" },
    { hint: "Empty for as many as needed." },
  ),
  field(
    "coolingUnitKW",
    { pointer: "/facility/coolingUnits/capacityKW", label: "Sensible cooling of one unit" },
    { hint: "With it the plan counts the units, and one to spare.", unit: "kW" },
  ),
];

/** Numbers of the money account, in the order of the page. */
export const MONEY_NUMBERS: readonly NumberField[] = [
  field(
    "discountPercent",
    { pointer: "/money/discountPercent", label: "Discount rate per year" },
    { hint: "By which later money counts less; empty for 0.", unit: "%" },
  ),
  field(
    "supportPercent",
    { pointer: "/money/hardware/supportPercent", label: "Hardware support per year" },
    { hint: "Of the hosts' price.", unit: "%" },
  ),
  field(
    "perRackYear",
    { pointer: "/money/space/perRackYear", label: "Space per rack and year" },
    { hint: "Rent of a rack's place." },
  ),
  field(
    "adminPerHostYear",
    { pointer: "/money/admin/perHostYear", label: "Administration per host and year" },
    { hint: "Of the plan's hosts and of today's alike." },
  ),
  field(
    "hoursPerWorkload",
    { pointer: "/money/migration/hoursPerWorkload", label: "Hours to migrate one workload" },
    { hint: "Needs the price of an hour, too.", unit: "h" },
  ),
  field(
    "migrationPerHour",
    { pointer: "/money/migration/perHour", label: "Price of an hour of migration" },
    { hint: "Needs the hours, too." },
  ),
  field(
    "portsPerHost",
    { pointer: "/money/ports/0/price", label: "Ports of switches and storage per host" },
    { hint: "All ports that one host needs." },
  ),
  field(
    "training",
    { pointer: "/money/training", label: "Training" },
    { hint: "Once, of the people who will run it." },
  ),
  field(
    "decommissionPerHost",
    { pointer: "/money/decommissionPerHost", label: "Taking a host of today away" },
    { hint: "For every host of today that the plan no longer needs." },
  ),
  field(
    "todayPerHostYear",
    { pointer: "/money/today/perHostYear", label: "Upkeep of one of today's hosts per year" },
    { hint: "Support or leasing, beside electricity and space." },
  ),
];

/** Texts of the room and of money: name in the form → place in the request. */
export const ROOM_TEXTS = {
  rackCircuit: "/facility/racks/circuit",
  inletClass: "/facility/inletClass",
  grid: "/facility/carbon",
  currency: "/money/currency",
  formula: "/goals/objective/formula",
} as const;
export type RoomText = keyof typeof ROOM_TEXTS;
export const ROOM_TEXT_NAMES = Object.keys(ROOM_TEXTS) as readonly RoomText[];

/** Inlet classes with the words of the page; "" leaves the air unchecked. */
export const INLET_CHOICES: readonly { readonly value: string; readonly text: string }[] = [
  { value: "", text: "Not checked" },
  ...INLET_CLASSES.map((value) => ({ value, text: `ASHRAE ${value.replace("-", " ")}` })),
];
