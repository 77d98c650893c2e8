/** What-if rows: the values that were changed beside what came of them, as a table or as CSV. */
import type { Scenario, WhatIfRow } from "#planner";
import { grouped, listed, percentText } from "#planner/report/index.ts";
import { csvText } from "./csv.ts";
import { PLAN_FIGURES, PLAN_FIGURE_NAMES, type PlanFigure, costWithout } from "./plan-figures.ts";
import { type Column, table, wrapped } from "./table.ts";

/** What fits beside the axes; CSV and JSON have all. Those after the watts are shown where some row knows them. */
const ALWAYS: readonly PlanFigure[] = ["hosts", "bound", "gapRatio", "unplaced", "meanW", "peakW"];
const WHERE_KNOWN: readonly PlanFigure[] = ["racks", "licenceUnitsToBuy", "costDiscounted", "kgCO2ePerYear"];

const HEADERS: Readonly<Partial<Record<PlanFigure, string>>> = {
  gapRatio: "Gap %",
  unplaced: "Unpl.",
  meanW: "Mean W",
  peakW: "Peak W",
  licenceUnitsToBuy: "Licences\nto buy",
  costDiscounted: "Cost",
  kgCO2ePerYear: "kgCO2e\nper year",
};

const figureOf = ({ result }: WhatIfRow, name: PlanFigure) =>
  result === undefined ? undefined : PLAN_FIGURES[name](result);

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const axesOf = (scenario: Scenario) => Object.keys(scenario.vary);

/** "/goals/growthPercent" → "growth" over "Percent": the last step says enough in a header. */
const shortName = (pointer: string) =>
  pointer.slice(pointer.lastIndexOf("/") + 1).replaceAll(/(?<=[a-z])(?=[A-Z])/g, "\n");

/** A target is named by its id; anything else as JSON. */
function shown(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(shown).join(" + ");
  const { platform, hostType } = (value ?? {}) as Record<string, unknown>;
  if (typeof platform === "string" && typeof hostType === "string") return `${platform}@${hostType}`;
  return JSON.stringify(value);
}

/** The same for CSV, where a number stays one. */
const csvShown = (value: unknown) => (typeof value === "number" ? value : shown(value));

function figureText(name: PlanFigure, row: WhatIfRow): string {
  const value = figureOf(row, name);
  if (value === undefined) return "–";
  if (name === "gapRatio") return percentText(value, 1).replace("%", "");
  const isOpen = name === "costDiscounted" && row.result !== undefined && costWithout(row.result).length > 0;
  return isOpen ? `${grouped(value)} *` : grouped(value);
}

/** What the costs that are marked leave out. */
function openText(rows: readonly WhatIfRow[]): string {
  const without = new Set(rows.flatMap(({ result }) => (result === undefined ? [] : costWithout(result))));
  return without.size === 0 ? "" : `\n${wrapped(`* Cost is without ${listed([...without], without.size)}.`)}`;
}

/** The rows as a table; variants that are not valid say why below it. */
export function whatIfText(scenario: Scenario, rows: readonly WhatIfRow[]): string {
  const axes = axesOf(scenario);
  const known = WHERE_KNOWN.filter((name) => rows.some((row) => figureOf(row, name) !== undefined));
  const figures = [...ALWAYS, ...known];
  const columns: readonly Column[] = [
    { header: "#", isNumber: true },
    ...axes.map((pointer) => ({ header: shortName(pointer) })),
    ...figures.map((name) => ({ header: HEADERS[name] ?? capital(name), isNumber: true })),
  ];
  const lines = rows.map((row, i) => [
    String(i + 1),
    ...axes.map((pointer) => shown(row.overrides[pointer])),
    ...figures.map((name) => figureText(name, row)),
  ]);
  const problems = rows.flatMap((row, i) =>
    (row.problems ?? []).map((p) => wrapped(`${i + 1}: ${p.pointer === "" ? "" : `${p.pointer}: `}${p.detail}`)),
  );
  return `${scenario.name}\n\n${table(columns, lines)}${openText(rows)}${problems.length === 0 ? "" : `\nNot planned\n${problems.join("")}`}`;
}

/** The rows as CSV, headers first, every figure as the number it is. */
export function whatIfCsv(scenario: Scenario, rows: readonly WhatIfRow[]): string {
  const axes = axesOf(scenario);
  const lines = rows.map((row) => [
    ...axes.map((pointer) => csvShown(row.overrides[pointer])),
    row.result?.status ?? "invalid",
    ...PLAN_FIGURE_NAMES.map((name) => figureOf(row, name)),
    row.result === undefined ? "" : costWithout(row.result).join("; "),
    (row.problems ?? []).map((p) => p.detail).join("; "),
  ]);
  return csvText([[...axes, "status", ...PLAN_FIGURE_NAMES, "costWithout", "problems"], ...lines]);
}
