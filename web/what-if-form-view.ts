/** The page that asks what if, as data: groups of fields with their texts, hints, and what is wrong with each. */
import type { InputProblem } from "#planner";
import { counted, listed } from "#planner/report/index.ts";
import {
  DISTRIBUTIONS,
  DISTRIBUTION_PARTS,
  GROWTH_FIELDS,
  LOSS_FIELDS,
  TARGETS_FIELD,
  UNCERTAIN_FIELDS,
  VARIED_FIELDS,
} from "./decode/what-if-fields.ts";
import type { WhatIfForm } from "./decode/what-if-form.ts";
import { shownProblems } from "./form-problems.ts";
import type { PageData } from "./views.ts";
import type { WhatIfBase } from "./what-if-base.ts";
import { baseText, whatIfFieldAt } from "./what-if-form-places.ts";

/** What the page is made from. */
export interface WhatIfPage {
  readonly base: WhatIfBase | undefined;
  readonly form: WhatIfForm;
  /** A scenario file; where it is not empty the page begins with it. */
  readonly text: string;
  readonly problems: readonly InputProblem[];
  /** Index in `fail` → field; left out = the scenario came as a file. */
  readonly lossFields?: readonly string[] | undefined;
  /** Plans to choose a base from. */
  readonly plans: readonly { readonly id: string; readonly name: string }[];
}

type Errors = Readonly<Record<string, string>>;

const UNCERTAIN_NAMES = [
  ...UNCERTAIN_FIELDS.flatMap(({ name }) => [`${name}Kind`, ...DISTRIBUTION_PARTS.map(({ part }) => name + part)]),
  "draws",
  "seed",
];
const GROWTH_NAMES = [...GROWTH_FIELDS.map(({ name }) => name), "growthMonths", "growthStart", "growthLead"];
const LOSS_NAMES = [...LOSS_FIELDS.map(({ name }) => name), "losePlaces"];

const isSet = (form: WhatIfForm, name: string) => (form[name] ?? "") !== "";

function groupsOf(form: WhatIfForm, errors: Errors) {
  const varied = [...VARIED_FIELDS, TARGETS_FIELD].filter(({ name }) => isSet(form, name));
  const uncertain = UNCERTAIN_FIELDS.filter(({ name }) => isSet(form, `${name}Kind`));
  const growing = GROWTH_FIELDS.filter(({ name }) => isSet(form, name));
  const lost = LOSS_NAMES.filter((name) => isSet(form, name));
  const told = (fields: readonly { readonly label: string }[], none: string) =>
    fields.length === 0
      ? none
      : listed(
          fields.map(({ label }) => label),
          4,
        );
  const isWrong = (names: readonly string[]) => names.some((name) => errors[name] !== undefined);
  return {
    vary: { title: "What to vary", says: told(varied, "nothing yet"), isOpen: true },
    uncertain: {
      title: "What is uncertain",
      says: told(uncertain, "nothing"),
      isOpen: uncertain.length > 0 || isWrong(UNCERTAIN_NAMES),
    },
    growth: {
      title: "Growth over the months: how long the hosts last",
      says: told(growing, "not looked ahead"),
      isOpen: growing.length > 0 || isWrong(GROWTH_NAMES),
    },
    losses: {
      title: "Losses: who is left without a place",
      says: lost.length === 0 ? "none played" : `${counted(lost.length, "kind")} played`,
      isOpen: lost.length > 0 || isWrong(LOSS_NAMES),
    },
  };
}

function uncertainRows(form: WhatIfForm, errors: Errors) {
  return UNCERTAIN_FIELDS.map(({ name, label }) => ({
    label,
    kind: {
      id: `${name}Kind`,
      error: errors[`${name}Kind`],
      options: DISTRIBUTIONS.map(({ value, text }) => ({ value, text, isChosen: value === form[`${name}Kind`] })),
    },
    parts: DISTRIBUTION_PARTS.map(({ part, label: says }) => ({
      id: `${name}${part}`,
      label: says,
      value: form[`${name}${part}`] ?? "",
      error: errors[`${name}${part}`],
    })),
  }));
}

const number = (name: string, label: string, hint: string, { form, errors }: { form: WhatIfForm; errors: Errors }) => ({
  name,
  label,
  hint,
  value: form[name] ?? "",
  error: errors[name],
  unit: "",
});

/** Data of the page. */
export function whatIfFormView(page: WhatIfPage): PageData {
  const { form, base, text, lossFields } = page;
  const shown = shownProblems(page.problems, (pointer) =>
    lossFields === undefined ? { id: "text", label: pointer } : whatIfFieldAt(pointer, lossFields),
  );
  const errors = shown.at;
  const now = (pointer: string, shift: number | "words") => {
    const value = baseText(base?.wishes, pointer, shift);
    return value === "" ? "" : ` Now ${value}.`;
  };
  const own = { form, errors };
  return {
    title: "What if …?",
    problems: shown.summary,
    errorAt: errors,
    form,
    text,
    isTextFirst: text !== "",
    base,
    plans: page.plans,
    groups: groupsOf(form, errors),
    varied: VARIED_FIELDS.map(({ name, label, hint, pointer, shift }) => ({
      ...number(name, label, `${hint}${now(pointer, shift)}`, own),
      size: 18,
      list: undefined,
    })),
    modes: [
      { value: "grid", text: "Every combination", isChosen: form["mode"] !== "list" },
      { value: "list", text: "One thing at a time, the rest as it is", isChosen: form["mode"] === "list" },
    ],
    uncertain: uncertainRows(form, errors),
    draws: number("draws", "Draws", "Of each alternative, at most 10,000 rows in all.", own),
    seed: number("seed", "Seed", "The same seed gives the same draws.", own),
    growth: GROWTH_FIELDS.map(({ name, label }) => ({ ...number(name, label, "", own), size: 14 })),
    months: number("growthMonths", "Months looked ahead", "1 to 240.", own),
    start: {
      ...number("growthStart", "First month", "Such as 2026-12; empty: months by number.", own),
      size: 9,
      list: undefined,
    },
    lead: number("growthLead", "Weeks from order to use", "Empty: 0.", own),
    losses: LOSS_FIELDS.map(({ name, label }) => number(name, label, "1: each alone; 2: every two; empty: none.", own)),
    places: {
      ...number(
        "losePlaces",
        "Lost together",
        "Hosts, targets, racks or sites by name, such as esx-3.0@dell-2950-iii/1-2.",
        own,
      ),
      size: 40,
      list: undefined,
    },
  };
}
