/** Rows of one tab with cells by column key, and readings of cells that note what they could not make sense of. */
import type { Findings, Place } from "../findings.ts";
import { readNumber } from "../numbers.ts";
import type { Cell, Rows, TabHeader } from "../table.ts";
import { cleaned } from "../text.ts";
import { COLUMNS, type Column, type KeysOf, type Tab } from "./columns.ts";
import type { Positions } from "./match-header.ts";

export interface TabRows<T extends Tab> {
  readonly header: TabHeader;
  readonly positions: Positions<T>;
  readonly rows: Rows;
  readonly findings: Findings;
}

/** One row; reading a column that is not in the file gives nothing. */
export interface Row<T extends Tab> {
  readonly index: number;
  has(key: KeysOf<T>): boolean;
  cell(key: KeysOf<T>): Cell;
  /** Trimmed text, "" where there is none; control characters stay. */
  text(key: KeysOf<T>): string;
  place(key?: KeysOf<T>): Place;
}

/** What a number must be, and what happens when it is not. */
export interface NumberRule {
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
  /** In words, for the finding. */
  readonly expected: string;
  readonly subject: string;
}

const columnName = (tab: Tab, key: string): string =>
  (COLUMNS[tab] as Readonly<Record<string, Column>>)[key]?.names[0] ?? key;

const textOf = (cell: Cell): string => {
  if (cell === null) return "";
  return cell instanceof Date ? cell.toISOString() : String(cell).trim();
};

/** The rows of a tab in order. */
export function* rowsOf<T extends Tab>(tab: TabRows<T>): Generator<Row<T>> {
  const { header, positions, rows } = tab;
  const indexes = new Map([...positions.keys()].map((key, i) => [key, i]));
  for (let index = 0; index < rows.cells.length; index += 1) {
    const cells = rows.cells[index] ?? [];
    const cell = (key: KeysOf<T>): Cell => cells[indexes.get(key) ?? -1] ?? null;
    yield {
      index,
      has: (key) => indexes.has(key),
      cell,
      text: (key) => textOf(cell(key)),
      place: (key) => ({
        file: header.file,
        tab: header.title,
        row: rows.rowNumbers[index],
        column:
          key === undefined
            ? undefined
            : (header.header[positions.get(key) ?? -1] ?? columnName(header.tab as Tab, key)),
      }),
    };
  }
}

const fits = (value: number, rule: NumberRule): boolean =>
  value >= rule.least && value <= rule.most && (rule.isWhole !== true || Number.isInteger(value));

/** A number that must be there: undefined, with an error finding, when it is missing, no number or out of range. */
export function requiredNumber<T extends Tab>(
  tab: TabRows<T>,
  row: Row<T>,
  key: KeysOf<T>,
  rule: NumberRule,
): number | undefined {
  const raw = row.cell(key);
  const reading = readNumber(raw, tab.header.hasPointDecimals);
  const evidence = { raw, bound: rule.expected, subject: rule.subject };
  if (reading.kind === "missing") tab.findings.add("missing-value", row.place(key), evidence);
  if (reading.kind === "none") tab.findings.add("not-a-number", row.place(key), evidence);
  if (reading.kind !== "number") return undefined;
  if (!fits(reading.value, rule)) {
    tab.findings.add("out-of-range", row.place(key), evidence);
    return undefined;
  }
  if (reading.isAmbiguous) tab.findings.add("ambiguous-number", row.place(key), { raw, bound: String(reading.value) });
  return reading.value;
}

/** A number that may be missing: undefined, with a warning where something unusable stands in its place. */
export function optionalNumber<T extends Tab>(
  tab: TabRows<T>,
  row: Row<T>,
  key: KeysOf<T>,
  rule: NumberRule,
): number | undefined {
  const raw = row.cell(key);
  const reading = readNumber(raw, tab.header.hasPointDecimals);
  if (reading.kind === "missing") return undefined;
  if (reading.kind === "number" && fits(reading.value, rule)) return reading.value;
  tab.findings.add("value-ignored", row.place(key), { raw, bound: rule.expected, subject: rule.subject });
  return undefined;
}

/** Texts "True", "TRUE", "1" and truth values are true; anything else is not. */
export const isTrue = (cell: Cell): boolean => cell === true || cell === 1 || /^(true|1|yes)$/i.test(textOf(cell));

/** A short text as a tag or label: printable, undefined where empty. */
export const label = (text: string, most: number): string | undefined =>
  text === "" ? undefined : cleaned(text).slice(0, most).toWellFormed();
