/** The thread behind an export: writes the document it was started with, answers once. */
import { parentPort, workerData } from "node:worker_threads";
import { findingText } from "#inventory";
import { planXlsx } from "#report";
import type { ExportOutcome, ExportTask } from "./exporter.ts";

function written({ format, document }: ExportTask): Uint8Array {
  switch (format) {
    case "xlsx":
      return planXlsx(document, { findingText });
  }
}

function outcomeOf(task: ExportTask): ExportOutcome {
  try {
    return { kind: "written", bytes: written(task) };
  } catch (error) {
    return { kind: "broken", message: error instanceof Error ? error.message : String(error) };
  }
}

const port = parentPort;
port?.postMessage(outcomeOf(workerData as ExportTask));
