/** What every store must do beside plans and jobs: what-ifs, shares, and requests that are carried out once. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { whatIfGist } from "#planner/contract/index.ts";
import { IdTaken, type Store, type StoredWhatIf, type WrittenDocument } from "#store";
import { jsonOf } from "./builders.ts";

const AT = "2006-11-01T08:00:00.000Z";
const LATER = "2006-11-02T08:00:00.000Z";

const whatIf = (id: string, rows = 3): StoredWhatIf => ({
  id,
  createdAt: AT,
  document: {
    scenario: { name: `scenario ${id}` },
    result: { isComplete: rows === 3, rows: Array.from({ length: rows }, (_, index) => ({ index })) },
  },
});

const written = (id: string): WrittenDocument => {
  const { document, ...named } = whatIf(id);
  return { kind: "what-if", ...named, gist: whatIfGist(document), json: jsonOf(document) };
};

/** Run the suite on stores that `open` makes; each test gets an empty one. */
export function besideConformance(name: string, open: () => Promise<Store>): void {
  describe(`${name} as a store of what-ifs, shares and requests`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it("keeps what-ifs as they are, lists them by their figures, deletes them once", async () => {
      await store.putWhatIf(whatIf("w1"));
      await store.putWhatIf(whatIf("w2", 2));
      await expect(store.putWhatIf(whatIf("w1"))).rejects.toThrow(IdTaken);
      expect(await store.getWhatIf("w1")).toEqual(whatIf("w1"));
      const first = await store.listWhatIfs({ limit: 1 });
      expect(first.whatIfs).toEqual([{ id: "w2", createdAt: AT, name: "scenario w2", variants: 2, isComplete: false }]);
      const second = await store.listWhatIfs({ limit: 1, cursor: first.next ?? "" });
      expect([second.whatIfs[0]?.id, second.next]).toEqual(["w1", undefined]);
      expect([await store.deleteWhatIf("w1"), await store.deleteWhatIf("w1")]).toEqual([true, false]);
      expect(await store.getWhatIf("w1")).toBeUndefined();
    });

    it("stores a what-if with its job's end, once", async () => {
      await store.putJob({
        id: "j1",
        createdAt: AT,
        state: "queued",
        attempts: 0,
        snapshot: {},
        task: jsonOf({ a: 1 }),
      });
      const end = { id: "j1", state: "succeeded", snapshot: { done: 1 } } as const;
      expect(await store.endJob({ ...end, made: written("w1") })).toBe(true);
      expect(await store.endJob({ ...end, made: written("w2") })).toBe(false);
      expect([(await store.getWhatIf("w1"))?.id, await store.getWhatIf("w2")]).toEqual(["w1", undefined]);
    });

    it("knows one job by its id", async () => {
      const job = {
        id: "j1",
        createdAt: AT,
        state: "queued",
        attempts: 0,
        snapshot: {},
        task: jsonOf({ a: 1 }),
      } as const;
      await store.putJob(job);
      expect([await store.getJob("j1"), await store.getJob("j2")]).toEqual([job, undefined]);
    });

    it("keeps shares by subject, newest first, until they are taken back", async () => {
      const share = (id: string, subject: string, madeBy?: string) => ({
        id,
        createdAt: AT,
        expiresAt: LATER,
        subject,
        ...(madeBy === undefined ? {} : { madeBy }),
      });
      for (const one of [share("a", "plans/1"), share("b", "plans/2"), share("c", "plans/1", "ada/key")])
        await store.putShare(one);
      await expect(store.putShare(share("a", "plans/9"))).rejects.toThrow(IdTaken);
      expect((await store.listShares("plans/1")).map(({ id }) => id)).toEqual(["c", "a"]);
      expect([await store.deleteShare("a"), await store.deleteShare("a")]).toEqual([true, false]);
      expect([await store.getShare("a"), await store.getShare("c")]).toEqual([
        undefined,
        share("c", "plans/1", "ada/key"),
      ]);
    });

    it("forgets shares that ended by a time, of whatever subject, and keeps the others", async () => {
      const ends = { a: AT, b: LATER, c: "2006-11-02T08:00:00.001Z" };
      for (const [id, expiresAt] of Object.entries(ends))
        await store.putShare({ id, createdAt: AT, expiresAt, subject: `what-ifs/${id}` });
      expect([await store.forgetShares(LATER), await store.forgetShares(LATER)]).toEqual([2, 0]);
      expect([await store.getShare("b"), (await store.getShare("c"))?.subject]).toEqual([undefined, "what-ifs/c"]);
    });

    it("gives a name for a request to one of two callers, and its answer to all that come later", async () => {
      const named = { id: "key", createdAt: AT, fingerprint: "f1" };
      const claims = await Promise.all([store.claimOnce(named), store.claimOnce({ ...named, fingerprint: "f2" })]);
      expect(claims.filter((one) => one === undefined)).toHaveLength(1);
      const [winner] = claims[0] === undefined ? ["f1"] : ["f2"];
      expect(await store.claimOnce(named)).toEqual({ ...named, fingerprint: winner });
      expect(await store.settleOnce("key", { status: 202 })).toBe(true);
      expect(await store.settleOnce("key", { status: 500 })).toBe(false);
      expect(await store.claimOnce(named)).toEqual({ ...named, fingerprint: winner, answer: { status: 202 } });
    });

    it("takes a name back while it has no answer, and forgets old ones", async () => {
      await store.claimOnce({ id: "a", createdAt: AT, fingerprint: "f" });
      expect([await store.releaseOnce("a"), await store.releaseOnce("a")]).toEqual([true, false]);
      expect(await store.claimOnce({ id: "a", createdAt: AT, fingerprint: "f" })).toBeUndefined();
      await store.settleOnce("a", 1);
      expect(await store.releaseOnce("a")).toBe(false);
      await store.claimOnce({ id: "b", createdAt: LATER, fingerprint: "f" });
      expect(await store.forgetOnce(LATER)).toBe(1);
      expect((await store.claimOnce({ id: "b", createdAt: LATER, fingerprint: "f" }))?.id).toBe("b");
    });
  });
}
