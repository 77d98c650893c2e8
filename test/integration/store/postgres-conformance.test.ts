/** The store on PostgreSQL does what every store must; skipped where there is no server and none can be started. */
import { afterAll, beforeAll, describe } from "vitest";
import { type Store, postgresStore } from "#store";
import { type TestDatabases, hasPostgres, testDatabases } from "../../support/test-databases.ts";
import { besideConformance } from "../../unit/store/beside-conformance.ts";
import { storeConformance } from "../../unit/store/conformance.ts";
import { jobConformance } from "../../unit/store/job-conformance.ts";

describe.runIf(hasPostgres)("with a PostgreSQL server", () => {
  let databases: TestDatabases;
  beforeAll(async () => {
    databases = await testDatabases();
  });
  afterAll(() => databases.close());

  const open = async (): Promise<Store> => postgresStore(await databases.fresh());
  storeConformance("PostgreSQL", open);
  jobConformance("PostgreSQL", open);
  besideConformance("PostgreSQL", open);
});
