/** The journal of jobs in a store: how jobs and what they made are named and written there. */
import { randomUUID } from "node:crypto";
import type { Job, Journal, Made, Recorded } from "#jobs";
import type { JobEnd, JobNote, Store, StoredJob, WrittenDocument } from "#store";
import { patiently } from "./patience.ts";

const now = () => new Date().toISOString();

const storedOf = (made: Made, id: string): WrittenDocument => ({ ...made, id, createdAt: now() });

/** End a job; an earlier try whose answer was lost counts as this one. */
async function ended(store: Store, end: JobEnd, isFirst: boolean): Promise<boolean> {
  if (await store.endJob(end)) return true;
  if (isFirst) return false;
  const found = await store.getJob(end.id);
  return JSON.stringify(found?.snapshot) === JSON.stringify(end.snapshot);
}

/**
 * The journal of jobs in this store; what is made is stored with their job's end. While the store is away a job's start
 * and end wait for it; a cancellation, for which somebody waits, does not.
 * @param signal ends the waiting
 */
export function journalIn(store: Store, signal?: AbortSignal): Journal {
  return {
    isLasting: true,
    add: (job, task) =>
      store.putJob({ id: job.id, createdAt: now(), state: "queued", attempts: 0, snapshot: job, task }),
    note: async (job, attempts) => {
      if (job.state !== "queued" && job.state !== "running") return;
      const one: JobNote = { id: job.id, state: job.state, attempts, snapshot: job };
      await patiently(() => store.noteJob(one), signal);
    },
    end: async (job) => {
      if (job.state === "cancelled") return await store.endJob({ id: job.id, state: "cancelled", snapshot: job });
      if (job.state !== "failed") return false;
      const end = { id: job.id, state: "failed", snapshot: job } as const;
      return await patiently((isFirst) => ended(store, end, isFirst), signal);
    },
    settle: async (job, made) => {
      const resultId = randomUUID();
      const snapshot: Job = { ...job, resultId };
      const end: JobEnd = { id: job.id, state: "succeeded", snapshot, made: storedOf(made, resultId) };
      return (await patiently((isFirst) => ended(store, end, isFirst), signal)) ? resultId : undefined;
    },
    read: async (id) => (await store.getJob(id))?.snapshot as Job | undefined,
  };
}

/** A stored job as the journal wrote it. */
export function recordedOf({ snapshot, attempts, task }: StoredJob): Recorded {
  return { job: snapshot as Job, attempts, ...(task === undefined ? {} : { task }) };
}

/** The jobs of this store, as its journal wrote them. */
export async function recordedIn(store: Store): Promise<readonly Recorded[]> {
  return (await store.listJobs()).map(recordedOf);
}
