/** Inventories in their table. */
import type { DatabaseSync } from "node:sqlite";
import type { Inventory } from "#planner/contract/index.ts";
import { inserting } from "./inserting.ts";
import type { Kept } from "./kept.ts";
import { type Found, isSealed, opened } from "./opened.ts";
import { pack } from "./packed.ts";
import type { Body } from "./body.ts";
import type { Store, StoredInventory } from "./store.ts";

/** This part of a store. */
export type InventoryShelf = Pick<
  Store,
  "putInventory" | "putInventoryBody" | "getInventory" | "openInventory" | "deleteInventory"
>;

/** The shelf over the table `inventory`. */
export function inventoryShelf(db: DatabaseSync, kept: Kept): InventoryShelf {
  const sql = {
    put: db.prepare("insert into inventory (id, created_at, body) values (?, ?, ?)"),
    find: db.prepare("select created_at, octet_length(body) as bytes from inventory where id = ?"),
    body: db.prepare("select body from inventory where id = ? and created_at = ?"),
    delete: db.prepare("delete from inventory where id = ?"),
  };
  const find = (id: string): Found | undefined => {
    const row = sql.find.get(id);
    if (row === undefined) return undefined;
    const createdAt = String(row["created_at"]);
    return {
      kind: "inventory",
      key: `inventory ${id} ${createdAt}`,
      createdAt,
      bytes: Number(row["bytes"]),
      body: async () => sql.body.get(id, createdAt)?.["body"] as Body | undefined,
    };
  };
  const openInventory: Store["openInventory"] = async (id, mostBytes) => {
    const one = await opened(kept, { id, found: find(id), mostBytes });
    if (one === undefined || isSealed(one)) return one;
    return { id, createdAt: one.createdAt, inventory: one.value as Inventory };
  };
  const putInventoryBody: Store["putInventoryBody"] = async ({ id, createdAt, body }) =>
    inserting(id, () => sql.put.run(id, createdAt, body));
  return {
    putInventoryBody,
    putInventory: async ({ inventory, ...entry }) => putInventoryBody({ ...entry, body: await pack(inventory) }),
    openInventory,
    getInventory: async (id) => (await openInventory(id, Number.POSITIVE_INFINITY)) as StoredInventory | undefined,
    deleteInventory: async (id) => Number(sql.delete.run(id).changes) > 0,
  };
}
