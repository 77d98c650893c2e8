/**
 * Named tabs of a workbook: first their headers, then the columns asked for. Values (shared and rich texts, escapes,
 * dates, strict and prefixed XML) are read by read-excel-file, from an archive of trimmed sheets packed in memory.
 */
import { Readable } from "node:stream";
import { InvalidInput } from "#planner/contract/index.ts";
import type { ImportFile, ImportLimits } from "../importer.ts";
import { reasonOf, unusable } from "../problem.ts";
import type { Book, Cell, Rows } from "../table.ts";
import { type Archive, openArchive } from "./archive.ts";
import { type Part, packStored } from "./pack.ts";
import { type SheetPart, type WorkbookParts, workbookParts } from "./parts.ts";
import { ROWS_PER_BLOCK, type Trimmed, trimSheet, trimTexts } from "./trim.ts";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

interface Sheets {
  readonly archive: Archive;
  readonly parts: WorkbookParts;
  readonly limits: ImportLimits;
}

interface Carried extends Part {
  readonly type: string;
}

/** The texts that are shown and all styles, where the workbook has them. */
async function carried({ archive, parts, limits }: Sheets, used: ReadonlySet<number>): Promise<readonly Carried[]> {
  const { texts, styles } = parts;
  const all: Carried[] = [];
  if (texts !== undefined && archive.sizeOf(texts) !== undefined) {
    const bytes = await trimTexts(archive, texts, { used, mostBytes: limits.zipPartBytes });
    all.push({ type: "sharedStrings", name: "xl/sharedStrings.xml", bytes });
  }
  if (styles !== undefined && archive.sizeOf(styles) !== undefined) {
    all.push({ type: "styles", name: "xl/styles.xml", bytes: await archive.bytes(styles) });
  }
  return all;
}

/** A workbook of these sheet parts, named by their number. */
function repacked({ parts }: Sheets, blocks: readonly Buffer[], others: readonly Carried[]): readonly Buffer[] {
  const related = [
    ...blocks.map((_, i) => `<Relationship Id="r${i}" Type="${OFFICE}/worksheet" Target="s${i}.xml"/>`),
    ...others.map(({ type }) => `<Relationship Id="${type}" Type="${OFFICE}/${type}" Target="${type}.xml"/>`),
  ];
  const listed = blocks.map((_, i) => `<sheet name="${i}" sheetId="${i + 1}" r:id="r${i}"/>`).join("");
  const epoch = parts.isEpoch1904 ? '<workbookPr date1904="1"/>' : "";
  const workbook = `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${epoch}<sheets>${listed}</sheets></workbook>`;
  const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${related.join("")}</Relationships>`;
  return packStored([
    { name: "xl/workbook.xml", bytes: Buffer.from(workbook) },
    { name: "xl/_rels/workbook.xml.rels", bytes: Buffer.from(relations) },
    ...others,
    ...blocks.map((bytes, i) => ({ name: `xl/s${i}.xml`, bytes })),
  ]);
}

/** A number as written in the file; text where it is none ("NaN"), so that one bad cell does not cost the tab. */
const numberOrText = (text: string): number | string => {
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
};

/** Invalid input as it is; anything else as a damaged file, without a stack. */
const damaged = (file: string, what: string, thrown: unknown): Error =>
  thrown instanceof InvalidInput
    ? thrown
    : unusable(file, "damaged-file", `${what} cannot be read: ${reasonOf(thrown)}`);

async function valuesOf(
  sheets: Sheets,
  blocks: readonly Buffer[],
  used: ReadonlySet<number>,
): Promise<readonly Cell[][][]> {
  if (blocks.length === 0) return [];
  try {
    const packed = repacked(sheets, blocks, await carried(sheets, used));
    // only who reads a workbook loads what reads it: a server has threads for that
    const { default: readXlsxFile } = await import("read-excel-file/node");
    const read = await readXlsxFile(Readable.from(packed), { parseNumber: numberOrText });
    return read.map((sheet) => sheet.data as Cell[][]);
  } catch (thrown) {
    throw damaged(sheets.archive.file, "the workbook", thrown);
  }
}

async function trimmed(sheets: Sheets, want: TabWant, usedTexts: Set<number>): Promise<Trimmed> {
  const { sheet, columns } = want;
  const rows = columns === undefined ? "first" : "others";
  const { rowsPerTab, columnsPerTab, zipPartBytes: mostBytes } = sheets.limits;
  try {
    return await trimSheet(sheets.archive, sheet.part, {
      rows,
      columns,
      rowsPerTab,
      columnsPerTab,
      mostBytes,
      usedTexts,
    });
  } catch (thrown) {
    throw damaged(sheets.archive.file, `tab "${sheet.name}"`, thrown);
  }
}

/** The library leaves out rows without a value at the end of a sheet; row numbers count on them. */
const padded = (block: Cell[][], expected: number): Cell[][] =>
  block.length >= expected ? block : [...block, ...Array.from({ length: expected - block.length }, () => [])];

interface TabWant {
  readonly sheet: SheetPart;
  /** Left out = the header. */
  readonly columns?: readonly number[];
}

/** The values of several tabs in one reading of the workbook's texts. */
async function readAll(sheets: Sheets, tabs: readonly TabWant[]): Promise<Rows[]> {
  const used = new Set<number>();
  // One after the other, so that only one tab's text is in work at a time.
  const cut: Trimmed[] = [];
  for (const tab of tabs) cut.push(await trimmed(sheets, tab, used));
  const values = await valuesOf(
    sheets,
    cut.flatMap((one) => one.blocks),
    used,
  );
  let next = 0;
  return cut.map((one) => {
    const cells = values.slice(next, next + one.blocks.length).flatMap((block, i) => {
      const expected = Math.min(ROWS_PER_BLOCK, one.rowNumbers.length - i * ROWS_PER_BLOCK);
      return padded(block, expected);
    });
    next += one.blocks.length;
    return { cells, rowNumbers: one.rowNumbers, isCut: one.isCut };
  });
}

const headerText = (cell: Cell): string => (cell === null ? "" : String(cell));

/**
 * Open a workbook and read the headers of the tabs that `wants` picks by name.
 * @throws InvalidInput when it is no workbook, breaks a bound, or is damaged
 */
export async function openWorkbook(
  file: ImportFile,
  limits: ImportLimits,
  wants: (tab: string) => string | undefined,
): Promise<Book> {
  const archive = await openArchive(file, limits);
  const sheets: Sheets = { archive, parts: await workbookParts(archive), limits };
  const picked = sheets.parts.sheets.flatMap((sheet) => {
    const tab = wants(sheet.name);
    return tab === undefined || archive.sizeOf(sheet.part) === undefined ? [] : [{ tab, sheet }];
  });
  const headers = await readAll(sheets, picked);
  const tabs = picked.map(({ tab, sheet }, i) => ({
    tab,
    file: file.name,
    title: sheet.name,
    header: (headers[i]?.cells[0] ?? []).map(headerText),
    hasPointDecimals: true,
  }));
  return {
    file: file.name,
    tabs,
    titles: sheets.parts.sheets.map((sheet) => sheet.name),
    async read(wanted) {
      const kept = picked.flatMap(({ tab, sheet }) => {
        const columns = wanted.get(tab);
        return columns === undefined ? [] : [{ tab, sheet, columns }];
      });
      const rows = await readAll(sheets, kept);
      return new Map(kept.map(({ tab }, i) => [tab, rows[i] ?? { cells: [], rowNumbers: [], isCut: false }]));
    },
  };
}
