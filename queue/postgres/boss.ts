/**
 * Tickets on pg-boss, in a schema of its own beside the store's tables. A ticket's id is its job's id. A claim that is not
 * held on to for 10 s is void and waits again; pg-boss looks every 2 s. It never gives up: the rule of three deaths is the
 * worker's, who knows which deaths count.
 */
import { PgBoss } from "pg-boss";
import type { Claim, Ticket } from "../queue.ts";

const SCHEMA = "hostwright_boss";
const NAME = "jobs";
/** The least that pg-boss allows. */
const HEARTBEAT_SECONDS = 10;
const LOOK_SECONDS = 2;
/** The most that pg-boss allows, a day: as long as the longest time limit of a job. */
const EXPIRE_SECONDS = 86_400;
const NEVER = 1_000_000;
const KEEP_SECONDS = 3600;
/** A job that waits longer is sent again by whoever serves. */
const RETENTION_SECONDS = 90 * 86_400;
const CONNECTIONS = 4;

/** The part of the queue that pg-boss is. */
export interface Tickets {
  readonly send: (tickets: readonly Ticket[]) => Promise<void>;
  readonly take: (most: number) => Promise<readonly Claim[]>;
  readonly hold: (claims: readonly Claim[]) => Promise<ReadonlySet<string>>;
  readonly drop: (claim: Claim) => Promise<void>;
  readonly giveBack: (claim: Claim) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Somebody waits for a whole job; a chunk's job runs already. */
const inserted = ({ id, chunkOf }: Ticket) => (chunkOf === undefined ? { id, priority: 1 } : { id, data: { chunkOf } });
const held = ({ id, attempt }: Claim) => ({ id, retryCount: attempt });

/** SQL that removes tickets ($1: ids) that were done with, so that they can be sent again. */
export const FORGET_ENDED = `delete from ${SCHEMA}.job where name = '${NAME}' and id = any($1::uuid[]) and state >= 'completed'`;
/** SQL for the jobs whose tickets wait or are held. */
export const LIVE_TICKETS = `select distinct coalesce(data->>'chunkOf', id::text) as id from ${SCHEMA}.job where name = '${NAME}' and state < 'completed'`;

/**
 * Connect, and make the queue where it is not there.
 * @param onError told of what goes wrong between calls
 */
export async function bossTickets(address: string, onError: (error: Error) => void): Promise<Tickets> {
  const boss = new PgBoss({
    connectionString: address,
    application_name: "hostwright queue",
    schema: SCHEMA,
    max: CONNECTIONS,
    schedule: false,
    superviseIntervalSeconds: LOOK_SECONDS,
    monitorIntervalSeconds: LOOK_SECONDS,
    monitorVacuum: false,
  });
  boss.on("error", onError);
  await boss.start();
  await boss.createQueue(NAME, {
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: EXPIRE_SECONDS,
    retryLimit: NEVER,
    retryDelay: 0,
    deleteAfterSeconds: KEEP_SECONDS,
    retentionSeconds: RETENTION_SECONDS,
  });
  return {
    send: async (tickets) => {
      if (tickets.length > 0) await boss.insert(NAME, tickets.map(inserted));
    },
    take: async (most) => {
      const jobs = await boss.fetch<Pick<Ticket, "chunkOf"> | null>(NAME, { batchSize: most });
      return jobs.map(({ id, retryCount, data }) => ({ ...data, id, attempt: retryCount }));
    },
    hold: async (claims) => {
      if (claims.length === 0) return new Set();
      const { settled = [] }: { readonly settled?: readonly string[] } = await boss.touch(NAME, claims.map(held));
      return new Set(settled);
    },
    drop: async (claim) => void (await boss.complete(NAME, [held(claim)])),
    giveBack: async (claim) => void (await boss.fail(NAME, [held(claim)])),
    close: () => boss.stop({ graceful: false }),
  };
}
