/** /inventories/ID: what was understood of the files, and everything that was noticed. */
import { Router } from "express";
import { IMPORTERS, findingText } from "#inventory";
import type { Inventory } from "#planner";
import { counted, grouped, memoryText } from "#planner/report/index.ts";
import { cameFrom, notesOf } from "../edit-inventory.ts";
import { findInventory } from "../find.ts";
import { summaryOf } from "../inventory-summary.ts";
import { only, pathText, queryText } from "../methods.ts";
import type { Parts } from "../parts.ts";
import { stepAddresses, stepper } from "../stepper.ts";
import type { Views } from "../views.ts";

/** Findings written out on the page; all of them are in the API's inventory. */
const MOST_FINDINGS = 200;

const GRAVITY = { error: 0, warning: 1, info: 2 } as const;

function findingRows({ findings }: Inventory) {
  return findings
    .toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity])
    .slice(0, MOST_FINDINGS)
    .map((finding) => ({
      severity: finding.severity,
      text: findingText(finding),
    }));
}

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

function editsSoFar(inventory: Inventory, from: string | undefined) {
  const { notes, earlier } = notesOf(inventory);
  return {
    before: from === undefined ? undefined : `/inventories/${from}`,
    lastNote: notes.at(-1),
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

/** The page of an inventory. */
export function inventoryRoutes(parts: Parts, views: Views): Router {
  const router = Router();
  router.get("/inventories/:id", async (request, response) => {
    const { id, inventory } = await findInventory(parts, pathText(request, "id"));
    const summary = summaryOf(inventory);
    response.type("html").send(
      views.page("inventory", {
        title: "Check the inventory",
        steps: stepper("inventory", stepAddresses(id)),
        id,
        format: formatTitle(summary.format),
        files: inventory.files.join(", "),
        figures: figures(inventory),
        byOs: summary.byOs.map(({ what, count }) => ({ what, count: grouped(count) })),
        findings: findingRows(inventory),
        findingCount: counted(inventory.findings.length, "finding"),
        findingsCut: inventory.findings.length > MOST_FINDINGS ? grouped(MOST_FINDINGS) : undefined,
        ...editsSoFar(inventory, cameFrom(queryText(request, "from"))),
        workloadCount: counted(inventory.workloads.length, "workload"),
      }),
    );
  });
  router.all("/inventories/:id", only("GET"));
  return router;
}
