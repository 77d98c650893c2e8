/** The page of an inventory as data: what was read, what was noticed and what can be done about it, what was done so far. */
import { IMPORTERS, findingText, findingTitle, fixesFor, isEditNote, selectWorkloads } from "#inventory";
import type { InputProblem, Inventory } from "#planner";
import { counted, findingGroups, grouped, memoryText, systemName } from "#planner/report/index.ts";
import { notesOf } from "./edit-inventory.ts";
import { shownProblems } from "./form-problems.ts";
import { summaryOf } from "./inventory-summary.ts";
import { stepAddresses, stepper } from "./stepper.ts";
import type { PageData } from "./views.ts";

function figures(inventory: Inventory) {
  const summary = summaryOf(inventory);
  return [
    { label: "Workloads", value: grouped(summary.workloads), note: `${grouped(summary.poweredOff)} powered off` },
    { label: "Templates and placeholders", value: grouped(summary.templates), note: "kept, never planned" },
    { label: "Hosts today", value: grouped(summary.hosts), note: "" },
    { label: "CPUs of the workloads", value: grouped(summary.vcpus), note: "virtual CPUs or cores" },
    { label: "Memory of the workloads", value: memoryText(summary.memoryMiB), note: "as configured" },
    {
      label: "Measured",
      value: grouped(summary.measured),
      note: `workloads with a CPU series, of ${counted(summary.series, "series", "series")}`,
    },
  ];
}

function editsSoFar({ inventory, from, isDone = false }: InventoryPage) {
  const { notes, earlier } = notesOf(inventory);
  return {
    before: from === undefined ? undefined : `/inventories/${from}`,
    lastNote: from === undefined && !isDone ? undefined : notes.at(-1),
    notes,
    earlier: earlier === 0 ? undefined : counted(earlier, "edit"),
  };
}

/** What people call a format; several importers are joined by "+". */
const formatTitle = (format: string): string =>
  format
    .split("+")
    .map((one) => IMPORTERS.find((importer) => importer.format === one)?.title ?? one)
    .join(" and ");

/** Findings by code, gravest first, each with its fixes and with the way to the workloads it names. */
const groupsOf = (id: string, inventory: Inventory) =>
  findingGroups(
    inventory.findings.filter((finding) => !isEditNote(finding)),
    { findingText, findingTitle },
  ).map((group) => {
    const count = selectWorkloads(inventory, { finding: group.code }).length;
    return {
      ...group,
      // a code of other makers is its own heading
      codeBeside: group.title === group.code ? undefined : group.code,
      workloads: count === 0 ? undefined : count === 1 ? "workload" : counted(count, "workload"),
      href: `/inventories/${id}/workloads?${new URLSearchParams({ finding: group.code }).toString()}`,
      fixes: fixesFor(inventory, group.code).map(({ id: fix, text }) => ({ id: fix, text, isLight: fix === "settle" })),
    };
  });

/** What the page is made from. */
export interface InventoryPage {
  readonly id: string;
  readonly inventory: Inventory;
  /** Inventory before the last edit. */
  readonly from?: string | undefined;
  /** It was made a moment ago, of one that is not to be named. */
  readonly isDone?: boolean;
  readonly problems?: readonly InputProblem[];
}

/** Data of the page. */
export function inventoryView(page: InventoryPage): PageData {
  const { id, inventory, problems = [] } = page;
  const summary = summaryOf(inventory);
  const groups = groupsOf(id, inventory);
  const findings = inventory.findings.filter((finding) => !isEditNote(finding)).length;
  return {
    title: "Check the inventory",
    steps: stepper("inventory", stepAddresses(id)),
    problems: shownProblems(problems, () => undefined).summary,
    id,
    format: formatTitle(summary.format),
    files: inventory.files.join(", "),
    figures: figures(inventory),
    byOs: summary.byOs.map(({ what, count }) => ({ what: systemName(what), count: grouped(count) })),
    groups,
    findingCount: `${counted(findings, "finding")} of ${counted(groups.length, "kind")}`,
    ...editsSoFar(page),
  };
}
