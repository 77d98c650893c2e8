/**
 * Small RVTools-like workbooks for tests and benches: ordinary ones, and ones as RVTools 4.x writes them (`x:` prefix,
 * absolute part names, a byte-order mark in the relations). Values only, no formats beyond one date style.
 */
import { type ZipEntry, zip } from "./zip.ts";

/** A cell: text, number, truth value, nothing, a date by its Excel serial number, or the XML of a number's value as it stands. */
export type CellInput =
  | string
  | number
  | boolean
  | null
  | undefined
  | { readonly serial: number }
  | { readonly raw: string };

export interface SheetInput {
  readonly name: string;
  /** Row by row, header first. */
  readonly rows: Iterable<readonly CellInput[]>;
  /** Empty `<row>` elements after the data, as re-saved files have them up to row 1,048,576. */
  readonly blankTailRows?: number;
}

export interface WorkbookOptions {
  /** Write it as RVTools 4.x does. */
  readonly prefixed?: boolean;
}

const SHEET_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PROLOG = '<?xml version="1.0" encoding="utf-8"?>';
const LETTERS = 26;
const FIRST_LETTER = 65;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** "A", "Z", "AA", … of a column counted from 0. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(FIRST_LETTER + (index % LETTERS));
  return index < LETTERS ? last : columnLetters(Math.floor(index / LETTERS) - 1) + last;
}

class SharedTexts {
  readonly texts = new Map<string, number>();
  indexOf(text: string): number {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    this.texts.set(text, this.texts.size);
    return this.texts.size - 1;
  }
}

interface Writing {
  readonly p: string;
  readonly shared: SharedTexts;
  readonly letters: string[];
}

function cellXml(cell: CellInput, at: string, { p, shared }: Writing): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return `<${p}c r="${at}" t="s"><${p}v>${shared.indexOf(cell)}</${p}v></${p}c>`;
  if (typeof cell === "number") return `<${p}c r="${at}"><${p}v>${cell}</${p}v></${p}c>`;
  if (typeof cell === "boolean") return `<${p}c r="${at}" t="b"><${p}v>${cell ? 1 : 0}</${p}v></${p}c>`;
  if ("serial" in cell) return `<${p}c r="${at}" s="1"><${p}v>${cell.serial}</${p}v></${p}c>`;
  return `<${p}c r="${at}"><${p}v>${escaped(cell.raw)}</${p}v></${p}c>`;
}

function sheetXml(sheet: SheetInput, writing: Writing): string {
  const { p, letters } = writing;
  const parts = [`${PROLOG}<${p}worksheet xmlns${p === "" ? "" : ":x"}="${MAIN}"><${p}sheetData>`];
  let row = 0;
  for (const cells of sheet.rows) {
    row += 1;
    parts.push(`<${p}row r="${row}">`);
    for (let c = 0; c < cells.length; c += 1) {
      letters[c] ??= columnLetters(c);
      parts.push(cellXml(cells[c], `${letters[c]}${row}`, writing));
    }
    parts.push(`</${p}row>`);
  }
  for (let blank = 1; blank <= (sheet.blankTailRows ?? 0); blank += 1) {
    parts.push(`<${p}row r="${row + blank}" spans="1:93"></${p}row>`);
  }
  parts.push(`</${p}sheetData></${p}worksheet>`);
  return parts.join("");
}

const sharedXml = (p: string, texts: Iterable<string>): string =>
  `${PROLOG}<${p}sst xmlns${p === "" ? "" : ":x"}="${MAIN}">${[...texts]
    .map((t) => `<${p}si><${p}t xml:space="preserve">${escaped(t)}</${p}t></${p}si>`)
    .join("")}</${p}sst>`;

/** Format 22 is "date and time" in every Excel; style 1 uses it. */
const stylesXml = (p: string): string =>
  `${PROLOG}<${p}styleSheet xmlns${p === "" ? "" : ":x"}="${MAIN}"><${p}cellXfs count="2"><${p}xf numFmtId="0"/><${p}xf numFmtId="22" applyNumberFormat="1"/></${p}cellXfs></${p}styleSheet>`;

function workbookXml(p: string, sheets: readonly SheetInput[]): string {
  const list = sheets.map((s, i) => `<${p}sheet name="${escaped(s.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  return `${PROLOG}<${p}workbook xmlns${p === "" ? "" : ":x"}="${MAIN}" xmlns:r="${SHEET_TYPE}"><${p}sheets>${list.join("")}</${p}sheets></${p}workbook>`;
}

function relationsXml(root: string, sheets: readonly SheetInput[]): string {
  const related = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${SHEET_TYPE}/${type}" Target="${root}${target}"/>`;
  const all = [
    ...sheets.map((_, i) => related(`rId${i + 1}`, "worksheet", `worksheets/sheet${i + 1}.xml`)),
    related("rIdStrings", "sharedStrings", "sharedStrings.xml"),
    related("rIdStyles", "styles", "styles.xml"),
  ];
  return `${PROLOG}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join("")}</Relationships>`;
}

/** The parts of the workbook, for tests that damage one before zipping. */
export function workbookParts(sheets: readonly SheetInput[], options: WorkbookOptions = {}): ZipEntry[] {
  const prefixed = options.prefixed === true;
  const p = prefixed ? "x:" : "";
  const writing: Writing = { p, shared: new SharedTexts(), letters: [] };
  const sheetParts = sheets.map((sheet, i) => ({
    name: `xl/worksheets/sheet${i + 1}.xml`,
    bytes: sheetXml(sheet, writing),
  }));
  const relations = relationsXml(prefixed ? "/xl/" : "", sheets);
  return [
    {
      name: "[Content_Types].xml",
      bytes: `${PROLOG}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    ...sheetParts,
    { name: "xl/sharedStrings.xml", bytes: sharedXml(p, writing.shared.texts.keys()) },
    { name: "xl/styles.xml", bytes: stylesXml(p) },
    { name: "xl/workbook.xml", bytes: workbookXml(p, sheets) },
    { name: "xl/_rels/workbook.xml.rels", bytes: prefixed ? `\uFEFF${relations}` : relations },
  ];
}

/** A workbook of these sheets as bytes. */
export const workbook = (sheets: readonly SheetInput[], options: WorkbookOptions = {}): Uint8Array =>
  zip(workbookParts(sheets, options));

/** A sheet from records: the header is every key met, in order of appearance. */
export function sheetOf(name: string, records: readonly Readonly<Record<string, CellInput>>[]): SheetInput {
  const header = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return { name, rows: [header, ...records.map((record) => header.map((key) => record[key]))] };
}
