/** The queue's own tables, in a schema of their own so that they meet neither the store's nor pg-boss's. */
import type { Pool } from "pg";
import { CHUNK_TABLES } from "./chunks.ts";

/** Statements that may run again; a later version appends, it never edits. */
const STEPS: readonly string[] = [
  "create schema if not exists hostwright_queue",
  "create table if not exists hostwright_queue.wish (id text primary key)",
  `create table if not exists hostwright_queue.product (
     single boolean primary key check (single),
     version text not null
   )`,
  ...CHUNK_TABLES,
];
/** Any number, the same in every process: of two that start at once one makes the tables. */
const LOCK = 7_206_118;

/** Make the tables where they are not there, all or nothing. */
export async function prepare(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
    for (const step of STEPS) await client.query(step);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
