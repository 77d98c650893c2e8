/** Tables as CSV: cells quoted where needed, lines ended as RFC 4180 asks. */

/** What a cell may hold; undefined = empty. */
export type CsvValue = number | string | undefined;

/** A cell: quoted where needed, and never one that a spreadsheet takes for a formula. */
function csvCell(value: CsvValue): string {
  if (typeof value === "number") return String(value);
  const text = value ?? "";
  const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines of cells, the headers first. */
export const csvText = (lines: readonly (readonly CsvValue[])[]): string =>
  lines.map((line) => `${line.map(csvCell).join(",")}\r\n`).join("");
