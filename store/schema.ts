/** Tables of the embedded store and how older files come up to date. The version is SQLite's own `user_version`. */
import type { DatabaseSync } from "node:sqlite";

/** Each entry lifts a file by one version; entries are never edited, only appended. */
const STEPS: readonly string[] = [
  `create table inventory (
     id text primary key,
     created_at text not null,
     body any not null
   ) strict;
   create table plan (
     number integer primary key autoincrement,
     id text not null unique,
     created_at text not null,
     listing text not null,
     body any not null
   ) strict;`,
  `create table simulation (
     number integer primary key autoincrement,
     id text not null unique,
     created_at text not null,
     listing text not null,
     body any not null
   ) strict;`,
  `create table job (
     number integer primary key autoincrement,
     id text not null unique,
     created_at text not null,
     state text not null,
     attempts integer not null,
     snapshot text not null,
     task any
   ) strict;
   create index job_state on job (state);`,
  `create table what_if (
     number integer primary key autoincrement,
     id text not null unique,
     created_at text not null,
     listing text not null,
     body any not null
   ) strict;
   create table share (
     number integer primary key autoincrement,
     id text not null unique,
     created_at text not null,
     expires_at text not null,
     subject text not null
   ) strict;
   create index share_subject on share (subject);
   create table once (
     id text primary key,
     created_at text not null,
     fingerprint text not null,
     answer text
   ) strict;`,
  `alter table share add column made_by text;
   create index share_expiry on share (expires_at);`,
  `create table upload (
     number integer primary key autoincrement,
     id text not null unique,
     created_at text not null,
     wish text not null,
     attempts integer not null,
     files text not null,
     bytes integer not null,
     place text,
     claimant text,
     claimed_until integer,
     problem text
   ) strict;`,
];

/** Newest version this program reads and writes. */
export const SCHEMA_VERSION = STEPS.length;

const versionOf = (db: DatabaseSync): number => Number(db.prepare("pragma user_version").get()?.["user_version"] ?? 0);

/**
 * Bring the file to the newest version, all or nothing; two programs that open one new file do not both create it.
 * @throws Error for a file that a newer program wrote
 */
export function migrate(db: DatabaseSync): void {
  db.exec("begin immediate");
  try {
    const found = versionOf(db);
    if (found > SCHEMA_VERSION) {
      throw new Error(`the data file has version ${found}; this program knows up to ${SCHEMA_VERSION}`);
    }
    for (const step of STEPS.slice(found)) db.exec(step);
    db.exec(`pragma user_version = ${SCHEMA_VERSION}`);
    db.exec("commit");
  } catch (error) {
    db.exec("rollback");
    throw error;
  }
}
