/** The moves of a plan for a person: the trade-off curve, the waves, the first of the moves. */
import type { ReportView } from "#planner/report/index.ts";
import type { Column } from "./column.ts";
import { table, wrapped } from "./table.ts";

const INDENT = "  ";

const CURVE: readonly Column[] = [
  { header: "Moves", isNumber: true },
  { header: "Memory", isNumber: true },
  { header: "Hosts saved", isNumber: true },
  { header: "Hosts left", isNumber: true },
  { header: "Proved moves" },
  { header: "" },
];

const WAVES: readonly Column[] = [
  { header: "Wave", isNumber: true },
  { header: "Steps" },
  { header: "Memory", isNumber: true },
  { header: "Time", isNumber: true },
];

const MOVES: readonly Column[] = [
  { header: "Workload", maxWidth: 34 },
  { header: "From", maxWidth: 24 },
  { header: "To", maxWidth: 24 },
  { header: "Memory", isNumber: true },
  { header: "Wave", isNumber: true },
];

/** The section's body; "" for a plan that does not start from today's placement. */
export function movesText({ moves }: ReportView): string {
  if (moves === undefined) return "";
  const curve = moves.curve.map((row) => [
    row.moves,
    row.memory,
    row.saved,
    row.hosts,
    row.least,
    row.isPlan ? "this plan" : "",
  ]);
  const waves = moves.waves.map((row) => [row.wave, row.steps, row.memory, row.time]);
  const rows = moves.rows.map((row) => [row.workload, row.from, row.to, row.memory, row.wave]);
  return [
    wrapped(moves.sentence, INDENT),
    table(CURVE, curve, INDENT),
    waves.length === 0 ? "" : table(WAVES, waves, INDENT),
    rows.length === 0 ? "" : table(MOVES, rows, INDENT),
    ...moves.notes.map((note) => wrapped(note, INDENT)),
  ].join("");
}
