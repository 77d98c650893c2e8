/**
 * Runs plans and simulations in worker threads, so that a server keeps answering meanwhile. As many at once as there are cores but
 * one; more wait in a bounded queue. Threads are kept for the next job; cancelling ends the thread.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { jobBoard } from "./board.ts";
import { QueueFull, type Runner } from "./job.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { failureOf, madeOf } from "./outcome.ts";
import { settle } from "./settle.ts";
import { raise, stopFlag } from "./stop-flag.ts";
import type { Keep, Task } from "./task.ts";

const QUEUE_LIMIT = 20;
const FINISHED_LIMIT = 200;
/** Whoever watches a job hears of it at least so often, however long its thread is silent. */
const TICK_MS = 1000;
/** A queue that is full now moves on when one job ends; most take seconds. */
const RETRY_AFTER_SECONDS = 10;

/** How much the runner does at once and remembers. */
export interface ThreadRunnerOptions {
  readonly keep: Keep;
  /** Jobs at once; left out = cores − 1, at least 1. */
  readonly concurrency?: number;
  /** Threads that each plan may use, 1 when left out; part of what its result depends on. */
  readonly threadsPerJob?: number;
  /** Most jobs that may wait beside those that run. */
  readonly queueLimit?: number;
  /** Most seconds by the clock for the search of one plan; left out = as long as its request asks for. */
  readonly timeLimitSeconds?: number;
  /** Most finished jobs that are remembered. */
  readonly finishedLimit?: number;
}

interface Slot {
  worker: Worker | undefined;
  job: Waiting | undefined;
}

interface Waiting {
  readonly id: string;
  readonly task: Task;
  /** Raised, it asks for the best so far. */
  readonly flag: SharedArrayBuffer;
}

/** The task with the shorter of its own time limit and the runner's. */
function withinTime(task: Task, limit: number | undefined): Task {
  if (task.kind !== "plan" || limit === undefined) return task;
  return { ...task, timeSeconds: Math.min(task.timeSeconds ?? limit, limit) };
}

/** A runner over worker threads. */
export function threadRunner(options: ThreadRunnerOptions): Runner {
  const board = jobBoard(options.finishedLimit ?? FINISHED_LIMIT);
  const queueLimit = options.queueLimit ?? QUEUE_LIMIT;
  const slots: Slot[] = Array.from({ length: options.concurrency ?? Math.max(1, availableParallelism() - 1) }, () => ({
    worker: undefined,
    job: undefined,
  }));
  const queue: Waiting[] = [];
  let closed = false;
  const ticking = setInterval(() => {
    for (const { job } of slots) if (job !== undefined) board.tick(job.id);
  }, TICK_MS);
  ticking.unref();

  const release = (slot: Slot) => {
    slot.job = undefined;
    slot.worker?.unref();
    startNext();
  };

  const hear = (slot: Slot, message: FromWorker) => {
    const { job } = slot;
    if (job === undefined) return;
    if (message.kind === "progress") return board.progress(job.id, message.progress);
    const { outcome } = message;
    const made = madeOf(job.task, outcome);
    if (made === undefined) board.update(job.id, failureOf(outcome));
    else void settle(board, { id: job.id, made, keep: options.keep });
    release(slot);
  };

  /** The thread is gone without having answered: out of memory, or a defect. */
  const lose = (slot: Slot, worker: Worker, why: string) => {
    if (slot.worker !== worker) return;
    slot.worker = undefined;
    if (slot.job !== undefined)
      board.update(slot.job.id, { state: "failed", error: `the working thread ended: ${why}` });
    release(slot);
  };

  const spawn = (slot: Slot): Worker => {
    const worker = new Worker(new URL("worker.ts", import.meta.url));
    worker.on("message", (message: FromWorker) => {
      if (slot.worker === worker) hear(slot, message);
    });
    worker.on("error", (error: Error) => lose(slot, worker, error.message));
    worker.on("exit", (code) => lose(slot, worker, `exit code ${code}`));
    return worker;
  };

  const startNext = () => {
    for (const slot of slots) {
      if (closed || slot.job !== undefined) continue;
      const next = queue.shift();
      if (next === undefined) return;
      slot.job = next;
      const worker = (slot.worker ??= spawn(slot));
      worker.ref();
      board.update(next.id, { state: "running" });
      const message: ToWorker = {
        task: withinTime(next.task, options.timeLimitSeconds),
        flag: next.flag,
        threads: options.threadsPerJob ?? 1,
      };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(message);
    }
  };

  const end = async (slot: Slot) => {
    const { worker } = slot;
    slot.worker = undefined;
    await worker?.terminate();
    release(slot);
  };

  const cancel: Runner["cancel"] = async (id) => {
    const waiting = queue.findIndex((one) => one.id === id);
    if (waiting >= 0) queue.splice(waiting, 1);
    board.update(id, { state: "cancelled" });
    const slot = slots.find((one) => one.job?.id === id);
    if (slot !== undefined) await end(slot);
    return board.get(id);
  };

  const finish: Runner["finish"] = (id) => {
    const waiting = [...queue, ...slots.flatMap(({ job }) => job ?? [])].find((one) => one.id === id);
    if (waiting !== undefined) {
      raise(waiting.flag);
      board.update(id, { isFinishing: true });
    }
    return board.get(id);
  };

  return {
    ...board,
    submit: (task) => {
      if (closed) throw new Error("the runner is closed");
      if (queue.length >= queueLimit && slots.every((slot) => slot.job !== undefined)) {
        throw new QueueFull(queue.length, RETRY_AFTER_SECONDS);
      }
      const job = board.add(task);
      queue.push({ id: job.id, task, flag: stopFlag() });
      startNext();
      return board.get(job.id) ?? job;
    },
    finish,
    cancel,
    close: async () => {
      closed = true;
      clearInterval(ticking);
      for (const { id } of queue.splice(0)) board.update(id, { state: "cancelled" });
      for (const slot of slots) if (slot.job !== undefined) board.update(slot.job.id, { state: "cancelled" });
      await Promise.all(slots.map(end));
    },
  };
}
