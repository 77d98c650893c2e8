/** A thread that plans variants of one what-if scenario until none is left. */
import { parentPort, workerData } from "node:worker_threads";
import { type InputProblem, InvalidInput, type WhatIfRow } from "#planner";
import { type VariantsStart, variantRows } from "./variant-rows.ts";

/** What the thread says. An error's class does not survive the crossing, its problems do. */
export type VariantsSaid =
  | { readonly kind: "row"; readonly row: WhatIfRow }
  | { readonly kind: "done" }
  | { readonly kind: "invalid"; readonly problems: readonly InputProblem[] };

if (parentPort === null) throw new Error("jobs/variants-worker.ts runs as a thread only");
const port = parentPort;
const say = (said: VariantsSaid) => port.postMessage(said);

try {
  for (const row of await variantRows(workerData as VariantsStart)) say({ kind: "row", row });
  say({ kind: "done" });
} catch (error) {
  if (!(error instanceof InvalidInput)) throw error;
  say({ kind: "invalid", problems: error.problems });
}
