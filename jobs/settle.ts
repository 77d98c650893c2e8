/** The last step of a job: what was made is kept, and only then has the job succeeded. */
import type { JobBoard } from "./board.ts";
import { type Job, isFinished } from "./job.ts";
import type { Journal } from "./journal.ts";
import type { Made } from "./made.ts";
import { failureOf } from "./outcome.ts";
import type { Answer } from "./working-thread.ts";

/** Where jobs are shown and where they are written down. */
export interface Books {
  readonly board: JobBoard;
  readonly journal: Journal;
}

/** Keep what was made and end the job; a store that fails fails the job, with its message. Never rejects. */
export async function settle(books: Books, id: string, made: Made): Promise<void> {
  const { board, journal } = books;
  const change: Partial<Job> = { state: "succeeded", progressRatio: 1, ...made.figures };
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
  id: string,
  answer: Exclude<Answer, { readonly kind: "ended" }>,
): Promise<void> {
  if (answer.kind === "lost")
    return await fail(books, id, { state: "failed", error: `the working thread ended: ${answer.why}` });
  const outcome = answer.kind === "outcome" ? answer.outcome : undefined;
  if (outcome?.kind === "made" && outcome.made.kind === books.board.get(id)?.kind)
    return await settle(books, id, outcome.made);
  const failure: Partial<Job> =
    outcome === undefined || outcome.kind === "made"
      ? { state: "failed", error: "the answer is to another question" }
      : failureOf(outcome);
  await fail(books, id, failure);
}
