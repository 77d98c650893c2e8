/** Importer: RVTools workbooks (.xlsx), 3.x and 4.x; several are several vCenters of one estate. */
import type { ImportContext, ImportFile, Importer } from "./importer.ts";
import { readExports } from "./rvtools/read-export.ts";
import { tabOfName } from "./rvtools/columns.ts";
import { kindOf } from "./sniff.ts";
import type { Book } from "./table.ts";
import { openWorkbook } from "./xlsx/read-tabs.ts";

const FORMAT = "rvtools-xlsx";

async function openAll(files: readonly ImportFile[], context: ImportContext): Promise<readonly Book[]> {
  const books: Book[] = [];
  for (const file of files) books.push(await openWorkbook(file, context.limits, tabOfName));
  return books;
}

export const rvtoolsXlsx: Importer = {
  format: FORMAT,
  title: "RVTools workbook (.xlsx)",
  detects: async (files) => files.filter((file) => kindOf(file) === "zip"),
  read: async (files, context) => readExports(FORMAT, await openAll(files, context), context),
};
