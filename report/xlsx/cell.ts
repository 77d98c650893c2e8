/**
 * Cells of a worksheet as XML (ECMA-376, part 1, section 18.3.1.4). Text is typed as text and never as a formula; what a
 * spreadsheet would take for one when the cell is edited or saved as CSV is marked as quoted as well.
 */

/** What a cell holds; undefined = nothing. Numbers must be finite, dates valid. */
export type Cell = string | number | boolean | Date | undefined;

/** Numbers of the cell formats in styles.xml. */
export const STYLE = { plain: 0, head: 1, date: 2, quoted: 3 } as const;

/** Most characters a cell may hold; the last one then says that there was more. */
const MOST_CHARACTERS = 32_767;
const MORE = "…";

/** As in the CSV: blanks before the sign do not help. */
const FORMULA = /^\s*[=+\-@\t\r]/;
/** What XML 1.0 cannot hold, lone halves of surrogate pairs included. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;
/** Spreadsheets read "_x000D_" as a carriage return: such text needs its underscore spelt out. */
const ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const SPECIAL = /[&<>"]/g;

const LETTERS = 26;
const FIRST_LETTER = 65;
/** Serial 1 is 1900-01-01, but 1900 counts as a leap year there: day 0 is 1899-12-30 for all later dates. */
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);
const MS_PER_DAY = 86_400_000;

/** Text as XML can hold it, in an element or an attribute. */
export const xmlText = (text: string): string =>
  text
    .replaceAll(FORBIDDEN, "")
    .replaceAll(ESCAPE, "_x005F_")
    .replaceAll(SPECIAL, (sign) => ENTITIES[sign] ?? "")
    .replaceAll("\r", "_x000D_");

/** "A", "Z", "AA", … @param index from 0 */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(FIRST_LETTER + (index % LETTERS));
  return index < LETTERS ? last : columnLetters(Math.floor(index / LETTERS) - 1) + last;
}

const fitting = (text: string): string =>
  text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - MORE.length)}${MORE}`;

const styled = (style: number) => (style === STYLE.plain ? "" : ` s="${style}"`);

function textXml(at: string, text: string, style: number): string {
  if (text === "") return "";
  return `<c r="${at}"${styled(style)} t="inlineStr"><is><t xml:space="preserve">${xmlText(fitting(text))}</t></is></c>`;
}

/** A cell of the header row. @param at its place, like "B1" */
export const headXml = (at: string, title: string): string => textXml(at, title, STYLE.head);

/**
 * A cell below the header; "" for an empty one.
 * @throws RangeError for a number that is not finite or a date that is none
 */
export function cellXml(at: string, value: Cell): string {
  if (value === undefined) return "";
  if (typeof value === "string") return textXml(at, value, FORMULA.test(value) ? STYLE.quoted : STYLE.plain);
  if (typeof value === "boolean") return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  const number = typeof value === "number" ? value : (value.getTime() - DAY_ZERO_MS) / MS_PER_DAY;
  if (!Number.isFinite(number)) throw new RangeError(`cell ${at} holds ${String(value)}, expected a number or a date`);
  return `<c r="${at}"${styled(typeof value === "number" ? STYLE.plain : STYLE.date)}><v>${number}</v></c>`;
}
