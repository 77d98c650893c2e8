/**
 * The thread for large things as its server sees it: started by the first question, asked one at a time while the others
 * wait their turn, ended when nobody has asked for a while. One that is lost is started anew once; then the caller is told
 * to come back. Nothing is stored before an answer is there, so that asking twice does nothing twice.
 */
import { Worker } from "node:worker_threads";
import { Problem } from "../problem.ts";
import type { FromDesk, ToDesk } from "./messages.ts";

/** What came of saying something to the thread. */
type Reply = FromDesk | { readonly kind: "lost"; readonly why: string };

/** One turn: say something, any number of times, and hear the reply. */
export type Say = (message: ToDesk) => Promise<FromDesk>;

/** The thread. */
export interface DeskThread {
  /**
   * Talk to the thread alone, when those before are done. `talk` may be called twice, the second time to a new thread.
   * @param gone of a caller who has gone before the turn comes: the turn is left out
   * @throws Problem queue-full when too many wait, thread-lost when the thread is lost twice
   */
  readonly turn: <T>(talk: (say: Say) => Promise<T>, gone?: AbortSignal) => Promise<T>;
  /** Whether there is a thread now. */
  readonly isThere: () => boolean;
  /** End it; who waits is told to come back. */
  readonly close: () => Promise<void>;
}

/** How the thread is kept; what is left out is as usual. */
export interface DeskThreadOptions {
  readonly memoryBytes: number;
  /** Milliseconds without a question after which it ends. */
  readonly idleMs?: number;
  /** Most milliseconds for one reply. */
  readonly replyMs?: number;
  /** Starts a thread. */
  readonly start?: (memoryBytes: number) => Worker;
}

/** Somebody who reads a page asks for the next one within this time more often than not. Chosen. */
const IDLE_MS = 20_000;
/** A plan of 20,000 workloads is decoded in two seconds. */
const REPLY_MS = 120_000;
const MOST_HEAP_MB = 2048;
const MOST_WAITING = 30;
const RETRY_SECONDS = 5;

const later = { headers: { "Retry-After": String(RETRY_SECONDS) } };
const crowded = () => new Problem("queue-full", `${MOST_WAITING} questions about large estates wait already.`, later);
const closing = () => new Problem("queue-full", "The server is closing.", later);

class Lost extends Error {}

const startWorker = (memoryBytes: number) =>
  new Worker(new URL("worker.ts", import.meta.url), {
    workerData: { memoryBytes },
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });

/** A thread that is started by its first question. */
export function deskThread(options: DeskThreadOptions): DeskThread {
  const { memoryBytes, idleMs = IDLE_MS, replyMs = REPLY_MS, start = startWorker } = options;
  let worker: Worker | undefined;
  let hear: ((reply: Reply) => void) | undefined;
  let idle: NodeJS.Timeout | undefined;
  let waiting = 0;
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();

  const end = async () => {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };
  const lose = (lost: Worker, why: string) => {
    if (worker !== lost) return;
    worker = undefined;
    hear?.({ kind: "lost", why });
  };
  const spawn = (): Worker => {
    const fresh = start(memoryBytes);
    fresh.on("message", (reply: FromDesk) => hear?.(reply));
    fresh.on("error", (error: Error) => lose(fresh, error.message));
    fresh.on("exit", (code) => lose(fresh, `exit code ${code}`));
    return fresh;
  };

  const say: Say = async (message) => {
    worker ??= spawn();
    const asked = worker;
    asked.ref();
    const timer: { at?: NodeJS.Timeout } = {};
    const reply = await new Promise<Reply>((resolve) => {
      hear = resolve;
      timer.at = setTimeout(() => {
        void end();
        resolve({ kind: "lost", why: `no reply within ${replyMs} ms` });
      }, replyMs);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      asked.postMessage(message);
    });
    hear = undefined;
    clearTimeout(timer.at);
    asked.unref();
    if (isClosed) throw closing();
    if (reply.kind === "lost") throw new Lost(reply.why);
    return reply;
  };

  /** Names need no reply: they are told and that is all. */
  const tell: Say = async (message) => {
    if (message.kind !== "named") return await say(message);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker?.postMessage(message);
    return { kind: "answer", answer: undefined };
  };

  const talkTwice = async <T>(talk: (say: Say) => Promise<T>): Promise<T> => {
    try {
      return await talk(tell);
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
    }
    try {
      return await talk(tell);
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      throw new Problem("thread-lost", `The thread that was asked ended early: ${error.message}.`, later);
    }
  };

  const turn: DeskThread["turn"] = async (talk, gone) => {
    if (isClosed) throw closing();
    if (waiting >= MOST_WAITING) throw crowded();
    waiting++;
    const before = last;
    const own = (async () => {
      await before;
      clearTimeout(idle);
      if (isClosed) throw closing();
      if (gone?.aborted === true) throw new Problem("malformed-request", "The caller has gone.");
      return await talkTwice(talk);
    })();
    last = own.catch(() => {});
    try {
      return await own;
    } finally {
      waiting--;
      clearTimeout(idle);
      if (waiting === 0) idle = setTimeout(() => void end(), idleMs).unref();
    }
  };

  return {
    turn,
    isThere: () => worker !== undefined,
    close: async () => {
      isClosed = true;
      clearTimeout(idle);
      const asked = hear;
      await end();
      asked?.({ kind: "lost", why: "the server is closing" });
    },
  };
}
