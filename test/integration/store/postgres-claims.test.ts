/** Servers on one database: each has the jobs it took in; those of one that is gone are claimed by one other. */
import { fork } from "node:child_process";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type SharedStore, type StoredJob, postgresStore } from "#store";
import { type TestDatabases, hasPostgres, testDatabases } from "../../support/test-databases.ts";

const job = (id: string): StoredJob => ({
  id,
  createdAt: "2006-11-01T08:00:00.000Z",
  state: "queued",
  attempts: 0,
  snapshot: { id },
  task: { kind: "plan" },
});
const ids = (jobs: readonly StoredJob[]) => jobs.map(({ id }) => id);

describe.runIf(hasPostgres)("jobs that several servers share", () => {
  let databases: TestDatabases;
  let url: string;
  const opened: SharedStore[] = [];
  const open = async () => {
    const store = await postgresStore(url);
    opened.push(store);
    return store;
  };
  beforeAll(async () => {
    databases = await testDatabases();
  });
  afterAll(() => databases.close());
  beforeEach(async () => {
    url = await databases.fresh();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });

  /** Claim every tenth of a second until something comes. */
  const claimedBy = (store: Pick<SharedStore, "claimJobs">): Promise<readonly StoredJob[]> =>
    vi.waitFor(
      async () => {
        const claimed = await store.claimJobs();
        expect(claimed).not.toEqual([]);
        return claimed;
      },
      { timeout: 15_000, interval: 100 },
    );

  it("stay with the living, and go to one other in their order when theirs is closed", async () => {
    const [one, other, third] = await Promise.all([open(), open(), open()]);
    expect(await one.claimJobs()).toEqual([]);
    expect(await other.claimJobs()).toEqual([]);
    expect(await third.claimJobs()).toEqual([]);
    for (const id of ["b", "a", "done", "c"]) await one.putJob(job(id));
    await one.endJob({ id: "done", state: "cancelled", snapshot: {} });
    expect(await other.claimJobs()).toEqual([]);
    expect(await one.claimJobs()).toEqual([]);
    await one.close();
    const claims = await claimedBy({
      claimJobs: async () => (await Promise.all([other.claimJobs(), third.claimJobs()])).flat(),
    });
    expect(claims).toEqual([job("b"), job("a"), job("c")]);
    expect([await other.claimJobs(), await third.claimJobs()]).toEqual([[], []]);
  });

  it("are anybody's when a store put them that never claimed", async () => {
    const tool = await open();
    await tool.putJob(job("a"));
    const server = await open();
    expect(ids(await server.claimJobs())).toEqual(["a"]);
    expect(await server.claimJobs()).toEqual([]);
  });

  it("stay with a server that loses its connection and comes back", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    await one.claimJobs();
    await other.claimJobs();
    await one.putJob(job("a"));
    const client = new Client({ connectionString: url });
    await client.connect();
    const end = `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'hostwright presence' and datname = current_database()`;
    expect((await client.query(end)).rowCount).toBe(2);
    await client.end();
    // for longer than an owner must be missing
    for (let n = 0; n < 32; n++) {
      expect([...(await other.claimJobs()), ...(await one.claimJobs())]).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });

  it("of a server that was killed are claimed by the first look of one that starts, and within seconds by one that runs", async () => {
    const watching = await open();
    await watching.claimJobs();
    for (const id of ["a", "b"]) {
      const child = fork(new URL("../../support/claiming-process.ts", import.meta.url), [url, id]);
      await new Promise((resolve) => child.once("message", resolve));
      expect(await watching.claimJobs()).toEqual([]);
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
      if (id === "a")
        await vi.waitFor(async () => expect(ids(await (await open()).claimJobs())).toEqual(["a"]), { timeout: 15_000 });
      else expect(ids(await claimedBy(watching))).toEqual(["b"]);
    }
  });
});
