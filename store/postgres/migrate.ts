/**
 * Brings a database to the newest version, all or nothing. Kysely's migrator holds an advisory lock meanwhile, so that of
 * two servers that start together one migrates and the other finds the work done.
 */
import { type Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { MIGRATIONS } from "./migrations.ts";
import type { Database } from "./tables.ts";

const DONE = "hostwright_migration";

/** Names of the migrations that were carried out; none where the database is empty. */
async function doneIn(db: Kysely<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${DONE}) is not null as there`.execute(db);
  if (rows[0]?.there !== true) return [];
  const done = await sql<{ name: string }>`select name from ${sql.table(DONE)} order by name`.execute(db);
  return done.rows.map(({ name }) => name);
}

/** @throws Error for a database that a newer program has migrated */
async function refuseNewer(db: Kysely<unknown>): Promise<void> {
  const last = (await doneIn(db)).at(-1) ?? "";
  const newest = Object.keys(MIGRATIONS).at(-1) ?? "";
  if (last > newest)
    throw new Error(`the database has version "${last}"; this program knows up to "${newest}": run the newer program`);
}

/**
 * Carry out what is missing.
 * @throws Error for a database that a newer program has migrated, and when a step fails; then nothing has changed
 */
export async function migrate(db: Database): Promise<void> {
  const untyped = db as unknown as Kysely<unknown>;
  await refuseNewer(untyped);
  const migrator = new Migrator({
    db: untyped,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
    migrationTableName: DONE,
    migrationLockTableName: `${DONE}_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  // a newer program may have come between
  await refuseNewer(untyped);
  throw error;
}
