/** How this server names what it stores: random ids, the time of storing. */
import { randomUUID } from "node:crypto";
import type { Job, Journal, Made, Recorded, Task } from "#jobs";
import type { Inventory } from "#planner";
import { IdTaken, type JobEnd, type Store } from "#store";

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

/** The jobs of this store, as its journal wrote them. */
export async function recordedIn(store: Store): Promise<readonly Recorded[]> {
  const jobs = await store.listJobs();
  return jobs.map(({ snapshot, attempts, task }) => ({
    job: snapshot as Job,
    attempts,
    ...(task === undefined ? {} : { task: task as Task }),
  }));
}

/**
 * Store an inventory and return its id.
 * @param id left out = a new one; one that is stored already stays as it is, for only the same request gives the same id
 */
export async function keepInventory(store: Store, inventory: Inventory, id: string = randomUUID()): Promise<string> {
  try {
    await store.putInventory({ id, createdAt: now(), inventory });
  } catch (error) {
    if (!(error instanceof IdTaken)) throw error;
  }
  return id;
}
