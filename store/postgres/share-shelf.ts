/** Shares in their table; who asks decides whether one has expired. */
import type { Store, StoredShare } from "../store.ts";
import { inserting } from "./inserting.ts";
import type { Database, ShareTable } from "./tables.ts";

/** The shares' part of a store. */
export type ShareShelf = Pick<Store, "putShare" | "getShare" | "listShares" | "deleteShare" | "forgetShares">;

const COLUMNS = ["id", "created_at", "expires_at", "subject", "made_by"] as const;

const shareOf = (row: Omit<ShareTable, "number">): StoredShare => ({
  id: row.id,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  subject: row.subject,
  ...(row.made_by === null ? {} : { madeBy: row.made_by }),
});

/** The shelf over the table `share`. */
export function shareShelf(db: Database): ShareShelf {
  return {
    putShare: async ({ id, createdAt, expiresAt, subject, madeBy }) => {
      const row = { id, created_at: createdAt, expires_at: expiresAt, subject, made_by: madeBy ?? null };
      await inserting(id, db.insertInto("share").values(row).execute());
    },
    getShare: async (id) => {
      const row = await db.selectFrom("share").select(COLUMNS).where("id", "=", id).executeTakeFirst();
      return row === undefined ? undefined : shareOf(row);
    },
    listShares: async (subject) => {
      const own = db.selectFrom("share").select(COLUMNS).where("subject", "=", subject);
      return (await own.orderBy("number", "desc").execute()).map(shareOf);
    },
    deleteShare: async (id) => {
      const { numDeletedRows } = await db.deleteFrom("share").where("id", "=", id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
    forgetShares: async (until) => {
      const { numDeletedRows } = await db.deleteFrom("share").where("expires_at", "<=", until).executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
