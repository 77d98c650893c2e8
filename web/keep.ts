/** How this server names what it stores beside what jobs make: random ids, the time of storing. */
import { randomUUID } from "node:crypto";
import type { Inventory } from "#planner";
import { type Body, IdTaken, type Store, pack } from "#store";

const now = () => new Date().toISOString();

/**
 * Store a packed inventory and return its id.
 * @param id left out = a new one; one that is stored already stays as it is, for only the same request gives the same id
 */
export async function keepPacked(store: Store, body: Body, id: string = randomUUID()): Promise<string> {
  try {
    await store.putInventoryBody({ id, createdAt: now(), body });
  } catch (error) {
    if (!(error instanceof IdTaken)) throw error;
  }
  return id;
}

/** Store an inventory and return its id. @param id as for {@link keepPacked} */
export const keepInventory = async (store: Store, inventory: Inventory, id?: string): Promise<string> =>
  keepPacked(store, await pack(inventory), id);
