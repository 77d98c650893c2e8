/** The server: the application on a port, with its store in a folder, its jobs in threads, and an orderly end. */
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { type Runner, productContext, takeUp, threadRunner } from "#jobs";
import { type Store, lockFolder, sqliteStore } from "#store";
import { createApp } from "./app.ts";
import { journalIn, recordedIn } from "./keep.ts";
import { type Log, logToStderr } from "./log.ts";
import { PATIENCE, type Patience, patienceOptions } from "./patience.ts";
import { isLoopbackAddress } from "./security.ts";

/** Where the server listens and keeps its data. */
export interface ServeOptions {
  /** 8080 when left out; 0 = any free one. */
  readonly port?: number;
  /** Loopback when left out: there is no login. */
  readonly host?: string;
  /** Folder of the store, created when it is not there; `.hostwright` when left out. */
  readonly dataDir?: string;
  /** Most seconds by the clock for the search of one plan; an hour when left out. */
  readonly jobTimeSeconds?: number;
  /** Most bytes that one plan may take; 2 GiB when left out. */
  readonly memoryBytes?: number;
  /** Threads that each plan may use; 1 when left out. */
  readonly threadsPerJob?: number;
  /** Most milliseconds for running jobs to end in when the server closes; 3000 when left out. */
  readonly closeGraceMs?: number;
  /** How long slow callers are waited for. */
  readonly patience?: Patience;
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
const DATA_DIR = ".hostwright";
const STORE_FILE = "hostwright.db";
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

/** The runner with the jobs of before. */
async function runnerOn(store: Store, options: ServeOptions, log: Log): Promise<Runner> {
  const journal = journalIn(store);
  const taken = await takeUp(journal, await recordedIn(store));
  const waiting = taken.filter(({ job }) => job.state === "queued").length;
  if (waiting > 0) log({ event: "jobs-taken-up", count: waiting });
  return threadRunner({
    journal,
    taken,
    timeLimitSeconds: options.jobTimeSeconds ?? JOB_TIME_SECONDS,
    threadsPerJob: options.threadsPerJob ?? 1,
    closeGraceMs: options.closeGraceMs ?? CLOSE_GRACE_MS,
  });
}

/** Start the server. @throws Error when port or folder are taken or the store cannot be opened */
export async function start(options: ServeOptions = {}): Promise<Running> {
  const log = options.log ?? logToStderr;
  const dataDir = options.dataDir ?? DATA_DIR;
  const unlock = lockFolder(dataDir);
  const store = await openedOr(unlock, () => sqliteStore(path.join(dataDir, STORE_FILE)));
  const closeStore = async () => {
    await store.close();
    unlock();
  };
  const jobs = await openedOr(closeStore, () => runnerOn(store, options, log));
  const isLoopback = isLoopbackAddress(options.host ?? HOST);
  const server = createServer(
    patienceOptions(options.patience ?? PATIENCE),
    createApp({
      store,
      jobs,
      context: productContext(),
      log,
      isLoopback,
      ...(options.memoryBytes === undefined ? {} : { memoryBytes: options.memoryBytes }),
    }),
  );
  const closeParts = async () => {
    await jobs.close();
    await closeStore();
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
        await jobs.close();
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
