/** What-if rows as CSV: one line per variant, headers first, every figure as the number it is. */
import { PLAN_FIGURE_NAMES } from "../plan-figures.ts";
import type { Scenario, WhatIfResult } from "../what-if/index.ts";
import { isDrawn } from "../what-if/scenario.ts";
import { csvText } from "./csv-text.ts";
import { triedText } from "./what-if-words.ts";

/** A number stays one. */
const csvTried = (value: unknown) => (typeof value === "number" ? value : triedText(value));

/**
 * The rows as CSV: varied fields, then (where the scenario samples) the number of the draw from 1 and what was drawn, then
 * status, figures, whether the alternative is beaten by no other, what costs leave out, problems.
 */
export function whatIfCsv(scenario: Scenario, { rows, alternatives }: WhatIfResult): string {
  const axes = Object.keys(scenario.vary);
  const { sample } = scenario;
  const drawn =
    sample === undefined || !isDrawn(scenario) ? [] : [...Object.keys(sample.draw), ...Object.keys(sample.factors)];
  const onFront = new Set(alternatives.filter(({ isOnFront }) => isOnFront).map(({ index }) => index));
  const lines = rows.map(({ overrides, draw, status, figures, costWithout, problems, alternative }) => {
    const values: Readonly<Record<string, unknown>> = { ...draw?.values, ...draw?.factors };
    return [
      ...axes.map((pointer) => csvTried(overrides[pointer])),
      ...(draw === undefined ? [] : [draw.index + 1]),
      ...drawn.map((name) => csvTried(values[name])),
      status,
      ...PLAN_FIGURE_NAMES.map((name) => figures[name]),
      onFront.has(alternative) ? "yes" : "no",
      costWithout.join("; "),
      (problems ?? []).map((p) => p.detail).join("; "),
    ];
  });
  const head = [...axes, ...(isDrawn(scenario) ? ["draw"] : []), ...drawn, "status", ...PLAN_FIGURE_NAMES];
  return csvText([[...head, "pareto", "costWithout", "problems"], ...lines]);
}
