/**
 * Empty PostgreSQL databases for tests: on the server that TEST_DATABASE_URL names (its user must be allowed to create
 * some), else on a server of the test's own. Where there is neither, tests are skipped by `it.runIf(hasPostgres)`.
 */
import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { hasPostgresPrograms, postgresServer } from "./postgres-server.ts";

/** Databases for tests on one server. */
export interface TestDatabases {
  /** Address of a new, empty database. */
  readonly fresh: () => Promise<string>;
  /** Drop them all, and end the server when it is the test's own. */
  readonly close: () => Promise<void>;
}

const GIVEN_URL = process.env["TEST_DATABASE_URL"];

/** Whether tests have a PostgreSQL server here: TEST_DATABASE_URL names one, or one can be started. */
export const hasPostgres = (GIVEN_URL !== undefined && GIVEN_URL !== "") || hasPostgresPrograms;

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Databases on the server of TEST_DATABASE_URL (its user must be allowed to create some), else on one of their own. */
export async function testDatabases(): Promise<TestDatabases> {
  const own = GIVEN_URL === undefined || GIVEN_URL === "" ? await postgresServer() : undefined;
  const first = own?.urlOf("postgres") ?? GIVEN_URL ?? "";
  const names: string[] = [];
  return {
    fresh: async () => {
      const name = `hostwright_test_${randomUUID().replaceAll("-", "")}`;
      await onServer(first, `create database ${name}`);
      names.push(name);
      const url = new URL(first);
      url.pathname = `/${name}`;
      return url.href;
    },
    close: async () => {
      if (own !== undefined) return await own.close();
      for (const name of names.splice(0)) await onServer(first, `drop database if exists ${name} with (force)`);
    },
  };
}
