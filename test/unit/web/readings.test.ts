/** Uploads on their way: read in turn, kept until read, taken up from servers that ended, each read to one effect. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InvalidInput } from "#planner";
import { type Body, type Store, memoryStore, pack } from "#store";
import type { Importer } from "../../../web/intake/importer.ts";
import type { Accepted, Readings } from "../../../web/intake/reading.ts";
import { readingsInto } from "../../../web/intake/readings.ts";
import { Problem } from "../../../web/problem.ts";
import { inventoryOf } from "../store/builders.ts";

const wish = { isAnonymous: false };
const upload = (id: string, text = id): Accepted => ({
  id,
  wish,
  files: [{ name: "estate.csv", bytes: new TextEncoder().encode(text) }],
});

/** An importer whose readings end when the test says so, and which notes what it was given. */
function heldImporter() {
  const given: string[] = [];
  const lets: ((body: Promise<Body>) => void)[] = [];
  const importer: Importer = ([file], { signal } = {}) => {
    given.push(new TextDecoder().decode(file?.bytes));
    return new Promise((resolve, reject) => {
      lets.push(resolve);
      signal?.addEventListener("abort", () => reject(new Error("ended")));
    });
  };
  const letAll = () => {
    for (const one of lets.splice(0)) one(pack(inventoryOf(1)));
  };
  return { importer, given, letAll };
}
const prompt: Importer = () => pack(inventoryOf(1));

let store: Store;
let servers: Readings[];
let log: Readonly<Record<string, unknown>>[];
beforeEach(() => {
  [store, servers, log] = [memoryStore(), [], []];
});
afterEach(async () => {
  for (const one of servers) await one.close();
  await store.close();
});

/** A server on the store. */
function server(importer: Importer, hasStoreAlone = true): Readings {
  const made = readingsInto({ store, importer, hasStoreAlone, log: (entry) => log.push(entry) });
  servers.push(made);
  return made;
}
const stands = (readings: Readings, id: string) =>
  expect.poll(async () => (await readings.of(id))?.state ?? ((await store.getInventory(id)) ? "read" : "unknown"));

describe("files whose sender waits", () => {
  it("are read two at a time, eight wait, and the next are told to come again", async () => {
    const { importer, given, letAll } = heldImporter();
    const readings = server(importer);
    const ids = Array.from({ length: 10 }, (_, n) => `u${n}`);
    const done = ids.map((id) => readings.now(id, () => importer(upload(id).files)));
    await expect.poll(() => given).toEqual(["u0", "u1"]);
    const refusal = await readings.now("u10", () => prompt([])).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ key: "queue-full", detail: "8 uploads wait to be read already." });
    expect((refusal as Problem).headers).toEqual({ "Retry-After": "10" });
    const all = Promise.all(done);
    await expect
      .poll(() => {
        letAll();
        return given.length;
      })
      .toBe(10);
    letAll();
    await all;
    for (const id of ids) expect((await store.getInventory(id))?.inventory.workloads).toHaveLength(1);
    // the places are free again
    await readings.now("u11", () => pack(inventoryOf(2)));
    expect((await store.getInventory("u11"))?.inventory.workloads).toHaveLength(2);
  });

  it("leave nothing behind when they cannot be read", async () => {
    const readings = server(prompt);
    await expect(readings.now("u1", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect([await readings.of("u1"), await store.getInventory("u1")]).toEqual([undefined, undefined]);
  });
});

describe("an accepted upload", () => {
  it("is in the store before it is acknowledged, and gone from there when it is an inventory", async () => {
    const { importer, letAll } = heldImporter();
    const readings = server(importer);
    await readings.accept(upload("u1"));
    expect(await store.getUpload("u1")).toMatchObject({ id: "u1", wish });
    expect((await store.uploadFiles("u1"))?.[0]?.name).toBe("estate.csv");
    await expect.poll(async () => (await store.getUpload("u1"))?.attempts).toBe(1);
    letAll();
    await stands(readings, "u1").toBe("read");
    expect(await store.uploadFiles("u1")).toBeUndefined();
  });

  it("is the same upload when it is handed in again under its id", async () => {
    const { importer, given, letAll } = heldImporter();
    const readings = server(importer);
    await readings.accept(upload("u1", "first"));
    await readings.accept(upload("u1", "second"));
    await expect.poll(() => given).toEqual(["first"]);
    letAll();
    await stands(readings, "u1").toBe("read");
    expect(given).toEqual(["first"]);
  });

  it("tells why it cannot be read whenever it is asked for, and keeps no files", async () => {
    const wrong = [{ pointer: "estate.csv", code: "missing-column", detail: "there is no column" }];
    const readings = server(() => Promise.reject(new InvalidInput(wrong)));
    await readings.accept(upload("u1"));
    await stands(readings, "u1").toBe("failed");
    const found = await readings.of("u1");
    expect(found).toMatchObject({ state: "failed", problem: { key: "invalid-input", errors: wrong } });
    expect(await store.uploadFiles("u1")).toBeUndefined();
    expect(log.filter(({ event }) => event === "defect")).toEqual([]);
  });

  it("says that something broke when a defect keeps it from being read, and the log says what", async () => {
    const readings = server(() => Promise.reject(new TypeError("inside")));
    await readings.accept(upload("u1"));
    await stands(readings, "u1").toBe("failed");
    expect(await readings.of("u1")).toMatchObject({ problem: { key: "internal-error" } });
    expect(JSON.stringify(await store.getUpload("u1"))).not.toContain("inside");
    expect(log.find(({ event }) => event === "defect")).toMatchObject({ upload: "u1" });
  });

  it("that is deleted while it is read becomes nothing", async () => {
    const { importer, given, letAll } = heldImporter();
    const readings = server(importer);
    await readings.accept(upload("u1"));
    await expect.poll(() => given).toEqual(["u1"]);
    await store.deleteUpload("u1");
    letAll();
    await readings.accept(upload("u2"));
    await expect.poll(() => given).toEqual(["u1", "u2"]);
    letAll();
    await stands(readings, "u2").toBe("read");
    await stands(readings, "u1").toBe("unknown");
  });

  it("is refused when a hundred wait already", async () => {
    const readings = server(heldImporter().importer);
    for (let n = 0; n < 100; n++) await readings.accept(upload(`u${n}`));
    const refusal = await readings.accept(upload("u100")).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ key: "queue-full" });
    expect((refusal as Problem).detail).toContain("100 uploads with 512 MiB");
    expect(await readings.of("u100")).toBeUndefined();
  });
});

describe("uploads of a server that ended", () => {
  it("by itself are read by the next, in their order, and no attempt is counted", async () => {
    const first = heldImporter();
    const before = server(first.importer);
    for (const id of ["u1", "u2", "u3"]) await before.accept(upload(id));
    await expect.poll(() => first.given).toEqual(["u1", "u2"]);
    await before.close();
    expect((await store.getUpload("u1"))?.attempts).toBe(0);
    const second = heldImporter();
    const after = server(second.importer);
    await expect.poll(() => second.given).toEqual(["u1", "u2"]);
    second.letAll();
    await expect.poll(() => second.given).toEqual(["u1", "u2", "u3"]);
    second.letAll();
    for (const id of ["u1", "u2", "u3"]) await stands(after, id).toBe("read");
  });

  it("at a blow are taken up at once by the next that has the store alone", async () => {
    const kept = { ...upload("u1"), createdAt: "2006-11-01T08:00:00.000Z" };
    await store.putUpload(kept, { uploads: 1, bytes: 10 });
    await store.claimUpload({ by: "dead", seconds: 3600, isAlone: true });
    await stands(server(prompt), "u1").toBe("read");
    expect(log).toContainEqual({ event: "upload-taken-up", upload: "u1", attempts: 2 });
  });

  it("at a blow are left to it by another until its claim runs out", async () => {
    const kept = { ...upload("u1"), createdAt: "2006-11-01T08:00:00.000Z" };
    await store.putUpload(kept, { uploads: 1, bytes: 10 });
    const dead = { by: "dead", seconds: 3600, isAlone: false };
    await store.claimUpload(dead);
    const other = server(prompt, false);
    await other.accept(upload("u2"));
    await stands(other, "u2").toBe("read");
    await stands(other, "u1").toBe("reading");
    await store.holdUpload("u1", { ...dead, seconds: 0 });
    await other.accept(upload("u3"));
    await stands(other, "u1").toBe("read");
  });

  it("three times while it was read are given up, with a reason, and not begun again", async () => {
    await store.putUpload({ ...upload("u1"), createdAt: "2006-11-01T08:00:00.000Z" }, { uploads: 1, bytes: 10 });
    for (const by of ["first", "second", "third"]) await store.claimUpload({ by, seconds: 0, isAlone: false });
    const { importer, given } = heldImporter();
    const readings = server(importer);
    await stands(readings, "u1").toBe("failed");
    const found = await readings.of("u1");
    expect(found).toMatchObject({ problem: { key: "invalid-input", status: 422 } });
    expect(JSON.stringify(found)).toContain("begun 3 times and never ended");
    expect(given).toEqual([]);
  });
});

describe("two servers on one store", () => {
  it("read every upload once, and both say how it stands", async () => {
    const [one, other] = [heldImporter(), heldImporter()];
    const [mine, others] = [server(one.importer, false), server(other.importer, false)];
    const ids = Array.from({ length: 12 }, (_, n) => `u${n}`);
    for (const [n, id] of ids.entries()) await (n % 2 === 0 ? mine : others).accept(upload(id));
    await stands(others, "u0").toBe("reading");
    for (const id of ids) {
      const read = stands(id.length % 2 === 0 ? mine : others, id);
      await expect
        .poll(async () => {
          one.letAll();
          other.letAll();
          return (await store.getInventory(id)) !== undefined;
        })
        .toBe(true);
      await read.toBe("read");
    }
    expect([...one.given, ...other.given].toSorted()).toEqual(ids.toSorted());
  });

  it("tell who waits when the other has read it, or could not", async () => {
    const { importer, given, letAll } = heldImporter();
    const reading = server(importer, false);
    await reading.accept(upload("u1"));
    await expect.poll(() => given).toEqual(["u1"]);
    const waiting = server(prompt, false);
    expect(await waiting.within("u1", 0)).toBe(false);
    const came = waiting.within("u1", 60);
    letAll();
    expect(await came).toBe(true);
    expect((await store.getInventory("u1"))?.inventory.workloads).toHaveLength(1);
    const wrong = server(() => Promise.reject(new InvalidInput([])), false);
    await wrong.accept(upload("u2"));
    await expect(waiting.within("u2", 60)).rejects.toThrow(Problem);
  });
});
