/**
 * Jobs in their table. A job that has ended never changes again: every write says so in its condition. Of two ends at once
 * the second waits for the first one's row, finds it ended, and stores nothing.
 */
import { sql } from "kysely";
import type { JobEnd, Store, StoredJob, StoredJobState } from "../store.ts";
import { packJson, unpackJson } from "../packed.ts";
import { columnsOf } from "./columns.ts";
import { inserting } from "./inserting.ts";
import type { Database, JobTable } from "./tables.ts";

/** Jobs that have ended and are remembered. */
const MOST_ENDED = 200;
/** States of a job that has not ended. */
export const OPEN: readonly StoredJobState[] = ["queued", "running"];
const STATE_COLUMNS = ["id", "created_at", "state", "attempts", "snapshot"] as const;
/** What {@link jobOf} reads. */
export const JOB_COLUMNS = [...STATE_COLUMNS, "body", "body_gzip"] as const;

/** The jobs' part of a store. */
export type JobShelf = Pick<Store, "putJob" | "noteJob" | "getJob" | "listJobs" | "listJobStates"> & {
  /** @param insert stores what was made, within the transaction it is given */
  readonly end: (end: JobEnd, insert: (on: Database) => Promise<void>) => Promise<boolean>;
};

/** Forget all but the last that have ended. Rows that another end is forgetting already are left to it. */
async function forgetOldest(db: Database): Promise<void> {
  await sql`
    delete from job where number in (
      select number from job
      where state not in ('queued', 'running') and number <= (
        select number from job where state not in ('queued', 'running') order by number desc offset ${MOST_ENDED} limit 1
      )
      for update skip locked
    )`.execute(db);
}

/** The shelf over the table `job`. */
export function jobShelf(db: Database): JobShelf {
  return {
    putJob: async ({ id, createdAt, state, attempts, snapshot, task }) => {
      const body = task === undefined ? { body: null, body_gzip: null } : columnsOf(await packJson(task));
      const row = { id, created_at: createdAt, state, attempts, snapshot: JSON.stringify(snapshot), ...body };
      await inserting(id, db.insertInto("job").values(row).execute());
    },
    noteJob: async ({ id, state, attempts, snapshot }) => {
      const change = { state, attempts, snapshot: JSON.stringify(snapshot) };
      const note = db.updateTable("job").set(change).where("id", "=", id).where("state", "in", OPEN);
      return (await note.executeTakeFirst()).numUpdatedRows > 0n;
    },
    end: ({ id, state, snapshot }, insert) =>
      db.transaction().execute(async (on) => {
        const change = { state, snapshot: JSON.stringify(snapshot), body: null, body_gzip: null };
        const end = on.updateTable("job").set(change).where("id", "=", id).where("state", "in", OPEN);
        if ((await end.executeTakeFirst()).numUpdatedRows === 0n) return false;
        await insert(on);
        await forgetOldest(on);
        return true;
      }),
    getJob: async (id) => {
      const row = await db.selectFrom("job").select(JOB_COLUMNS).where("id", "=", id).executeTakeFirst();
      return row === undefined ? undefined : await jobOf(row);
    },
    listJobs: async () => {
      const rows = await db.selectFrom("job").select(JOB_COLUMNS).orderBy("number").execute();
      return await Promise.all(rows.map(jobOf));
    },
    listJobStates: async () => {
      const rows = await db.selectFrom("job").select(STATE_COLUMNS).orderBy("number").execute();
      return rows.map(stateOf);
    },
  };
}

const stateOf = (row: Omit<JobTable, "number" | "body" | "body_gzip">): Omit<StoredJob, "task"> => ({
  id: row.id,
  createdAt: row.created_at,
  state: row.state as StoredJobState,
  attempts: row.attempts,
  snapshot: JSON.parse(row.snapshot) as unknown,
});

/** A row as the store tells it. */
export async function jobOf(row: Omit<JobTable, "number">): Promise<StoredJob> {
  return {
    ...stateOf(row),
    ...(row.body === null && row.body_gzip === null ? {} : { task: await unpackJson(row.body ?? row.body_gzip) }),
  };
}
