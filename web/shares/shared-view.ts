/** The page that a share opens, as data: the thing as its own page shows it, without forms and with links to its files only. */
import type { Request } from "express";
import { simulationBody, whatIfBody } from "#report";
import type { StoredShare } from "#store";
import type { Desk } from "../desk/desk.ts";
import { MARK, type Part } from "../framed.ts";
import { timeText } from "../time-text.ts";
import type { PageData } from "../views.ts";
import { readOptions } from "../what-if-view.ts";
import type { Found } from "./found.ts";
import type { SharedKind } from "./subject.ts";

/** What every shared page has around the thing. */
export interface SharedHead {
  readonly isShared: true;
  /** Both absent for what is made while it is looked at. */
  readonly createdAt: string | undefined;
  readonly made: string | undefined;
  readonly expiresAt: string;
  readonly over: string;
  readonly files: readonly { readonly href: string; readonly text: string }[];
}

/** Files of each kind: query and words. */
const FILES: Readonly<Record<SharedKind, readonly (readonly [string, string])[]>> = {
  plan: [
    ["format=html", "Report (HTML)"],
    ["format=csv", "Table (CSV)"],
    ["format=xlsx", "Workbook (XLSX)"],
    ["format=pdf", "Print (PDF)"],
    ["format=json&include=request", "Plan (JSON)"],
  ],
  simulation: [
    ["format=html", "Report (HTML)"],
    ["format=json&include=request", "Simulation (JSON)"],
  ],
  "what-if": [
    ["format=csv", "Rows (CSV)"],
    ["format=json", "Rows and findings (JSON)"],
  ],
  comparison: [
    ["format=csv&table=figures", "Figures (CSV)"],
    ["format=csv&table=workloads", "Workloads that differ (CSV)"],
    ["format=json", "Comparison (JSON)"],
  ],
};

function createdAtOf(one: Found): string | undefined {
  switch (one.kind) {
    case "plan":
      return one.plan.createdAt;
    case "simulation":
      return one.simulation.createdAt;
    case "what-if":
      return one.whatIf.createdAt;
    case "comparison":
      return undefined;
  }
}

/** @param address of the thing's files, without a query */
export function sharedHead(one: Found, { expiresAt }: StoredShare, address: string): SharedHead {
  const createdAt = createdAtOf(one);
  return {
    isShared: true,
    createdAt,
    made: createdAt === undefined ? undefined : timeText(createdAt),
    expiresAt,
    over: timeText(expiresAt),
    files: FILES[one.kind].map(([query, text]) => ({ href: `${address}?${query}`, text })),
  };
}

/** What a page is made with. */
export interface SharedPageParts {
  readonly request: Request;
  readonly desk: Desk;
}

/** A view and its data; with a part, the data has {@link MARK} where it belongs. */
export interface SharedView {
  readonly view: string;
  readonly data: PageData;
  readonly part?: Part;
}

/** The page of one thing. */
export async function sharedView(
  one: Found,
  head: SharedHead,
  { request, desk }: SharedPageParts,
): Promise<SharedView> {
  switch (one.kind) {
    case "plan": {
      const { title, body } = await desk.ask("sharedPage", [one.plan], undefined);
      return { view: "shared", data: { ...head, title, report: MARK }, part: body };
    }
    case "simulation": {
      const { result } = one.simulation.document;
      return { view: "shared", data: { ...head, title: result.name, report: simulationBody(result) } };
    }
    case "what-if": {
      const { document } = one.whatIf;
      const csv = head.files[0]?.href ?? "";
      const report = whatIfBody(document, readOptions(request, csv, document));
      return { view: "shared", data: { ...head, title: document.result.name, report } };
    }
    case "comparison": {
      const page = await desk.ask("sharedComparisonPage", one.plans, head.files[1]?.href ?? "");
      return { view: "compare", data: { ...page, ...head } };
    }
  }
}
