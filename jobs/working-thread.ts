/**
 * One thread that does what it is asked, one thing at a time, and is there again for the next. It is started when it is
 * first needed, ends when it has rested for a while, for it holds as much memory as a server does, and keeps no process
 * alive while it is idle. Ending it needs no cooperation of what runs in it.
 */
import { Worker } from "node:worker_threads";
import type { Progress } from "#planner";
import type { FromWorker, RowsMade, ToWorker } from "./messages.ts";
import type { Outcome } from "./outcome.ts";

/** What came of asking: an outcome or rows, or the thread was lost (why), or it was ended from outside. */
export type Answer =
  | { readonly kind: "outcome"; readonly outcome: Outcome }
  | RowsMade
  | { readonly kind: "lost"; readonly why: string }
  | { readonly kind: "ended" };

/** A thread to ask. */
export interface WorkingThread {
  /** Never rejects. Ask the next only when this has its answer. @param told called with progress until then */
  ask(what: ToWorker, told: (progress: Progress) => void): Promise<Answer>;
  /** End the thread; what it is asked answers "ended". The next question starts another. */
  end(): Promise<void>;
}

/** Who looks at a plan and asks for the next meets the same thread; who comes later waits for another to load. */
export const REST_MS = 30_000;

interface Asked {
  readonly told: (progress: Progress) => void;
  readonly answer: (answer: Answer) => void;
}

/** What a thread is started with. */
export interface ThreadStart {
  /** Whether it gives way to the thread that started it. */
  readonly givesWay: boolean;
}

/** How a thread is kept. */
export interface WorkingThreadOptions extends Partial<ThreadStart> {
  /** Milliseconds without a question after which it ends; {@link REST_MS} when left out. */
  readonly restMs?: number;
}

/** A thread that is started by its first question, and again by the first after its rest. */
export function workingThread({ restMs = REST_MS, givesWay = false }: WorkingThreadOptions = {}): WorkingThread {
  let worker: Worker | undefined;
  let asked: Asked | undefined;
  let resting: NodeJS.Timeout | undefined;

  /** Forget the thread and end it: from here on the next question starts another, whatever this one still says. */
  const leave = async () => {
    const leaving = worker;
    worker = undefined;
    clearTimeout(resting);
    await leaving?.terminate();
  };

  const answer = (given: Answer) => {
    const last = asked;
    asked = undefined;
    worker?.unref();
    clearTimeout(resting);
    if (worker !== undefined) resting = setTimeout(() => void leave(), restMs).unref();
    last?.answer(given);
  };

  /** The thread is gone without having answered: out of memory, or a defect. */
  const lose = (lost: Worker, why: string) => {
    if (worker !== lost) return;
    worker = undefined;
    answer({ kind: "lost", why });
  };

  const spawn = (): Worker => {
    const fresh = new Worker(new URL("worker.ts", import.meta.url), { workerData: { givesWay } satisfies ThreadStart });
    fresh.on("message", (message: FromWorker) => {
      if (worker !== fresh) return;
      if (message.kind === "progress") asked?.told(message.progress);
      else answer(message);
    });
    fresh.on("error", (error: Error) => lose(fresh, error.message));
    fresh.on("exit", (code) => lose(fresh, `exit code ${code}`));
    return fresh;
  };

  return {
    ask: (what, told) =>
      new Promise((resolve) => {
        clearTimeout(resting);
        worker ??= spawn();
        worker.ref();
        asked = { told, answer: resolve };
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage(what);
      }),
    end: async () => {
      const last = asked;
      asked = undefined;
      await leave();
      last?.answer({ kind: "ended" });
    },
  };
}
