/** Documents of one kind in one table: put, read, list by pages, delete. The tables differ in name only. */
import { cursorOf, numberOfCursor } from "../cursor.ts";
import type { Kept } from "../kept.ts";
import { isSealed, opened } from "../opened.ts";
import type { PageAsked, Sealed } from "../store.ts";
import { bodyColumns } from "./columns.ts";
import { findIn } from "./find.ts";
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
  /** Its document may be one that others read, too: not to be changed. */
  readonly get: (id: string) => Promise<Entry<D> | undefined>;
  /** The same, sealed where its body is longer than `mostBytes`. */
  readonly open: (id: string, mostBytes: number) => Promise<Entry<D> | Sealed | undefined>;
  /** Newest first. @throws BadCursor */
  readonly list: (page: PageAsked) => Promise<{ readonly listings: readonly L[]; readonly next?: string }>;
  readonly delete: (id: string) => Promise<boolean>;
}

/** The shelf over a table. */
export function documentShelf<D, L>(
  db: Database,
  name: "plan" | "simulation" | "what_if",
  listingOf: (entry: Entry<D>) => L,
  kept: Kept,
): DocumentShelf<D, L> {
  // the three have the same columns: to the types they are all plans
  const table = name as "plan";
  const prepare: DocumentShelf<D, L>["prepare"] = async (entry) => {
    const columns = await bodyColumns(entry.document);
    const row = { id: entry.id, created_at: entry.createdAt, listing: JSON.stringify(listingOf(entry)), ...columns };
    return (on) => inserting(entry.id, on.insertInto(table).values(row).execute());
  };
  const open: DocumentShelf<D, L>["open"] = async (id, mostBytes) => {
    const one = await opened(kept, { id, found: await findIn(db, name, id), mostBytes });
    if (one === undefined || isSealed(one)) return one;
    return { id, createdAt: one.createdAt, document: one.value as D };
  };
  return {
    prepare,
    put: async (entry) => (await prepare(entry))(db),
    open,
    get: async (id) => (await open(id, Number.POSITIVE_INFINITY)) as Entry<D> | undefined,
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
