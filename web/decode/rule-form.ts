/**
 * The rules page's form: one rule by fields, or any number of rules and places as JSON. Fields of every kind stand there;
 * one that is filled although its kind does not take it is an error and not left out in silence.
 */
import { nestsDeeper } from "#inventory";
import type { InputProblem } from "#planner";
import { MOST_JSON_DEPTH } from "../intake/bounds.ts";
import { type FormFields, fieldText } from "./form-fields.ts";
import { numberIn } from "./number-text.ts";

/** The numbers among the fields. */
const NUMBERS = [
  "atMost",
  "atLeast",
  "count",
  "cores",
  "memoryMiB",
  "cpuPercent",
  "memoryPercent",
  "costPerHost",
] as const;

/** Text fields, in the order of the page. */
export const RULE_TEXTS = ["id", "kind", "workloads", "others", "places", "scope", "lose", ...NUMBERS, "json"] as const;
export type RuleText = (typeof RULE_TEXTS)[number];

/** The form as it was posted. */
export interface RuleForm {
  readonly action: string;
  readonly texts: Readonly<Record<RuleText, string>>;
  /** Ids ticked for removal. */
  readonly rules: readonly string[];
  readonly places: readonly string[];
}

/** The posted fields; without any, a form nobody has touched. */
export const ruleForm = (fields: FormFields): RuleForm => ({
  action: fieldText(fields, "do"),
  texts: Object.fromEntries(RULE_TEXTS.map((name) => [name, fieldText(fields, name)])) as RuleForm["texts"],
  rules: fields["rule"] ?? [],
  places: fields["place"] ?? [],
});

/** What the lists are called in a rule of this kind. */
const OTHERS: Readonly<Record<string, string>> = { split: "from", limit: "beside" };
const PLACES: Readonly<Record<string, string>> = { near: "to" };

const lines = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

function oneRule({ texts }: RuleForm, problems: InputProblem[]): unknown {
  const { id, kind, scope, lose } = texts;
  const numbers = NUMBERS.flatMap((name) => {
    if (texts[name] === "") return [];
    const value = numberIn(texts[name]);
    if (value === undefined) {
      problems.push({ pointer: `/${name}`, code: "not-a-number", detail: `"${texts[name]}" is not a number` });
    }
    return [[name, value] as const];
  });
  const [workloads, others, places] = [lines(texts.workloads), lines(texts.others), lines(texts.places)];
  return {
    id,
    kind,
    ...(workloads.length === 0 ? {} : { workloads }),
    ...(others.length === 0 ? {} : { [OTHERS[kind] ?? "from"]: others }),
    ...(places.length === 0 ? {} : { [PLACES[kind] ?? "places"]: places }),
    ...(scope === "" ? {} : { scope }),
    ...(lose === "" ? {} : { lose }),
    ...Object.fromEntries(numbers),
  };
}

function fromJson(text: string, problems: InputProblem[]): unknown {
  const refuse = (detail: string) => {
    problems.push({ pointer: "/json", code: "not-json", detail });
    return undefined;
  };
  if (text === "") return refuse("there is no JSON to read");
  if (nestsDeeper(new TextEncoder().encode(text), MOST_JSON_DEPTH))
    return refuse(`nests deeper than ${MOST_JSON_DEPTH} levels`);
  try {
    const content: unknown = JSON.parse(text);
    return Array.isArray(content) ? { rules: content } : content;
  } catch (error) {
    return refuse(`is not JSON: ${error instanceof Error ? error.message : "syntax error"}`);
  }
}

/** The edits this form asks for, still to be checked, and what cannot be read. */
export function ruleEdits(form: RuleForm): {
  readonly edits: readonly unknown[];
  readonly problems: readonly InputProblem[];
} {
  const problems: InputProblem[] = [];
  if (form.action === "remove") {
    return { edits: [{ kind: "remove-rules", ids: form.rules, places: form.places }], problems };
  }
  if (form.action === "json") {
    const content = fromJson(form.texts.json, problems);
    const isRecord = typeof content === "object" && content !== null;
    if (!isRecord && problems.length === 0) {
      problems.push({
        pointer: "/json",
        code: "invalid",
        detail: "must be a list of rules, or an object of rules and places",
      });
    }
    return { edits: [{ ...(isRecord ? content : {}), kind: "add-rules" }], problems };
  }
  return { edits: [{ kind: "add-rules", rules: [oneRule(form, problems)] }], problems };
}

const FIELD_AT: readonly (readonly [RegExp, RuleText])[] = [
  [/^\/0\/rules\/0\/(?:from|beside)/, "others"],
  [/^\/0\/rules\/0\/(?:places|to)/, "places"],
  [/^\/0\/rules\/0\/workloads/, "workloads"],
];

/** The field of the page that a problem's pointer means. */
export function ruleFieldAt(pointer: string, { action }: RuleForm): string | undefined {
  if (action === "remove") return "remove";
  if (action === "json") return "json";
  const own = RULE_TEXTS.find((name) => pointer === `/${name}` || pointer === `/0/rules/0/${name}`);
  return own ?? FIELD_AT.find(([pattern]) => pattern.test(pointer))?.[1] ?? "kind";
}
