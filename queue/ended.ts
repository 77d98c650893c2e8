/** The end of a job by a worker: once by the store's word, and told to all. */
import { type Answer, type JobBoard, type Journal, concluded, isFinished } from "#jobs/running/index.ts";
import type { End, WorkParts } from "./parts.ts";

/** What is ended, and where it is shown and written down. */
export interface Ending {
  readonly board: JobBoard;
  readonly journal: Journal;
  readonly id: string;
}

/** End a job as its thread answered, and say so. */
export async function ended(
  { queue, held }: WorkParts,
  { id, ...books }: Ending,
  answer: Exclude<Answer, { readonly kind: "ended" }>,
): Promise<End> {
  await concluded(books, id, answer);
  held.isOver = true;
  const job = books.board.get(id);
  if (job === undefined || !isFinished(job)) return "ended elsewhere";
  await queue.tell({ kind: "job", job });
  await queue.forgetWishes([id]);
  return job.state as End;
}
