/** The server: the application on a port, with its store, its jobs in threads, and an orderly end. */
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { ACCOUNTS_FILE, type Book, emptyBook, watchedBook } from "#accounts";
import { type Runner, takeUp, threadRunner } from "#jobs/running/index.ts";
import { journalIn, recordedIn } from "#queue";
import type { Store } from "#store";
import { DEFAULT_MEMORY_BYTES } from "#planner/contract/index.ts";
import { createApp } from "./app.ts";
import { deskOn } from "./desk/desk.ts";
import type { Farewell } from "./farewell.ts";
import { giveBackAtRest } from "./give-back.ts";
import { importInThread } from "./intake/importer.ts";
import { readingsInto } from "./intake/readings.ts";
import { type Log, logToStderr } from "./log.ts";
import { measuredJournal, measuredStore } from "./metrics/measured.ts";
import { type Metrics, createMetrics } from "./metrics/metrics.ts";
import { PATIENCE, type Patience, patienceOptions } from "./patience.ts";
import { isLoopbackAddress } from "./security.ts";
import { sharedJobs } from "./shared-jobs.ts";
import { DATA_DIR, type Storage, openStorage } from "./storage.ts";

/** Where the server listens and keeps its data. */
export interface ServeOptions {
  /** 8080 when left out; 0 = any free one. */
  readonly port?: number;
  /** Loopback when left out; any other address needs accounts. */
  readonly host?: string;
  /** File of the accounts; `accounts.json` in the data folder when left out. */
  readonly accountsFile?: string;
  /** Let everybody do everything though the server can be reached from elsewhere. */
  readonly isOpenToAnyone?: boolean;
  /** Addresses of proxies whose X-Forwarded headers are believed, such as "loopback". */
  readonly proxies?: string;
  /** Folder of the store, created when it is not there; `.hostwright` when left out. */
  readonly dataDir?: string;
  /** Address of a PostgreSQL database that is the store instead of a folder; other servers may share it. */
  readonly databaseUrl?: string;
  /** On a database: jobs this server works on itself at once, 0 = workers elsewhere do them; cores − 1 when left out. */
  readonly workers?: number;
  /** Most seconds by the clock for the search of one plan; an hour when left out. */
  readonly jobTimeSeconds?: number;
  /** Most bytes that one plan may take; 2 GiB when left out. */
  readonly memoryBytes?: number;
  /** Threads that each plan may use; 1 when left out. */
  readonly threadsPerJob?: number;
  /** Requests a minute of one caller, a tenth of them starting jobs; 0 = no limit. None on loopback, 600 elsewhere when left out. */
  readonly ratePerMinute?: number;
  /** Most milliseconds for running jobs to end in when the server closes; 3000 when left out. */
  readonly closeGraceMs?: number;
  /** How long slow callers are waited for. */
  readonly patience?: Patience;
  /** When a page that was closed has had its moment to come back; by the clock when left out. */
  readonly farewell?: Farewell;
  readonly log?: Log;
}

/** A server that listens. */
export interface Running {
  readonly url: string;
  readonly port: number;
  /**
   * Takes no new requests, lets running jobs end (at most 3 s) and open answers (at most 5 s), closes the store. What has
   * not ended by then, and uploads that are not read, wait there for the next server.
   */
  close(): Promise<void>;
}

const PORT = 8080;
const HOST = "127.0.0.1";
const JOB_TIME_SECONDS = 3600;
/** Answers that have not ended by then are cut. */
const LAST_CALL_MS = 5000;
/** Jobs that have not ended by then run again in the next server. */
const CLOSE_GRACE_MS = 3000;

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`port ${port} on ${host} is in use; choose another with --port`)
          : error,
      ),
    );
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

async function closeServer(server: Server): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), LAST_CALL_MS);
  await ended;
  clearTimeout(timer);
}

const shownHost = (address: AddressInfo) => (address.family === "IPv6" ? `[${address.address}]` : address.address);

/** What is opened; where that fails, what was opened before is closed first. */
async function openedOr<T>(undo: () => void | Promise<void>, open: () => T | Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    await undo();
    throw error;
  }
}

/** Where a server tells of itself. */
interface Told {
  readonly log: Log;
  readonly metrics: Metrics;
}

interface RunningJobs {
  readonly jobs: Runner;
  readonly close: () => Promise<void>;
}

/** The runner with the jobs of before: in a folder they are this server's, on a database they are everybody's. */
async function runnerOn({ store }: Storage, options: ServeOptions, { log, metrics }: Told): Promise<RunningJobs> {
  const { databaseUrl: address, workers } = options;
  const limits = {
    timeLimitSeconds: options.jobTimeSeconds ?? JOB_TIME_SECONDS,
    threadsPerJob: options.threadsPerJob ?? 1,
    closeGraceMs: options.closeGraceMs ?? CLOSE_GRACE_MS,
  };
  const closing = new AbortController();
  const jobs =
    address === undefined
      ? await ownJobs(store, { limits, log, metrics, signal: closing.signal })
      : await sharedJobs({ address, store, log, ...limits, ...(workers === undefined ? {} : { workers }) });
  return {
    jobs,
    close: async () => {
      closing.abort();
      try {
        await jobs.close();
      } catch (error) {
        // a store that is away: the jobs are open there, and taken up as those of a killed server are
        log({ event: "jobs-not-given-back", error: error instanceof Error ? error.message : String(error) });
      }
    },
  };
}

interface OwnJobs {
  readonly limits: { readonly timeLimitSeconds: number; readonly threadsPerJob: number; readonly closeGraceMs: number };
  readonly log: Log;
  readonly metrics: Metrics;
  readonly signal: AbortSignal;
}

/** A runner over threads of this server, the only one on its store. */
async function ownJobs(store: Store, { limits, log, metrics, signal }: OwnJobs): Promise<Runner> {
  const journal = measuredJournal(journalIn(store, signal), metrics);
  const taken = await takeUp(journal, await recordedIn(store));
  const waiting = taken.filter(({ job }) => job.state === "queued").length;
  if (waiting > 0) log({ event: "jobs-taken-up", count: waiting });
  return threadRunner({ journal, taken, givesWay: true, ...limits });
}

/**
 * The accounts, looked after. @throws Error when the server can be reached from elsewhere and there are none, for then
 * everybody there could do everything
 */
function accountsOf(options: ServeOptions, dataDir: string, log: Log): () => Book | undefined {
  const file = options.accountsFile ?? path.join(dataDir, ACCOUNTS_FILE);
  const book = watchedBook(file, (why) => log({ event: "accounts-unreadable", why }));
  const isReachable = !isLoopbackAddress(options.host ?? HOST) || options.proxies !== undefined;
  const isEmpty = (book()?.accounts.length ?? 0) === 0;
  if (isEmpty && options.accountsFile !== undefined) throw new Error(`${file} has no accounts: ${HOW_TO_ADD}`);
  if (isEmpty && isReachable && options.isOpenToAnyone !== true) {
    throw new Error(
      `${options.host ?? HOST} can be reached from elsewhere and ${file} has no accounts: ${HOW_TO_ADD}, or say --open-to-anyone`,
    );
  }
  if (options.isOpenToAnyone === true) return () => undefined;
  let isGuarded = isReachable;
  return () => {
    const now = book();
    // once there were accounts, removing the last one lets nobody in instead of everybody
    if ((now?.accounts.length ?? 0) > 0) isGuarded = true;
    return isGuarded ? (now ?? NOBODY) : undefined;
  };
}

const HOW_TO_ADD = "make one with hostwright accounts add NAME --role admin";
const NOBODY = emptyBook();

/** Start the server. @throws Error when port or folder are taken or the store cannot be opened */
export async function start(options: ServeOptions = {}): Promise<Running> {
  const log = options.log ?? logToStderr;
  const accounts = accountsOf(options, options.dataDir ?? DATA_DIR, log);
  const metrics = createMetrics();
  const opened = await openStorage(options, log);
  const storage = { ...opened, store: measuredStore(opened.store, metrics) };
  const { jobs, close: closeJobs } = await openedOr(storage.close, () => runnerOn(storage, options, { log, metrics }));
  const isLoopback = isLoopbackAddress(options.host ?? HOST) && options.proxies === undefined;
  const context = async () => (await import("#jobs/product/index.ts")).productContext();
  const memoryBytes = options.memoryBytes ?? DEFAULT_MEMORY_BYTES;
  const desk = deskOn({ store: storage.store, context, memoryBytes });
  const hasStoreAlone = !storage.isShared;
  const readings = readingsInto({ store: storage.store, importer: importInThread, log, hasStoreAlone });
  const server = createServer(
    patienceOptions(options.patience ?? PATIENCE),
    createApp({
      store: storage.store,
      jobs,
      context,
      desk,
      readings,
      log,
      isLoopback,
      hasStoreAlone,
      metrics,
      ...(options.ratePerMinute === undefined ? {} : { ratePerMinute: options.ratePerMinute }),
      accounts,
      ...(options.proxies === undefined ? {} : { proxies: options.proxies }),
      ...(options.farewell === undefined ? {} : { farewell: options.farewell }),
      memoryBytes,
    }),
  );
  const closeWork = async () => {
    await Promise.all([readings.close(), closeJobs()]);
  };
  const closeParts = async () => {
    await desk.close();
    await closeWork();
    await storage.close();
  };
  try {
    const address = await listen(server, options.port ?? PORT, options.host ?? HOST);
    const url = `http://${shownHost(address)}:${address.port}/`;
    log({ event: "listening", url });
    return {
      url,
      port: address.port,
      close: async () => {
        const closed = closeServer(server);
        await closeWork();
        await closed;
        await closeParts();
        log({ event: "closed" });
      },
    };
  } catch (error) {
    await closeParts();
    throw error;
  }
}

/** Start the server, say where, and run until SIGINT or SIGTERM; a second signal ends at once. */
export async function serve(options: ServeOptions = {}): Promise<void> {
  const running = await start(options);
  const keepOn = giveBackAtRest();
  const asked = new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  // said last: whoever reads it may ask for the end at once
  process.stderr.write(`Hostwright is at ${running.url} (end with Ctrl-C)\n`);
  await asked;
  keepOn();
  await running.close();
}
