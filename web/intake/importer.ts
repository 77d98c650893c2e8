/**
 * Reads uploaded files in a thread of their own: a workbook of a thousand tabs must not stop the server from answering,
 * and a hostile one must not take its memory or its time.
 */
import { Worker } from "node:worker_threads";
import { InvalidInput, type InputProblem } from "#planner/contract/index.ts";
import type { Body } from "#store";
import { Problem } from "../problem.ts";
import type { UploadedFile } from "./upload.ts";

/** How files are to be read. */
export interface ImportWish {
  /** Under pseudonyms; false when left out. */
  readonly isAnonymous?: boolean;
  /** Ends the reading, with an error. */
  readonly signal?: AbortSignal;
}

/** Turns files into an inventory, packed as it is stored. @throws InvalidInput for files that are no inventory */
export type Importer = (files: readonly UploadedFile[], wish?: ImportWish) => Promise<Body>;

/** What the thread is started with. */
export interface ImportAsked {
  readonly files: readonly UploadedFile[];
  readonly isAnonymous: boolean;
}

/** How an import ended, as data that can cross a thread boundary. */
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

function bodyOf(outcome: ImportOutcome): Body {
  switch (outcome.kind) {
    case "read":
      return outcome.body;
    case "invalid":
      throw new InvalidInput(outcome.problems);
    case "broken":
      throw new Error(outcome.message);
  }
}

/** The importer of the server: one thread per upload, ended afterwards. */
export const importInThread: Importer = async (files, { isAnonymous = false, signal } = {}) => {
  signal?.throwIfAborted();
  const worker = new Worker(new URL("worker.ts", import.meta.url), {
    workerData: { files, isAnonymous } satisfies ImportAsked,
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
    return bodyOf(outcome);
  } finally {
    clearTimeout(timer.at);
    signal?.removeEventListener("abort", end);
    await worker.terminate();
  }
};
