/** How this server names what it stores: random ids, the time of storing. */
import { randomUUID } from "node:crypto";
import type { Keep } from "#jobs";
import type { Inventory } from "#planner";
import type { Store } from "#store";

/** Stores finished plans; the runner calls it. */
export function keepPlansIn(store: Store): Keep {
  return async (document) => {
    const id = randomUUID();
    await store.putPlan({ id, createdAt: new Date().toISOString(), document });
    return id;
  };
}

/** Store an inventory and return its id. */
export async function keepInventory(store: Store, inventory: Inventory): Promise<string> {
  const id = randomUUID();
  await store.putInventory({ id, createdAt: new Date().toISOString(), inventory });
  return id;
}
