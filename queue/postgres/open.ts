/**
 * The queue on a PostgreSQL server, the one the store is on: tickets by pg-boss, news by LISTEN and NOTIFY, wishes and the
 * version in two tables of its own.
 */
import { Pool } from "pg";
import { StoreUnavailable } from "#store";
import type { Queue } from "../queue.ts";
import { FORGET_ENDED, LIVE_TICKETS, bossTickets } from "./boss.ts";
import { chunksIn } from "./chunks.ts";
import { listening } from "./notices.ts";
import { prepare } from "./tables.ts";

/** How the queue says what goes wrong. */
export interface QueueOptions {
  /** Told of errors between calls, such as a connection that broke; it is made again. Left out = they are not told. */
  readonly onError?: (error: Error) => void;
}

const CONNECTIONS = 4;
/** A database that does not answer at all is given up after this. */
const CONNECT_MS = 10_000;

/**
 * Open the queue, making its tables where they are not there.
 * @throws Error when the database does not answer or refuses
 */
export async function openQueue(address: string, options: QueueOptions = {}): Promise<Queue> {
  const onError = options.onError ?? (() => {});
  const pool = new Pool({
    connectionString: address,
    application_name: "hostwright queue",
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
  });
  pool.on("error", onError);
  // a connection may also be lost while it is in use: whoever asked is told
  pool.on("connect", (client) => client.on("error", () => {}));
  const undo: (() => Promise<void>)[] = [() => pool.end()];
  try {
    await prepare(pool);
    const tickets = await bossTickets(address, onError);
    undo.unshift(tickets.close);
    const notices = await listening(address, pool, onError);
    undo.unshift(notices.close);
    return queueOf(pool, { tickets, notices }, undo);
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
}

interface Made {
  readonly tickets: Awaited<ReturnType<typeof bossTickets>>;
  readonly notices: Awaited<ReturnType<typeof listening>>;
}

const idsOf = (rows: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(rows.map(({ id }) => id));

function queueOf(pool: Pool, { tickets, notices }: Made, undo: (() => Promise<void>)[]): Queue {
  return {
    ...tickets,
    ...notices,
    chunks: chunksIn(pool),
    send: async (list) => {
      await pool.query(FORGET_ENDED, [list.map(({ id }) => id)]);
      await tickets.send(list);
      await notices.tell({ kind: "work" });
    },
    giveBack: async (claim) => {
      await tickets.giveBack(claim);
      await notices.tell({ kind: "work" });
    },
    live: async () => idsOf((await pool.query<{ id: string }>(LIVE_TICKETS)).rows),
    wish: async (id) => {
      try {
        await pool.query("insert into hostwright_queue.wish (id) values ($1) on conflict do nothing", [id]);
      } catch (error) {
        throw new StoreUnavailable(error instanceof Error ? error.message : String(error));
      }
    },
    wishes: async () => idsOf((await pool.query<{ id: string }>("select id from hostwright_queue.wish")).rows),
    forgetWishes: async (ids) => {
      if (ids.length > 0) await pool.query("delete from hostwright_queue.wish where id = any($1)", [ids]);
    },
    version: async (version, set) => {
      const change = set === "always" ? "do update set version = excluded.version" : "do nothing";
      const insert = `insert into hostwright_queue.product (single, version) values (true, $1) on conflict (single) ${change}`;
      await pool.query(insert, [version]);
      const { rows } = await pool.query<{ version: string }>("select version from hostwright_queue.product");
      return rows[0]?.version ?? version;
    },
    close: async () => {
      for (const step of undo.splice(0)) await step();
    },
  };
}
