/** What-if rows: the values that were changed beside what came of them, as a table or as CSV. */
import type { Scenario, WhatIfRow } from "#planner";
import { grouped, percentText } from "#planner/report/index.ts";
import { type Column, table, wrapped } from "./table.ts";

/** Figures of a result by header; numbers as they are, for CSV. */
const FIGURES: readonly (readonly [header: string, read: (row: WhatIfRow) => number | undefined])[] = [
  ["hosts", ({ result }) => result?.summary.hostsUsed],
  ["spare", ({ result }) => result?.summary.hostsSpare],
  ["bound", ({ result }) => (result?.summary.bound.hosts === 0 ? undefined : result?.summary.bound.hosts)],
  ["gapRatio", ({ result }) => (result?.summary.bound.hosts === 0 ? undefined : result?.summary.gapRatio)],
  ["placed", ({ result }) => result?.summary.placed],
  ["unplaced", ({ result }) => result?.summary.unplaced],
  ["meanW", ({ result }) => result?.energy.after.meanW],
  ["peakW", ({ result }) => result?.energy.after.peakW],
  ["kWhPerYear", ({ result }) => result?.energy.after.kWhPerYear],
];

/** What fits beside the axes in 100 columns; CSV and JSON have all. */
const SHOWN = new Set(["hosts", "bound", "gapRatio", "unplaced", "meanW", "peakW"]);

const HEADERS: Readonly<Record<string, string>> = {
  gapRatio: "Gap %",
  unplaced: "Unpl.",
  meanW: "Mean W",
  peakW: "Peak W",
  kWhPerYear: "kWh/year",
};

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

const figureText = (header: string, value: number | undefined) => {
  if (value === undefined) return "–";
  return header === "gapRatio" ? percentText(value, 1).replace("%", "") : grouped(value);
};

/** The rows as a table; variants that are not valid say why below it. */
export function whatIfText(scenario: Scenario, rows: readonly WhatIfRow[]): string {
  const axes = axesOf(scenario);
  const figures = FIGURES.filter(([header]) => SHOWN.has(header));
  const columns: readonly Column[] = [
    { header: "#", isNumber: true },
    ...axes.map((pointer) => ({ header: shortName(pointer) })),
    ...figures.map(([header]) => ({ header: HEADERS[header] ?? capital(header), isNumber: true })),
  ];
  const lines = rows.map((row, i) => [
    String(i + 1),
    ...axes.map((pointer) => shown(row.overrides[pointer])),
    ...figures.map(([header, read]) => figureText(header, read(row))),
  ]);
  const problems = rows.flatMap((row, i) =>
    (row.problems ?? []).map((p) => wrapped(`${i + 1}: ${p.pointer === "" ? "" : `${p.pointer}: `}${p.detail}`)),
  );
  return `${scenario.name}\n\n${table(columns, lines)}${problems.length === 0 ? "" : `\nNot planned\n${problems.join("")}`}`;
}

/** A cell for CSV: quoted where needed, and never one that a spreadsheet takes for a formula. */
function csvCell(value: number | string | undefined): string {
  if (typeof value === "number") return String(value);
  const text = value ?? "";
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The rows as CSV, headers first, lines ended as RFC 4180 asks. */
export function whatIfCsv(scenario: Scenario, rows: readonly WhatIfRow[]): string {
  const axes = axesOf(scenario);
  const lines = rows.map((row) => [
    ...axes.map((pointer) => csvShown(row.overrides[pointer])),
    row.result?.status ?? "invalid",
    ...FIGURES.map(([, read]) => read(row)),
    (row.problems ?? []).map((p) => p.detail).join("; "),
  ]);
  return [[...axes, "status", ...FIGURES.map(([header]) => header), "problems"], ...lines]
    .map((line) => `${line.map(csvCell).join(",")}\r\n`)
    .join("");
}
