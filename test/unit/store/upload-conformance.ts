/** What every store must do for uploads: kept with their bytes until read, read by one at a time, bounded in all. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { IdTaken, type NewUpload, type Store, pack } from "#store";
import { inventoryOf } from "./builders.ts";

const AT = "2006-11-01T08:00:00.000Z";
const MOST = { uploads: 10, bytes: 100_000_000 };
/** Claims that outlast every test, and one that has run out when it is made. */
const mine = { by: "me", seconds: 600, isAlone: false };
const other = { by: "other", seconds: 600, isAlone: false };
const expired = { by: "gone", seconds: 0, isAlone: false };

const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, n) => (n * 31) % 256);
const upload = (id: string, lengths: readonly number[] = [3]): NewUpload => ({
  id,
  createdAt: AT,
  wish: { isAnonymous: true },
  files: lengths.map((length, n) => ({ name: `file ${n} of "${id}".csv`, bytes: bytesOf(length) })),
});
const stood = (id: string, attempts: number) => ({ id, createdAt: AT, wish: { isAnonymous: true }, attempts });

/** Run the suite on stores that `open` makes; each test gets an empty one. */
export function uploadConformance(name: string, open: () => Promise<Store>): void {
  describe(`${name} as a store of uploads`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it("gives back what came, byte for byte: empty files, files beyond one part, any name", async () => {
      const given = upload("u1", [0, 9_000_001, 5, 0]);
      expect(await store.putUpload(given, MOST)).toBe(true);
      expect(await store.getUpload("u1")).toEqual(stood("u1", 0));
      const files = (await store.uploadFiles("u1")) ?? [];
      expect(files.map((file) => file.name)).toEqual(given.files.map((file) => file.name));
      for (const [n, { bytes }] of files.entries()) expect(Buffer.compare(bytes, given.files[n]!.bytes)).toBe(0);
      expect([await store.getUpload("u2"), await store.uploadFiles("u2")]).toEqual([undefined, undefined]);
    });

    it("refuses a second upload under one id and keeps the first", async () => {
      await store.putUpload(upload("u1", [3]), MOST);
      await expect(store.putUpload(upload("u1", [9]), MOST)).rejects.toThrow(IdTaken);
      expect((await store.uploadFiles("u1"))?.[0]?.bytes).toHaveLength(3);
    });

    it("keeps no more than may wait, by number and by bytes; what is read makes room", async () => {
      const most = { uploads: 2, bytes: 100 };
      expect(await store.putUpload(upload("u1", [40, 20]), most)).toBe(true);
      // 60 + 41 > 100
      expect(await store.putUpload(upload("u2", [41]), most)).toBe(false);
      expect([await store.getUpload("u2"), await store.uploadFiles("u2")]).toEqual([undefined, undefined]);
      expect(await store.putUpload(upload("u2", [40]), most)).toBe(true);
      expect(await store.putUpload(upload("u3", [0]), most)).toBe(false);
      await store.claimUpload(mine, "u1");
      await store.endUpload({ id: "u1", by: "me", problem: "no inventory" });
      expect(await store.putUpload(upload("u3", [60]), most)).toBe(true);
    });

    it("keeps no more than may wait when many come at the same moment", async () => {
      const most = { uploads: 3, bytes: 1000 };
      const put = await Promise.all(Array.from({ length: 6 }, (_, n) => store.putUpload(upload(`u${n}`, [10]), most)));
      expect(put.filter(Boolean)).toHaveLength(3);
    });

    it("gives uploads to claimants in the order they came, each to one of them", async () => {
      for (const id of ["u2", "u1", "u3"]) await store.putUpload(upload(id), MOST);
      expect(await store.claimUpload(mine)).toEqual(stood("u2", 1));
      const next = await Promise.all([store.claimUpload(mine), store.claimUpload(other)]);
      expect(new Set(next.map((one) => one?.id))).toEqual(new Set(["u1", "u3"]));
      expect(await store.claimUpload(mine)).toBeUndefined();
    });

    it("gives one that is asked for by its id, while nobody has it", async () => {
      for (const id of ["u1", "u2"]) await store.putUpload(upload(id), MOST);
      expect((await store.claimUpload(mine, "u2"))?.id).toBe("u2");
      expect(await store.claimUpload(other, "u2")).toBeUndefined();
      expect(await store.claimUpload(mine, "u2")).toBeUndefined();
      expect(await store.claimUpload(mine, "none")).toBeUndefined();
    });

    it("gives one again whose claim ran out, and counts; the first claimant has lost it", async () => {
      await store.putUpload(upload("u1"), MOST);
      await store.claimUpload(expired);
      expect(await store.claimUpload(mine)).toEqual(stood("u1", 2));
      expect(await store.holdUpload("u1", expired)).toBe(false);
      expect(await store.releaseUpload("u1", "gone")).toBe(false);
      const end = { id: "u1", body: await pack(inventoryOf(1)), storedAt: AT };
      expect(await store.endUpload({ ...end, by: "gone" })).toBe(false);
      expect(await store.getInventory("u1")).toBeUndefined();
      expect(await store.endUpload({ ...end, by: "me" })).toBe(true);
      expect((await store.getInventory("u1"))?.inventory.workloads).toHaveLength(1);
    });

    it("leaves one to its claimant while it is held", async () => {
      await store.putUpload(upload("u1"), MOST);
      await store.claimUpload({ ...mine, seconds: 0 });
      expect(await store.holdUpload("u1", mine)).toBe(true);
      expect(await store.claimUpload(other)).toBeUndefined();
    });

    it("frees what others claimed for one who works alone on the store, not what it has itself", async () => {
      for (const id of ["u1", "u2"]) await store.putUpload(upload(id), MOST);
      await store.claimUpload(other, "u1");
      await store.claimUpload(mine, "u2");
      expect(await store.claimUpload({ ...mine, isAlone: true })).toEqual(stood("u1", 2));
      expect(await store.claimUpload({ ...mine, isAlone: true })).toBeUndefined();
    });

    it("does not count an attempt that is given back", async () => {
      await store.putUpload(upload("u1"), MOST);
      await store.claimUpload(mine);
      expect(await store.releaseUpload("u1", "me")).toBe(true);
      expect(await store.releaseUpload("u1", "me")).toBe(false);
      expect(await store.claimUpload(other)).toEqual(stood("u1", 1));
    });

    it("stores the inventory and forgets the upload in one step", async () => {
      await store.putUpload(upload("u1"), MOST);
      await store.claimUpload(mine);
      const inventory = inventoryOf(2);
      expect(await store.endUpload({ id: "u1", by: "me", body: await pack(inventory), storedAt: AT })).toBe(true);
      expect(await store.getInventory("u1")).toEqual({ id: "u1", createdAt: AT, inventory });
      expect([await store.getUpload("u1"), await store.uploadFiles("u1")]).toEqual([undefined, undefined]);
      expect(await store.endUpload({ id: "u1", by: "me", body: await pack(inventory), storedAt: AT })).toBe(false);
    });

    it("leaves an inventory as it is that is there under the same id", async () => {
      await store.putInventory({ id: "u1", createdAt: AT, inventory: inventoryOf(1) });
      await store.putUpload(upload("u1"), MOST);
      await store.claimUpload(mine);
      expect(await store.endUpload({ id: "u1", by: "me", body: await pack(inventoryOf(2)), storedAt: AT })).toBe(true);
      expect((await store.getInventory("u1"))?.inventory.workloads).toHaveLength(1);
      expect(await store.getUpload("u1")).toBeUndefined();
    });

    it("keeps why one cannot be read, without its files, for nobody to claim; the last hundred of them", async () => {
      const ids = Array.from({ length: 101 }, (_, n) => `u${n}`);
      for (const id of ids) {
        await store.putUpload(upload(id), MOST);
        await store.claimUpload(mine);
        expect(await store.endUpload({ id, by: "me", problem: { detail: `no ${id}` } })).toBe(true);
      }
      expect(await store.getUpload("u0")).toBeUndefined();
      expect(await store.getUpload("u1")).toEqual({ ...stood("u1", 1), problem: { detail: "no u1" } });
      expect(await store.uploadFiles("u1")).toBeUndefined();
      expect(await store.claimUpload({ ...other, isAlone: true })).toBeUndefined();
      expect(await store.endUpload({ id: "u1", by: "me", problem: "again" })).toBe(false);
    });

    it("forgets an upload that is deleted, whoever reads it", async () => {
      await store.putUpload(upload("u1"), MOST);
      await store.claimUpload(mine);
      expect([await store.deleteUpload("u1"), await store.deleteUpload("u1")]).toEqual([true, false]);
      expect(await store.uploadFiles("u1")).toBeUndefined();
      expect(await store.endUpload({ id: "u1", by: "me", body: await pack(inventoryOf(1)), storedAt: AT })).toBe(false);
      expect(await store.getInventory("u1")).toBeUndefined();
    });
  });
}
