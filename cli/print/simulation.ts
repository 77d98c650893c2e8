/** A simulated host for a person: the tables a performance engineer reads, with the sentences of the report. */
import type { SimulationResult } from "#planner";
import { type SimulationTable, counted, simulationView } from "#planner/report/index.ts";
import type { Terminal } from "../terminal.ts";
import { pairs, table, wrapped } from "./table.ts";

type Paint = Terminal["paint"];

const INDENT = "  ";
/** Names get the room that the numbers leave on a line, and this much at least. */
const LINE_WIDTH = 100;
const LEAST_NAME = 16;
const GAP = 2;

const longest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, text.length), 0);

function roomForNames({ columns, rows }: SimulationTable): number {
  const widths = columns
    .slice(1)
    .map(({ header }, i) => longest([...header.split("\n"), ...rows.map((row) => row[i + 1] ?? "")]));
  const taken = widths.reduce((sum, width) => sum + GAP + width, INDENT.length);
  return Math.max(LEAST_NAME, LINE_WIDTH - taken);
}

function tableText(one: SimulationTable): string {
  const maxWidth = roomForNames(one);
  const columns = one.columns.map((column, i) => (i === 0 ? { ...column, maxWidth } : column));
  return table(columns, one.rows, INDENT) + one.notes.map((note) => wrapped(note, INDENT)).join("");
}

const section = (paint: Paint, title: string, body: string) =>
  body === "" ? "" : `\n${paint("bold", title)}\n${body}`;

/** The whole result as text, ready for standard output. */
export function simulationText(result: SimulationResult, paint: Paint): string {
  const view = simulationView(result);
  const tone = view.isWhole ? "green" : "yellow";
  return [
    `${paint("bold", view.title)}: ${paint(tone, view.end.word)}. ${view.end.sentence}\n\n`,
    pairs([
      ...view.about.map(({ label, value }): readonly [string, string] => [label, value]),
      ...view.headlines.map(({ label, value, note }): readonly [string, string] => [label, `${value} ${note}`]),
    ]),
    ...view.tables.map((one) => section(paint, one.caption, tableText(one))),
    section(paint, "Warnings", view.warnings.map((text) => wrapped(text, INDENT)).join("")),
    section(
      paint,
      "What this rests on",
      wrapped(
        `Seed ${result.seed}, ${counted(view.assumptions.length, "figure")} recalled, assumed or derived: --json lists them with their sources.`,
        INDENT,
      ),
    ),
  ].join("");
}
