/** Shares in their table; who asks decides whether one has expired. */
import type { DatabaseSync } from "node:sqlite";
import { inserting } from "./inserting.ts";
import type { Store, StoredShare } from "./store.ts";

/** The shares' part of a store. */
export type ShareShelf = Pick<Store, "putShare" | "getShare" | "listShares" | "deleteShare" | "forgetShares">;

const shareOf = (row: Readonly<Record<string, unknown>>): StoredShare => ({
  id: String(row["id"]),
  createdAt: String(row["created_at"]),
  expiresAt: String(row["expires_at"]),
  subject: String(row["subject"]),
  ...(typeof row["made_by"] === "string" ? { madeBy: row["made_by"] } : {}),
});

/** The shelf over the table `share`. */
export function shareShelf(db: DatabaseSync): ShareShelf {
  const columns = "id, created_at, expires_at, subject, made_by";
  const sql = {
    put: db.prepare(`insert into share (${columns}) values (?, ?, ?, ?, ?)`),
    get: db.prepare(`select ${columns} from share where id = ?`),
    list: db.prepare(`select ${columns} from share where subject = ? order by number desc`),
    delete: db.prepare("delete from share where id = ?"),
    forget: db.prepare("delete from share where expires_at <= ?"),
  };
  return {
    async putShare({ id, createdAt, expiresAt, subject, madeBy }) {
      inserting(id, () => sql.put.run(id, createdAt, expiresAt, subject, madeBy ?? null));
    },
    async getShare(id) {
      const row = sql.get.get(id);
      return row === undefined ? undefined : shareOf(row);
    },
    async listShares(subject) {
      return sql.list.all(subject).map(shareOf);
    },
    async deleteShare(id) {
      return Number(sql.delete.run(id).changes) > 0;
    },
    async forgetShares(until) {
      return Number(sql.forget.run(until).changes);
    },
  };
}
