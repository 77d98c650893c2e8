/** Requests under names of their callers' own, in their table: the insert decides who was first. */
import type { DatabaseSync } from "node:sqlite";
import type { Store, StoredOnce } from "./store.ts";

/** This part of a store. */
export type OnceShelf = Pick<Store, "claimOnce" | "settleOnce" | "releaseOnce" | "forgetOnce">;

const onceOf = (row: Readonly<Record<string, unknown>>): StoredOnce => ({
  id: String(row["id"]),
  createdAt: String(row["created_at"]),
  fingerprint: String(row["fingerprint"]),
  ...(typeof row["answer"] === "string" ? { answer: JSON.parse(row["answer"]) as unknown } : {}),
});

/** The shelf over the table `once`. */
export function onceShelf(db: DatabaseSync): OnceShelf {
  const sql = {
    claim: db.prepare("insert into once (id, created_at, fingerprint) values (?, ?, ?) on conflict do nothing"),
    get: db.prepare("select id, created_at, fingerprint, answer from once where id = ?"),
    settle: db.prepare("update once set answer = ? where id = ? and answer is null"),
    release: db.prepare("delete from once where id = ? and answer is null"),
    forget: db.prepare("delete from once where created_at < ?"),
  };
  return {
    async claimOnce({ id, createdAt, fingerprint }) {
      if (Number(sql.claim.run(id, createdAt, fingerprint).changes) > 0) return undefined;
      const row = sql.get.get(id);
      return row === undefined ? undefined : onceOf(row);
    },
    async settleOnce(id, answer) {
      return Number(sql.settle.run(JSON.stringify(answer), id).changes) > 0;
    },
    async releaseOnce(id) {
      return Number(sql.release.run(id).changes) > 0;
    },
    async forgetOnce(before) {
      return Number(sql.forget.run(before).changes);
    },
  };
}
