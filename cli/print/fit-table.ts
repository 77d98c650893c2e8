/**
 * Tables made as narrow as a terminal. First headings are stacked over what stands below them; then columns of words are
 * made narrower, the widest first: their cells are broken at blanks, and ids lose their middle. Where that does not do it,
 * for numbers cannot be cut, the table becomes several below each other, each beginning with the columns that tell its
 * rows apart.
 */
import type { Column } from "./column.ts";
import { cut, leastWidth, longest, stacked } from "./stacked.ts";

/** Ids are cut to this at most: less tells no two of them apart. */
const LEAST_WORDS = 16;
/** Into about so many lines words are broken rather than that a table comes in parts. */
const FEW_LINES = 3;

/** A column as it is drawn. */
export interface DrawnColumn extends Column {
  /** Cells are broken into lines of this width; left out = each is one line. */
  readonly wrapAt?: number;
}

/** A table, or one part of a wider one. */
export interface TableCells {
  readonly columns: readonly DrawnColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** Room that a terminal leaves for a table. */
export interface Room {
  /** Columns of text, the indent taken off. */
  readonly width: number;
  /** Blanks between two columns. */
  readonly gap: number;
}

const headerWidth = ({ header }: Column) => longest(header.split("\n"));

/** [column] how wide it is drawn. */
const widthsOf = ({ columns, rows }: TableCells): readonly number[] =>
  columns.map((column, i) =>
    Math.max(headerWidth(column), column.wrapAt ?? longest(rows.map((row) => cut(row[i] ?? "", column.maxWidth)))),
  );

const total = (widths: readonly number[], gap: number) =>
  widths.reduce((sum, width) => sum + width, 0) + gap * Math.max(0, widths.length - 1);

/** Headings over several lines, where they are wider than what stands below them. */
function withStackedHeads({ columns, rows }: TableCells): TableCells {
  const heads = columns.map((column, i) => {
    const cells = rows.map((row) => cut(row[i] ?? "", column.maxWidth));
    return headerWidth(column) <= longest(cells)
      ? column
      : { ...column, header: stacked(column.header.replaceAll("\n", " "), cells) };
  });
  return { columns: heads, rows };
}

/** A table with what may be done to it. */
interface Fitting extends TableCells {
  /** So many of the first columns tell the rows apart: their words are broken, but not cut. */
  readonly keys: number;
}

/** How narrow a column can become: numbers stay, words are broken into few lines, and cut where they tell no rows apart. */
function leastOf({ columns, rows, keys }: Fitting, at: number): number {
  const column = columns[at]!;
  const cells = rows.map((row) => row[at] ?? "");
  if (column.isNumber === true) return Math.max(headerWidth(column), longest(cells));
  const word = cells.reduce((most, cell) => Math.max(most, leastWidth(cell)), 0);
  const uncut = at < keys ? word : Math.min(LEAST_WORDS, word);
  return Math.max(leastWidth(column.header), uncut, Math.min(LEAST_WORDS, Math.ceil(longest(cells) / FEW_LINES)));
}

/** Columns of words narrower, the widest first, until the table fits or none can be; which it is, its width tells. */
function withNarrowWords(table: Fitting, { width, gap }: Room): TableCells {
  const natural = widthsOf(table);
  const widths = [...natural];
  const least = widths.map((own, i) => Math.min(own, leastOf(table, i)));
  while (total(widths, gap) > width) {
    const spare = widths.map((own, i) => (own > least[i]! ? own : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (spare[widest] === 0) break;
    widths[widest]!--;
  }
  const columns = table.columns.map((column, i) => {
    const own = widths[i]!;
    if (own === natural[i]) return column;
    return { ...column, header: stacked(column.header.replaceAll("\n", " "), [" ".repeat(own)]), wrapAt: own };
  });
  return { ...table, columns };
}

/** How many of the first columns tell the rows apart; 1 where not even all but the last do. */
function keyColumns({ columns, rows }: TableCells): number {
  for (let count = 1; count < columns.length; count++) {
    const told = new Set(rows.map((row) => JSON.stringify(row.slice(0, count))));
    if (told.size === rows.length) return count;
  }
  return 1;
}

/** Columns in order, in as few parts as fit; where even one does not fit beside the keys, it is alone. @param taken width of the keys */
function partedWithin(widths: readonly number[], taken: number, { width, gap }: Room): readonly (readonly number[])[] {
  const parts: number[][] = [];
  let used = Infinity;
  for (const [i, own] of widths.entries()) {
    used += gap + own;
    if (used > width) {
      parts.push([i]);
      used = taken + gap + own;
    } else parts.at(-1)?.push(i);
  }
  return parts;
}

/** As many columns as fit side by side, with those that tell the rows apart in every part, and all parts about as wide. */
function inParts({ columns, rows, keys }: Fitting, room: Room): readonly Fitting[] {
  const least = widthsOf({ columns, rows }).map((own, i) => Math.min(own, leastOf({ columns, rows, keys }, i)));
  const [taken, others] = [total(least.slice(0, keys), room.gap), least.slice(keys)];
  let parts = partedWithin(others, taken, room);
  for (let width = room.width - 1; width > taken; width--) {
    const narrower = partedWithin(others, taken, { ...room, width });
    if (narrower.length > parts.length) break;
    parts = narrower;
  }
  return parts.map((part) => {
    const shown = [...columns.slice(0, keys).keys(), ...part.map((i) => keys + i)];
    return {
      columns: shown.map((at) => columns[at]!),
      rows: rows.map((row) => shown.map((at) => row[at] ?? "")),
      keys,
    };
  });
}

/** The table in one part that fits, or in several; a part may be wider where not even one column fits beside the first. */
export function fitted(table: TableCells, room: Room): readonly TableCells[] {
  const fits = (one: TableCells) => total(widthsOf(one), room.gap) <= room.width;
  if (fits(table)) return [table];
  const headed = withStackedHeads(table);
  if (fits(headed)) return [headed];
  const keyed = { ...headed, keys: keyColumns(headed) };
  const narrow = withNarrowWords(keyed, room);
  if (fits(narrow)) return [narrow];
  const parts = inParts(keyed, room).map((part) => withNarrowWords(part, room));
  if (parts.every(fits)) return parts;
  // too much is needed to tell the rows apart: the first column must do, cut if need be
  return inParts({ ...headed, keys: 1 }, room).map((part) => {
    const whole = withNarrowWords(part, room);
    return fits(whole) ? whole : withNarrowWords({ ...part, keys: 0 }, room);
  });
}
