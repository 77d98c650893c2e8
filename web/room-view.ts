/** The room, energy and money of the goals page as data: fields in groups, and whether the group stands open. */
import type { PlanContext } from "#planner";
import { type GoalsForm, freshGoals } from "./decode/goals-form.ts";
import { COST_YEARS } from "./decode/goal-fields.ts";
import type { NumberField } from "./decode/number-field.ts";
import { INLET_CHOICES, MONEY_NUMBERS, ROOM_NUMBERS, ROOM_TEXT_NAMES } from "./decode/room-fields.ts";

/** Labels of the fields that are no numbers of a list, for the summary of problems. */
export const ROOM_LABELS: Readonly<Record<string, string>> = {
  pue: "Power usage effectiveness",
  supplyAirC: "Supply air",
  tariffPerKWh: "Tariff",
  rackCircuit: "Circuit of a rack",
  inletClass: "Inlet class",
  grid: "Carbon of electricity",
  currency: "Currency",
  formula: "Formula",
};

const OTHERS = ["pue", "supplyAirC", "tariffPerKWh", "licences"] as const;
const NUMBERS = [...ROOM_NUMBERS, COST_YEARS, ...MONEY_NUMBERS];

const FRESH = freshGoals("");

/** True when a field of the group is not as the page came. */
const isTouched = (form: GoalsForm) =>
  form.cooling !== FRESH.cooling ||
  form.hasEmbodied ||
  form.areIdleHostsOff ||
  OTHERS.some((name) => form[name] !== FRESH[name]) ||
  ROOM_TEXT_NAMES.some((name) => form.texts[name] !== FRESH.texts[name]) ||
  NUMBERS.some(({ name }) => form.numbers[name] !== FRESH.numbers[name]);

/** Data of the group. @param errorAt problems by field */
export function roomView(context: PlanContext, form: GoalsForm, errorAt: Readonly<Record<string, string>>) {
  const shown = (fields: readonly NumberField[]) =>
    fields.map((field) => ({ ...field, value: form.numbers[field.name] ?? "", error: errorAt[field.name] }));
  const names = [...OTHERS, ...ROOM_TEXT_NAMES, ...NUMBERS.map(({ name }) => name)];
  return {
    roomNumbers: shown(ROOM_NUMBERS),
    moneyNumbers: shown([COST_YEARS, ...MONEY_NUMBERS]),
    inletChoices: INLET_CHOICES.map((one) => ({ ...one, isChosen: one.value === form.texts.inletClass })),
    grids: (context.grids ?? []).map(({ id, title }) => ({ id, title })),
    isRoomOpen: isTouched(form) || names.some((name) => errorAt[name] !== undefined),
  };
}
