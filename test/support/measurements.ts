/** Tables of data/measurements, as rows of text by column name. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

const FOLDER = join(import.meta.dirname, "../../data/measurements");

export type MeasuredRow = Readonly<Record<string, string>>;

/** Rows of `data/measurements/<name>`, comment lines left out. */
export function measuredRows(name: string): readonly MeasuredRow[] {
  return parse(readFileSync(join(FOLDER, name), "utf8"), { columns: true, comment: "#", relax_quotes: true });
}

/** One cell. @throws Error naming the column a row does not have */
export function textOf(row: MeasuredRow, column: string): string {
  const text = row[column];
  if (text === undefined) throw new Error(`no column "${column}" in ${JSON.stringify(row)}`);
  return text;
}

/** One cell as a number. @throws Error naming column and text when it is none */
export function numberIn(row: MeasuredRow, column: string): number {
  const text = textOf(row, column);
  const value = Number(text);
  if (text === "" || Number.isNaN(value)) throw new Error(`column "${column}": "${text}" is not a number`);
  return value;
}
