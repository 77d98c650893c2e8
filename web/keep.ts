/** How this server names what it stores: random ids, the time of storing. */
import { randomUUID } from "node:crypto";
import type { Keep } from "#jobs";
import type { Inventory } from "#planner";
import type { Store } from "#store";

/** Stores finished plans and simulations; the runner calls it. */
export function keepIn(store: Store): Keep {
  return async (made) => {
    const named = { id: randomUUID(), createdAt: new Date().toISOString() };
    if (made.kind === "plan") await store.putPlan({ ...named, document: made.document });
    else await store.putSimulation({ ...named, document: made.document });
    return named.id;
  };
}

/** Store an inventory and return its id. */
export async function keepInventory(store: Store, inventory: Inventory): Promise<string> {
  const id = randomUUID();
  await store.putInventory({ id, createdAt: new Date().toISOString(), inventory });
  return id;
}
