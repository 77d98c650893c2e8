/** A plan by its objectives as sentences: value, proved bound and gap of each, most important first; none for hosts alone. */
import type { ObjectiveValue, PlanObjective, PlanResult } from "../contract/index.ts";
import { counted, decimal, grouped, kWhText, percentText } from "./numbers.ts";

const TITLES: Readonly<Record<ObjectiveValue["name"], string>> = {
  hosts: "Hosts",
  energy: "Energy",
  cost: "Cost",
  formula: "Formula",
};

const amountOf = (name: ObjectiveValue["name"], value: number): string => {
  switch (name) {
    case "hosts":
      return counted(value, "host");
    case "energy":
      return `${kWhText(value)} a year`;
    case "cost":
      return `${grouped(value)} over the years`;
    case "formula":
      return decimal(value, 3);
  }
};

/** One objective as a row of a list. */
export interface ObjectiveRow {
  readonly label: string;
  readonly text: string;
}

function termText({ name, value, bound, gapRatio = 0 }: ObjectiveValue): string {
  if (bound === undefined) return `${amountOf(name, value)}; how little is possible is not proved`;
  if (value <= bound) return `${amountOf(name, value)}, proved the least`;
  return `${amountOf(name, value)}; no plan can have less than ${amountOf(name, bound)} (gap ${percentText(gapRatio, 1)})`;
}

type Candidates = NonNullable<PlanResult["search"]["candidates"]>;

/** The ways the objective was stated in, and what each came to; the plan that was kept comes to the least. */
function candidatesRow({ mode, terms }: PlanObjective, candidates: Candidates): ObjectiveRow {
  const [first] = terms;
  const text = (value: number) =>
    mode === "weighted" || first === undefined ? decimal(value, 3) : amountOf(first.name, value);
  return {
    label: "Packed in several ways",
    text: candidates.map(({ name, value }) => `${name}: ${text(value)}`).join("; "),
  };
}

/**
 * Objectives with values and bounds; empty when the plan is for hosts alone, which the summary tells already.
 * @param candidates of the search, where it packed in several ways
 */
export function objectiveRows(objective: PlanObjective, candidates?: Candidates): readonly ObjectiveRow[] {
  const { mode, terms, weighted, formula } = objective;
  if (mode === "single" && terms[0]?.name === "hosts") return [];
  const rows = terms.map((term, at) => {
    const rank = mode === "lexicographic" ? ` (${at === 0 ? "first" : "then"})` : "";
    const weight = term.weight === undefined ? "" : ` (weight ${decimal(term.weight, 3)})`;
    const which = formula === undefined ? "" : ` ${formula}`;
    return { label: `${TITLES[term.name]}${which}${rank}${weight}`, text: termText(term) };
  });
  const tried = candidates === undefined ? [] : [candidatesRow(objective, candidates)];
  if (weighted === undefined) return [...rows, ...tried];
  const { value, bound, gapRatio } = weighted;
  const text = `${decimal(value, 3)}; no plan can have less than ${decimal(bound, 3)} (gap ${percentText(gapRatio, 1)}); each value counts as a multiple of its own bound`;
  return [...rows, { label: "Weighted sum", text }, ...tried];
}
