/** Documents of one kind in one table: put, read, list by pages, delete. The tables differ in name only. */
import type { DatabaseSync } from "node:sqlite";
import { cursorOf, numberOfCursor } from "./cursor.ts";
import { inserting } from "./inserting.ts";
import type { Kept } from "./kept.ts";
import { type Found, isSealed, opened } from "./opened.ts";
import { packJson } from "./packed.ts";
import type { Body } from "./body.ts";
import type { PageAsked, Sealed, Written } from "./store.ts";
import { written } from "./written.ts";

interface Entry<D> {
  readonly id: string;
  readonly createdAt: string;
  readonly document: D;
}

/** A document as lists show it. */
export type Listed<G> = Pick<Written<G>, "id" | "createdAt"> & G;

/** One page: listings, newest first, and where the next one begins. */
export interface ShelfPage<L> {
  readonly listings: readonly L[];
  readonly next?: string;
}

/** Documents D that are listed by their gists G. */
export interface Shelf<D, G> {
  /** @throws IdTaken */
  readonly put: (entry: Entry<D>) => Promise<void>;
  /** Make everything ready; the insert itself, for a transaction of the caller's. The insert throws IdTaken. */
  readonly prepare: (document: Written<G>) => Promise<() => void>;
  /** Its document may be one that others read, too: not to be changed. */
  readonly get: (id: string) => Promise<Entry<D> | undefined>;
  /** The same, sealed where its body is longer than `mostBytes`. */
  readonly open: (id: string, mostBytes: number) => Promise<Entry<D> | Sealed | undefined>;
  /** @throws BadCursor */
  readonly list: (page: PageAsked) => ShelfPage<Listed<G>>;
  readonly delete: (id: string) => boolean;
}

/** The shelf over a table of the schema; the caller names one that is there. */
export function shelf<D, G>(
  db: DatabaseSync,
  table: Exclude<Sealed["kind"], "inventory">,
  gistOf: (document: D) => G,
  kept: Kept,
): Shelf<D, G> {
  const sql = {
    put: db.prepare(`insert into ${table} (id, created_at, listing, body) values (?, ?, ?, ?)`),
    find: db.prepare(`select number, created_at, octet_length(body) as bytes from ${table} where id = ?`),
    body: db.prepare(`select body from ${table} where number = ?`),
    list: db.prepare(`select number, listing from ${table} where number < ? order by number desc limit ?`),
    delete: db.prepare(`delete from ${table} where id = ?`),
  };
  /** A number is never given twice. */
  const keyOf = (number: number) => `${table} ${number}`;
  const prepare: Shelf<D, G>["prepare"] = async ({ id, createdAt, gist, json }) => {
    const body = await packJson(json);
    const listing = JSON.stringify({ id, createdAt, ...gist });
    return () => inserting(id, () => sql.put.run(id, createdAt, listing, body));
  };
  const find = (id: string): Found | undefined => {
    const row = sql.find.get(id);
    if (row === undefined) return undefined;
    const number = Number(row["number"]);
    return {
      kind: table,
      key: keyOf(number),
      createdAt: String(row["created_at"]),
      bytes: Number(row["bytes"]),
      body: async () => sql.body.get(number)?.["body"] as Body | undefined,
    };
  };
  const open: Shelf<D, G>["open"] = async (id, mostBytes) => {
    const one = await opened(kept, { id, found: find(id), mostBytes });
    if (one === undefined || isSealed(one)) return one;
    return { id, createdAt: one.createdAt, document: one.value as D };
  };
  return {
    prepare,
    open,
    put: async (entry) => (await prepare(written(entry, gistOf)))(),
    get: async (id) => (await open(id, Number.POSITIVE_INFINITY)) as Entry<D> | undefined,
    list: ({ limit, cursor }) => {
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : numberOfCursor(cursor);
      const rows = sql.list.all(before, limit + 1);
      const page = rows.slice(0, limit);
      const listings = page.map((row) => JSON.parse(String(row["listing"])) as Listed<G>);
      const last = page.at(-1);
      return rows.length > limit && last !== undefined
        ? { listings, next: cursorOf(Number(last["number"])) }
        : { listings };
    },
    delete: (id) => {
      const number = sql.find.get(id)?.["number"];
      if (number !== undefined) kept.drop(keyOf(Number(number)));
      return Number(sql.delete.run(id).changes) > 0;
    },
  };
}
