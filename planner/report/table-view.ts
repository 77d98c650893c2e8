/** A table of a report as text: the shape that the shared table template lays out. */

export interface TableView {
  readonly caption: string;
  readonly columns: readonly { readonly header: string; readonly isNumber: boolean }[];
  readonly rows: readonly {
    readonly head: string;
    /** Too long to stand in one line. */
    readonly isLong: boolean;
    readonly cells: readonly { readonly text: string; readonly isNumber: boolean }[];
  }[];
  readonly notes: readonly string[];
}

const MOST_IN_LINE = 36;

/** A column whose cells are words begins with "~"; all others hold numbers and stand right. */
const WORDS = "~";

/**
 * Table of rows as lists of texts, the first of each being its head.
 * @param headers one per column; "~Why" makes a column of words
 */
export function tableView(
  caption: string,
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  notes: readonly string[] = [],
): TableView {
  const columns = headers.map((text, i) => ({
    header: text.startsWith(WORDS) ? text.slice(WORDS.length) : text,
    isNumber: i > 0 && !text.startsWith(WORDS),
  }));
  return {
    caption,
    columns,
    rows: rows.map(([head = "", ...cells]) => ({
      head,
      isLong: head.length > MOST_IN_LINE,
      cells: cells.map((text, i) => ({ text, isNumber: columns[i + 1]?.isNumber ?? true })),
    })),
    notes,
  };
}
