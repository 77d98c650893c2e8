/**
 * One job from taking it up to its end: it is noted as running before its thread starts, so that one that kills its
 * process is given up at the third death; how far it is is written down on the way; and it ends once, by the store's word.
 */
import {
  type Job,
  type Journal,
  type Recorded,
  type WorkingThread,
  concluded,
  isFinished,
  jobBoard,
  takeUp,
} from "#jobs";
import type { Store } from "#store";
import type { Held, Stop } from "./held.ts";
import { journalIn, recordedOf } from "./journal.ts";
import { progressNews } from "./progress-news.ts";
import type { Queue } from "./queue.ts";

/** What a job is done with. */
export interface JobParts {
  readonly store: Store;
  readonly queue: Queue;
  readonly thread: WorkingThread;
  readonly held: Held;
  /** Threads that a plan may use. */
  readonly threads: number;
}

/** How a worker is done with a job: as the job ended, or why it did not end here. */
export type End = "succeeded" | "failed" | "cancelled" | "ended before" | Stop;

const TICK_MS = 1000;

/** The job as it waits again, or as it failed at its third death; one that never ran is as it was. */
async function takenUp(journal: Journal, recorded: Recorded): Promise<Recorded> {
  if (recorded.job.state === "queued" && recorded.attempts === 0) return recorded;
  const [taken = recorded] = await takeUp(journal, [recorded]);
  return taken;
}

/** Do the job with this id. @throws Error when the store does not answer: then it is open still */
export async function runJob(parts: JobParts, id: string): Promise<End> {
  const { store, queue, held } = parts;
  const found = await store.getJob(id);
  if (found === undefined || isFinished(found.snapshot as Job)) return "ended before";
  const journal = journalIn(store);
  const taken = await takenUp(journal, recordedOf(found));
  if (!isFinished(taken.job)) return await worked(parts, journal, taken);
  held.isOver = true;
  await queue.tell({ kind: "job", job: taken.job });
  return "failed";
}

async function worked(parts: JobParts, journal: Journal, { job, task, attempts }: Recorded): Promise<End> {
  const { queue, thread, held } = parts;
  const { id } = job;
  if (task === undefined) throw new Error(`job ${id} has no question any more`);
  const board = jobBoard(1);
  const now = () => board.get(id) ?? job;
  board.show(job);
  held.onFinish = () => board.update(id, { isFinishing: true });
  if (job.isFinishing === true || (await queue.wishes()).has(id)) held.finish();
  board.update(id, { state: "running" });
  const told = async (changed: Job, tries: number) => {
    await journal.note(changed, tries);
    await queue.tell({ kind: "job", job: changed });
  };
  await told(now(), attempts + 1);
  const news = progressNews((changed) => told(changed, attempts + 1));
  const leave = board.watch(id, news.say);
  const ticking = setInterval(() => board.tick(id), TICK_MS);
  const answer =
    held.stopped() === undefined
      ? await thread.ask({ task, flag: held.flag, threads: parts.threads }, (progress) => board.progress(id, progress))
      : ({ kind: "ended" } as const);
  clearInterval(ticking);
  leave();
  await news.end();
  if (answer.kind === "ended") {
    const why = held.stopped() ?? "lost";
    if (why === "given back") await told({ ...now(), state: "queued", sequence: now().sequence + 1 }, attempts);
    return why;
  }
  await concluded({ board, journal }, { id, task }, answer);
  held.isOver = true;
  if (!isFinished(now())) return "ended elsewhere";
  await queue.tell({ kind: "job", job: now() });
  await queue.forgetWishes([id]);
  return now().state as End;
}
