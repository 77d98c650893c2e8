/**
 * Importer: RVTools CSV exports, one file for each tab (RVTools_tabvInfo.csv …). The tab is known by the file's name or,
 * where that says nothing, by a header that only vInfo has. Files of several exports are told apart by their name's stem.
 */
import { openCsvBook } from "./csv/book.ts";
import { csvHeader, styleOf } from "./csv/read-csv.ts";
import type { ImportContext, ImportFile, Importer } from "./importer.ts";
import { COLUMNS, type Column, type Tab, headerKey, tabOfName } from "./rvtools/columns.ts";
import { readExports } from "./rvtools/read-export.ts";
import { kindOf } from "./sniff.ts";

const FORMAT = "rvtools-csv";

const SIGNS: readonly { readonly tab: Tab; readonly columns: readonly Column[] }[] = [
  { tab: "vHost", columns: [COLUMNS.vHost.host, COLUMNS.vHost.cores, COLUMNS.vHost.speed] },
  { tab: "vInfo", columns: [COLUMNS.vInfo.vm, COLUMNS.vInfo.cpus, COLUMNS.vInfo.memory] },
];

async function tabOf(file: ImportFile, context: ImportContext): Promise<Tab | undefined> {
  const base = file.name.split(/[\\/]/).at(-1) ?? "";
  const byName = tabOfName(base);
  if (byName !== undefined) return byName;
  const header = await csvHeader(file, styleOf(file.bytes), context.limits);
  const keys = new Set(header.map(headerKey));
  return SIGNS.find(({ columns }) => columns.every(({ names }) => names.some((name) => keys.has(headerKey(name)))))
    ?.tab;
}

interface Tabbed {
  readonly file: ImportFile;
  readonly tab: Tab;
}

async function tabbed(files: readonly ImportFile[], context: ImportContext): Promise<readonly Tabbed[]> {
  const found: Tabbed[] = [];
  for (const file of files) {
    const tab = kindOf(file) === "text" ? await tabOf(file, context) : undefined;
    if (tab !== undefined) found.push({ file, tab });
  }
  return found;
}

const stemOf = ({ file, tab }: Tabbed): string => file.name.replace(new RegExp(`${tab}\\.[a-z]+$`, "i"), "");

/** One export, unless a tab stands there twice: then one for each stem of the file names. */
function exportsOf(files: readonly Tabbed[]): readonly (readonly Tabbed[])[] {
  const isOne = new Set(files.map(({ tab }) => tab)).size === files.length;
  return isOne ? [files] : [...Map.groupBy(files, stemOf).values()];
}

export const rvtoolsCsv: Importer = {
  format: FORMAT,
  title: "RVTools CSV (one file for each tab)",
  detects: async (files, context) => (await tabbed(files, context)).map(({ file }) => file),
  read: async (files, context) => {
    const groups = exportsOf(await tabbed(files, context));
    const books = await Promise.all(groups.map((group) => openCsvBook(group, context.limits)));
    return readExports(FORMAT, books, context);
  },
};
