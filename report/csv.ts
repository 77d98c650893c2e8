/**
 * The placement as CSV (RFC 4180): one line per workload of the request, placed or not. Text that a spreadsheet would run
 * as a formula begins with an apostrophe.
 */
import type { PlanDocument } from "#planner/contract/index.ts";
import { PLACEMENT_COLUMNS, placementLines } from "./placement.ts";

/** A spreadsheet takes a cell for a formula when it begins so; blanks before it do not help. */
const FORMULA = /^\s*[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;
const LINE_END = "\r\n";

function cell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines of cells as CSV; a cell that is undefined stays empty. */
export const csvOf = (lines: readonly (readonly (string | number | undefined)[])[]): string =>
  [...lines.map((line) => line.map(cell).join(",")), ""].join(LINE_END);

/**
 * The placement of every workload, in the request's order.
 * @throws Error when the result does not account for a workload of the request
 */
export const planCsv = (document: PlanDocument): string =>
  csvOf([
    PLACEMENT_COLUMNS,
    ...placementLines(document).map((line) => PLACEMENT_COLUMNS.map((column) => line[column])),
  ]);
