/**
 * Jobs in their table. A job that has ended never changes again: every write says so in its condition, so that of two ends
 * the first one counts, and what the second one made is not stored.
 */
import type { DatabaseSync } from "node:sqlite";
import { inserting } from "./inserting.ts";
import { packJson, unpackJson } from "./packed.ts";
import type { JobEnd, Store, StoredJob, StoredJobState } from "./store.ts";

/** Jobs that have ended and are remembered. */
const MOST_ENDED = 200;
const OPEN = "('queued', 'running')";

/** The jobs' part of a store. */
export type JobShelf = Pick<Store, "putJob" | "noteJob" | "getJob" | "listJobs" | "listJobStates"> & {
  /** @param insert stores what was made, within the transaction */
  readonly end: (end: JobEnd, insert: () => void) => boolean;
};

const statementsOf = (db: DatabaseSync) => ({
  put: db.prepare("insert into job (id, created_at, state, attempts, snapshot, task) values (?, ?, ?, ?, ?, ?)"),
  note: db.prepare(`update job set state = ?, attempts = ?, snapshot = ? where id = ? and state in ${OPEN}`),
  end: db.prepare(`update job set state = ?, snapshot = ?, task = null where id = ? and state in ${OPEN}`),
  forget: db.prepare(
    `delete from job where number in
       (select number from job where state not in ${OPEN} order by number desc limit -1 offset ?)`,
  ),
  get: db.prepare("select id, created_at, state, attempts, snapshot, task from job where id = ?"),
  list: db.prepare("select id, created_at, state, attempts, snapshot, task from job order by number"),
  states: db.prepare("select id, created_at, state, attempts, snapshot from job order by number"),
});

/** The shelf over the table `job`. */
export function jobShelf(db: DatabaseSync): JobShelf {
  const sql = statementsOf(db);
  return {
    putJob: async ({ id, createdAt, state, attempts, snapshot, task }) => {
      const packed = task === undefined ? null : await packJson(task);
      inserting(id, () => sql.put.run(id, createdAt, state, attempts, JSON.stringify(snapshot), packed));
    },
    noteJob: async ({ id, state, attempts, snapshot }) =>
      Number(sql.note.run(state, attempts, JSON.stringify(snapshot), id).changes) > 0,
    end: ({ id, state, snapshot }, insert) => {
      db.exec("begin immediate");
      try {
        const isOurs = Number(sql.end.run(state, JSON.stringify(snapshot), id).changes) > 0;
        if (isOurs) {
          insert();
          sql.forget.run(MOST_ENDED);
        }
        db.exec("commit");
        return isOurs;
      } catch (error) {
        if (db.isTransaction) db.exec("rollback");
        throw error;
      }
    },
    getJob: async (id) => {
      const row = sql.get.get(id);
      return row === undefined ? undefined : await jobOf(row);
    },
    listJobs: () => Promise.all(sql.list.all().map(jobOf)),
    listJobStates: () => Promise.resolve(sql.states.all().map(stateOf)),
  };
}

type Row = Readonly<Record<string, unknown>>;

const stateOf = (row: Row): Omit<StoredJob, "task"> => ({
  id: String(row["id"]),
  createdAt: String(row["created_at"]),
  state: String(row["state"]) as StoredJobState,
  attempts: Number(row["attempts"]),
  snapshot: JSON.parse(String(row["snapshot"])) as unknown,
});

async function jobOf(row: Row): Promise<StoredJob> {
  return {
    ...stateOf(row),
    ...(row["task"] === null ? {} : { task: await unpackJson(row["task"]) }),
  };
}
