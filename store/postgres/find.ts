/** What a table with bodies says of one thing without giving it: one cheap query; the body is read when it is asked for. */
import { sql } from "kysely";
import type { Found } from "../opened.ts";
import type { Body } from "../body.ts";
import type { Sealed } from "../store.ts";
import type { Database } from "./tables.ts";

/** Length of the body as stored; PostgreSQL knows it without reading the body. */
const BYTES = sql<number>`coalesce(octet_length(body_gzip), octet_length(body))`.as("bytes");
/** The transaction that wrote the row: another one wrote whatever has the id later. */
const WRITTEN_BY = sql<string>`xmin::text`;

/** The row under this id. */
export async function findIn(db: Database, table: Sealed["kind"], id: string): Promise<Found | undefined> {
  // all of them have these columns: to the types they are all inventories
  const rows = db.selectFrom(table as "inventory").where("id", "=", id);
  const row = await rows.select(["created_at", BYTES, WRITTEN_BY.as("version")]).executeTakeFirst();
  if (row === undefined) return undefined;
  const { created_at: createdAt, bytes, version } = row;
  const body = async (): Promise<Body | undefined> => {
    const found = await rows.where(WRITTEN_BY, "=", version).select(["body", "body_gzip"]).executeTakeFirst();
    return found?.body ?? found?.body_gzip ?? undefined;
  };
  return { kind: table, key: `${table} ${id} ${createdAt} ${version}`, createdAt, bytes, body };
}
