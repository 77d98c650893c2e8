/** The tabs of one RVTools export, matched by header and read; missing ones are reported with what is then unknown. */
import { InvalidInput } from "#planner/contract/index.ts";
import type { Findings } from "../findings.ts";
import type { ImportContext } from "../importer.ts";
import { unusable } from "../problem.ts";
import type { Book, TabHeader } from "../table.ts";
import { TABS, type Tab, WITHOUT_TAB } from "./columns.ts";
import { reportCut } from "./figures.ts";
import { type Matched, matchHeader } from "./match-header.ts";
import type { TabRows } from "./tab-rows.ts";

export type OpenedTabs = { readonly [T in Exclude<Tab, "vInfo">]?: TabRows<T> | undefined } & {
  readonly vInfo: TabRows<"vInfo">;
};

const SHOWN_TITLES = 12;

function requireInfo(book: Book): void {
  if (book.tabs.some((tab) => tab.tab === "vInfo")) return;
  const found = book.titles.slice(0, SHOWN_TITLES).join(", ") || "none";
  throw unusable(
    book.file,
    "missing-tab",
    `there is no tab vInfo, without which no machine can be imported; found tabs: ${found}`,
  );
}

interface Candidate {
  readonly header: TabHeader;
  readonly matched: Matched<Tab>;
}

/** Match the header of a tab; vInfo without a required column ends the import, another tab is left out. */
function candidate(header: TabHeader, findings: Findings): Candidate | undefined {
  const tab = header.tab as Tab;
  const place = { file: header.file, tab: header.title };
  const matched = matchHeader(tab, { header: header.header, place, findings });
  if (matched.missing.length === 0) return { header, matched };
  if (tab !== "vInfo") {
    findings.add("tab-unreadable", place, { bound: `it has no column ${matched.missing.join(", ")}` });
    return undefined;
  }
  throw new InvalidInput(
    matched.missing.map((column) => ({
      pointer: `${header.file} ${header.title}`,
      code: "missing-column",
      detail: `there is no column "${column}", without which no machine can be imported`,
    })),
  );
}

/**
 * Open the tabs of an export.
 * @throws InvalidInput when vInfo or one of its required columns is missing, or the file is damaged
 */
export async function openTabs(book: Book, findings: Findings, context: ImportContext): Promise<OpenedTabs> {
  requireInfo(book);
  for (const tab of TABS) {
    if (tab === "vInfo" || book.tabs.some((header) => header.tab === tab)) continue;
    findings.add("missing-tab", { file: book.file, tab }, { bound: WITHOUT_TAB[tab] });
  }
  const first = TABS.flatMap((tab) => book.tabs.find((header) => header.tab === tab) ?? []);
  const candidates = first.flatMap((header) => candidate(header, findings) ?? []);
  const wanted = new Map(candidates.map(({ header, matched }) => [header.tab, [...matched.positions.values()]]));
  const rows = await book.read(wanted);
  const opened = candidates.map(({ header, matched }) => {
    const read = rows.get(header.tab) ?? { cells: [], rowNumbers: [], isCut: false };
    const tab = { header, positions: matched.positions, rows: read, findings };
    reportCut(tab, findings, context.limits.rowsPerTab);
    return [header.tab, tab] as const;
  });
  return Object.fromEntries(opened) as unknown as OpenedTabs;
}
