/** The goals page as it was filled in: kept as text for showing again, and turned into the request's parts. */
import { nestsDeeper } from "#inventory";
import { type InputProblem, PlanRequest, Goals, TIME_MODELS } from "#planner/contract/index.ts";
import { MOST_JSON_DEPTH } from "../intake/bounds.ts";
import { type FormFields, fieldText, isTicked } from "./form-fields.ts";
import { NUMBER_FIELDS } from "./goal-fields.ts";
import { numberIn } from "./number-text.ts";
import { FIRST_OBJECTIVE, objectiveIn } from "./objective-choice.ts";
import { MONEY_NUMBERS, ROOM_NUMBERS, type RoomText } from "./room-fields.ts";
import { type RoomForm, roomParts } from "./room-form.ts";
import { timeLimit } from "./time-limit.ts";

/** Every field as text or truth, as the page shows it. */
export interface GoalsForm extends RoomForm {
  readonly name: string;
  readonly timeModel: string;
  readonly objective: string;
  readonly resizePhysical: boolean;
  readonly includePoweredOff: boolean;
  readonly rules: string;
  readonly licences: string;
  readonly seed: string;
  readonly timeSeconds: string;
}

/** The request's parts that the page fills, still to be decoded, and what could not be read. */
export interface GoalsInput {
  readonly rest: Readonly<Record<string, unknown>>;
  /** Seconds of the clock, no part of the request; absent = no limit. */
  readonly timeSeconds?: number;
  readonly problems: readonly InputProblem[];
}

const EMPTY = PlanRequest.pick({ name: true, facility: true, seed: true }).parse({});
const DEFAULT_GOALS = Goals.parse({});
/** A starting value in the field, not a fact: the user says what the room supplies. */
const SUPPLY_AIR_C = "20";

const ALL_NUMBERS = [...NUMBER_FIELDS, ...ROOM_NUMBERS, ...MONEY_NUMBERS];

const textsBy = (text: (name: RoomText) => string): RoomForm["texts"] => ({
  rackCircuit: text("rackCircuit"),
  inletClass: text("inletClass"),
  grid: text("grid"),
  currency: text("currency"),
  formula: text("formula"),
});

/** The page before anybody has touched it: the contract's defaults. */
export const freshGoals = (rules: string): GoalsForm => ({
  name: EMPTY.name,
  timeModel: DEFAULT_GOALS.timeModel,
  objective: FIRST_OBJECTIVE,
  resizePhysical: DEFAULT_GOALS.resizePhysical,
  includePoweredOff: DEFAULT_GOALS.includePoweredOff,
  cooling: EMPTY.facility.cooling,
  pue: EMPTY.facility.cooling === "pue" ? String(EMPTY.facility.pue) : "",
  supplyAirC: SUPPLY_AIR_C,
  tariffPerKWh: "",
  rules,
  licences: "",
  seed: String(EMPTY.seed),
  timeSeconds: "",
  hasEmbodied: false,
  areIdleHostsOff: false,
  texts: textsBy(() => ""),
  numbers: Object.fromEntries(ALL_NUMBERS.map((field) => [field.name, field.fallback])),
});

/** The page as posted. */
export const postedGoals = (fields: FormFields): GoalsForm => ({
  name: fieldText(fields, "name"),
  timeModel: fieldText(fields, "timeModel"),
  objective: fieldText(fields, "objective"),
  resizePhysical: isTicked(fields, "resizePhysical"),
  includePoweredOff: isTicked(fields, "includePoweredOff"),
  cooling: fieldText(fields, "cooling"),
  pue: fieldText(fields, "pue"),
  supplyAirC: fieldText(fields, "supplyAirC"),
  tariffPerKWh: fieldText(fields, "tariffPerKWh"),
  rules: fieldText(fields, "rules"),
  licences: fieldText(fields, "licences"),
  seed: fieldText(fields, "seed"),
  timeSeconds: fieldText(fields, "timeSeconds"),
  hasEmbodied: isTicked(fields, "hasEmbodied"),
  areIdleHostsOff: isTicked(fields, "areIdleHostsOff"),
  texts: textsBy((name) => fieldText(fields, name)),
  numbers: Object.fromEntries(ALL_NUMBERS.map(({ name }) => [name, fieldText(fields, name)])),
});

/** Reads numbers and remembers which texts were none; an empty text leaves the default. */
function reader() {
  const problems: InputProblem[] = [];
  const number = (text: string, at: { pointer: string; label: string; shift?: number }): number | undefined => {
    if (text === "") return undefined;
    const value = numberIn(text, at.shift ?? 0);
    if (value === undefined) {
      problems.push({
        pointer: at.pointer,
        code: "not-a-number",
        detail: `${at.label} is "${text}", which is not a number`,
      });
    }
    return value;
  };
  return { problems, number };
}

/** A field that holds JSON, or nothing. */
function listOf(text: string, what: "rules" | "licences", problems: InputProblem[]): unknown {
  if (text === "") return [];
  if (nestsDeeper(new TextEncoder().encode(text), MOST_JSON_DEPTH)) {
    problems.push({
      pointer: `/${what}`,
      code: "invalid",
      detail: `the ${what} nest deeper than ${MOST_JSON_DEPTH} levels`,
    });
    return [];
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const why = error instanceof Error ? error.message : "syntax error";
    problems.push({ pointer: `/${what}`, code: "invalid", detail: `the ${what} are not JSON: ${why}` });
    return [];
  }
}

/** The field holds a list of rules, or an object of rules and places. */
const rulesAndPlaces = (content: unknown): { readonly rules?: unknown; readonly places?: unknown } =>
  typeof content === "object" && content !== null && "rules" in content
    ? { rules: content.rules, places: "places" in content ? content.places : undefined }
    : { rules: content };

/** The field holds a list of licences, or an object of licences and prices. */
const licencesAndPrices = (content: unknown): { readonly licences?: unknown; readonly prices?: unknown } =>
  typeof content === "object" && content !== null && !Array.isArray(content)
    ? {
        licences: "licences" in content ? content.licences : undefined,
        prices: "prices" in content ? content.prices : undefined,
      }
    : { licences: content };

const present = (record: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

/** The posted page as parts of a request. */
export function goalsInput(form: GoalsForm): GoalsInput {
  const { problems, number } = reader();
  const numbers = NUMBER_FIELDS.map((field) => [
    field.pointer.slice("/goals/".length),
    number(form.numbers[field.name] ?? "", field),
  ]);
  const { problems: unread, formula, ...room } = roomParts(form);
  problems.push(...unread);
  const rest = {
    name: form.name === "" ? undefined : form.name,
    goals: present({
      ...Object.fromEntries(numbers),
      timeModel: form.timeModel === "" ? undefined : form.timeModel,
      objective: formula ?? objectiveIn(form.objective),
      resizePhysical: form.resizePhysical,
      includePoweredOff: form.includePoweredOff,
    }),
    ...room,
    ...rulesAndPlaces(listOf(form.rules, "rules", problems)),
    ...licencesAndPrices(form.licences === "" ? undefined : listOf(form.licences, "licences", problems)),
    seed: number(form.seed, { pointer: "/seed", label: "the seed" }),
  };
  const { value: timeSeconds, problem } = timeLimit(form.timeSeconds);
  if (problem !== undefined) problems.push(problem);
  return { rest: present(rest), ...(timeSeconds === undefined ? {} : { timeSeconds }), problems };
}

/** How time may be folded, with the words of the page. */
export const TIME_MODEL_TEXT: Readonly<Record<(typeof TIME_MODELS)[number], string>> = {
  peak: "All peaks at once: every workload at its own highest demand",
  day: "One day: measurements folded onto the hours of a day",
  week: "One week: measurements folded onto the hours of a week",
  trace: "As measured: every slot of the measured time",
};
