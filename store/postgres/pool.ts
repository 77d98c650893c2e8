/**
 * Connections to the database: bounded in number and in time, and reopened as needed. Errors leave here as the store's
 * own; a connection on which one has shown that the server is gone is not used again.
 */
import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from "kysely";
import { Pool, type PoolClient } from "pg";
import { StoreUnavailable } from "../store.ts";
import { storeError } from "./unavailable.ts";

/** Of one server process; PostgreSQL allows 100 in all unless told otherwise. Chosen. */
const MOST_CONNECTIONS = 10;
/** For opening a connection, and for waiting until one is free. Chosen: a caller is still there then. */
const CONNECT_MS = 5000;
/** For one statement, on the server. The largest body takes a fraction of it. */
const STATEMENT_MS = 30_000;
/** Here: longer, so that the server's own word comes first where it can speak. */
const ANSWER_MS = 35_000;
/** For a row that another transaction holds; those last milliseconds. */
const LOCK_MS = 10_000;
const IDLE_MS = 30_000;

/** PostgreSQL takes no NUL in a text. As in UTF-8 of half a pair: what cannot be written becomes U+FFFD. */
const writable = (value: unknown): unknown =>
  typeof value === "string" && value.includes("\0") ? value.replaceAll("\0", "\uFFFD") : value;

/** A connection whose errors are the store's. */
function guarded(client: PoolClient): PostgresPoolClient {
  let isBroken = false;
  const query = async (text: string, values: readonly unknown[]) => {
    try {
      return await client.query(text, values.map(writable));
    } catch (error) {
      const told = storeError(error);
      isBroken ||= told instanceof StoreUnavailable;
      throw told;
    }
  };
  return {
    // its other form, with a cursor, is never asked for: no query here is streamed
    query: query as unknown as PostgresPoolClient["query"],
    release: (discard) => client.release(discard === true || isBroken),
  };
}

/**
 * The dialect for Kysely over a pool of connections.
 * @param onLost hears of connections that ended while nobody used them
 */
export function pooled(address: string, onLost: (error: Error) => void): PostgresDialect {
  const pool = new Pool({
    connectionString: address,
    application_name: "hostwright",
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
  });
  pool.on("error", onLost);
  // a connection may also be lost between two statements of who has it: the next statement is told, nobody else need be
  pool.on("connect", (client) => client.on("error", () => {}));
  const own: PostgresPool = {
    connect: async () => {
      try {
        return guarded(await pool.connect());
      } catch (error) {
        throw storeError(error);
      }
    },
    end: () => pool.end(),
    options: {},
  };
  return new PostgresDialect({ pool: own });
}
