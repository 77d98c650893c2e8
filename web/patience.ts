/** How long the server waits for callers that are slow, or say nothing; then 408, and the connection is closed. */
import type { ServerOptions } from "node:http";

/** Milliseconds. */
export interface Patience {
  /** From the connection, or the last answer's first new byte, to the end of the headers. */
  readonly headersMs: number;
  /** To the end of the body: 64 MiB take this long at 2 Mbit/s. */
  readonly requestMs: number;
  /** Between an answer and the next request. */
  readonly keepAliveMs: number;
  /** How often all connections are looked at. */
  readonly checkMs: number;
}

/** What the server has unless told otherwise. */
export const PATIENCE: Patience = { headersMs: 15_000, requestMs: 270_000, keepAliveMs: 10_000, checkMs: 5000 };

/** The same as node:http takes it. */
export const patienceOptions = (patience: Patience): ServerOptions => ({
  headersTimeout: patience.headersMs,
  requestTimeout: patience.requestMs,
  keepAliveTimeout: patience.keepAliveMs,
  connectionsCheckingInterval: patience.checkMs,
});
