/** The server: the application on a port, with its store, its jobs in threads, and an orderly end. */
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { ACCOUNTS_FILE, type Book, emptyBook, watchedBook } from "#accounts";
import { type ThreadRunner, isFinished, productContext, takeUp, threadRunner } from "#jobs";
import { createApp } from "./app.ts";
import { journalIn, recordedIn, recordedOf } from "./keep.ts";
import { type Log, logToStderr } from "./log.ts";
import { isLoopbackAddress } from "./security.ts";
import { inheritJobs } from "./shared-jobs.ts";
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
  /** Most seconds by the clock for the search of one plan; an hour when left out. */
  readonly jobTimeSeconds?: number;
  /** Most bytes that one plan may take; 2 GiB when left out. */
  readonly memoryBytes?: number;
  /** Threads that each plan may use; 1 when left out. */
  readonly threadsPerJob?: number;
  /** Most milliseconds for running jobs to end in when the server closes; 3000 when left out. */
  readonly closeGraceMs?: number;
  readonly log?: Log;
}

/** A server that listens. */
export interface Running {
  readonly url: string;
  readonly port: number;
  /**
   * Takes no new requests, lets running jobs end (at most 3 s) and open answers (at most 5 s), closes the store. What has
   * not ended by then waits there for the next server.
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

interface RunningJobs {
  readonly jobs: ThreadRunner;
  readonly close: () => Promise<void>;
}

/** The runner with the jobs of before; on a shared store also with those of servers that are gone, from now on. */
async function runnerOn({ store, shared }: Storage, options: ServeOptions, log: Log): Promise<RunningJobs> {
  const closing = new AbortController();
  const journal = journalIn(store, closing.signal);
  // what other servers have is theirs; what has ended is everybody's
  const claimed = await shared?.claimJobs();
  const all = await recordedIn(store);
  const recorded =
    claimed === undefined ? all : [...all.filter(({ job }) => isFinished(job)), ...claimed.map(recordedOf)];
  const taken = await takeUp(journal, recorded);
  const waiting = taken.filter(({ job }) => job.state === "queued").length;
  if (waiting > 0) log({ event: "jobs-taken-up", count: waiting });
  const jobs = threadRunner({
    journal,
    taken,
    timeLimitSeconds: options.jobTimeSeconds ?? JOB_TIME_SECONDS,
    threadsPerJob: options.threadsPerJob ?? 1,
    closeGraceMs: options.closeGraceMs ?? CLOSE_GRACE_MS,
  });
  const stopInheriting = shared && inheritJobs({ store: shared, journal, runner: jobs, log });
  return {
    jobs,
    close: async () => {
      closing.abort();
      await stopInheriting?.();
      try {
        await jobs.close();
      } catch (error) {
        // a store that is away: the jobs are open there, and taken up as those of a killed server are
        log({ event: "jobs-not-given-back", error: error instanceof Error ? error.message : String(error) });
      }
    },
  };
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
  const storage = await openStorage(options, log);
  const { jobs, close: closeJobs } = await openedOr(storage.close, () => runnerOn(storage, options, log));
  const isLoopback = isLoopbackAddress(options.host ?? HOST) && options.proxies === undefined;
  const server = createServer(
    createApp({
      store: storage.store,
      jobs,
      context: productContext(),
      log,
      isLoopback,
      hasStoreAlone: true,
      accounts,
      ...(options.proxies === undefined ? {} : { proxies: options.proxies }),
      ...(options.memoryBytes === undefined ? {} : { memoryBytes: options.memoryBytes }),
    }),
  );
  const closeParts = async () => {
    await closeJobs();
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
        await closeJobs();
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
  const asked = new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  // said last: whoever reads it may ask for the end at once
  process.stderr.write(`Hostwright is at ${running.url} (end with Ctrl-C)\n`);
  await asked;
  await running.close();
}
