/**
 * The runner of a server on a shared queue: it writes jobs down and sends their ids, and shows what workers anywhere tell
 * of them. It works on nothing itself. News may be lost, so it also looks at the store now and then; a job that is
 * written down and waits nowhere is sent again.
 */
import {
  type Job,
  QueueFull,
  type Runner,
  ShuttingDown,
  isFinished,
  jobBoard,
  newJob,
  taskJson,
  withinTime,
} from "#jobs/running/index.ts";
import { IdTaken, type Store } from "#store";
import { journalIn } from "./journal.ts";
import type { News, Queue } from "./queue.ts";

/** Where jobs are written, who shares them, and how many may wait. */
export interface QueueRunnerOptions {
  readonly store: Store;
  readonly queue: Queue;
  /** Most jobs that may wait, over all servers; 100 when left out. */
  readonly queueLimit?: number;
  /** Most seconds by the clock for the search of one plan; left out = as long as its request asks for. */
  readonly timeLimitSeconds?: number;
  /** Most finished jobs that are remembered. */
  readonly finishedLimit?: number;
  /** Milliseconds between looks at the store, which only matter where news are lost. */
  readonly lookEveryMs?: number;
  /** Told of what failed behind the back of who asked. */
  readonly onError?: (error: Error) => void;
}

const QUEUE_LIMIT = 100;
const FINISHED_LIMIT = 200;
const LOOK_EVERY_MS = 10_000;
const RETRY_AFTER_SECONDS = 10;

/** A runner whose jobs are done by workers on the queue. @throws Error when store or queue do not answer */
export async function queueRunner(options: QueueRunnerOptions): Promise<Runner> {
  const { store, queue } = options;
  const journal = journalIn(store);
  const board = jobBoard(options.finishedLimit ?? FINISHED_LIMIT);
  const queueLimit = options.queueLimit ?? QUEUE_LIMIT;
  const onError = options.onError ?? (() => {});
  /** Jobs that are being written down. */
  let arriving = 0;
  let closed = false;

  /** How one job stands by the store. */
  const lookAt = async (id: string) => {
    const found = await store.getJob(id);
    if (found !== undefined) board.receive(found.snapshot as Job);
  };

  /** How all jobs stand by the store; those that wait nowhere are sent. */
  const look = async () => {
    const live = await queue.live();
    const wishes = await queue.wishes();
    const lost: { id: string }[] = [];
    for (const { id, snapshot } of await store.listJobStates()) {
      const job = snapshot as Job;
      board.receive(wishes.has(id) && !isFinished(job) ? { ...job, isFinishing: true } : job);
      if (!isFinished(job) && !live.has(id)) lost.push({ id });
    }
    if (lost.length > 0) await queue.send(lost);
    await queue.chunks.forget((await queue.chunks.jobs()).filter(isOver));
    await queue.forgetWishes([...wishes].filter((id) => board.get(id) === undefined || isOver(id)));
  };
  const isOver = (id: string) => {
    const job = board.get(id);
    return job !== undefined && isFinished(job);
  };

  const behind = (work: () => Promise<void>) => void work().catch(onError);

  const hear = (news: News) => {
    if (news.kind === "job") board.receive(news.job);
    else if (news.kind === "changed") behind(() => lookAt(news.id));
    else if (news.kind === "finish") board.update(news.id, { isFinishing: true });
    else if (news.kind === "gap") behind(look);
  };

  const waitingNow = () => board.open().filter(({ state }) => state === "queued").length + arriving;

  const submit: Runner["submit"] = async (task, id) => {
    if (closed) throw new ShuttingDown();
    const waiting = waitingNow();
    if (waiting >= queueLimit) throw new QueueFull(waiting, RETRY_AFTER_SECONDS);
    const job = newJob(task, id);
    arriving++;
    try {
      await journal.add(job, taskJson(withinTime(task, options.timeLimitSeconds)));
    } catch (error) {
      // asked for before, here or at a server that died: that job is the answer
      if (!(error instanceof IdTaken)) throw error;
      await lookAt(job.id);
      return board.get(job.id) ?? job;
    } finally {
      arriving--;
    }
    board.receive(job);
    behind(() => queue.tell({ kind: "job", job }));
    // It is written down, so it is promised: where sending fails, the next look sends it.
    await queue.send([{ id: job.id }]).catch(onError);
    return board.get(job.id) ?? job;
  };

  const finish: Runner["finish"] = async (id) => {
    const job = board.get(id);
    if (job === undefined || isFinished(job)) return job;
    await queue.wish(id);
    board.update(id, { isFinishing: true });
    await queue.tell({ kind: "finish", id }).catch(onError);
    return board.get(id);
  };

  const cancel: Runner["cancel"] = async (id) => {
    const job = board.changed(id, { state: "cancelled" });
    if (job === undefined) return board.get(id);
    if (await journal.end(job)) {
      board.update(id, { state: "cancelled" });
      await queue.tell({ kind: "job", job }).catch(onError);
    } else await lookAt(id);
    return board.get(id);
  };

  const leave = queue.hear(hear);
  await look();
  const looking = setInterval(() => behind(look), options.lookEveryMs ?? LOOK_EVERY_MS);
  looking.unref();

  const close: Runner["close"] = () => {
    closed = true;
    clearInterval(looking);
    leave();
    for (const { id } of board.open()) board.update(id, {});
    return Promise.resolve();
  };
  const load = () => ({ jobs: board.tally(), room: Math.max(0, queueLimit - waitingNow()) });
  return { ...board, submit, finish, cancel, load, isClosed: () => closed, close };
}
