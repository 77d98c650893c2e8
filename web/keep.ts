/** How this server names what it stores beside what jobs make: random ids, the time of storing. */
import { randomUUID } from "node:crypto";
import type { Inventory } from "#planner";
import type { Store } from "#store";

const now = () => new Date().toISOString();

/** Store an inventory and return its id. */
export async function keepInventory(store: Store, inventory: Inventory): Promise<string> {
  const id = randomUUID();
  await store.putInventory({ id, createdAt: now(), inventory });
  return id;
}
