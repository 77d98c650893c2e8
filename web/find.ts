/** Looking things up by the id in an address; what is not there becomes a 404. */
import type { Job } from "#jobs";
import type { Explanation, PlanContext, PlanDocument, WhatIfDocument } from "#planner";
import { explain } from "#planner/asking/index.ts";
import { InvalidInput } from "#planner/contract/index.ts";
import type { StoredInventory, StoredPlan, StoredSimulation, StoredWhatIf } from "#store";
import type { Reading } from "./intake/reading.ts";
import type { Parts } from "./parts.ts";
import { Problem, notFound } from "./problem.ts";

/** @throws Problem not-found */
export async function findInventory({ store, readings }: Parts, id: string): Promise<StoredInventory> {
  const found = await inventoryOrReading({ store, readings }, id);
  if (found === undefined || "state" in found) {
    const isComing = found?.state === "reading";
    throw notFound(`inventory "${id}"${isComing ? " yet: its files are being read" : ""}`);
  }
  return found;
}

/** An inventory, or how the upload stands that is to become it. */
export async function inventoryOrReading(
  { store, readings }: Pick<Parts, "store" | "readings">,
  id: string,
): Promise<StoredInventory | Reading | undefined> {
  // what is no upload any more between the first two looks is an inventory by the third
  return (await store.getInventory(id)) ?? (await readings.of(id)) ?? (await store.getInventory(id));
}

/** @throws Problem not-found */
export async function findPlan({ store }: Parts, id: string): Promise<StoredPlan> {
  const found = await store.getPlan(id);
  if (found === undefined) throw notFound(`plan "${id}"`);
  return found;
}

/** @throws Problem not-found */
export async function findSimulation({ store }: Parts, id: string): Promise<StoredSimulation> {
  const found = await store.getSimulation(id);
  if (found === undefined) throw notFound(`simulation "${id}"`);
  return found;
}

/** A what-if with its document as this program writes it. */
export type FoundWhatIf = Omit<StoredWhatIf, "document"> & { readonly document: WhatIfDocument };

/** @throws Problem not-found */
export async function findWhatIf({ store }: Parts, id: string): Promise<FoundWhatIf> {
  const found = await store.getWhatIf(id);
  if (found === undefined) throw notFound(`what-if "${id}"`);
  return { ...found, document: found.document as WhatIfDocument };
}

/** @throws Problem not-found */
export function findJob({ jobs }: Parts, id: string): Job {
  const found = jobs.get(id);
  if (found === undefined) throw notFound(`job "${id}"; finished jobs are forgotten after a while`);
  return found;
}

/** Why a workload of a plan is where it is. @throws Problem not-found when the plan has no such workload */
export function explanationOf(document: PlanDocument, name: string, context: PlanContext): Explanation {
  try {
    return explain(document, name, context);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new Problem("not-found", error.problems.map((problem) => problem.detail).join("; "));
  }
}
