/** Uploads in the embedded store: who they are and who reads them in a table, their bytes in a place of their own. */
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { type BytesPlace, bytesInFolder, bytesInMemory } from "./bytes.ts";
import { inserting } from "./inserting.ts";
import { type FileList, bytesIn, filesFrom, listOf } from "./upload-files.ts";
import { MOST_REFUSED_UPLOADS, type StoredUpload, type UploadShelf } from "./upload.ts";

/** Folder of the bytes, beside the database's file. */
const FOLDER = "uploads";
const MS_PER_SECOND = 1000;
const SHOWN = "id, created_at, wish, attempts, problem";

const statementsOf = (db: DatabaseSync) => ({
  // its bytes count against those of all that wait
  put: db.prepare(
    `insert into upload (id, created_at, wish, attempts, files, bytes, place)
     select ?, ?, ?, 0, ?, ?, ? from (select count(*) as n, total(bytes) as sum from upload where place is not null)
     where n < ? and sum + ? <= ?`,
  ),
  get: db.prepare(`select ${SHOWN} from upload where id = ?`),
  files: db.prepare("select files, place from upload where id = ?"),
  place: db.prepare("select 1 from upload where place = ?"),
  claim: db.prepare(
    `update upload set claimant = :by, claimed_until = :until, attempts = attempts + 1
     where number = (
       select number from upload
       where place is not null and (:id is null or id = :id)
         and (claimant is null or claimed_until <= :now or (:alone and claimant <> :by))
       order by number limit 1
     ) returning ${SHOWN}`,
  ),
  hold: db.prepare("update upload set claimed_until = ? where id = ? and claimant = ?"),
  release: db.prepare(
    "update upload set claimant = null, claimed_until = null, attempts = attempts - 1 where id = ? and claimant = ?",
  ),
  read: db.prepare("delete from upload where id = ? and claimant = ? returning place"),
  delete: db.prepare("delete from upload where id = ? returning place"),
  refuse: db.prepare(
    `update upload set problem = ?, place = null, bytes = 0, files = '[]', claimant = null, claimed_until = null
     where id = ? and claimant = ?`,
  ),
  forget: db.prepare(
    `delete from upload where number in
       (select number from upload where problem is not null order by number desc limit -1 offset ${MOST_REFUSED_UPLOADS})`,
  ),
  keep: db.prepare("insert into inventory (id, created_at, body) values (?, ?, ?) on conflict do nothing"),
});

type Row = Readonly<Record<string, unknown>>;

const uploadOf = (row: Row): StoredUpload => ({
  id: String(row["id"]),
  createdAt: String(row["created_at"]),
  wish: JSON.parse(String(row["wish"])) as unknown,
  attempts: Number(row["attempts"]),
  ...(typeof row["problem"] === "string" ? { problem: JSON.parse(row["problem"]) as unknown } : {}),
});

const placeIn = (row: Row | undefined): string | undefined =>
  typeof row?.["place"] === "string" ? row["place"] : undefined;

/** Both or neither. */
function together<T>(db: DatabaseSync, work: () => T): T {
  db.exec("begin immediate");
  try {
    const made = work();
    db.exec("commit");
    return made;
  } catch (error) {
    if (db.isTransaction) db.exec("rollback");
    throw error;
  }
}

/** Where a store in this file keeps bytes; what no row names is removed. */
function placeBeside(file: string, isKnown: (name: string) => boolean): BytesPlace {
  return file === ":memory:" ? bytesInMemory() : bytesInFolder(path.join(path.dirname(file), FOLDER), isKnown);
}

/** The shelf over the table `upload`. @param file of the database */
export function uploadShelf(db: DatabaseSync, file: string): UploadShelf {
  const sql = statementsOf(db);
  const bytes = placeBeside(file, (name) => sql.place.get(name) !== undefined);
  const dropped = async (row: Row | undefined): Promise<boolean> => {
    const place = placeIn(row);
    if (place !== undefined) await bytes.drop(place);
    return row !== undefined;
  };
  const until = (seconds: number) => Date.now() + seconds * MS_PER_SECOND;
  return {
    async putUpload({ id, createdAt, wish, files }, most) {
      const list = listOf(files);
      const size = bytesIn(list);
      const place = await bytes.put(files.map((one) => one.bytes));
      let isKept = false;
      try {
        const row = [id, createdAt, JSON.stringify(wish), JSON.stringify(list), size, place] as const;
        inserting(id, () => {
          isKept = Number(sql.put.run(...row, most.uploads, size, most.bytes).changes) > 0;
        });
      } finally {
        if (!isKept) await bytes.drop(place);
      }
      return isKept;
    },
    async getUpload(id) {
      const row = sql.get.get(id);
      return row === undefined ? undefined : uploadOf(row);
    },
    async claimUpload({ by, seconds, isAlone }, id) {
      const asked = { by, until: until(seconds), now: Date.now(), alone: isAlone ? 1 : 0, id: id ?? null };
      const row = sql.claim.get(asked);
      return row === undefined ? undefined : uploadOf(row);
    },
    async uploadFiles(id) {
      const row = sql.files.get(id);
      const place = placeIn(row);
      const found = place === undefined ? undefined : await bytes.get(place);
      return found === undefined ? undefined : filesFrom(JSON.parse(String(row?.["files"])) as FileList, found);
    },
    async holdUpload(id, { by, seconds }) {
      return Number(sql.hold.run(until(seconds), id, by).changes) > 0;
    },
    async releaseUpload(id, by) {
      return Number(sql.release.run(id, by).changes) > 0;
    },
    async endUpload(end) {
      const { id, by } = end;
      if ("body" in end) {
        return await dropped(
          together(db, () => {
            const row = sql.read.get(id, by);
            if (row !== undefined) sql.keep.run(id, end.storedAt, end.body);
            return row;
          }),
        );
      }
      const place = placeIn(sql.files.get(id));
      const isOurs = together(db, () => {
        const { changes } = sql.refuse.run(JSON.stringify(end.problem), id, by);
        sql.forget.run();
        return Number(changes) > 0;
      });
      if (isOurs && place !== undefined) await bytes.drop(place);
      return isOurs;
    },
    deleteUpload: (id) => dropped(sql.delete.get(id)),
  };
}
