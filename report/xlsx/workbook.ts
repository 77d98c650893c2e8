/**
 * Sheets as an XLSX workbook (ECMA-376): a frozen header with a filter, column widths, typed cells. Sheets are written one
 * after the other from rows made on the way, so that only one is held whole. No formulas, no links, no charts.
 */
import { type ArchivePart, archive } from "./archive.ts";
import { type Cell, cellXml, columnLetters, headXml, xmlText } from "./cell.ts";

/** A column: its heading, with the unit of its numbers, and its width in characters. */
export interface Column {
  readonly title: string;
  readonly width: number;
}

/** A sheet; its name has at most 31 characters and none of []/\:*?. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: Iterable<readonly Cell[]>;
}

/** Rows a sheet may have. */
const MOST_ROWS = 1_048_576;
/** Rows joined before they become bytes. */
const ROWS_AT_ONCE = 1000;

const PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
const KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Formats in the order of STYLE: plain, head, date and time, text that stays text. */
const STYLES = `${PROLOG}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>`;

/** Rows as XML; its result is the number of the last one. */
function* rowXml({ columns, rows }: Sheet): Generator<string, number> {
  const letters = columns.map((_, index) => columnLetters(index));
  yield `<row r="1">${columns.map(({ title }, c) => headXml(`${letters[c]}1`, title)).join("")}</row>`;
  let row = 1;
  for (const cells of rows) {
    row++;
    if (row === MOST_ROWS) {
      yield `<row r="${row}">${cellXml(`A${row}`, "A sheet holds no more rows; the whole is in the plan's JSON.")}</row>`;
      return row;
    }
    yield `<row r="${row}">${cells.map((cell, c) => cellXml(`${letters[c]}${row}`, cell)).join("")}</row>`;
  }
  return row;
}

function sheetBytes(sheet: Sheet): Uint8Array {
  const widths = sheet.columns.map(
    ({ width }, c) => `<col min="${c + 1}" max="${c + 1}" width="${width}" customWidth="1"/>`,
  );
  const head = `${PROLOG}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>`;
  const chunks: Buffer[] = [];
  let waiting: string[] = [head];
  const rows = rowXml(sheet);
  let next = rows.next();
  for (; next.done !== true; next = rows.next()) {
    waiting.push(next.value);
    if (waiting.length < ROWS_AT_ONCE) continue;
    chunks.push(Buffer.from(waiting.join("")));
    waiting = [];
  }
  const filter = `<autoFilter ref="A1:${columnLetters(sheet.columns.length - 1)}${next.value}"/>`;
  chunks.push(Buffer.from(`${waiting.join("")}</sheetData>${filter}</worksheet>`));
  return Buffer.concat(chunks);
}

const related = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

function contentTypes(sheets: readonly Sheet[]): string {
  const parts = [
    ["/xl/workbook.xml", "sheet.main"],
    ["/xl/styles.xml", "styles"],
    ...sheets.map((_, i) => [`/xl/worksheets/sheet${i + 1}.xml`, "worksheet"]),
  ];
  const overrides = parts.map(([name, kind]) => `<Override PartName="${name}" ContentType="${KIND}.${kind}+xml"/>`);
  return `${PROLOG}<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join("")}</Types>`;
}

function workbookXml(sheets: readonly Sheet[]): string {
  const list = sheets.map(({ name }, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  return `${PROLOG}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join("")}</sheets></workbook>`;
}

function workbookRelations(sheets: readonly Sheet[]): string {
  const list = sheets.map((_, i) => related(`rId${i + 1}`, "worksheet", `worksheets/sheet${i + 1}.xml`));
  return `${PROLOG}<Relationships xmlns="${RELATIONS}">${list.join("")}${related("rIdStyles", "styles", "styles.xml")}</Relationships>`;
}

/**
 * The workbook of these sheets; equal sheets give equal bytes. A sheet of more rows than a spreadsheet has says so in its
 * last one.
 * @throws RangeError for a number that is not finite
 */
export function workbook(sheets: readonly Sheet[]): Uint8Array {
  const text = (name: string, xml: string): ArchivePart => ({ name, bytes: () => Buffer.from(xml) });
  return archive([
    text("[Content_Types].xml", contentTypes(sheets)),
    text(
      "_rels/.rels",
      `${PROLOG}<Relationships xmlns="${RELATIONS}">${related("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    ),
    text("xl/workbook.xml", workbookXml(sheets)),
    text("xl/_rels/workbook.xml.rels", workbookRelations(sheets)),
    text("xl/styles.xml", STYLES),
    ...sheets.map(
      (sheet, i): ArchivePart => ({
        name: `xl/worksheets/sheet${i + 1}.xml`,
        bytes: () => sheetBytes(sheet),
      }),
    ),
  ]);
}
