import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sqliteStore } from "#store";
import { inventoryOf, planNamed } from "./builders.ts";

const AT = "2006-11-01T08:00:00.000Z";

describe("the store's file", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "hostwright-file-"));
    file = path.join(folder, "hostwright.db");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("remembers everything when it is opened again", async () => {
    const first = sqliteStore(file);
    const [document, inventory] = [planNamed("kept", 500), inventoryOf(2)];
    await first.putPlan({ id: "p1", createdAt: AT, document });
    await first.putInventory({ id: "i1", createdAt: AT, inventory });
    await first.close();
    const second = sqliteStore(file);
    expect((await second.getPlan("p1"))?.document).toEqual(document);
    expect((await second.getInventory("i1"))?.inventory).toEqual(inventory);
    await second.close();
  });

  it("is one file when closed", async () => {
    const store = sqliteStore(file);
    await store.putPlan({ id: "p1", createdAt: AT, document: planNamed("one") });
    await store.close();
    expect(readdirSync(folder)).toEqual(["hostwright.db"]);
  });

  it("does not give a deleted plan's cursor to a later plan", async () => {
    const store = sqliteStore(file);
    await store.putPlan({ id: "p1", createdAt: AT, document: planNamed("a") });
    await store.putPlan({ id: "p2", createdAt: AT, document: planNamed("b") });
    const { next } = await store.listPlans({ limit: 1 });
    await store.deletePlan("p2");
    await store.putPlan({ id: "p3", createdAt: AT, document: planNamed("c") });
    // the cursor says "older than p2": p3 is newer and must not appear
    expect((await store.listPlans({ limit: 9, cursor: next ?? "" })).plans.map((plan) => plan.id)).toEqual(["p1"]);
    await store.close();
  });

  it("keeps its journal and its commits as a crash-safe store must: WAL, synchronous FULL", async () => {
    const store = sqliteStore(file);
    const probe = new DatabaseSync(file);
    expect(probe.prepare("pragma journal_mode").get()).toEqual({ journal_mode: "wal" });
    probe.close();
    await store.close();
  });

  it("packs a large plan to a fraction of its JSON", async () => {
    const document = planNamed("large", 20_000);
    const store = sqliteStore(file);
    await store.putPlan({ id: "p1", createdAt: AT, document });
    await store.close();
    expect(statSync(file).size).toBeLessThan(JSON.stringify(document).length / 5);
  });

  it("brings a file of before simulations up to date, plans and all", async () => {
    const old = sqliteStore(file);
    const document = planNamed("from before");
    await old.putPlan({ id: "p1", createdAt: AT, document });
    await old.close();
    const before = new DatabaseSync(file);
    before.exec(
      "drop table simulation; drop table job; drop table what_if; drop table share; drop table once; drop table upload; pragma user_version = 1",
    );
    before.close();
    const store = sqliteStore(file);
    expect((await store.getPlan("p1"))?.document).toEqual(document);
    expect(await store.listSimulations({ limit: 1 })).toEqual({ simulations: [] });
    await store.close();
  });

  it("brings shares of a file of before their makers were noted up to date, and they open as ever", async () => {
    const old = sqliteStore(file);
    await old.close();
    const before = new DatabaseSync(file);
    before.exec(
      `drop table upload; drop index share_expiry; alter table share drop column made_by; pragma user_version = 4;
       insert into share (id, created_at, expires_at, subject) values ('digest', '${AT}', '2006-11-08T08:00:00.000Z', 'plans/p1')`,
    );
    before.close();
    const share = { id: "digest", createdAt: AT, expiresAt: "2006-11-08T08:00:00.000Z", subject: "plans/p1" };
    const store = sqliteStore(file);
    expect([await store.getShare("digest"), await store.listShares("plans/p1")]).toEqual([share, [share]]);
    await store.putShare({ ...share, id: "new", madeBy: "ada" });
    expect((await store.getShare("new"))?.madeBy).toBe("ada");
    await store.close();
  });

  it("keeps uploads beside the file, and removes what a process that died left there without a row", async () => {
    const first = sqliteStore(file);
    const files = [{ name: "estate.csv", bytes: Buffer.from("VM,CPUs") }];
    await first.putUpload({ id: "u1", createdAt: AT, wish: {}, files }, { uploads: 1, bytes: 100 });
    await first.close();
    const uploads = path.join(folder, "uploads");
    const kept = readdirSync(uploads);
    writeFileSync(path.join(uploads, "left"), "half an upload");
    const second = sqliteStore(file);
    expect(readdirSync(uploads)).toEqual(kept);
    expect((await second.uploadFiles("u1"))?.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(["VM,CPUs"]);
    await second.close();
  });

  it("refuses a file that a newer program wrote, and leaves it as it is", () => {
    const newer = new DatabaseSync(file);
    newer.exec("create table plan (x); pragma user_version = 99");
    newer.close();
    expect(() => sqliteStore(file)).toThrow(/version 99.*up to \d+/);
    const after = new DatabaseSync(file);
    expect(after.prepare("pragma user_version").get()).toEqual({ user_version: 99 });
    after.close();
  });

  it("refuses a file that is no database", () => {
    writeFileSync(file, "this is a text, not a database, and long enough to be read as a header of one");
    expect(() => sqliteStore(file)).toThrow(/not a database/);
  });

  it("lets two programs share one file", async () => {
    const [one, other] = [sqliteStore(file), sqliteStore(file)];
    await one.putPlan({ id: "p1", createdAt: AT, document: planNamed("from one") });
    await other.putPlan({ id: "p2", createdAt: AT, document: planNamed("from the other") });
    expect((await one.listPlans({ limit: 5 })).plans.map((plan) => plan.id)).toEqual(["p2", "p1"]);
    await one.close();
    await other.close();
  });
});
