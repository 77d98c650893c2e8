/**
 * What becomes of the jobs that a journal holds when a server starts. Those that had not ended wait again and run from
 * their beginning: a plan by effort comes out the same. One that was running at the third death of its process may be the
 * cause of it and fails.
 */
import type { Job } from "./job.ts";
import type { Journal, Recorded } from "./journal.ts";
import { isFinished } from "./job.ts";

/** How often a job may die with its process. */
export const MOST_ATTEMPTS = 3;
/**
 * A job that is taken up again goes on counting its changes from so much later: changes since the last one on disk were
 * told to listeners. Ten a second for eleven days.
 */
const SEQUENCE_LEAP = 10_000_000;

/** The job as it waits again: what the lost attempt had found is gone with it. */
function waitingAgain({ id, kind, name, sequence, isFinishing }: Job): Job {
  return {
    id,
    kind,
    name,
    state: "queued",
    sequence: sequence + SEQUENCE_LEAP,
    progressRatio: 0,
    ...(isFinishing === true ? { isFinishing } : {}),
  };
}

/**
 * Jobs to hand to a new runner, in the order given.
 * @param recorded all of the journal that nobody else runs
 */
export async function takeUp(journal: Journal, recorded: readonly Recorded[]): Promise<readonly Recorded[]> {
  const taken: Recorded[] = [];
  for (const one of recorded) {
    if (isFinished(one.job)) taken.push(one);
    else if (one.job.state === "running" && one.attempts >= MOST_ATTEMPTS) {
      const error = `the server ended ${one.attempts} times while this ran; it is not tried again`;
      const job: Job = { ...waitingAgain(one.job), state: "failed", error };
      await journal.end(job);
      taken.push({ job, attempts: one.attempts });
    } else taken.push({ ...one, job: waitingAgain(one.job) });
  }
  return taken;
}
