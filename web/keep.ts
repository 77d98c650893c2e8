/** How this server names what it stores beside what jobs make: random ids, the time of storing. */
import { randomUUID } from "node:crypto";
import type { Inventory } from "#planner";
import { IdTaken, type Store } from "#store";

const now = () => new Date().toISOString();

/**
 * Store an inventory and return its id.
 * @param id left out = a new one; one that is stored already stays as it is, for only the same request gives the same id
 */
export async function keepInventory(store: Store, inventory: Inventory, id: string = randomUUID()): Promise<string> {
  try {
    await store.putInventory({ id, createdAt: now(), inventory });
  } catch (error) {
    if (!(error instanceof IdTaken)) throw error;
  }
  return id;
}
