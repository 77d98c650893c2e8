/** The store on PostgreSQL while its server is gone, hangs, is full, and once it is back. */
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Store, StoreUnavailable, postgresStore, shownAddress } from "#store";
import {
  type PostgresServer,
  TEST_PASSWORD,
  hasPostgresPrograms,
  postgresServer,
} from "../../support/postgres-server.ts";
import { planNamed } from "../../unit/store/builders.ts";

const AT = "2006-11-01T08:00:00.000Z";
const plan = (id: string) => ({ id, createdAt: AT, document: planNamed(id) });

/** What went wrong, and everything that an error carries, as a careless log would print it. */
async function failure(asked: Promise<unknown>): Promise<{ readonly error: unknown; readonly printed: string }> {
  const error: unknown = await asked.then(
    () => "no error",
    (thrown: unknown) => thrown,
  );
  return { error, printed: inspect(error, { depth: 9, showHidden: true }) };
}

describe.runIf(hasPostgresPrograms)("a PostgreSQL server that goes away", () => {
  let server: PostgresServer;
  let store: Store;
  let lost = 0;
  beforeAll(async () => {
    server = await postgresServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    lost = 0;
    store = await postgresStore(server.urlOf("postgres"), { onLost: () => (lost += 1) });
  });
  afterEach(() => store.close());

  it.each(["SIGINT", "SIGKILL"] as const)(
    "fails while it is away after %s, goes on by itself when it is back",
    async (signal) => {
      await store.putPlan(plan(`before ${signal}`));
      await server.stop(signal);
      const asked = [
        store.ping(),
        store.getPlan("x"),
        store.putPlan(plan("during")),
        store.endJob({ id: "j", state: "failed", snapshot: {} }),
      ];
      for (const { error, printed } of await Promise.all(asked.map(failure))) {
        expect(error).toBeInstanceOf(StoreUnavailable);
        expect(printed).not.toContain(TEST_PASSWORD);
      }
      await server.start();
      expect((await store.getPlan(`before ${signal}`))?.id).toBe(`before ${signal}`);
      await store.putPlan(plan(`after ${signal}`));
      await store.ping();
      // after a crash of the server's first process the others live until they are asked for something
    },
  );

  it("tells of idle connections that were lost", async () => {
    await store.ping();
    await server.stop();
    await expect.poll(() => lost).toBeGreaterThan(0);
    await server.start();
    await store.ping();
  });

  it("fails a write that the server's end interrupts, and the store is whole afterwards", async () => {
    const told: unknown[] = [];
    /** One write after the other, until one fails. */
    const writing = async (writer: number) => {
      for (let n = 0; !told.some((one) => one instanceof Error); n++) {
        const id = `w${writer}-${n}`;
        told.push(
          await store.putPlan(plan(id)).then(
            () => id,
            (error: unknown) => error,
          ),
        );
      }
    };
    const writers = Promise.all(Array.from({ length: 20 }, (_, n) => writing(n)));
    await expect.poll(() => told.length).toBeGreaterThan(0);
    await server.stop("SIGKILL");
    await writers;
    await server.start();
    const kept = async (id: string) => (await store.getPlan(id)) !== undefined;
    // each was acknowledged and is there, or failed as unavailable; which of them is the moment's affair
    for (const one of told) {
      if (typeof one === "string") expect(await kept(one)).toBe(true);
      else expect(one).toBeInstanceOf(StoreUnavailable);
    }
  });

  it("fails a ping while the server hangs", async () => {
    await store.ping();
    await server.pause(true);
    // it comes while the server still hangs: nobody waits for ever
    const { error } = await failure(store.ping());
    await server.pause(false);
    expect(error).toBeInstanceOf(StoreUnavailable);
    await store.ping();
  });

  it("refuses a wrong password, and tells so without it", async () => {
    const address = server.urlOf("postgres").replace(TEST_PASSWORD, "wrong-secret");
    const { error, printed } = await failure(postgresStore(address));
    expect((error as Error).message).toMatch(/hostwright@127\.0\.0\.1:\d+\/postgres cannot be opened: password auth/);
    expect(error).not.toBeInstanceOf(StoreUnavailable);
    expect(printed).not.toContain("wrong-secret");
  });
});

describe("the address of a database", () => {
  it.each([
    ["postgresql://u:secret@db.example:6432/plans?sslmode=require", "u@db.example:6432/plans"],
    ["postgres://db.example/plans", "db.example/plans"],
    ["postgresql://u@%2Fvar%2Frun%2Fpostgresql/plans", "u@/var/run/postgresql/plans"],
    ["postgresql:///plans?host=/tmp/pg&password=secret", "/tmp/pg/plans"],
  ])("%s is shown as %s", (address, shown) => {
    expect(shownAddress(address)).toBe(shown);
  });

  it.each([
    ["secret", /no URL/],
    ["mysql://u:secret@h/d", /begins with "mysql:"/],
    ["postgres://u:secret@h", /names no database/],
    ["postgres://u:secret@h:999999/d", /no URL/],
  ])("%s is refused without being repeated", async (address, said) => {
    const { error, printed } = await failure(postgresStore(address));
    expect((error as Error).message).toMatch(said);
    expect(printed).not.toContain("secret");
  });

  it("where nobody answers is an outage, told without the password", async () => {
    const { error, printed } = await failure(postgresStore("postgres://u:open-secret@127.0.0.1:9/d"));
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(printed).not.toContain("open-secret");
  });
});
