/** The thread behind importInThread: reads the files it was started with, answers once. */
import { parentPort, workerData } from "node:worker_threads";
import { importInventory } from "#inventory";
import { InvalidInput } from "#planner/contract/index.ts";
import { pack } from "#store";
import type { ImportOutcome } from "./importer.ts";
import type { UploadedFile } from "./upload.ts";

async function outcomeOf(files: readonly UploadedFile[]): Promise<ImportOutcome> {
  try {
    return { kind: "read", body: await pack(await importInventory([...files])) };
  } catch (error) {
    if (error instanceof InvalidInput) return { kind: "invalid", problems: error.problems };
    return { kind: "broken", message: error instanceof Error ? error.message : String(error) };
  }
}

const outcome = await outcomeOf(workerData as readonly UploadedFile[]);
const port = parentPort;
port?.postMessage(outcome);
