/** The thread behind an export: writes the document it was started with, answers once. */
import { parentPort, workerData } from "node:worker_threads";
import { findingText } from "#inventory";
import { productContext } from "#jobs/product/index.ts";
import { planPdf, planXlsx } from "#report";
import { demands } from "../report-page.ts";
import type { ExportOutcome, ExportTask } from "./exporter.ts";

async function written({ format, document }: ExportTask): Promise<Uint8Array> {
  switch (format) {
    case "xlsx":
      return planXlsx(document, { findingText });
    case "pdf":
      return await planPdf(document, { findingText, demandOf: demands(document, productContext()) });
  }
}

async function outcomeOf(task: ExportTask): Promise<ExportOutcome> {
  try {
    return { kind: "written", bytes: await written(task) };
  } catch (error) {
    return { kind: "broken", message: error instanceof Error ? error.message : String(error) };
  }
}

const outcome = await outcomeOf(workerData as ExportTask);
const port = parentPort;
port?.postMessage(outcome);
