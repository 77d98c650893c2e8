/** The last step of a job: what was made is kept, and only then has the job succeeded. */
import type { JobBoard } from "./board.ts";
import type { Job } from "./job.ts";
import type { Keep, Made } from "./task.ts";

/** A finished plan or simulation and where it goes. */
export interface Settling {
  readonly id: string;
  readonly made: Made;
  readonly keep: Keep;
}

/** The figures of a finished job: those of a plan are the plan's own. */
function figuresOf(made: Made): Partial<Job> {
  if (made.kind === "simulation") return {};
  const { hostsUsed: hosts, bound, gapRatio } = made.document.result.summary;
  return { hosts, bound: bound.hosts, gapRatio };
}

/** Store what was made and end the job; a store that fails fails the job, with its message. */
export async function settle(board: JobBoard, { id, made, keep }: Settling): Promise<void> {
  try {
    const resultId = await keep(made);
    board.update(id, { resultId, state: "succeeded", progressRatio: 1, ...figuresOf(made) });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    board.update(id, { state: "failed", error: `the ${made.kind} was made but could not be stored: ${why}` });
  }
}
