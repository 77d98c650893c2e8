/** The store on PostgreSQL does what every store must; skipped where there is no server and none can be started. */
import { Client } from "pg";
import { afterAll, beforeAll, describe } from "vitest";
import { type Store, postgresStore } from "#store";
import { type TestDatabases, hasPostgres, testDatabases } from "../../support/test-databases.ts";
import { besideConformance } from "../../unit/store/beside-conformance.ts";
import { storeConformance } from "../../unit/store/conformance.ts";
import { jobConformance } from "../../unit/store/job-conformance.ts";
import { uploadConformance } from "../../unit/store/upload-conformance.ts";

describe.runIf(hasPostgres)("with a PostgreSQL server", () => {
  let databases: TestDatabases;
  let url: string;
  let emptying: Client;
  beforeAll(async () => {
    databases = await testDatabases();
    url = await databases.fresh();
    emptying = new Client({ connectionString: url });
    await emptying.connect();
  });
  afterAll(async () => {
    await emptying.end();
    await databases.close();
  });

  const open = async (): Promise<Store> => {
    const store = await postgresStore(url);
    const tables = "inventory, plan, simulation, what_if, job, share, once, upload, upload_part";
    await emptying.query(`truncate ${tables} restart identity`);
    return store;
  };
  storeConformance("PostgreSQL", open);
  jobConformance("PostgreSQL", open);
  besideConformance("PostgreSQL", open);
  uploadConformance("PostgreSQL", open);
});
