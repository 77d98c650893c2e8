/** The runner of a server on a shared queue, its jobs done by a worker beside it, does what every runner does. */
import { afterAll, beforeAll, describe } from "vitest";
import { failingOnce, machinesOn } from "../../support/queue-machines.ts";
import { runnerConformance } from "../../support/runner-conformance.ts";
import { type TestDatabases, hasPostgres, testDatabases } from "../../support/test-databases.ts";

describe.runIf(hasPostgres)("with a PostgreSQL server", () => {
  let databases: TestDatabases;
  beforeAll(async () => {
    databases = await testDatabases();
  });
  afterAll(() => databases.close());

  runnerConformance("a shared queue", async ({ failsFirst, ...options }) => {
    const { store, server, worker, made, close } = await machinesOn(await databases.fresh());
    const runner = await server(options);
    await worker(failsFirst === true ? { store: failingOnce(store) } : {});
    const plans = async () => (await store.listPlans({ limit: 100 })).plans.map(({ name }) => name).toReversed();
    return { runner, made, plans, close };
  });
});
