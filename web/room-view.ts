/** The room, energy and money of the goals page as data: the lists of fields and their choices. */
import type { PlanContext } from "#planner";
import type { GoalsForm } from "./decode/goals-form.ts";
import { COST_YEARS } from "./decode/goal-fields.ts";
import type { NumberField } from "./decode/number-field.ts";
import { INLET_CHOICES, MONEY_NUMBERS, ROOM_NUMBERS } from "./decode/room-fields.ts";

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

/** Number fields with what stands in them and what is wrong there. @param errorAt problems by field */
export const numberViews = (
  fields: readonly NumberField[],
  form: GoalsForm,
  errorAt: Readonly<Record<string, string>>,
) => fields.map((field) => ({ ...field, value: form.numbers[field.name] ?? "", error: errorAt[field.name] }));

/** Data of the groups. @param errorAt problems by field */
export function roomView(context: PlanContext, form: GoalsForm, errorAt: Readonly<Record<string, string>>) {
  return {
    roomNumbers: numberViews(ROOM_NUMBERS, form, errorAt),
    moneyNumbers: numberViews([COST_YEARS, ...MONEY_NUMBERS], form, errorAt),
    inletChoices: INLET_CHOICES.map((one) => ({ ...one, isChosen: one.value === form.texts.inletClass })),
    grids: (context.grids ?? []).map(({ id, title }) => ({ id, title })),
  };
}
