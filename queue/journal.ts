/** The journal of jobs in a store: how jobs and what they made are named and written there. */
import { randomUUID } from "node:crypto";
import type { Job, Journal, Made, Recorded, Task } from "#jobs";
import type { JobEnd, Store, StoredJob } from "#store";

const now = () => new Date().toISOString();

function storedOf(made: Made, id: string): NonNullable<JobEnd["made"]> {
  const named = { id, createdAt: now() };
  switch (made.kind) {
    case "plan":
      return { plan: { ...named, document: made.document } };
    case "simulation":
      return { simulation: { ...named, document: made.document } };
    case "what-if":
      return { whatIf: { ...named, document: made.document } };
  }
}

/** The journal of jobs in this store; what is made is stored with their job's end. */
export function journalIn(store: Store): Journal {
  return {
    isLasting: true,
    add: (job, task) =>
      store.putJob({ id: job.id, createdAt: now(), state: "queued", attempts: 0, snapshot: job, task }),
    note: async (job, attempts) => {
      if (job.state === "queued" || job.state === "running")
        await store.noteJob({ id: job.id, state: job.state, attempts, snapshot: job });
    },
    end: async (job) =>
      job.state === "failed" || job.state === "cancelled"
        ? await store.endJob({ id: job.id, state: job.state, snapshot: job })
        : false,
    settle: async (job, made) => {
      const resultId = randomUUID();
      const snapshot: Job = { ...job, resultId };
      const end: JobEnd = { id: job.id, state: "succeeded", snapshot, made: storedOf(made, resultId) };
      return (await store.endJob(end)) ? resultId : undefined;
    },
  };
}

/** A stored job as the journal wrote it. */
export function recordedOf({ snapshot, attempts, task }: StoredJob): Recorded {
  return { job: snapshot as Job, attempts, ...(task === undefined ? {} : { task: task as Task }) };
}

/** The jobs of this store, as its journal wrote them. */
export async function recordedIn(store: Store): Promise<readonly Recorded[]> {
  return (await store.listJobs()).map(recordedOf);
}
