/** Inventories in their table. */
import type { Inventory } from "#planner/contract/index.ts";
import type { InventoryShelf } from "../inventory-shelf.ts";
import type { Kept } from "../kept.ts";
import { isSealed, opened } from "../opened.ts";
import { pack } from "../packed.ts";
import type { Store, StoredInventory } from "../store.ts";
import { columnsOf } from "./columns.ts";
import { findIn } from "./find.ts";
import { inserting } from "./inserting.ts";
import type { Database } from "./tables.ts";

/** The shelf over the table `inventory`. */
export function inventoryShelf(db: Database, kept: Kept): InventoryShelf {
  const putInventoryBody: Store["putInventoryBody"] = ({ id, createdAt, body }) =>
    inserting(
      id,
      db
        .insertInto("inventory")
        .values({ id, created_at: createdAt, ...columnsOf(body) })
        .execute(),
    );
  const openInventory: Store["openInventory"] = async (id, mostBytes) => {
    const one = await opened(kept, { id, found: await findIn(db, "inventory", id), mostBytes });
    if (one === undefined || isSealed(one)) return one;
    return { id, createdAt: one.createdAt, inventory: one.value as Inventory };
  };
  return {
    putInventoryBody,
    putInventory: async ({ inventory, ...entry }) => putInventoryBody({ ...entry, body: await pack(inventory) }),
    openInventory,
    getInventory: async (id) => (await openInventory(id, Number.POSITIVE_INFINITY)) as StoredInventory | undefined,
    deleteInventory: async (id) => {
      const { numDeletedRows } = await db.deleteFrom("inventory").where("id", "=", id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
