/**
 * Jobs of servers that are gone, on a store that several share: looked for every second, and run by whoever claims them
 * first. Each server shows its own jobs and those it took up; a queue for all of them is another matter (decision 0020).
 */
import { type Journal, type ThreadRunner, takeUp } from "#jobs";
import type { SharedStore, StoredJob } from "#store";
import { recordedOf } from "./keep.ts";
import type { Log } from "./log.ts";

const LOOK_MS = 1000;

/** Where orphaned jobs come from and go to. */
export interface Inheritance {
  readonly store: SharedStore;
  readonly journal: Journal;
  readonly runner: ThreadRunner;
  readonly log: Log;
}

/** Take up jobs of servers that are gone, from now on; the result stops it and resolves when the last look is over. */
export function inheritJobs({ store, journal, runner, log }: Inheritance): () => Promise<void> {
  let isAway = false;
  let claimed: readonly StoredJob[] = [];
  let looking = Promise.resolve();
  const look = async () => {
    try {
      claimed = [...claimed, ...(await store.claimJobs())];
      const taken = await takeUp(journal, claimed.map(recordedOf));
      claimed = [];
      if (taken.length > 0) log({ event: "jobs-taken-up", count: taken.length });
      runner.adopt(taken);
      isAway = false;
    } catch (error) {
      // asked again in a second; of an outage the first failure is told
      if (!isAway) log({ event: "store-unavailable", error: error instanceof Error ? error.message : String(error) });
      isAway = true;
    }
  };
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = look().finally(() => {
      isLooking = false;
    });
  }, LOOK_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
