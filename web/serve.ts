/** The server: the application on a port, with its store in a folder, its jobs in threads, and an orderly end. */
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { productContext, threadRunner } from "#jobs";
import { sqliteStore } from "#store";
import { createApp } from "./app.ts";
import { keepIn } from "./keep.ts";
import { type Log, logToStderr } from "./log.ts";
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
  readonly log?: Log;
}

/** A server that listens. */
export interface Running {
  readonly url: string;
  readonly port: number;
  /** Takes no new requests, cancels jobs, lets open answers end (at most 5 s), closes the store. */
  close(): Promise<void>;
}

const PORT = 8080;
const HOST = "127.0.0.1";
const JOB_TIME_SECONDS = 3600;
const DATA_DIR = ".hostwright";
const STORE_FILE = "hostwright.db";
/** Answers that have not ended by then are cut. */
const LAST_CALL_MS = 5000;

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

/** Start the server. @throws Error when the port is taken or the store cannot be opened */
export async function start(options: ServeOptions = {}): Promise<Running> {
  const log = options.log ?? logToStderr;
  const store = sqliteStore(path.join(options.dataDir ?? DATA_DIR, STORE_FILE));
  const jobs = threadRunner({
    keep: keepIn(store),
    timeLimitSeconds: options.jobTimeSeconds ?? JOB_TIME_SECONDS,
    threadsPerJob: options.threadsPerJob ?? 1,
  });
  const isLoopback = isLoopbackAddress(options.host ?? HOST);
  const server = createServer(
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
    await store.close();
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
  process.stderr.write(`Hostwright is at ${running.url} (end with Ctrl-C)\n`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await running.close();
}
