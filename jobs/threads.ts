/**
 * Runs plans and simulations in worker threads, so that a server keeps answering meanwhile. As many at once as there are
 * cores but one; more wait in a bounded queue. Threads are kept for the next job until they have rested for a while;
 * cancelling ends the thread. What a door is told of a job is in the journal first; progress is not, for a job that is taken
 * up again begins anew.
 */
import { availableParallelism } from "node:os";
import { jobBoard, newJob } from "./board.ts";
import { type Job, QueueFull, type Runner, ShuttingDown, isFinished } from "./job.ts";
import type { Journal, Recorded } from "./journal.ts";
import { type Books, concluded, fail } from "./settle.ts";
import { raise, stopFlag } from "./stop-flag.ts";
import { taskJson } from "./task.ts";
import { type WorkingThread, workingThread } from "./working-thread.ts";

const QUEUE_LIMIT = 20;
const FINISHED_LIMIT = 200;
/** Whoever watches a job hears of it at least so often, however long its thread is silent. */
const TICK_MS = 1000;
/** A queue that is full now moves on when one job ends; most take seconds. */
const RETRY_AFTER_SECONDS = 10;

/** How much the runner does at once and remembers. */
export interface ThreadRunnerOptions {
  readonly journal: Journal;
  /** Jobs of before, from {@link takeUp}: those that wait are queued, the others are remembered. */
  readonly taken?: readonly Recorded[];
  /** Jobs at once; left out = cores − 1, at least 1. */
  readonly concurrency?: number;
  /** Threads that each plan may use, 1 when left out; part of what its result depends on. */
  readonly threadsPerJob?: number;
  /** Whether jobs give way to the calling thread where cores are short; false when left out. */
  readonly givesWay?: boolean;
  /** Most jobs that may wait beside those that run. */
  readonly queueLimit?: number;
  /** Most seconds by the clock for the search of one plan; left out = as long as its request asks for. */
  readonly timeLimitSeconds?: number;
  /** Most finished jobs that are remembered. */
  readonly finishedLimit?: number;
  /** Most milliseconds for running jobs to end in when the runner closes; 0 when left out. */
  readonly closeGraceMs?: number;
}

interface Slot {
  readonly thread: WorkingThread;
  job: Waiting | undefined;
}

interface Waiting {
  readonly id: string;
  /** As {@link taskJson} writes it. */
  readonly task: Uint8Array;
  /** Raised, it asks for the best so far. */
  readonly flag: SharedArrayBuffer;
  /** How often it began to run. */
  attempts: number;
}

/** A job that waits, its wish to be finished kept. */
function waitingOf(job: Job, task: Uint8Array, attempts: number): Waiting {
  const flag = stopFlag();
  if (job.isFinishing === true) raise(flag);
  return { id: job.id, task, flag, attempts };
}

/** A runner over worker threads. */
export function threadRunner(options: ThreadRunnerOptions): Runner {
  const { journal } = options;
  const board = jobBoard(options.finishedLimit ?? FINISHED_LIMIT);
  const books: Books = { board, journal };
  const queueLimit = options.queueLimit ?? QUEUE_LIMIT;
  const slots: Slot[] = Array.from({ length: options.concurrency ?? Math.max(1, availableParallelism() - 1) }, () => ({
    thread: workingThread({ givesWay: options.givesWay ?? false }),
    job: undefined,
  }));
  const queue: Waiting[] = [];
  /** Jobs that are being written down: new ones, and ends of old ones. */
  let arriving = 0;
  const ending = new Map<string, Promise<void>>();
  let closed = false;
  const ticking = setInterval(() => {
    for (const { job } of slots) if (job !== undefined) board.tick(job.id);
  }, TICK_MS);
  ticking.unref();

  const release = (slot: Slot) => {
    slot.job = undefined;
    startNext();
  };

  /** The job is out of its thread; its end is written down while the slot goes on with the next. */
  const conclude = (slot: Slot, { id }: Waiting, end: Promise<void>) => {
    ending.set(
      id,
      end.finally(() => ending.delete(id)),
    );
    release(slot);
  };

  /** Hand a job to its thread once the journal knows that it runs: else a deadly one would be tried for ever. */
  const launch = async (slot: Slot, job: Waiting) => {
    try {
      const now = board.get(job.id);
      if (now !== undefined) await journal.note(now, job.attempts);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (slot.job !== job) return;
      return conclude(slot, job, fail(books, job.id, { state: "failed", error: `could not be written down: ${why}` }));
    }
    if (slot.job !== job) return;
    const { task, flag } = job;
    const { timeLimitSeconds: mostSeconds, threadsPerJob: threads = 1 } = options;
    const asked = { kind: "task", task, mostSeconds, flag, threads } as const;
    const answer = await slot.thread.ask(asked, (progress) => {
      if (slot.job === job) board.progress(job.id, progress);
    });
    if (slot.job === job && answer.kind !== "ended") conclude(slot, job, concluded(books, job.id, answer));
  };

  const startNext = () => {
    for (const slot of slots) {
      if (closed || slot.job !== undefined) continue;
      const next = queue.shift();
      if (next === undefined) return;
      slot.job = next;
      next.attempts++;
      board.update(next.id, { state: "running" });
      void launch(slot, next);
    }
  };

  const end = async (slot: Slot) => {
    await slot.thread.end();
    release(slot);
  };

  const cancel: Runner["cancel"] = async (id) => {
    const job = board.changed(id, { state: "cancelled" });
    if (job === undefined) return board.get(id);
    if (!(await journal.end(job))) {
      await ending.get(id);
      return board.get(id);
    }
    const waiting = queue.findIndex((one) => one.id === id);
    if (waiting >= 0) queue.splice(waiting, 1);
    board.update(id, { state: "cancelled" });
    const slot = slots.find((one) => one.job?.id === id);
    if (slot !== undefined) await end(slot);
    return board.get(id);
  };

  const open = (): readonly Waiting[] => [...slots.flatMap(({ job }) => job ?? []), ...queue];

  const finish: Runner["finish"] = async (id) => {
    const waiting = open().find((one) => one.id === id);
    const job = board.changed(id, { isFinishing: true });
    if (waiting === undefined || job === undefined) return board.get(id);
    await journal.note(job, waiting.attempts);
    raise(waiting.flag);
    board.update(id, { isFinishing: true });
    return board.get(id);
  };

  const roomNow = () => {
    const idle = slots.filter((slot) => slot.job === undefined).length;
    return queueLimit + idle - queue.length - arriving;
  };

  const submit: Runner["submit"] = async (task, id) => {
    const known = id === undefined ? undefined : board.get(id);
    if (known !== undefined) return known;
    if (closed) throw new ShuttingDown();
    if (roomNow() <= 0) throw new QueueFull(queue.length + arriving, RETRY_AFTER_SECONDS);
    const job = newJob(task, id);
    const json = taskJson(task);
    arriving++;
    try {
      await journal.add(job, json);
    } finally {
      arriving--;
    }
    board.show(job);
    if (closed && !journal.isLasting) throw new ShuttingDown();
    queue.push(waitingOf(job, json, 0));
    startNext();
    return board.get(job.id) ?? job;
  };

  /** What has not ended goes back to the queue of the next runner; where there is none, it is cancelled. */
  const giveBack = async (one: Waiting, isRunning: boolean) => {
    if (!journal.isLasting) return board.update(one.id, { state: "cancelled" });
    board.update(one.id, { state: "queued" });
    const job = board.get(one.id);
    if (job !== undefined && isRunning && !isFinished(job)) await journal.note(job, one.attempts - 1);
  };

  const close: Runner["close"] = async () => {
    closed = true;
    clearInterval(ticking);
    for (const { id } of open()) board.update(id, {});
    await within(options.closeGraceMs ?? 0, async () => {
      for (const { job } of slots) if (job !== undefined) await board.finished(job.id);
    });
    const running = slots.flatMap(({ job }) => job ?? []);
    for (const slot of slots) slot.job = undefined;
    await Promise.all(slots.map(end));
    await Promise.all(ending.values());
    await Promise.all([
      ...running.map((one) => giveBack(one, true)),
      ...queue.splice(0).map((one) => giveBack(one, false)),
    ]);
  };

  for (const { job, task, attempts } of options.taken ?? []) {
    board.show(job);
    if (!isFinished(job) && task !== undefined) queue.push(waitingOf(job, task, attempts));
  }
  startNext();
  const load = () => ({ jobs: board.tally(), room: Math.max(0, roomNow()) });
  return { ...board, submit, finish, cancel, load, isClosed: () => closed, close };
}

/** Wait for something, at most so long. */
async function within(ms: number, what: () => Promise<void>): Promise<void> {
  if (ms <= 0) return;
  const timer: { at?: NodeJS.Timeout } = {};
  const over = new Promise<void>((resolve) => {
    timer.at = setTimeout(resolve, ms);
  });
  await Promise.race([what(), over]);
  clearTimeout(timer.at);
}
