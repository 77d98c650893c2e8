/** The workloads page as data: the filter, the table's page of rows, the form that edits them, what was done so far. */
import { type WorkloadOrder, cpuFigures, findingTitle, orderWorkloads, selectWorkloads } from "#inventory";
import { type InputProblem, type Inventory, WORKLOAD_STATES } from "#planner/contract/index.ts";
import { counted, grouped } from "#planner/report/index.ts";
import { bulkView } from "./bulk-view.ts";
import { type BulkForm, FRESH_BULK } from "./decode/bulk-edit.ts";
import { type WorkloadList, listQuery } from "./decode/workload-list.ts";
import { notesOf } from "./edit-inventory.ts";
import { stepAddresses, stepper } from "./stepper.ts";
import type { PageData } from "./views.ts";
import { frequentTags, rulesByWorkload, workloadRow } from "./workload-rows.ts";

/** Rows on one page. */
const PAGE_ROWS = 100;
/** Tags that the filter suggests. */
const MOST_TAGS = 100;

const STATE_TEXT: Readonly<Record<(typeof WORKLOAD_STATES)[number], string>> = {
  running: "running",
  "powered-off": "powered off",
  suspended: "suspended",
  unknown: "unknown",
};

/** An address of this list. */
const addressOf = (id: string, list: WorkloadList) => `/inventories/${id}/workloads${listQuery(list)}`;

/** A heading that orders the list: largest first where it is a figure, the other way round when asked again. */
function heading(id: string, list: WorkloadList, key: "name" | "vcpus" | "memory" | "peak") {
  const [first, second]: readonly [WorkloadOrder, WorkloadOrder] =
    key === "name" ? ["name", "-name"] : [`-${key}`, key];
  const sort = list.sort === first ? second : first;
  const isNow = list.sort === first || list.sort === second;
  return {
    href: addressOf(id, { ...list, sort, page: 1 }),
    order: isNow ? (list.sort?.startsWith("-") === true ? "descending" : "ascending") : undefined,
  };
}

function codesIn({ findings }: Inventory, chosen: string | undefined) {
  const codes = new Map<string, number>();
  for (const { code, subject } of findings) {
    if (subject !== undefined) codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return [...codes]
    .map(([value, count]) => ({
      value,
      text: `${findingTitle(value)} (${grouped(count)})`,
      isChosen: value === chosen,
    }))
    .toSorted((a, b) => (a.text < b.text ? -1 : 1));
}

/** The rows of this page, and where it lies in the list. */
function pageOf(inventory: Inventory, id: string, list: WorkloadList) {
  const meant = selectWorkloads(inventory, list.filter);
  const ordered = list.sort === undefined ? meant : orderWorkloads(inventory, meant, list.sort);
  const pages = Math.max(1, Math.ceil(ordered.length / PAGE_ROWS));
  const page = Math.min(list.page, pages);
  const from = (page - 1) * PAGE_ROWS;
  const shown = ordered.slice(from, from + PAGE_ROWS);
  const ids = new Set(shown.map((workload) => workload.id));
  const sources = {
    inventoryId: id,
    figures: cpuFigures({ series: inventory.series.filter(({ workload }) => ids.has(workload)) }),
    rules: rulesByWorkload(inventory.rules ?? []),
  };
  const other = (to: number) => addressOf(id, { ...list, page: to });
  return {
    rows: shown.map((workload) => workloadRow(workload, sources)),
    matching: ordered.length,
    range: shown.length === 0 ? "" : `${grouped(from + 1)} to ${grouped(from + shown.length)}`,
    previous: page > 1 ? other(page - 1) : undefined,
    next: page < pages ? other(page + 1) : undefined,
    page,
    pages,
  };
}

/** What the page is made from. */
export interface WorkloadsPage {
  readonly id: string;
  readonly inventory: Inventory;
  readonly list: WorkloadList;
  /** Inventory before the last edit. */
  readonly from?: string;
  /** The form as it was posted; left out = untouched. */
  readonly form?: BulkForm;
  readonly problems?: readonly InputProblem[];
}

/** Data of the workloads page. */
export function workloadsView({
  id,
  inventory,
  list,
  from,
  form = FRESH_BULK,
  problems = [],
}: WorkloadsPage): PageData {
  const { filter } = list;
  const { notes, earlier } = notesOf(inventory);
  const ticked = new Set(form.ticked);
  const { matching, pages, ...page } = pageOf(inventory, id, list);
  const isFiltered = Object.keys(filter).length > 0;
  return {
    title: "Workloads",
    steps: stepper("workloads", stepAddresses(id)),
    id,
    filter,
    sort: list.sort,
    isFiltered,
    total: counted(inventory.workloads.length, "workload"),
    matching: grouped(matching),
    matchingText: counted(matching, "workload"),
    states: WORKLOAD_STATES.map((value) => ({ value, text: STATE_TEXT[value], isChosen: value === filter.state })),
    codes: codesIn(inventory, filter.finding),
    tagList: frequentTags(inventory, MOST_TAGS),
    hasSeries: inventory.series.length > 0,
    ruleCount: inventory.rules?.length,
    hasRules: (inventory.rules ?? []).length > 0,
    ...page,
    rows: page.rows.map((row, i) => ({ ...row, tick: `row-${i}`, isTicked: ticked.has(row.id) })),
    notes,
    earlier: earlier === 0 ? undefined : counted(earlier, "edit"),
    before: from === undefined ? undefined : `/inventories/${from}/workloads`,
    lastNote: from === undefined ? undefined : notes.at(-1),
    ...bulkView(form, problems),
    isPaged: pages > 1,
    pages: grouped(pages),
    headings: {
      name: heading(id, list, "name"),
      vcpus: heading(id, list, "vcpus"),
      memory: heading(id, list, "memory"),
      peak: heading(id, list, "peak"),
    },
  };
}
