/** Two what-if rows against each other: what was asked differently, and which figures came out differently. */
import type { RowDifference } from "#planner";
import { decimal, triedText } from "#planner/report/index.ts";
import { table } from "./table.ts";

const DIGITS = 3;
const NONE = "–";

const number = (value: number | undefined) => (value === undefined ? NONE : decimal(value, DIGITS));
const sign = (value: number) => `${value > 0 ? "+" : ""}${decimal(value, DIGITS)}`;

/** The difference as a table. @param names the rows' numbers, from 1 */
export function differenceText({ asked, figures }: RowDifference, names: readonly [number, number]): string {
  const lines = [
    ...asked.map(({ of, a, b }) => [of, triedText(a), triedText(b), ""]),
    ...figures.map(({ figure, a, b }) => [
      figure,
      number(a),
      number(b),
      a === undefined || b === undefined ? "" : sign(b - a),
    ]),
  ];
  const [a, b] = names;
  if (lines.length === 0) return `\nRows ${a} and ${b} do not differ.\n`;
  const columns = [`Row ${b} against row ${a}`, String(a), String(b), "Change"];
  return `\n${table(
    columns.map((header, i) => ({ header, isNumber: i > 0 })),
    lines,
  )}`;
}
