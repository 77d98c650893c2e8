/** Documents of one kind in one table: put, read, list by pages, delete. The tables differ in name only. */
import { cursorOf, numberOfCursor } from "../cursor.ts";
import type { PageAsked } from "../store.ts";
import { bodyColumns, bodyOf } from "./columns.ts";
import { inserting } from "./inserting.ts";
import type { Database } from "./tables.ts";

interface Entry<D> {
  readonly id: string;
  readonly createdAt: string;
  readonly document: D;
}

/** Documents D that are listed as L. */
export interface DocumentShelf<D, L> {
  /** @throws IdTaken */
  readonly put: (entry: Entry<D>) => Promise<void>;
  /** Make everything ready; the insert itself, for a transaction of the caller's. The insert throws IdTaken. */
  readonly prepare: (entry: Entry<D>) => Promise<(db: Database) => Promise<void>>;
  readonly get: (id: string) => Promise<Entry<D> | undefined>;
  /** Newest first. @throws BadCursor */
  readonly list: (page: PageAsked) => Promise<{ readonly listings: readonly L[]; readonly next?: string }>;
  readonly delete: (id: string) => Promise<boolean>;
}

/** The shelf over a table. */
export function documentShelf<D, L>(
  db: Database,
  name: "plan" | "simulation" | "what_if",
  listingOf: (entry: Entry<D>) => L,
): DocumentShelf<D, L> {
  // the three have the same columns: to the types they are all plans
  const table = name as "plan";
  const prepare: DocumentShelf<D, L>["prepare"] = async (entry) => {
    const columns = await bodyColumns(entry.document);
    const row = { id: entry.id, created_at: entry.createdAt, listing: JSON.stringify(listingOf(entry)), ...columns };
    return (on) => inserting(entry.id, on.insertInto(table).values(row).execute());
  };
  return {
    prepare,
    put: async (entry) => (await prepare(entry))(db),
    get: async (id) => {
      const row = await db
        .selectFrom(table)
        .select(["created_at", "body", "body_gzip"])
        .where("id", "=", id)
        .executeTakeFirst();
      return row === undefined ? undefined : { id, createdAt: row.created_at, document: (await bodyOf(row)) as D };
    },
    list: async ({ limit, cursor }) => {
      const newest = db.selectFrom(table).select(["number", "listing"]).orderBy("number", "desc");
      const asked = cursor === undefined ? newest : newest.where("number", "<", String(numberOfCursor(cursor)));
      const rows = await asked.limit(limit + 1).execute();
      const page = rows.slice(0, limit);
      const listings = page.map(({ listing }) => JSON.parse(listing) as L);
      const last = page.at(-1);
      return rows.length > limit && last !== undefined
        ? { listings, next: cursorOf(Number(last.number)) }
        : { listings };
    },
    delete: async (id) => {
      const { numDeletedRows } = await db.deleteFrom(table).where("id", "=", id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
