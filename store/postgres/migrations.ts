/** Steps that bring a database up to date, by number. Entries are never edited, only appended. */
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Ids and times are compared as bytes, whatever the language of the database. */
const TEXT = sql`text collate "C"`;

const documents = (table: string): RawBuilder<unknown> => sql`
  create table ${sql.table(table)} (
    number bigint generated always as identity primary key,
    id ${TEXT} not null unique,
    created_at ${TEXT} not null,
    listing text not null,
    body text,
    body_gzip bytea,
    check (num_nonnulls(body, body_gzip) = 1)
  )`;

const TABLES: readonly RawBuilder<unknown>[] = [
  sql`create table inventory (
    id ${TEXT} primary key,
    created_at ${TEXT} not null,
    body text,
    body_gzip bytea,
    check (num_nonnulls(body, body_gzip) = 1)
  )`,
  documents("plan"),
  documents("simulation"),
  documents("what_if"),
  sql`create table job (
    number bigint generated always as identity primary key,
    id ${TEXT} not null unique,
    created_at ${TEXT} not null,
    state ${TEXT} not null,
    attempts integer not null,
    snapshot text not null,
    body text,
    body_gzip bytea
  )`,
  sql`create index job_state on job (state)`,
  sql`create table share (
    number bigint generated always as identity primary key,
    id ${TEXT} not null unique,
    created_at ${TEXT} not null,
    expires_at ${TEXT} not null,
    subject ${TEXT} not null
  )`,
  sql`create index share_subject on share (subject)`,
  sql`create table once (
    id ${TEXT} primary key,
    created_at ${TEXT} not null,
    fingerprint text not null,
    answer text
  )`,
  // what is gzipped already is not compressed again
  ...["inventory", "plan", "simulation", "what_if", "job"].map(
    (table) => sql`alter table ${sql.table(table)} alter column body_gzip set storage external`,
  ),
];

/** Who made a share, and the order in which shares end. */
const SHARE_MAKERS: readonly RawBuilder<unknown>[] = [
  sql`alter table share add column made_by ${TEXT}`,
  sql`create index share_expiry on share (expires_at)`,
];

/** Bytes of an upload lie in parts, so that no statement is large. They are not compressed: workbooks are already. */
const UPLOADS: readonly RawBuilder<unknown>[] = [
  sql`create table upload (
    number bigint generated always as identity primary key,
    id ${TEXT} not null unique,
    created_at ${TEXT} not null,
    wish text not null,
    attempts integer not null,
    files text not null,
    bytes bigint not null,
    claimant ${TEXT},
    claimed_until timestamptz,
    problem text
  )`,
  sql`create table upload_part (
    upload bigint not null references upload (number) on delete cascade,
    number integer not null,
    bytes bytea not null,
    primary key (upload, number)
  )`,
  sql`alter table upload_part alter column bytes set storage external`,
];

/** A migration of these statements. */
const steps = (statements: readonly RawBuilder<unknown>[]): Migration => ({
  // every migration is handed a database of unknown tables: those it makes are not there yet
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await statement.execute(db);
  },
});

/** All migrations by their names, which begin with their numbers. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-tables": steps(TABLES),
  "0002-share-makers": steps(SHARE_MAKERS),
  "0003-uploads": steps(UPLOADS),
};
