/**
 * That this process lives, as the others see it: an advisory lock of PostgreSQL under a number of its own, held by a
 * connection of its own. The lock ends with the connection: at once when the process is killed, within ten seconds when
 * its machine is gone. No clock is compared and nothing is written while all goes well. A process that only lost its
 * connection takes the same lock again.
 */
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { storeError } from "./unavailable.ts";

/** First half of the lock's name, so that no other program's numbers are in the way; "host" in ASCII. */
export const LOCK_CLASS = 0x68_6f_73_74;
const MS_BETWEEN_TRIES = 500;
const CONNECT_MS = 5000;
const SETTINGS = "set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3";

/** A process among those that share a database. */
export interface Presence {
  /** Its number, ≥ 1. */
  readonly number: number;
  /** Whether the others see it now; never rejects. */
  readonly isSeen: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** @throws Error when a connection of before still has it */
async function lock(client: Client, number: number): Promise<void> {
  const { rows } = await client.query("select pg_try_advisory_lock($1, $2) as got", [LOCK_CLASS, number]);
  if ((rows as readonly { readonly got: boolean }[])[0]?.got !== true) throw new Error(`lock ${number} is held`);
}

/** Connect, and do what is asked on the connection; where any of that fails, it is closed. */
async function connectedFor<T>(address: string, what: (client: Client) => Promise<T>) {
  const client = new Client({
    connectionString: address,
    application_name: "hostwright presence",
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
    keepAlive: true,
  });
  // told by "end" too; without a listener the error would end the process
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query(SETTINGS);
    return { client, result: await what(client) };
  } catch (error) {
    void client.end();
    throw error;
  }
}

async function firstLock(client: Client): Promise<number> {
  const { rows } = await client.query("select nextval('server_number')::integer as number");
  const number = Number((rows as readonly { readonly number: number }[])[0]?.number);
  await lock(client, number);
  return number;
}

/** Keeps the lock: on this connection, and once that is lost, on another. */
function keeper(address: string, number: number, first: Client) {
  const state: { client: Client | undefined; isClosed: boolean } = { client: undefined, isClosed: false };
  const lose = (lost: Client) => {
    if (state.client !== lost) return;
    state.client = undefined;
    if (!state.isClosed) void regain();
  };
  const hold = (held: Client) => {
    state.client = held;
    held.once("end", () => lose(held));
  };
  const regain = async () => {
    while (state.client === undefined && !state.isClosed) {
      await pause(MS_BETWEEN_TRIES, undefined, { ref: false });
      const again = await connectedFor(address, (on) => lock(on, number)).catch(() => undefined);
      if (again === undefined) continue;
      if (state.isClosed) await again.client.end();
      else hold(again.client);
    }
  };
  hold(first);
  return { state, lose };
}

/** Become one of those that share the database. @throws StoreUnavailable */
export async function presence(address: string): Promise<Presence> {
  const first = await connectedFor(address, firstLock).catch((error: unknown) => {
    throw storeError(error);
  });
  const { state, lose } = keeper(address, first.result, first.client);
  return {
    number: first.result,
    isSeen: async () => {
      const { client } = state;
      if (client === undefined) return false;
      try {
        await client.query("select 1");
        return true;
      } catch {
        // a server that vanished without a word is noticed here
        lose(client);
        void client.end();
        return false;
      }
    },
    close: async () => {
      state.isClosed = true;
      await state.client?.end();
    },
  };
}
