/**
 * One job from taking it up to its end: it is noted as running before its thread starts, so that one that kills its
 * process is given up at the third death; how far it is is written down on the way; and it ends once, by the store's word.
 */
import {
  type Answer,
  type Job,
  type JobBoard,
  type Journal,
  type Recorded,
  isFinished,
  jobBoard,
  takeUp,
} from "#jobs/running/index.ts";
import { ended } from "./ended.ts";
import { journalIn, recordedOf } from "./journal.ts";
import { type End, type WorkParts, ask } from "./parts.ts";
import { progressNews } from "./progress-news.ts";
import { gather, sendUnfinished, whatIfAnswer, whatIfIn } from "./run-what-if.ts";

const TICK_MS = 1000;

/** The job as it waits again, or as it failed at its third death; one that never ran is as it was. */
async function takenUp(journal: Journal, recorded: Recorded): Promise<Recorded> {
  if (recorded.job.state === "queued" && recorded.attempts === 0) return recorded;
  const [taken = recorded] = await takeUp(journal, [recorded]);
  return taken;
}

/** Do the job with this id. @throws Error when the store does not answer: then it is open still */
export async function runJob(parts: WorkParts, id: string): Promise<End> {
  const { store, queue, held } = parts;
  const found = await store.getJob(id);
  if (found === undefined || isFinished(found.snapshot as Job)) return "ended before";
  const journal = journalIn(store);
  const recorded = recordedOf(found);
  if (recorded.job.kind === "what-if") {
    const unfinished = await queue.chunks.unfinished(id);
    if (unfinished !== undefined)
      return unfinished.length > 0 ? await sendUnfinished(queue, id, unfinished) : await gather(parts, recorded);
  }
  const taken = await takenUp(journal, recorded);
  const { job, task, attempts } = taken;
  if (!isFinished(job)) {
    if (task === undefined) throw new Error(`job ${id} has no question any more`);
    return await worked(parts, journal, { job, task, attempts });
  }
  held.isOver = true;
  await queue.tell({ kind: "job", job });
  return "failed";
}

interface Open extends Recorded {
  readonly task: Uint8Array;
}

async function answerTo(
  parts: WorkParts,
  { job, task }: Open,
  board: JobBoard,
): Promise<Answer | { readonly kind: "spread" }> {
  if (job.kind === "what-if") return await whatIfAnswer(parts, { id: job.id, task: whatIfIn(task) }, board);
  const asked = { kind: "task", task, flag: parts.held.flag, threads: parts.threads } as const;
  return await ask(parts, asked, (progress) => board.progress(job.id, progress));
}

async function worked(parts: WorkParts, journal: Journal, open: Open): Promise<End> {
  const { queue, held } = parts;
  const { job, attempts } = open;
  const { id } = job;
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
  try {
    const answer = await answerTo(parts, open, board);
    leave();
    await news.end();
    if (answer.kind === "spread") return "spread";
    if (answer.kind !== "ended") return await ended(parts, { board, journal, id }, answer);
    const why = held.stopped() ?? "lost";
    if (why === "given back") await told({ ...now(), state: "queued", sequence: now().sequence + 1 }, attempts);
    return why;
  } finally {
    leave();
    clearInterval(ticking);
  }
}
