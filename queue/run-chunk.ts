/**
 * One chunk of a what-if: its rows are made, kept, and counted; whoever keeps the last ones makes the answer. The death of
 * a worker costs the rows of its chunk; a chunk that was running at three deaths ends its job.
 */
import { type Job, MOST_ATTEMPTS, type Recorded, isFinished, jobBoard } from "#jobs/running/index.ts";
import type { Chunk, SpreadProgress } from "./chunks.ts";
import { ended } from "./ended.ts";
import { journalIn, recordedOf } from "./journal.ts";
import { type End, type WorkParts, ask } from "./parts.ts";
import { type WhatIfJob, gather, spreadJob, whatIfIn, withinSeconds } from "./run-what-if.ts";

/** Progress of a chunk is told so often: with a hundred workers a server still hears a hundred a second only. */
const TELL_MS = 1000;

/** Do the chunk with this id. @throws Error when the database does not answer: then it is open still */
export async function runChunk(parts: WorkParts, id: string): Promise<End> {
  const { store, queue } = parts;
  const chunk = await queue.chunks.find(id);
  if (chunk === undefined) return "ended before";
  const found = await store.getJob(chunk.jobId);
  if (found === undefined || isFinished(found.snapshot as Job)) {
    await queue.chunks.forget([chunk.jobId]);
    return "ended before";
  }
  const recorded = recordedOf(found);
  const whatIf: WhatIf = { job: recorded.job, task: whatIfIn(recorded.task), attempts: recorded.attempts };
  if (chunk.state !== "done") {
    if (chunk.state === "running" && chunk.attempts >= MOST_ATTEMPTS)
      return await givenUp(parts, whatIf, whyGivenUp(chunk));
    const end = await rowsKept(parts, whatIf, chunk);
    if (end !== "rows kept") return end;
  }
  const unfinished = await queue.chunks.unfinished(chunk.jobId);
  return unfinished?.length === 0 ? await gather(parts, recorded) : "rows kept";
}

const whyGivenUp = ({ attempts, first, past }: Chunk) =>
  `a worker ended ${attempts} times while rows ${first + 1} to ${past} ran; they are not tried again`;

interface WhatIf extends Omit<Recorded, "task"> {
  readonly task: WhatIfJob["task"];
}

/** End the whole job as failed. */
async function givenUp(parts: WorkParts, { job }: WhatIf, message: string): Promise<End> {
  const board = jobBoard(1);
  board.show(job);
  const ending = { board, journal: journalIn(parts.store), id: job.id };
  const end = await ended(parts, ending, { kind: "outcome", outcome: { kind: "broken", message } });
  await parts.queue.chunks.forget([job.id]);
  return end;
}

async function rowsKept(parts: WorkParts, whatIf: WhatIf, chunk: Chunk): Promise<End> {
  const { queue, held } = parts;
  const { job, task } = whatIf;
  const { id, first, past, attempts } = chunk;
  await queue.chunks.note(id, "running", attempts + 1);
  if ((await queue.wishes()).has(job.id)) held.finish();
  const telling = tellingOf(parts, whatIf, chunk);
  const asked = { kind: "rows", key: job.id, scenario: task.request, first, past, flag: held.flag } as const;
  const answer = await withinSeconds(held.flag, chunk.secondsLeft, () =>
    ask(parts, asked, ({ doneRatio }) => telling.done(Math.round(doneRatio * (past - first)))),
  );
  await telling.end();
  if (answer.kind === "rows") {
    await telling.now(await queue.chunks.settle(id, answer.rows));
    return "rows kept";
  }
  if (answer.kind === "ended") {
    const why = held.stopped() ?? "lost";
    if (why === "given back") await queue.chunks.note(id, "waiting", attempts);
    return why;
  }
  const why = answer.kind === "lost" ? `the working thread ended: ${answer.why}` : undefined;
  if (why !== undefined) return await givenUp(parts, whatIf, why);
  const board = jobBoard(1);
  board.show(job);
  return await ended(parts, { board, journal: journalIn(parts.store), id: job.id }, answer);
}

/** Says now and then how far the whole what-if is. What cannot be said now is said with the next. */
function tellingOf({ store, queue, held }: WorkParts, { job, attempts }: WhatIf, { id }: Chunk) {
  let done = 0;
  let tail: Promise<void> = Promise.resolve();
  const now = async (progress: SpreadProgress | undefined) => {
    if (progress === undefined) return;
    const isFinishing = held.isFinishing() ? { isFinishing: true } : {};
    const snapshot = { ...spreadJob(job, progress), ...isFinishing };
    await journalIn(store).note(snapshot, attempts);
    await queue.tell({ kind: "job", job: snapshot });
  };
  const timer = setInterval(() => {
    tail = tail.then(async () => now(await queue.chunks.progress(id, done))).catch(() => undefined);
  }, TELL_MS);
  return {
    now,
    done: (rows: number) => {
      done = rows;
    },
    end: async () => {
      clearInterval(timer);
      await tail;
    },
  };
}
