/**
 * A worker: takes tickets from the queue as long as it has threads free, holds on to what it works on, and hears who wants
 * a job cancelled or finished. Its own event loop does no work, so a claim is lost only with the process. Asked to end, it
 * gives back at once what has not ended within the grace.
 */
import { availableParallelism } from "node:os";
import { type WorkingThread, isFinished, workingThread } from "#jobs/running/index.ts";
import type { Store } from "#store";
import { type Held, heldBy } from "./held.ts";
import { type Claim, type News, type Queue, jobOf } from "./queue.ts";
import type { Pace } from "./parts.ts";
import { runChunk } from "./run-chunk.ts";
import { runJob } from "./run-job.ts";

/** One entry of a structured log. */
export type Log = (entry: Readonly<Record<string, unknown>>) => void;

/** What the worker works for and with. */
export interface WorkerOptions {
  readonly store: Store;
  readonly queue: Queue;
  /** The product's version; only workers of the version that the queue names take jobs. */
  readonly version: string;
  /** Jobs at once; left out = cores. */
  readonly concurrency?: number;
  /** Whether jobs give way to the calling thread where cores are short; false when left out. */
  readonly givesWay?: boolean;
  /** Threads that each plan may use, 1 when left out; part of what its result depends on. */
  readonly threadsPerJob?: number;
  /** Most milliseconds for running jobs to end in when the worker closes; 0 when left out. */
  readonly closeGraceMs?: number;
  /** How what-ifs are cut; chunks of five seconds when left out. */
  readonly pace?: Pace;
  readonly log?: Log;
  /** Called once when the queue turns out to be for another version: no job is taken any more. */
  readonly onOtherVersion?: (theirs: string) => void;
}

/** A worker at work. */
export interface QueueWorker {
  /** Jobs it works on at once. */
  readonly concurrency: number;
  /** Jobs it works on now. */
  readonly running: () => number;
  /** Takes no more, lets what runs end within the grace, gives the rest back, ends its threads. */
  close(): Promise<void>;
}

/** A claim lives for 10 s: three times of holding on to it may fail. */
const HOLD_EVERY_MS = 3000;
/** Tickets of workers that died come back unheard. */
const TAKE_EVERY_MS = 2000;
const LOOK_EVERY_MS = 10_000;

const PACE: Pace = { firstMs: 3000, chunkMs: 5000 };

interface Running {
  readonly claim: Claim;
  readonly held: Held;
  readonly done: Promise<void>;
}

/** Start working. */
export function startWorker(options: WorkerOptions): QueueWorker {
  const { store, queue } = options;
  const log = options.log ?? (() => {});
  const concurrency = options.concurrency ?? availableParallelism();
  const idle: WorkingThread[] = Array.from({ length: concurrency }, () =>
    workingThread({ givesWay: options.givesWay ?? false }),
  );
  const running = new Map<string, Running>();
  let isClosed = false;
  let isForeign = false;
  let isTaking = false;
  let isRungFor = false;

  const note = (error: unknown) =>
    log({ event: "worker-error", error: error instanceof Error ? error.message : error });

  const work = async (claim: Claim, thread: WorkingThread, held: Held) => {
    const startedAt = performance.now();
    log({ event: "job-taken", ...named(claim) });
    let end: string;
    try {
      const parts = { store, queue, thread, held, threads: options.threadsPerJob ?? 1, pace: options.pace ?? PACE };
      end = await (claim.chunkOf === undefined ? runJob : runChunk)(parts, claim.id);
    } catch (error) {
      note(error);
      end = "given back";
    }
    held.isOver = true;
    try {
      if (end === "given back") await queue.giveBack(claim);
      else if (end !== "lost") await queue.drop(claim);
    } catch (error) {
      // the claim runs out, and whoever takes it then finds how far the job is
      note(error);
    }
    log({ event: "job-left", ...named(claim), end, ms: Math.round(performance.now() - startedAt) });
    running.delete(claim.id);
    idle.push(thread);
    void takeMore();
  };

  const begin = (claim: Claim) => {
    const thread = idle.pop();
    if (thread === undefined) return void queue.giveBack(claim).catch(note);
    const held = heldBy(thread);
    running.set(claim.id, { claim, held, done: work(claim, thread, held) });
  };

  const wantsMore = () => isRungFor && !isClosed && idle.length > 0;
  const takeAll = async () => {
    do {
      isRungFor = false;
      const theirs = await queue.version(options.version, "if-none");
      if (theirs !== options.version) {
        if (!isForeign) log({ event: "other-version", worker: options.version, queue: theirs });
        if (!isForeign) options.onOtherVersion?.(theirs);
        isForeign = true;
        return;
      }
      isForeign = false;
      const claims = await queue.take(idle.length);
      for (const claim of claims) begin(claim);
    } while (wantsMore());
  };

  const takeMore = async () => {
    isRungFor = true;
    if (isTaking || isClosed || idle.length === 0) return;
    isTaking = true;
    await takeAll().catch(note);
    isTaking = false;
  };

  const holdOn = async () => {
    const mine = [...running.values()];
    const ids = await queue.hold(mine.filter(({ held }) => !held.isOver).map(({ claim }) => claim));
    for (const { claim, held } of mine) if (!ids.has(claim.id)) await held.stop("lost");
  };

  /** What news may have been lost about: wishes, and ends by somebody else's hand. */
  const look = async () => {
    if (running.size === 0) return;
    const wishes = await queue.wishes();
    const open = new Set((await store.listJobStates()).flatMap(({ id, state }) => (isOpen(state) ? [id] : [])));
    for (const { claim, held } of running.values()) {
      if (wishes.has(jobOf(claim))) held.finish();
      if (!open.has(jobOf(claim))) await held.stop("ended elsewhere");
    }
  };

  const heldFor = (job: string) =>
    [...running.values()].flatMap(({ claim, held }) => (jobOf(claim) === job ? [held] : []));

  const hear = (news: News) => {
    if (news.kind === "work") return void takeMore();
    if (news.kind === "finish") for (const held of heldFor(news.id)) held.finish();
    if (news.kind === "job" && isFinished(news.job))
      for (const held of heldFor(news.job.id)) void held.stop("ended elsewhere");
    if (news.kind === "gap") void look().catch(note);
  };

  const leave = queue.hear(hear);
  const holding = setInterval(() => void holdOn().catch(note), HOLD_EVERY_MS);
  const taking = setInterval(() => void takeMore(), TAKE_EVERY_MS);
  const looking = setInterval(() => void look().catch(note), LOOK_EVERY_MS);
  void takeMore();

  const close = async () => {
    isClosed = true;
    clearInterval(taking);
    clearInterval(looking);
    const all = () => Promise.all([...running.values()].map(({ done }) => done));
    await Promise.race([all(), pause(options.closeGraceMs ?? 0)]);
    await Promise.all([...running.values()].map(({ held }) => held.stop("given back")));
    await all();
    clearInterval(holding);
    leave();
    await Promise.all(idle.map((thread) => thread.end()));
  };
  return { concurrency, running: () => running.size, close };
}

/** A ticket as the log names it. */
const named = ({ id, chunkOf }: Claim) => (chunkOf === undefined ? { job: id } : { job: chunkOf, chunk: id });

const isOpen = (state: string) => state === "queued" || state === "running";

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
  });
