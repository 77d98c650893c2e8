/**
 * Reads uploaded files in a thread of their own: a workbook of a thousand tabs must not stop the server from answering,
 * and a hostile one must not take its memory or its time.
 */
import { Worker } from "node:worker_threads";
import { InvalidInput, type InputProblem, type Inventory } from "#planner/contract/index.ts";
import type { Body } from "#store";
import { unpackedOnce } from "../packed-elsewhere.ts";
import { Problem } from "../problem.ts";
import type { UploadedFile } from "./upload.ts";

/** Turns files into an estate; the signal ends that, with an error. @throws InvalidInput for files that are no inventory */
export type Importer = (files: readonly UploadedFile[], signal?: AbortSignal) => Promise<Inventory>;

/** How an import ended, as data that can cross a thread boundary: packed, which is read in a fifth of the time of a copy. */
export type ImportOutcome =
  | { readonly kind: "read"; readonly body: Body }
  | { readonly kind: "invalid"; readonly problems: readonly InputProblem[] }
  | { readonly kind: "broken"; readonly message: string };

/** A workbook of 10,000 machines takes about a second. */
const MOST_SECONDS = 120;
const MS_PER_SECOND = 1000;
const MOST_HEAP_MB = 2048;

const refused = (detail: string): InvalidInput =>
  new InvalidInput([{ pointer: "", code: "unreadable-inventory", detail }]);

async function inventoryOf(outcome: ImportOutcome): Promise<Inventory> {
  switch (outcome.kind) {
    case "read":
      return (await unpackedOnce(outcome.body)) as Inventory;
    case "invalid":
      throw new InvalidInput(outcome.problems);
    case "broken":
      throw new Error(outcome.message);
  }
}

/** The importer of the server: one thread per upload, ended afterwards. */
export const importInThread: Importer = async (files, signal) => {
  signal?.throwIfAborted();
  const worker = new Worker(new URL("worker.ts", import.meta.url), {
    workerData: files,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  // a server that ends does not wait for it
  worker.unref();
  const timer: { at?: NodeJS.Timeout } = {};
  const end = () => void worker.terminate();
  signal?.addEventListener("abort", end);
  try {
    const outcome = await new Promise<ImportOutcome>((resolve, reject) => {
      timer.at = setTimeout(
        () => reject(refused(`reading the files took longer than ${MOST_SECONDS} s`)),
        MOST_SECONDS * MS_PER_SECOND,
      ).unref();
      worker.once("message", resolve);
      worker.once("error", (error: Error & { readonly code?: string }) =>
        reject(
          error.code === "ERR_WORKER_OUT_OF_MEMORY"
            ? refused(`reading the files needs more than ${MOST_HEAP_MB} MB of memory`)
            : error,
        ),
      );
      worker.once("exit", () => reject(new Problem("internal-error", "The files could not be read.")));
    });
    return await inventoryOf(outcome);
  } finally {
    clearTimeout(timer.at);
    signal?.removeEventListener("abort", end);
    await worker.terminate();
  }
};
