/** What the application is built from; tests hand in their own. */
import type { Book } from "#accounts";
import type { Runner } from "#jobs";
import type { PlanContext } from "#planner";
import type { Store } from "#store";
import type { RequestHandler } from "express";
import type { GivenContext } from "./context.ts";
import type { Desk } from "./desk/desk.ts";
import type { Exporter } from "./export/exporter.ts";
import type { Importer } from "./intake/importer.ts";
import type { Farewell } from "./farewell.ts";
import type { Readings } from "./intake/reading.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics/metrics.ts";

/** The parts; the caller made them and closes them. */
export interface AppParts {
  readonly store: Store;
  readonly jobs: Runner;
  /** Or what loads it, asked when the first page wants it. */
  readonly context: GivenContext;
  /** Left out = one of its own, whose thread ends when it is idle. */
  readonly desk?: Desk;
  /** Left out = files are read in a thread of their own. */
  readonly importer?: Importer;
  /** Left out = documents that take long are written in a thread of their own. */
  readonly exporter?: Exporter;
  /** Left out = stderr. */
  readonly log?: Log;
  /** Bound to loopback: then only this machine's own names are answered to. Left out = no. */
  readonly isLoopback?: boolean;
  /** No other server works on this store. Left out = one may. */
  readonly hasStoreAlone?: boolean;
  /** The accounts as they are now; left out, or undefined when asked = everybody may do everything. */
  readonly accounts?: () => Book | undefined;
  /** Addresses of proxies whose X-Forwarded headers are believed, as express takes them; left out or "" = none. */
  readonly proxies?: string;
  /** Requests a minute of one caller; 0 = no limit. Left out = none on loopback, 600 elsewhere. */
  readonly ratePerMinute?: number;
  /** Left out = figures of its own. */
  readonly metrics?: Metrics;
  /** Most bytes that one plan may take. Left out = 2 GiB. */
  readonly memoryBytes?: number;
  /** Left out = by the clock. */
  readonly farewell?: Farewell;
  /** Uploads on their way. Left out = the application's own, which end with the process. */
  readonly readings?: Readings;
}

/** The parts as they are before the first request: nothing left out, and what the application makes itself. */
export type EarlyParts = Required<Omit<AppParts, "context">> & {
  /** Heeds Idempotency-Key: stands in the route of every POST of the API, behind what reads the body. */
  readonly once: RequestHandler;
};

/** The parts as routes see them. */
export type Parts = EarlyParts & { readonly context: PlanContext };
