/** The thread behind an export: writes the document it was started with, answers once. */
import { parentPort, workerData } from "node:worker_threads";
import { findingText, findingTitle } from "#inventory";
import { productContext } from "#jobs/product/index.ts";
import { giveWay } from "#jobs/running/index.ts";
import type { PlanDocument } from "#planner";
import { planPdf, planXlsx } from "#report";
import { unpackSized } from "#store";
import { demands } from "../report-page.ts";
import type { ExportOutcome, ExportTask } from "./exporter.ts";

async function written({ format, plan }: ExportTask): Promise<Uint8Array> {
  const document = "document" in plan ? plan.document : ((await unpackSized(plan.body)).value as PlanDocument);
  switch (format) {
    case "xlsx":
      return planXlsx(document, { findingText });
    case "pdf":
      return await planPdf(document, { findingText, findingTitle, demandOf: demands(document, productContext()) });
  }
}

async function outcomeOf(task: ExportTask): Promise<ExportOutcome> {
  try {
    return { kind: "written", bytes: await written(task) };
  } catch (error) {
    return { kind: "broken", message: error instanceof Error ? error.message : String(error) };
  }
}

giveWay("question");
const outcome = await outcomeOf(workerData as ExportTask);
const port = parentPort;
port?.postMessage(outcome);
