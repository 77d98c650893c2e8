/** `Prefer: wait=N` (RFC 7240): a caller that would rather wait a moment than come back. */
import type { Request } from "express";
import { type Job, type Runner, isFinished } from "#jobs/running/index.ts";

const MOST_WAIT_SECONDS = 60;
const MS_PER_SECOND = 1000;

/** Seconds the caller is willing to wait, at most 60; undefined when it did not say. */
export function waitSeconds(request: Request): number | undefined {
  const found = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})"?(?:$|[,;\s])/.exec(request.get("Prefer") ?? "");
  return found === null ? undefined : Math.min(Number(found[1]), MOST_WAIT_SECONDS);
}

/** The job when it has finished, the time is over, or the server is being closed, whichever comes first. */
export async function waitFor(jobs: Runner, job: Job, seconds: number): Promise<Job> {
  if (isFinished(job)) return job;
  const timer: { at?: NodeJS.Timeout } = {};
  const over = new Promise<undefined>((resolve) => {
    timer.at = setTimeout(() => resolve(undefined), seconds * MS_PER_SECOND);
  });
  let leave = () => {};
  const closing = new Promise<undefined>((resolve) => {
    leave = jobs.watch(job.id, () => {
      if (jobs.isClosed()) resolve(undefined);
    });
  });
  try {
    return (await Promise.race([jobs.finished(job.id), over, closing])) ?? jobs.get(job.id) ?? job;
  } finally {
    leave();
    clearTimeout(timer.at);
  }
}
