/**
 * Tabs of an export, whatever file they come from: headers first, then only the columns asked for, so that the ninety
 * columns nobody needs never become values.
 */

export type Cell = string | number | boolean | Date | null;

/** The columns asked for, in that order, row by row. */
export interface Rows {
  readonly cells: readonly (readonly Cell[])[];
  /** Row of the sheet or line of the file, from 1, for each entry of `cells`. */
  readonly rowNumbers: readonly number[];
  /** True where rows beyond the cap were left unread. */
  readonly isCut: boolean;
}

export interface TabHeader {
  /** The tab's own name, e.g. "vInfo". */
  readonly tab: string;
  readonly file: string;
  /** As it is called in the file. */
  readonly title: string;
  readonly header: readonly string[];
  /** False where the decimals of the file are written with a comma. */
  readonly hasPointDecimals: boolean;
}

/** One export: a workbook, or the CSV files that belong together. */
export interface Book {
  readonly file: string;
  readonly tabs: readonly TabHeader[];
  /** Every tab there is, also those not asked for. */
  readonly titles: readonly string[];
  /** @param columns positions by tab, rising. @throws InvalidInput when the file is damaged */
  read(columns: ReadonlyMap<string, readonly number[]>): Promise<ReadonlyMap<string, Rows>>;
}
