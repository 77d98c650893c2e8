/** Looking things up by the id in an address; what is not there becomes a 404. */
import type { Job } from "#jobs";
import type { WhatIfDocument } from "#planner";
import type { Sealed, StoredInventory, StoredPlan, StoredSimulation, StoredWhatIf } from "#store";
import type { Reading } from "./intake/reading.ts";
import type { Parts } from "./parts.ts";
import { notFound } from "./problem.ts";

/** An inventory to ask the desk about. @throws Problem not-found */
export async function findInventory(parts: Parts, id: string): Promise<StoredInventory | Sealed> {
  const found = await inventoryOrReading(parts, id);
  if (found === undefined || "state" in found) {
    const isComing = found?.state === "reading";
    throw notFound(`inventory "${id}"${isComing ? " yet: its files are being read" : ""}`);
  }
  return found;
}

/** An inventory, or how the upload stands that is to become it. */
export async function inventoryOrReading(
  { desk, readings }: Pick<Parts, "desk" | "readings">,
  id: string,
): Promise<StoredInventory | Sealed | Reading | undefined> {
  // what is no upload any more between the first two looks is an inventory by the third
  return (await desk.inventory(id)) ?? (await readings.of(id)) ?? (await desk.inventory(id));
}

/** A plan to ask the desk about. @throws Problem not-found */
export async function findPlan({ desk }: Parts, id: string): Promise<StoredPlan | Sealed> {
  const found = await desk.plan(id);
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
