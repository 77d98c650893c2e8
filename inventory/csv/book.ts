/** CSV files of one export as a book of tabs: one file is one tab. */
import type { ImportFile, ImportLimits } from "../importer.ts";
import type { Book, Cell, Rows } from "../table.ts";
import { type CsvStyle, csvHeader, csvRecords, styleOf } from "./read-csv.ts";

export interface CsvTab {
  readonly tab: string;
  readonly file: ImportFile;
}

interface Opened extends CsvTab {
  readonly style: CsvStyle;
  readonly header: readonly string[];
}

async function rowsOf(opened: Opened, columns: readonly number[], limits: ImportLimits): Promise<Rows> {
  const cells: Cell[][] = [];
  const rowNumbers: number[] = [];
  let isHeader = true;
  let isCut = false;
  for await (const record of csvRecords(opened.file, opened.style, limits)) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    isCut = cells.length >= limits.rowsPerTab;
    if (isCut) break;
    if (record.cells.every((cell) => cell === "")) continue;
    cells.push(columns.map((column) => record.cells[column]?.trim() || null));
    rowNumbers.push(record.line);
  }
  return { cells, rowNumbers, isCut };
}

/** The files as one export. @throws InvalidInput when one of them is no CSV */
export async function openCsvBook(tabs: readonly CsvTab[], limits: ImportLimits): Promise<Book> {
  const opened: Opened[] = [];
  for (const { tab, file } of tabs) {
    const style = styleOf(file.bytes);
    opened.push({ tab, file, style, header: await csvHeader(file, style, limits) });
  }
  return {
    file: opened[0]?.file.name ?? "",
    tabs: opened.map(({ tab, file, header, style }) => ({
      tab,
      file: file.name,
      title: tab,
      header,
      hasPointDecimals: style.hasPointDecimals,
    })),
    titles: opened.map(({ tab }) => tab),
    async read(wanted) {
      const rows = new Map<string, Rows>();
      for (const one of opened) {
        const columns = wanted.get(one.tab);
        if (columns !== undefined) rows.set(one.tab, await rowsOf(one, columns, limits));
      }
      return rows;
    },
  };
}
