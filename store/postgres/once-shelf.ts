/** Requests under names of their callers' own, in their table: the insert decides who was first. */
import type { Store, StoredOnce } from "../store.ts";
import type { Database, OnceTable } from "./tables.ts";

/** This part of a store. */
export type OnceShelf = Pick<Store, "claimOnce" | "settleOnce" | "releaseOnce" | "forgetOnce">;

const onceOf = (row: OnceTable): StoredOnce => ({
  id: row.id,
  createdAt: row.created_at,
  fingerprint: row.fingerprint,
  ...(row.answer === null ? {} : { answer: JSON.parse(row.answer) as unknown }),
});

/** The shelf over the table `once`. */
export function onceShelf(db: Database): OnceShelf {
  return {
    claimOnce: async ({ id, createdAt, fingerprint }) => {
      const row = { id, created_at: createdAt, fingerprint };
      for (;;) {
        const claim = db
          .insertInto("once")
          .values(row)
          .onConflict((conflict) => conflict.doNothing());
        if (((await claim.executeTakeFirst()).numInsertedOrUpdatedRows ?? 0n) > 0n) return undefined;
        const taken = await db.selectFrom("once").selectAll().where("id", "=", id).executeTakeFirst();
        if (taken !== undefined) return onceOf(taken);
        // given back between the two: it is free again
      }
    },
    settleOnce: async (id, answer) => {
      const own = db
        .updateTable("once")
        .set({ answer: JSON.stringify(answer) })
        .where("id", "=", id);
      return (await own.where("answer", "is", null).executeTakeFirst()).numUpdatedRows > 0n;
    },
    releaseOnce: async (id) => {
      const own = db.deleteFrom("once").where("id", "=", id).where("answer", "is", null);
      return (await own.executeTakeFirst()).numDeletedRows > 0n;
    },
    forgetOnce: async (before) => {
      const { numDeletedRows } = await db.deleteFrom("once").where("created_at", "<", before).executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
