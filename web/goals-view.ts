/** The goals page as data: each field with its text, hint, and what is wrong with it. */
import type { InputProblem, PlanContext } from "#planner";
import { hostTitle } from "#planner/asking/index.ts";
import { TIME_MODELS } from "#planner/contract/index.ts";
import { counted } from "#planner/report/index.ts";
import { COST_YEARS, NUMBER_FIELDS, fieldAt } from "./decode/goal-fields.ts";
import { type GoalsForm, TIME_MODEL_TEXT } from "./decode/goals-form.ts";
import { OBJECTIVE_CHOICES } from "./decode/objective-choice.ts";
import { MONEY_NUMBERS, ROOM_NUMBERS } from "./decode/room-fields.ts";
import { type TargetRow, rowText } from "./decode/target-rows.ts";
import { MOVE_FIELDS } from "./decode/move-fields.ts";
import { type FieldName, shownProblems } from "./form-problems.ts";
import { goalGroups } from "./goal-groups.ts";
import type { NumberField } from "./decode/number-field.ts";
import { ROOM_LABELS, numberViews, roomView } from "./room-view.ts";
import { stepAddresses, stepper } from "./stepper.ts";
import type { PageData } from "./views.ts";

const LABELS: Readonly<Record<string, string>> = {
  name: "Name of the plan",
  timeModel: "Time",
  objective: "Objective",
  ...ROOM_LABELS,
  rules: "Placement rules",
  licences: "Licences",
  seed: "Seed",
  timeSeconds: "Time limit",
};

const SEARCH = new Set(["effortSeconds", "simulatedHosts", "simulatedSeconds"]);
const SEARCH_FIELDS = NUMBER_FIELDS.filter(({ name }) => SEARCH.has(name));
const APART = new Set([COST_YEARS, ...SEARCH_FIELDS, ...MOVE_FIELDS]);
const DEMAND_FIELDS = NUMBER_FIELDS.filter((field) => !APART.has(field));

/** Powers of ten from per cent to a ratio. */
const TO_RATIO = -2;

/** Targets have no field on this page; their problems link to the list that shows them. */
function fieldOf(pointer: string): FieldName | undefined {
  if (pointer.startsWith("/targets")) return { id: "targets", label: "Targets" };
  const id = fieldAt(pointer);
  if (id === undefined) return undefined;
  const number = [...NUMBER_FIELDS, ...ROOM_NUMBERS, ...MONEY_NUMBERS].find((field) => field.name === id);
  const inside = /^\/(rules|places|licences|prices)\//.test(pointer) ? ` (${pointer})` : "";
  const note = number?.shift === TO_RATIO ? { note: "1 is 100 %" } : {};
  return { id, label: `${number?.label ?? LABELS[id] ?? id}${inside}`, ...note };
}

/** What the page is made from. */
export interface GoalsPage {
  readonly id: string;
  readonly rows: readonly TargetRow[];
  readonly form: GoalsForm;
  readonly problems: readonly InputProblem[];
  /** Rules that the inventory brings along. */
  readonly ownRules: number;
  /** One plan for each target is ticked. */
  readonly isEach: boolean;
}

function targetLine(context: PlanContext, row: TargetRow) {
  const platform = context.platforms.find((one) => one.id === row.platform);
  const host = context.hostTypes.find((one) => one.id === row.hostType);
  const most = row.maxHosts === "" ? "" : `, at most ${row.maxHosts} hosts`;
  const memory = row.memoryGiB === "" ? "" : `, with ${row.memoryGiB} GiB each`;
  const price = row.hostPrice === "" ? "" : `, at ${row.hostPrice} each`;
  const title = host === undefined ? row.hostType : hostTitle(host);
  return {
    value: rowText(row),
    platform: row.platform,
    text: `${platform?.title ?? row.platform} on ${title}${most}${memory}${price}`,
  };
}

/** Data of the goals page. */
export function goalsView(context: PlanContext, { id, rows, form, problems, isEach, ownRules }: GoalsPage): PageData {
  const shown = shownProblems(problems, fieldOf);
  const addresses = stepAddresses(id, rows.map(rowText));
  const numbers = (fields: readonly NumberField[]) => numberViews(fields, form, shown.at);
  return {
    title: "Set goals",
    steps: stepper("goals", addresses),
    id,
    problems: shown.summary,
    errorAt: shown.at,
    targets: rows.map((row) => targetLine(context, row)),
    ownRules: ownRules === 0 ? undefined : counted(ownRules, "rule"),
    changeTargets: addresses.targets,
    each: rows.length > 1 ? { isTicked: isEach, count: rows.length } : undefined,
    form,
    ...roomView(context, form, shown.at),
    groups: goalGroups(form, shown.at),
    demandNumbers: numbers(DEMAND_FIELDS),
    searchNumbers: numbers(SEARCH_FIELDS),
    moveNumbers: numbers(MOVE_FIELDS),
    timeModels: TIME_MODELS.map((value) => ({
      value,
      text: TIME_MODEL_TEXT[value],
      isChosen: value === form.timeModel,
    })),
    objectives: OBJECTIVE_CHOICES.map((choice) => ({ ...choice, isChosen: choice.value === form.objective })),
    isPue: form.cooling !== "cop",
    isCop: form.cooling === "cop",
  };
}
