/** The table of names as CSV, for the user's own keeping: kind, name, pseudonym. */
import type { NameRow } from "./anonymise.ts";

/** A cell that no spreadsheet takes for a formula, quoted where it must be. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line for each name, a header first, lines ended as RFC 4180 asks. */
export const namesCsv = (names: readonly NameRow[]): string =>
  ["kind,name,pseudonym", ...names.map(({ kind, name, pseudonym }) => [kind, name, pseudonym].map(cell).join(","))]
    .map((line) => `${line}\r\n`)
    .join("");
