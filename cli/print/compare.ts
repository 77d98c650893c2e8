/**
 * One estate on many targets, a row each, in two tables: hosts and draw; room, energy, licences, money and carbon. What
 * the figures take for granted is said below them, and why targets cannot be planned.
 */
import {
  type CompareRow,
  PLAN_FIGURES,
  PLAN_FIGURE_NAMES,
  type PlanFigure,
  type PlanResult,
  costWithout,
  licenceUnits,
} from "#planner";
import {
  csvText,
  decimal,
  decisiveMisfit,
  grouped,
  listed,
  memoryText,
  misfitClaim,
  percentText,
  reasonText,
  unplacedByReason,
} from "#planner/report/index.ts";
import type { Terminal } from "../terminal.ts";
import { type Footnotes, type Noted, footnotesOf } from "./footnotes.ts";
import type { Column } from "./column.ts";
import { table, wrapped } from "./table.ts";

const NONE = "–";
const INDENT = "  ";
const MOST_LABEL = 44;

/** A column: a figure, how it is written, and what its footnotes are. */
interface Shown {
  readonly header: string;
  readonly figure: PlanFigure;
  readonly noted?: Noted;
  readonly text?: (value: number, result: PlanResult) => string;
}

const withSpares = (used: number, { summary: { hostsSpare } }: PlanResult) =>
  hostsSpare > 0 ? `${grouped(used)}+${grouped(hostsSpare)}` : grouped(used);

const DRAWN: readonly Shown[] = [
  { header: "Hosts", figure: "hosts", noted: "sizing", text: withSpares },
  { header: "Bound", figure: "bound" },
  { header: "Gap %", figure: "gapRatio", text: (ratio) => percentText(ratio, 1).replace("%", "") },
  { header: "Placed", figure: "placed" },
  { header: "Unpl.", figure: "unplaced" },
  { header: "Mean W", figure: "meanW", noted: "watts" },
  { header: "Peak W", figure: "peakW", noted: "watts" },
  { header: "Peak BTU/h", figure: "btuPerHourPeak", noted: "heat" },
  { header: "Tons", figure: "coolingTonsPeak", noted: "heat", text: (tons) => decimal(tons) },
];

/** Units of every licence, in the order of the request. */
const units = (_sum: number, { licences }: PlanResult) =>
  (licences?.after ?? []).map(({ toBuy }) => decimal(toBuy, 2)).join("+") || "0";

const yearsHeader = (rows: readonly CompareRow[]): string => {
  const money = rows.find(({ result }) => result?.money !== undefined)?.result?.money;
  return money === undefined ? "Cost" : `${money.currency},\n${decimal(money.years, 2)} years`;
};

const paid = (rows: readonly CompareRow[]): readonly Shown[] => [
  { header: "Racks", figure: "racks", noted: "racks" },
  { header: "Facility\nkWh/year", figure: "facilityKWhPerYear", noted: "energy" },
  { header: "kgCO2e\nper year", figure: "kgCO2ePerYear", noted: "carbon" },
  { header: "Licences\nto buy", figure: "licenceUnitsToBuy", noted: "licences", text: units },
  { header: "Licences,\nmoney", figure: "licenceCost", noted: "licences" },
  { header: yearsHeader(rows), figure: "costDiscounted", noted: "cost" },
];

function cell({ figure, noted, text }: Shown, row: number, at: { row: CompareRow; notes: Footnotes }): string {
  const { result } = at.row;
  const value = result === undefined ? undefined : PLAN_FIGURES[figure](result);
  if (result === undefined || value === undefined) return NONE;
  const mark = noted === undefined ? "" : at.notes.cell(row, noted);
  return (text?.(value, result) ?? grouped(value)) + mark;
}

/** Digits stand under digits: cells of a column without a mark are as wide as those with one. */
function aligned(cells: readonly string[]): readonly string[] {
  const marks = cells.map((text) => /[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃ-ᵏʰⁱʲ]*$/.exec(text)?.[0].length ?? 0);
  const widest = Math.max(0, ...marks);
  return cells.map((text, i) => text + " ".repeat(widest - (marks[i] ?? 0)));
}

function shownTable(columns: readonly Shown[], rows: readonly CompareRow[], notes: Footnotes, last?: Last): string {
  const heads: readonly Column[] = [
    { header: "Target", maxWidth: MOST_LABEL },
    ...columns.map(({ header, noted }) => ({
      header: header + (noted === undefined ? "" : notes.header(noted)),
      isNumber: true,
    })),
    ...(last === undefined ? [] : [{ header: last.header, maxWidth: MOST_WITHOUT }]),
  ];
  const byColumn = columns.map((column) => aligned(rows.map((row, i) => cell(column, i, { row, notes }))));
  return table(
    heads,
    rows.map((row, i) => [
      row.label,
      ...byColumn.map((cells) => cells[i] ?? ""),
      ...(last === undefined ? [] : [last.cells[i] ?? ""]),
    ]),
  );
}

/** A column of words behind the numbers. */
interface Last {
  readonly header: string;
  readonly cells: readonly string[];
}

const MOST_WITHOUT = 28;

/** What costs leave out, beside the total; the rows whose list is longer tell it below. */
function withoutColumn(rows: readonly CompareRow[]): Last | undefined {
  const cells = rows.map(({ result }) => (result === undefined ? "" : listed(costWithout(result), 2)));
  return cells.every((text) => text === "") ? undefined : { header: "without", cells };
}

/** What the cost of a row is without, its own target left unsaid; "" where the table has room to say it. */
function withoutText({ label, result }: CompareRow): string {
  const without = result === undefined ? [] : costWithout(result);
  if (without.length <= 2 && listed(without, 2).length <= MOST_WITHOUT) return "";
  return listed(
    without.map((one) => one.replace(` of ${label}`, "")),
    without.length,
  );
}

/** Each list of what is missing once, below all the rows that it belongs to. */
function withoutSection(rows: readonly CompareRow[]): string {
  const alike = Map.groupBy(rows, withoutText);
  alike.delete("");
  return [...alike]
    .map(([text, of]) => {
      const labels = of.map(({ label }) => label);
      return `${wrapped(labels.join(", "), INDENT)}${wrapped(text, INDENT.repeat(2))}`;
    })
    .join("");
}

/** Cores and memory that partitions hold beyond what was asked; "" when none. */
function roundedText({ targets }: PlanResult): string {
  const cores = targets.reduce((sum, target) => sum + target.roundedAway.cores, 0);
  const memoryMiB = targets.reduce((sum, target) => sum + target.roundedAway.memoryMiB, 0);
  if (cores === 0 && memoryMiB === 0) return "";
  return `${decimal(cores)} cores and ${memoryText(memoryMiB)} more than was asked`;
}

function reasonLines(unplaced: PlanResult["unplaced"]): readonly string[] {
  return [...unplacedByReason(unplaced).values()].map((group) => {
    const misfit = group[0] === undefined ? undefined : decisiveMisfit(group[0]);
    return `${grouped(group.length)}: ${misfit === undefined ? "no target gave a reason" : reasonText(misfit)}`;
  });
}

/** Why a row is empty or short: problems of the request, a refused machine, unplaced workloads by reason. */
function reasons(row: CompareRow): readonly string[] {
  const problems = (row.problems ?? []).map((problem) => problem.detail);
  const refused = (row.result?.targets ?? []).flatMap((target) => target.misfits.map(misfitClaim));
  const why = refused.length > 0 ? [] : reasonLines(row.result?.unplaced ?? []);
  return [...problems, ...refused, ...why];
}

/** Lines under the label of each row that has any; rows with the same lines share them. */
function underLabels(rows: readonly CompareRow[], linesOf: (row: CompareRow) => readonly string[]): string {
  return rows
    .map((row) => {
      const lines = linesOf(row).map((line) => wrapped(line, INDENT.repeat(2)));
      return lines.length === 0 ? "" : `${INDENT}${row.label}\n${lines.join("")}`;
    })
    .join("");
}

const roundedLines = ({ result }: CompareRow): readonly string[] => {
  const text = result === undefined ? "" : roundedText(result);
  return text === "" ? [] : [text];
};

/** Names and units of the licences that the second table counts. */
function licenceNote(rows: readonly CompareRow[]): string {
  const [first] = rows.flatMap(({ result }) => (result?.licences === undefined ? [] : [result.licences.after]));
  if (first === undefined || first.length === 0) return "";
  return `\n${wrapped(`Licences to buy, in this order: ${first.map(({ title, unit }) => `${title} (${unit})`).join("; ")}.`)}`;
}

export interface CompareTextOptions {
  /** With every assumed number of sizing among the footnotes. */
  readonly isVerbose?: boolean;
}

/** The tables and, below them, what they take for granted, what was rounded away and what stayed out, with the reasons. */
export function compareText(
  rows: readonly CompareRow[],
  paint: Terminal["paint"],
  { isVerbose = false }: CompareTextOptions = {},
): string {
  const notes = footnotesOf(
    rows.map(({ result }) => result),
    isVerbose,
  );
  const section = (title: string, body: string) => (body === "" ? "" : `\n${paint("bold", title)}\n${body}`);
  return [
    shownTable(DRAWN, rows, notes),
    `\n${shownTable(paid(rows), rows, notes, withoutColumn(rows))}`,
    licenceNote(rows),
    section("Cost is without", withoutSection(rows)),
    section("Recalled or assumed", notes.text),
    section("Rounded away by grains and blocks", underLabels(rows, roundedLines)),
    section("Not placed", underLabels(rows, reasons)),
  ].join("");
}

/** The rows as CSV, with every figure as the number it is. */
export function compareCsv(rows: readonly CompareRow[]): string {
  const head = [
    "target",
    "status",
    ...PLAN_FIGURE_NAMES,
    "licences",
    "currency",
    "costYears",
    "costWithout",
    "problems",
  ];
  const lines = rows.map(({ label, result, problems = [] }) => [
    label,
    result?.status ?? "invalid",
    ...PLAN_FIGURE_NAMES.map((name) => (result === undefined ? undefined : PLAN_FIGURES[name](result))),
    licenceUnits(result?.licences?.after ?? []),
    result?.money?.currency,
    result?.money?.years,
    result === undefined ? "" : costWithout(result).join("; "),
    problems.map(({ detail }) => detail).join("; "),
  ]);
  return csvText([head, ...lines]);
}
