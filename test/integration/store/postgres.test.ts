/** What is the store's own on PostgreSQL: several processes on one database, versions of its tables, hostile ids. */
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { IdTaken, type JobEnd, type Store, postgresStore } from "#store";
import { type TestDatabases, hasPostgres, testDatabases } from "../../support/test-databases.ts";
import { inventoryOf, jsonOf, planNamed, writtenPlan } from "../../unit/store/builders.ts";

const AT = "2006-11-01T08:00:00.000Z";

const job = (id: string) =>
  ({ id, createdAt: AT, state: "queued", attempts: 0, snapshot: {}, task: jsonOf({}) }) as const;
const madePlan = (id: string, plan: string): JobEnd => ({
  id,
  state: "succeeded",
  snapshot: { plan },
  made: writtenPlan(plan, AT),
});

async function query<R>(url: string, text: string): Promise<readonly R[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows as readonly R[];
  } finally {
    await client.end();
  }
}

describe.runIf(hasPostgres)("a PostgreSQL database", () => {
  let databases: TestDatabases;
  let url: string;
  const opened: Store[] = [];
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

  it("is migrated once by two stores that open it at the same moment, each sees what the other writes", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    await one.putPlan({ id: "p1", createdAt: AT, document: planNamed("from one", 2000) });
    await other.putPlan({ id: "p2", createdAt: AT, document: planNamed("from the other") });
    expect((await one.listPlans({ limit: 5 })).plans.map(({ id }) => id)).toEqual(["p2", "p1"]);
    expect((await other.getPlan("p1"))?.document).toEqual(planNamed("from one", 2000));
    await expect(other.putPlan({ id: "p1", createdAt: AT, document: planNamed("again") })).rejects.toThrow(IdTaken);
    expect((await query<{ name: string }>(url, "select name from hostwright_migration"))[0]?.name).toBe("0001-tables");
  });

  it("keeps what it has read, and sees at the next read what another server deleted and put in its place", async () => {
    const [mine, others] = [await open(), await open()];
    await mine.putPlan({ id: "p1", createdAt: AT, document: planNamed("first", 2000) });
    await mine.putInventory({ id: "i1", createdAt: AT, inventory: inventoryOf(2) });
    const [plan, inventory] = [await mine.getPlan("p1"), await mine.getInventory("i1")];
    expect((await mine.getPlan("p1"))?.document).toBe(plan?.document);
    expect((await mine.getInventory("i1"))?.inventory).toBe(inventory?.inventory);
    expect([await others.deletePlan("p1"), await others.deleteInventory("i1")]).toEqual([true, true]);
    expect([await mine.getPlan("p1"), await mine.getInventory("i1")]).toEqual([undefined, undefined]);
    await others.putPlan({ id: "p1", createdAt: AT, document: planNamed("second") });
    await others.putInventory({ id: "i1", createdAt: AT, inventory: inventoryOf(3) });
    expect((await mine.getPlan("p1"))?.document.result.name).toBe("second");
    expect((await mine.getInventory("i1"))?.inventory.workloads).toHaveLength(3);
  });

  it("keeps shares of before their makers were noted", async () => {
    await (await postgresStore(url)).close();
    await query(
      url,
      `drop index share_expiry; alter table share drop column made_by;
       drop table upload_part, upload;
       delete from hostwright_migration where name > '0002';
       insert into share (id, created_at, expires_at, subject) values ('digest', '${AT}', '2006-11-08T08:00:00.000Z', 'plans/p1')`,
    );
    const share = { id: "digest", createdAt: AT, expiresAt: "2006-11-08T08:00:00.000Z", subject: "plans/p1" };
    const store = await open();
    expect([await store.getShare("digest"), await store.listShares("plans/p1")]).toEqual([share, [share]]);
    await store.putShare({ ...share, id: "new", madeBy: "ada" });
    expect((await store.getShare("new"))?.madeBy).toBe("ada");
  });

  it("remembers everything when it is opened again", async () => {
    const first = await postgresStore(url);
    await first.putInventory({ id: "i1", createdAt: AT, inventory: inventoryOf(2) });
    await first.putJob(job("j1"));
    await first.close();
    const second = await open();
    expect((await second.getInventory("i1"))?.inventory).toEqual(inventoryOf(2));
    expect(await second.listJobs()).toEqual([job("j1")]);
  });

  it("ends a job once when two stores end it at the same moment, forty times", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    for (let n = 0; n < 40; n++) {
      await one.putJob(job(`j${n}`));
      const ends = await Promise.all([
        one.endJob(madePlan(`j${n}`, `p${n}-one`)),
        other.endJob(
          n % 2 === 0 ? madePlan(`j${n}`, `p${n}-other`) : { id: `j${n}`, state: "cancelled", snapshot: {} },
        ),
      ]);
      expect(ends.filter(Boolean)).toHaveLength(1);
      const plans = [await one.getPlan(`p${n}-one`), await one.getPlan(`p${n}-other`)].filter(
        (plan) => plan !== undefined,
      );
      expect(plans).toHaveLength(n % 2 === 0 || ends[0] ? 1 : 0);
    }
  });

  it("forgets the same oldest jobs from two stores without getting in its own way", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    const ids = Array.from({ length: 240 }, (_, n) => `j${n}`);
    for (const id of ids) await one.putJob(job(id));
    const end = (store: Store, id: string) => store.endJob({ id, state: "failed", snapshot: {} });
    const ends = await Promise.all(ids.map((id, n) => end(n % 2 === 0 ? one : other, id)));
    expect(ends.every(Boolean)).toBe(true);
    // whoever ended while another forgot may have left a row for the next end to forget
    await one.putJob(job("last"));
    await end(one, "last");
    expect(await other.listJobs()).toHaveLength(200);
  });

  it("gives one name for a request to one of twenty callers on two stores", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    const claims = Array.from({ length: 20 }, (_, n) =>
      (n % 2 === 0 ? one : other).claimOnce({ id: "key", createdAt: AT, fingerprint: `f${n}` }),
    );
    expect((await Promise.all(claims)).filter((claim) => claim === undefined)).toHaveLength(1);
  });

  it("refuses a database that a newer program has migrated, and leaves it as it is", async () => {
    await (await postgresStore(url)).close();
    await query(
      url,
      "insert into hostwright_migration (name, timestamp) values ('0999-later', '2030-01-01T00:00:00.000Z')",
    );
    await expect(postgresStore(url)).rejects.toThrow(/version "0999-later"; this program knows up to "0\d\d\d-/);
    expect((await query(url, "select name from hostwright_migration")).length).toBeGreaterThan(1);
  });

  it("changes nothing when a step of the migration fails", async () => {
    await query(url, "create table share (x integer)");
    await expect(postgresStore(url)).rejects.toThrow(/cannot be opened: relation "share" already exists/);
    expect(await query(url, "select to_regclass('plan') as plan")).toEqual([{ plan: null }]);
  });

  it("knows nothing under ids that PostgreSQL cannot write", async () => {
    const store = await open();
    expect([await store.getPlan("a\0b"), await store.getPlan("\uD800"), await store.deletePlan("\0")]).toEqual([
      undefined,
      undefined,
      false,
    ]);
    expect(await store.getJob("\0")).toBeUndefined();
  });

  it("keeps texts with a NUL, a half pair and quotes in a document as they are", async () => {
    const store = await open();
    const document = planNamed("a\0b \uD83D ' \" \\ \u2028");
    await store.putPlan({ id: "p1", createdAt: AT, document });
    expect((await store.getPlan("p1"))?.document.result.name).toBe("a\0b \uD83D ' \" \\ \u2028");
  });

  it("holds a large inventory gzipped, a small one as text", async () => {
    const store = await open();
    const [small, large] = [inventoryOf(3), inventoryOf(20_000)];
    await store.putInventory({ id: "1", createdAt: AT, inventory: small });
    await store.putInventory({ id: "2", createdAt: AT, inventory: large });
    const rows = await query<{ text: string | null; bytes: number | null }>(
      url,
      "select body as text, length(body_gzip) as bytes from inventory order by id",
    );
    expect([rows[0], rows[1]?.text]).toEqual([{ text: JSON.stringify(small), bytes: null }, null]);
    expect(rows[1]?.bytes).toBeLessThan(JSON.stringify(large).length / 5);
  });
});
