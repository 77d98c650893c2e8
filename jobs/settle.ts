/** The last step of a job: what was made is kept, and only then has the job succeeded. */
import type { JobBoard } from "./board.ts";
import { type Job, isFinished } from "./job.ts";
import type { Journal } from "./journal.ts";
import { type Outcome, failureOf, madeOf } from "./outcome.ts";
import type { Made, Task } from "./task.ts";
import type { Answer } from "./working-thread.ts";

/** Where jobs are shown and where they are written down. */
export interface Books {
  readonly board: JobBoard;
  readonly journal: Journal;
}

/** The figures of a finished job: those of a plan are the plan's own. */
function figuresOf(made: Made): Partial<Job> {
  if (made.kind !== "plan") return {};
  const { hostsUsed: hosts, bound, gapRatio } = made.document.result.summary;
  return { hosts, bound: bound.hosts, gapRatio };
}

/** Keep what was made and end the job; a store that fails fails the job, with its message. Never rejects. */
export async function settle(books: Books, id: string, made: Made): Promise<void> {
  const { board, journal } = books;
  const change: Partial<Job> = { state: "succeeded", progressRatio: 1, ...figuresOf(made) };
  const job = board.changed(id, change);
  if (job === undefined) return;
  try {
    const resultId = await journal.settle(job, made);
    if (resultId !== undefined) board.update(id, { ...change, resultId });
    else await showEnd(books, id);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    await fail(books, id, { state: "failed", error: `the ${made.kind} was made but could not be stored: ${why}` });
  }
}

/** The job had ended before, here or in another process: show how. */
async function showEnd({ board, journal }: Books, id: string): Promise<void> {
  const told = await journal.read(id);
  if (told === undefined || !isFinished(told)) return;
  const { id: _, sequence: __, ...change } = told;
  board.update(id, change);
}

/**
 * End a job without a result. Never rejects: where the journal cannot write it down the job has ended all the same for
 * everybody who asks this process, and is taken up again by the next.
 */
export async function fail({ board, journal }: Books, id: string, change: Partial<Job>): Promise<void> {
  const job = board.changed(id, change);
  if (job === undefined) return;
  const isOurs = await journal.end(job).catch(() => true);
  if (isOurs) board.update(id, change);
}

/** End a job as its thread answered. Never rejects. */
export async function concluded(
  books: Books,
  { id, task }: { readonly id: string; readonly task: Task },
  answer: Exclude<Answer, { readonly kind: "ended" }>,
): Promise<void> {
  if (answer.kind === "lost")
    return await fail(books, id, { state: "failed", error: `the working thread ended: ${answer.why}` });
  const outcome: Outcome =
    answer.kind === "outcome" ? answer.outcome : { kind: "broken", message: "rows are no answer to a whole question" };
  const made = madeOf(task, outcome);
  await (made === undefined ? fail(books, id, failureOf(outcome)) : settle(books, id, made));
}
