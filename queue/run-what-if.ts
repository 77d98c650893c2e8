/**
 * A what-if over all workers: whoever takes the job makes its first rows and sees what a row costs; what is left is cut
 * into chunks of a few seconds that anybody may take; whoever keeps the last rows makes the answer of them all, which is
 * the very bytes of one machine's, for a row depends on its number alone.
 */
import {
  type Answer,
  type Job,
  type JobBoard,
  type Recorded,
  type RowsMade,
  type Task,
  isFinished,
  jobBoard,
  raise,
  raisedIn,
  taskIn,
} from "#jobs/running/index.ts";
import type { WhatIfRow } from "#planner";
import type { SpreadProgress } from "./chunks.ts";
import { ended } from "./ended.ts";
import { journalIn } from "./journal.ts";
import { type End, type WorkParts, ask } from "./parts.ts";
import type { Queue } from "./queue.ts";

const MS_PER_SECOND = 1000;
const TENTHS = 10;
/** A question of this kind. */
export interface WhatIfJob {
  readonly id: string;
  readonly task: Extract<Task, { readonly kind: "what-if" }>;
}

/** The question of a what-if's job. @throws Error when it is none */
export function whatIfIn(json: Uint8Array | undefined): WhatIfJob["task"] {
  const task = json === undefined ? undefined : taskIn(json);
  if (task?.kind !== "what-if") throw new Error("the job is no what-if any more");
  return task;
}

/** Do something with a flag that is raised when so many seconds are over. */
export async function withinSeconds<T>(
  flag: SharedArrayBuffer,
  seconds: number | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (seconds === undefined) return await work();
  if (seconds <= 0) raise(flag);
  const timer = setTimeout(() => raise(flag), Math.max(seconds, 0) * MS_PER_SECOND);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

/** The answer where it is soon there, else its chunks wait. */
export async function whatIfAnswer(
  parts: WorkParts,
  { id, task }: WhatIfJob,
  board: JobBoard,
): Promise<Answer | { readonly kind: "spread" }> {
  const { flag } = parts.held;
  const { request: scenario, timeSeconds } = task;
  const startedAt = performance.now();
  const first = {
    kind: "rows",
    key: id,
    scenario,
    first: 0,
    past: Number.MAX_SAFE_INTEGER,
    flag,
    withinMs: parts.pace.firstMs,
  } as const;
  const made = await withinSeconds(flag, timeSeconds, () =>
    ask(parts, first, (progress) => board.progress(id, progress)),
  );
  if (made.kind !== "rows") return made;
  const { rows, count } = made;
  if (rows.length === count || raisedIn(flag)())
    return await ask(parts, { kind: "gather", scenario, rows, count }, () => {});
  if (parts.held.stopped() !== undefined) return { kind: "ended" };
  const elapsedSeconds = (performance.now() - startedAt) / MS_PER_SECOND;
  await spread(parts, made, {
    jobId: id,
    sequence: board.get(id)?.sequence ?? 0,
    elapsedSeconds,
    ...(timeSeconds === undefined ? {} : { secondsLeft: timeSeconds - elapsedSeconds }),
  });
  return { kind: "spread" };
}

async function spread(
  { queue, pace: { chunkMs } }: WorkParts,
  { rows, count, rowMs }: RowsMade,
  rest: {
    readonly jobId: string;
    readonly sequence: number;
    readonly elapsedSeconds: number;
    readonly secondsLeft?: number;
  },
): Promise<void> {
  await queue.chunks.lay({ ...rest, count, rows, size: Math.max(1, Math.round(chunkMs / Math.max(rowMs, 1))) });
  await sendUnfinished(queue, rest.jobId, (await queue.chunks.unfinished(rest.jobId)) ?? []);
}

/** Let the chunks of a job wait that are not done. */
export async function sendUnfinished(queue: Queue, jobId: string, ids: readonly string[]): Promise<End> {
  await queue.send(ids.map((id) => ({ id, chunkOf: jobId })));
  return "spread";
}

/** Make the answer of all rows that are there, and end the job. */
export async function gather(parts: WorkParts, { job, task }: Recorded): Promise<End> {
  const { queue, store, held } = parts;
  const gathered = await queue.chunks.gathered(job.id);
  if (gathered === undefined || task === undefined || isFinished(job)) return "ended before";
  const { rows, progress } = gathered;
  const { count } = progress;
  const asked = {
    kind: "gather",
    scenario: whatIfIn(task).request,
    rows: rows as readonly WhatIfRow[],
    count,
  } as const;
  const answer = await ask(parts, asked, () => {});
  if (answer.kind === "ended") return held.stopped() ?? "lost";
  const board = jobBoard(1);
  const isFinishing = (await queue.wishes()).has(job.id) ? { isFinishing: true } : {};
  board.show({ ...spreadJob(job, progress), ...isFinishing });
  const end = await ended(parts, { board, journal: journalIn(store), id: job.id }, answer);
  await queue.chunks.forget([job.id]);
  return end;
}

/** A spread job as it stands by its rows: whoever says so later has the higher number. */
export function spreadJob(job: Job, { done, count, sequence, elapsedSeconds }: SpreadProgress): Job {
  const board = jobBoard(1);
  board.show({ ...job, state: "running" });
  board.progress(job.id, { stage: "varying", doneRatio: done / count });
  const now = board.get(job.id) ?? job;
  return { ...now, sequence: sequence + done, elapsedSeconds: Math.round(elapsedSeconds * TENTHS) / TENTHS };
}
