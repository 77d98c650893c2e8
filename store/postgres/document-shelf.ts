/** Documents of one kind in one table: put, read, list by pages, delete. The tables differ in name only. */
import { cursorOf, numberOfCursor } from "../cursor.ts";
import type { Kept } from "../kept.ts";
import { isSealed, opened } from "../opened.ts";
import { packJson } from "../packed.ts";
import type { Listed } from "../shelf.ts";
import type { PageAsked, Sealed, Written } from "../store.ts";
import { written } from "../written.ts";
import { columnsOf } from "./columns.ts";
import { findIn } from "./find.ts";
import { inserting } from "./inserting.ts";
import type { Database } from "./tables.ts";

interface Entry<D> {
  readonly id: string;
  readonly createdAt: string;
  readonly document: D;
}

/** Documents D that are listed by their gists G. */
export interface DocumentShelf<D, G> {
  /** @throws IdTaken */
  readonly put: (entry: Entry<D>) => Promise<void>;
  /** Make everything ready; the insert itself, for a transaction of the caller's. The insert throws IdTaken. */
  readonly prepare: (document: Written<G>) => Promise<(db: Database) => Promise<void>>;
  /** Its document may be one that others read, too: not to be changed. */
  readonly get: (id: string) => Promise<Entry<D> | undefined>;
  /** The same, sealed where its body is longer than `mostBytes`. */
  readonly open: (id: string, mostBytes: number) => Promise<Entry<D> | Sealed | undefined>;
  /** Newest first. @throws BadCursor */
  readonly list: (page: PageAsked) => Promise<{ readonly listings: readonly Listed<G>[]; readonly next?: string }>;
  readonly delete: (id: string) => Promise<boolean>;
}

/** The shelf over a table. */
export function documentShelf<D, G>(
  db: Database,
  name: "plan" | "simulation" | "what_if",
  gistOf: (document: D) => G,
  kept: Kept,
): DocumentShelf<D, G> {
  // the three have the same columns: to the types they are all plans
  const table = name as "plan";
  const prepare: DocumentShelf<D, G>["prepare"] = async ({ id, createdAt, gist, json }) => {
    const columns = columnsOf(await packJson(json));
    const row = { id, created_at: createdAt, listing: JSON.stringify({ id, createdAt, ...gist }), ...columns };
    return (on) => inserting(id, on.insertInto(table).values(row).execute());
  };
  const open: DocumentShelf<D, G>["open"] = async (id, mostBytes) => {
    const one = await opened(kept, { id, found: await findIn(db, name, id), mostBytes });
    if (one === undefined || isSealed(one)) return one;
    return { id, createdAt: one.createdAt, document: one.value as D };
  };
  return {
    prepare,
    put: async (entry) => (await prepare(written(entry, gistOf)))(db),
    open,
    get: async (id) => (await open(id, Number.POSITIVE_INFINITY)) as Entry<D> | undefined,
    list: async ({ limit, cursor }) => {
      const newest = db.selectFrom(table).select(["number", "listing"]).orderBy("number", "desc");
      const asked = cursor === undefined ? newest : newest.where("number", "<", String(numberOfCursor(cursor)));
      const rows = await asked.limit(limit + 1).execute();
      const page = rows.slice(0, limit);
      const listings = page.map(({ listing }) => JSON.parse(listing) as Listed<G>);
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
