/** Uploads in their table, their bytes beside in parts. Claims run out by the database's clock, which its servers share. */
import { type RawBuilder, type Selectable, sql } from "kysely";
import { type FileList, bytesIn, filesFrom, listOf } from "../upload-files.ts";
import { MOST_REFUSED_UPLOADS, type StoredUpload, type UploadBounds, type UploadShelf } from "../upload.ts";
import { columnsOf } from "./columns.ts";
import { inserting } from "./inserting.ts";
import type { Database, UploadTable } from "./tables.ts";
import { partsFrom, putParts } from "./upload-parts.ts";

const SHOWN = ["id", "created_at", "wish", "attempts", "problem"] as const;
/** Names the lock under which sums of waiting uploads are taken; any number that nobody else uses in this database. */
const SUM_LOCK = 7_403_001;

const uploadOf = (row: Pick<Selectable<UploadTable>, (typeof SHOWN)[number]>): StoredUpload => ({
  id: row.id,
  createdAt: row.created_at,
  wish: JSON.parse(row.wish) as unknown,
  attempts: row.attempts,
  ...(row.problem === null ? {} : { problem: JSON.parse(row.problem) as unknown }),
});

const until = (seconds: number): RawBuilder<Date> => sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})`;

/** Ends the transaction of an upload that is one too many. */
class TooMuch extends Error {}

/** @throws TooMuch when more waits than may, this transaction's own included; others wait here until it has ended */
async function heed(on: Database, most: UploadBounds): Promise<void> {
  await sql`select pg_advisory_xact_lock(${SUM_LOCK})`.execute(on);
  const { rows } = await sql<{ uploads: string; bytes: string }>`
    select count(*) as uploads, coalesce(sum(bytes), 0) as bytes from upload where problem is null`.execute(on);
  if (Number(rows[0]?.uploads) > most.uploads || Number(rows[0]?.bytes) > most.bytes) throw new TooMuch();
}

/** Forget the oldest refused uploads beyond those that are remembered. */
const forgetRefused = (on: Database) =>
  sql`delete from upload where problem is not null and number <= (
    select number from upload where problem is not null order by number desc offset ${MOST_REFUSED_UPLOADS} limit 1
  )`.execute(on);

type Putting = Pick<UploadShelf, "putUpload" | "uploadFiles">;

const bytesOn = (db: Database): Putting => ({
  putUpload: async ({ id, createdAt, wish, files }, most) => {
    const list = listOf(files);
    const texts = { wish: JSON.stringify(wish), files: JSON.stringify(list) };
    const row = { id, created_at: createdAt, attempts: 0, bytes: bytesIn(list), ...texts };
    const put = db.transaction().execute(async (on) => {
      const { number } = await on.insertInto("upload").values(row).returning("number").executeTakeFirstOrThrow();
      await putParts(
        on,
        number,
        files.map(({ bytes }) => bytes),
      );
      await heed(on, most);
    });
    try {
      await inserting(id, put);
      return true;
    } catch (error) {
      if (error instanceof TooMuch) return false;
      throw error;
    }
  },
  uploadFiles: async (id) => {
    const row = await db
      .selectFrom("upload")
      .select(["number", "files"])
      .where("id", "=", id)
      .where("problem", "is", null)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const bytes = await partsFrom(db, row.number);
    const list = JSON.parse(row.files) as FileList;
    // forgotten between the two statements
    return bytes.length === 0 && bytesIn(list) > 0 ? undefined : filesFrom(list, bytes);
  },
});

/** The shelf over the tables `upload` and `upload_part`. */
export function uploadShelf(db: Database): UploadShelf {
  return {
    ...bytesOn(db),
    getUpload: async (id) => {
      const row = await db.selectFrom("upload").select(SHOWN).where("id", "=", id).executeTakeFirst();
      return row === undefined ? undefined : uploadOf(row);
    },
    claimUpload: async ({ by, seconds, isAlone }, id) => {
      const isFree = sql<boolean>`(claimant is null or claimed_until <= clock_timestamp() or (${isAlone} and claimant <> ${by}))`;
      const free = db.selectFrom("upload").select("number").where("problem", "is", null).where(isFree);
      const asked = id === undefined ? free : free.where("id", "=", id);
      const row = await db
        .updateTable("upload")
        .set({ claimant: by, claimed_until: until(seconds), attempts: sql<number>`attempts + 1` })
        .where("number", "=", asked.orderBy("number").limit(1).forUpdate().skipLocked())
        .returning(SHOWN)
        .executeTakeFirst();
      return row === undefined ? undefined : uploadOf(row);
    },
    holdUpload: async (id, { by, seconds }) => {
      const own = db.updateTable("upload").where("id", "=", id).where("claimant", "=", by);
      return (await own.set({ claimed_until: until(seconds) }).executeTakeFirst()).numUpdatedRows > 0n;
    },
    releaseUpload: async (id, by) => {
      const own = db.updateTable("upload").where("id", "=", id).where("claimant", "=", by);
      const free = { claimant: null, claimed_until: null, attempts: sql<number>`attempts - 1` };
      return (await own.set(free).executeTakeFirst()).numUpdatedRows > 0n;
    },
    endUpload: async (end) => {
      return await db.transaction().execute(async (on) => {
        const isOurs = on.selectFrom("upload").where("id", "=", end.id).where("claimant", "=", end.by);
        const row = await isOurs.select("number").forUpdate().executeTakeFirst();
        if (row === undefined) return false;
        if ("body" in end) {
          await on.deleteFrom("upload").where("number", "=", row.number).execute();
          const inventory = { id: end.id, created_at: end.storedAt, ...columnsOf(end.body) };
          const keep = on.insertInto("inventory").values(inventory);
          await keep.onConflict((conflict) => conflict.doNothing()).execute();
        } else if ("problem" in end) {
          const refused = { problem: JSON.stringify(end.problem), bytes: 0, files: "[]" };
          const change = { ...refused, claimant: null, claimed_until: null };
          await on.updateTable("upload").set(change).where("number", "=", row.number).execute();
          await on.deleteFrom("upload_part").where("upload", "=", row.number).execute();
          await forgetRefused(on);
        }
        return true;
      });
    },
    deleteUpload: async (id) => {
      const { numDeletedRows } = await db.deleteFrom("upload").where("id", "=", id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
