/**
 * Which of the processes that share a database has which open job. A job belongs to the process that took it in; when that
 * one is no longer there ({@link presence}), to whoever claims it first. A process wrongly taken for gone costs double work
 * and nothing else: of two ends of a job the first counts.
 */
import { sql } from "kysely";
import type { StoredJob } from "../store.ts";
import { JOB_COLUMNS, OPEN, jobOf } from "./job-shelf.ts";
import { LOCK_CLASS, type Presence, presence } from "./presence.ts";
import type { Database } from "./tables.ts";

/**
 * An owner must be missing for so long: one that only lost its connection, or whose database restarted, takes its lock
 * again within half a second, on a busy machine two. Who has just started has seen nobody yet and asks how long the database is up.
 */
const MISSING_MS = 3000;

/** Claims of one process. */
export interface Claims {
  /** Number of this process; undefined until it has claimed once. */
  readonly number: () => number | undefined;
  /** See `claimJobs` of a shared store. */
  readonly claim: () => Promise<readonly StoredJob[]>;
  readonly close: () => Promise<void>;
}

const isMissing = sql<boolean>`not exists (
  select from pg_locks
  where locktype = 'advisory' and granted and classid = ${sql.lit(LOCK_CLASS)} and objid = job.owner::oid and objsubid = 2
    and database = (select oid from pg_database where datname = current_database()))`;
const isUp = sql<boolean>`pg_postmaster_start_time() < now() - ${sql.lit(MISSING_MS)} * interval '1 ms'`;

/** Owners of open jobs that are missing for long enough, by looks at the database. */
function missingOwners(db: Database) {
  let since: ReadonlyMap<number, number> | undefined;
  return async (me: number): Promise<readonly number[]> => {
    const query = db
      .selectFrom("job")
      .select(["owner", isUp.as("is_up")])
      .distinct();
    const rows = await query.where("state", "in", OPEN).where("owner", "<>", me).where(isMissing).execute();
    const now = performance.now();
    const before = since;
    const seenAt = (owner: number, isUpForLong: boolean) =>
      before?.get(owner) ?? (before === undefined && isUpForLong ? now - MISSING_MS : now);
    since = new Map(rows.flatMap(({ owner, is_up }) => (owner === null ? [] : [[owner, seenAt(owner, is_up)]])));
    return [...since].filter(([, at]) => now - at >= MISSING_MS).map(([owner]) => owner);
  };
}

/** Take jobs of these owners, as far as they are missing still, and those of nobody. */
async function take(db: Database, me: number, owners: readonly number[]): Promise<readonly StoredJob[]> {
  const rows = await db
    .updateTable("job")
    .set({ owner: me })
    .where("state", "in", OPEN)
    .where(
      sql<boolean>`(job.owner is null or (job.owner = any(${owners}::integer[]) and (job.owner = ${me} or ${isMissing})))`,
    )
    .returning(["number", ...JOB_COLUMNS])
    .execute();
  return await Promise.all(rows.toSorted((a, b) => Number(a.number) - Number(b.number)).map(jobOf));
}

/** Claims on the jobs of this database. */
export function claimsOn(db: Database, address: string): Claims {
  const missing = missingOwners(db);
  let own: Promise<Presence> | undefined;
  let number: number | undefined;
  /** The answer to a claim was lost: jobs may be ours without our knowing. */
  let isUnsure = false;
  const present = async (): Promise<Presence> => {
    own ??= presence(address);
    try {
      const one = await own;
      ({ number } = one);
      return one;
    } catch (error) {
      own = undefined;
      throw error;
    }
  };
  return {
    number: () => number,
    claim: async () => {
      const me = await present();
      if (!(await me.isSeen())) return [];
      const owners = await missing(me.number);
      const asked = isUnsure ? [...owners, me.number] : owners;
      isUnsure = true;
      const taken = await take(db, me.number, asked);
      isUnsure = false;
      return taken;
    },
    close: async () => {
      await (await own?.catch(() => undefined))?.close();
    },
  };
}
