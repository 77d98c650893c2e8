/** Two what-if rows against each other: what was asked differently, and which figures came out differently. */
import type { RowDifference } from "#planner";
import { type WhatIfCurrency, differenceTable } from "#planner/report/index.ts";
import { table } from "./table.ts";

/** The difference as a table, worded as on the page. @param names the rows' numbers, from 1 */
export function differenceText(
  difference: RowDifference,
  names: readonly [number, number],
  currency: WhatIfCurrency,
): string {
  const { caption, columns, rows } = differenceTable(difference, names, currency);
  const [a, b] = names;
  if (rows.length === 0) return `\nRows ${a} and ${b} do not differ.\n`;
  return `\n${caption}\n${table(
    columns,
    rows.map(({ head, cells }) => [head, ...cells.map(({ text }) => text)]),
  )}`;
}
