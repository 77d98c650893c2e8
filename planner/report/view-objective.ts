/** A plan by its objectives as sentences: value, proved bound and gap of each, most important first; none for hosts alone. */
import type { ObjectiveValue, PlanObjective } from "../contract/index.ts";
import { counted, decimal, grouped, kWhText, moneyText, percentText } from "./numbers.ts";

const TITLES: Readonly<Record<ObjectiveValue["name"], string>> = {
  hosts: "Hosts",
  energy: "Energy",
  cost: "Cost",
  formula: "Formula",
};

/** @param currency of money; "" where the plan does not tell */
const amountOf = (name: ObjectiveValue["name"], value: number, currency: string): string => {
  switch (name) {
    case "hosts":
      return counted(value, "host");
    case "energy":
      return `${kWhText(value)} a year`;
    case "cost":
      return `${currency === "" ? grouped(value) : moneyText(value, currency)} over the years`;
    case "formula":
      return decimal(value, 3);
  }
};

/** One objective as a row of a list. */
export interface ObjectiveRow {
  readonly label: string;
  readonly text: string;
}

function termText({ name, value, bound, gapRatio = 0 }: ObjectiveValue, currency: string): string {
  const text = amountOf(name, value, currency);
  if (bound === undefined) return `${text}; how little is possible is not proved`;
  if (value <= bound) return `${text}, proved the least`;
  return `${text}; no plan can have less than ${amountOf(name, bound, currency)} (gap ${percentText(gapRatio, 1)})`;
}

/** Objectives with values and bounds; empty when the plan is for hosts alone, which the summary tells already. */
export function objectiveRows(
  { mode, terms, weighted, formula }: PlanObjective,
  currency = "",
): readonly ObjectiveRow[] {
  if (mode === "single" && terms[0]?.name === "hosts") return [];
  const rows = terms.map((term, at) => {
    const rank = mode === "lexicographic" ? ` (${at === 0 ? "first" : "then"})` : "";
    const weight = term.weight === undefined ? "" : ` (weight ${decimal(term.weight, 3)})`;
    const which = formula === undefined ? "" : ` ${formula}`;
    return { label: `${TITLES[term.name]}${which}${rank}${weight}`, text: termText(term, currency) };
  });
  if (weighted === undefined) return rows;
  const { value, bound, gapRatio } = weighted;
  const text = `${decimal(value, 3)}; no plan can have less than ${decimal(bound, 3)} (gap ${percentText(gapRatio, 1)}); each value counts as a multiple of its own bound`;
  return [...rows, { label: "Weighted sum", text }];
}
