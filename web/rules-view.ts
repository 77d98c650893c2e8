/** The rules page as data: the rules there are, the places they speak of, the form for one more. */
import { type InputProblem, type Inventory, PLACE_KINDS, SCOPES } from "#planner/contract/index.ts";
import { counted, grouped, listed } from "#planner/report/index.ts";
import { type RuleForm, type RuleText, ruleFieldAt } from "./decode/rule-form.ts";
import { notesOf } from "./edit-inventory.ts";
import { shownProblems } from "./form-problems.ts";
import { RULE_KIND_WORDS, ruleRow } from "./rule-words.ts";
import { stepAddresses, stepper } from "./stepper.ts";
import type { PageData } from "./views.ts";

/** Rules written out; all of them are in the API's inventory. */
const MOST_RULES = 500;
const MOST_NAMED = 6;

const LABELS: Readonly<Record<string, string>> = {
  id: "Name",
  kind: "Kind",
  workloads: "Workloads",
  others: "Other workloads",
  places: "Places",
  scope: "Scope",
  lose: "What may be lost",
  atMost: "At most",
  atLeast: "At least",
  count: "How many may be lost",
  cores: "Cores",
  memoryMiB: "Memory",
  cpuPercent: "CPU kept free",
  memoryPercent: "Memory kept free",
  costPerHost: "Price of a host",
  json: "JSON",
  remove: "",
};

const NUMBERS: readonly (readonly [RuleText, string, string])[] = [
  ["atMost", "apart, limit, max-hosts, max-partitions, contain", ""],
  ["atLeast", "min-hosts", ""],
  ["count", "survive: 1 to 3", ""],
  ["cores", "reserve, preserve", ""],
  ["memoryMiB", "reserve, preserve", "MiB"],
  ["cpuPercent", "reserve", "%"],
  ["memoryPercent", "reserve", "%"],
  ["costPerHost", "contain: in hosts", ""],
];

/** What the page is made from. */
export interface RulesPage {
  readonly id: string;
  readonly inventory: Inventory;
  readonly form: RuleForm;
  readonly problems: readonly InputProblem[];
  /** Inventory before the last edit. */
  readonly from?: string | undefined;
}

/** Data of the page. */
export function rulesView({ id, inventory, form, problems, from }: RulesPage): PageData {
  const { rules = [], places = [] } = inventory;
  const shown = shownProblems(problems, (pointer) => {
    const field = ruleFieldAt(pointer, form);
    return field === undefined ? undefined : { id: field, label: LABELS[field] ?? field };
  });
  const [rulesTicked, placesTicked] = [new Set(form.rules), new Set(form.places)];
  const chosen = (values: readonly string[], name: RuleText) =>
    values.map((value) => ({ value, isChosen: value === form.texts[name] }));
  return {
    title: "Placement rules",
    steps: stepper("workloads", stepAddresses(id)),
    id,
    problems: shown.summary,
    errorAt: shown.at,
    texts: form.texts,
    before: from === undefined ? undefined : `/inventories/${from}/rules`,
    lastNote: from === undefined ? undefined : notesOf(inventory).notes.at(-1),
    hasAny: rules.length + places.length > 0,
    ruleCount: counted(rules.length, "rule"),
    rulesCut: rules.length > MOST_RULES ? grouped(MOST_RULES) : undefined,
    rules: rules
      .slice(0, MOST_RULES)
      .map((rule, i) => ({ ...ruleRow(rule), tick: `rule-${i}`, isTicked: rulesTicked.has(rule.id) })),
    places: places.slice(0, MOST_RULES).map((place, i) => ({
      id: place.id,
      kind: place.kind,
      hosts: [listed(place.hosts, MOST_NAMED), ...(place.in === undefined ? [] : [`in ${place.in}`])].join(" "),
      tick: `place-${i}`,
      isTicked: placesTicked.has(place.id),
    })),
    placeKinds: PLACE_KINDS.join(", "),
    kinds: Object.entries(RULE_KIND_WORDS).map(([value, text]) => ({
      value,
      text,
      isChosen: value === form.texts.kind,
    })),
    scopes: chosen([...SCOPES, "group"], "scope"),
    losses: chosen(SCOPES, "lose"),
    numbers: NUMBERS.map(([name, hint, unit]) => ({
      name,
      label: LABELS[name] ?? name,
      hint,
      unit,
      value: form.texts[name],
      error: shown.at[name],
    })),
    isJsonOpen: form.action === "json" || undefined,
    hasNumbers: NUMBERS.some(([name]) => form.texts[name] !== "" || shown.at[name] !== undefined),
  };
}
