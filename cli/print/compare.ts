/** One estate on many targets, a row each; targets that cannot be planned say why below the table. */
import type { CompareRow, PlanResult } from "#planner";
import {
  decimal,
  decisiveMisfit,
  grouped,
  memoryText,
  misfitClaim,
  percentText,
  reasonText,
  unplacedByReason,
} from "#planner/report/index.ts";
import type { Terminal } from "../terminal.ts";
import { type Column, table, wrapped } from "./table.ts";

const NONE = "–";
const INDENT = "  ";

const COLUMNS: readonly Column[] = [
  { header: "Target" },
  { header: "Hosts", isNumber: true },
  { header: "Bound", isNumber: true },
  { header: "Gap %", isNumber: true },
  { header: "Placed", isNumber: true },
  { header: "Unpl.", isNumber: true },
  { header: "Mean W", isNumber: true },
  { header: "Peak W", isNumber: true },
  { header: "Peak BTU/h", isNumber: true },
];

/** Cores and memory that partitions hold beyond what was asked; "" when none. */
function roundedText({ targets }: PlanResult): string {
  const cores = targets.reduce((sum, target) => sum + target.roundedAway.cores, 0);
  const memoryMiB = targets.reduce((sum, target) => sum + target.roundedAway.memoryMiB, 0);
  if (cores === 0 && memoryMiB === 0) return "";
  return `${decimal(cores)} cores and ${memoryText(memoryMiB)} more than was asked`;
}

function cells({ label, result }: CompareRow): readonly string[] {
  if (result === undefined) return [label, ...COLUMNS.slice(1).map(() => NONE)];
  const { summary, energy } = result;
  const { after } = energy;
  const isBound = summary.bound.hosts > 0;
  const spare =
    summary.hostsSpare > 0
      ? `${grouped(summary.hostsUsed)}+${grouped(summary.hostsSpare)}`
      : grouped(summary.hostsUsed);
  return [
    label,
    spare,
    isBound ? grouped(summary.bound.hosts) : NONE,
    isBound ? percentText(summary.gapRatio, 1).replace("%", "") : NONE,
    grouped(summary.placed),
    grouped(summary.unplaced),
    grouped(after.meanW),
    grouped(after.peakW),
    grouped(after.btuPerHourPeak),
  ];
}

function reasonLines(unplaced: PlanResult["unplaced"]): readonly string[] {
  return [...unplacedByReason(unplaced).values()].map((group) => {
    const misfit = group[0] === undefined ? undefined : decisiveMisfit(group[0]);
    return `${grouped(group.length)}: ${misfit === undefined ? "no target gave a reason" : reasonText(misfit)}`;
  });
}

/** Why a row is empty or short: problems of the request, a refused machine, unplaced workloads by reason. */
function notes(row: CompareRow): readonly string[] {
  const problems = (row.problems ?? []).map((problem) => problem.detail);
  const refused = (row.result?.targets ?? []).flatMap((target) => target.misfits.map(misfitClaim));
  const reasons = refused.length > 0 ? [] : reasonLines(row.result?.unplaced ?? []);
  return [...problems, ...refused, ...reasons];
}

/** Lines under the label of each row that has any. */
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

/** The table and, below it, what was rounded away and what stayed out, with the reasons. */
export function compareText(rows: readonly CompareRow[], paint: Terminal["paint"]): string {
  const rounded = underLabels(rows, roundedLines);
  const left = underLabels(rows, notes);
  return [
    table(COLUMNS, rows.map(cells)),
    rounded === "" ? "" : `\n${paint("bold", "Rounded away by grains and blocks")}\n${rounded}`,
    left === "" ? "" : `\n${paint("bold", "Not placed")}\n${left}`,
  ].join("");
}
