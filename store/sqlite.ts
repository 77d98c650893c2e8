/**
 * The embedded store: one SQLite file through node:sqlite, write-ahead log, every commit on disk before it is
 * acknowledged (synchronous = FULL). `:memory:` keeps everything in this process.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Inventory, PlanDocument } from "#planner/contract/index.ts";
import { cursorOf, numberOfCursor } from "./cursor.ts";
import { listingOf } from "./listing.ts";
import { pack, unpack } from "./packed.ts";
import { migrate } from "./schema.ts";
import { IdTaken, type PlanListing, type Store } from "./store.ts";

/** How long a write waits for another program's write to the same file. */
const BUSY_MS = 5000;
/** SQLITE_CONSTRAINT_PRIMARYKEY and _UNIQUE, extended result codes of SQLite. */
const TAKEN_CODES: readonly unknown[] = [1555, 2067];

function open(file: string): DatabaseSync {
  if (file !== ":memory:") mkdirSync(path.dirname(file), { recursive: true });
  const db = new DatabaseSync(file, { timeout: BUSY_MS });
  db.exec("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on");
  migrate(db);
  return db;
}

function inserting(id: string, insert: () => void): void {
  try {
    insert();
  } catch (error) {
    if (TAKEN_CODES.includes((error as { readonly errcode?: unknown }).errcode)) throw new IdTaken(id);
    throw error;
  }
}

function statementsOf(db: DatabaseSync) {
  return {
    putInventory: db.prepare("insert into inventory (id, created_at, body) values (?, ?, ?)"),
    getInventory: db.prepare("select id, created_at, body from inventory where id = ?"),
    deleteInventory: db.prepare("delete from inventory where id = ?"),
    putPlan: db.prepare("insert into plan (id, created_at, listing, body) values (?, ?, ?, ?)"),
    getPlan: db.prepare("select id, created_at, body from plan where id = ?"),
    listPlans: db.prepare("select number, listing from plan where number < ? order by number desc limit ?"),
    deletePlan: db.prepare("delete from plan where id = ?"),
    ping: db.prepare("select count(*) as n from (select 1 from plan limit 1)"),
  };
}

/**
 * Open the store in this file, creating file and folder when they are not there.
 * @throws Error when the file cannot be opened, is no database, or is of a newer version
 */
export function sqliteStore(file: string): Store {
  const db = open(file);
  const sql = statementsOf(db);
  return {
    async putInventory({ id, createdAt, inventory }) {
      const body = await pack(inventory);
      inserting(id, () => sql.putInventory.run(id, createdAt, body));
    },
    async getInventory(id) {
      const row = sql.getInventory.get(id);
      if (row === undefined) return undefined;
      return { id, createdAt: String(row["created_at"]), inventory: (await unpack(row["body"])) as Inventory };
    },
    async deleteInventory(id) {
      return Number(sql.deleteInventory.run(id).changes) > 0;
    },
    async putPlan({ id, createdAt, document }) {
      const body = await pack(document);
      const listing = JSON.stringify(listingOf({ id, createdAt, document }));
      inserting(id, () => sql.putPlan.run(id, createdAt, listing, body));
    },
    async getPlan(id) {
      const row = sql.getPlan.get(id);
      if (row === undefined) return undefined;
      return { id, createdAt: String(row["created_at"]), document: (await unpack(row["body"])) as PlanDocument };
    },
    async listPlans({ limit, cursor }) {
      const rows = sql.listPlans.all(
        cursor === undefined ? Number.MAX_SAFE_INTEGER : numberOfCursor(cursor),
        limit + 1,
      );
      const page = rows.slice(0, limit);
      const plans = page.map((row) => JSON.parse(String(row["listing"])) as PlanListing);
      const last = page.at(-1);
      return rows.length > limit && last !== undefined ? { plans, next: cursorOf(Number(last["number"])) } : { plans };
    },
    async deletePlan(id) {
      return Number(sql.deletePlan.run(id).changes) > 0;
    },
    async ping() {
      sql.ping.get();
    },
    async close() {
      if (db.isOpen) db.close();
    },
  };
}
