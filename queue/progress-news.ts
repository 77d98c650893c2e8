/** How far a job is, written down and told at most a few times a second; the last word is somebody else's. */
import type { Job } from "#jobs";

const EVERY_MS = 400;

/** Takes every change, passes on the latest now and then. */
export interface ProgressNews {
  readonly say: (job: Job) => void;
  /** Say nothing more; resolves when what is being said is said. */
  readonly end: () => Promise<void>;
}

/** @param pass may reject: what cannot be said now is said with the next change */
export function progressNews(pass: (job: Job) => Promise<void>): ProgressNews {
  let latest: Job | undefined;
  let timer: NodeJS.Timeout | undefined;
  let tail: Promise<void> = Promise.resolve();
  const flush = () => {
    timer = undefined;
    const job = latest;
    latest = undefined;
    if (job !== undefined) tail = tail.then(() => pass(job)).catch(() => undefined);
  };
  return {
    say: (job) => {
      latest = job;
      timer ??= setTimeout(flush, EVERY_MS);
    },
    end: async () => {
      clearTimeout(timer);
      latest = undefined;
      await tail;
    },
  };
}
