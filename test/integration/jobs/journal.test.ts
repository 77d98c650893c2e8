/** The thread runner over a real journal: what is on disk at which moment, and what the next runner makes of it. */
import { afterEach, describe, expect, it } from "vitest";
import { type Job, type Journal, type Runner, packingContext, takeUp, threadRunner } from "#jobs";
import { plan } from "#planner";
import { journalIn, recordedIn } from "#queue";
import { type Store, StoreUnavailable, memoryStore } from "#store";
import { longRequest, planTask, requestFor } from "../../unit/jobs/builders.ts";

const stores: Store[] = [];
const runners: Runner[] = [];
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.close()));
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

function freshStore(): Store {
  const store = memoryStore();
  stores.push(store);
  return store;
}

async function runnerOn(store: Store, more: Partial<Journal> = {}, closeGraceMs = 0): Promise<Runner> {
  const journal = { ...journalIn(store), ...more };
  const taken = await takeUp(journal, await recordedIn(store));
  const runner = threadRunner({ journal, taken, concurrency: 1, closeGraceMs });
  runners.push(runner);
  return runner;
}

const running = (runner: Runner, id: string): Promise<Job> =>
  new Promise((resolve) => {
    runner.watch(id, (job) => {
      if (job.stage !== undefined) resolve(job);
    });
  });

const statesIn = async (store: Store) => (await store.listJobs()).map(({ state, attempts }) => [state, attempts]);

describe("a runner with a journal", () => {
  it("has a job on disk before it is acknowledged, and its plan with its end", async () => {
    const store = freshStore();
    const runner = await runnerOn(store);
    const { id } = await runner.submit(planTask(requestFor(6)));
    expect((await store.listJobs()).map((job) => job.id)).toEqual([id]);
    const { resultId = "" } = await runner.finished(id);
    expect(await store.getPlan(resultId)).toBeDefined();
    expect(await statesIn(store)).toEqual([["succeeded", 1]]);
    const next = await runnerOn(store);
    expect(next.get(id)).toMatchObject({ state: "succeeded", resultId });
    expect(next.makerOf(resultId)?.id).toBe(id);
  });

  it("refuses a job that cannot be written down, and knows nothing of it", async () => {
    const store = freshStore();
    const runner = await runnerOn(store, { add: () => Promise.reject(new Error("disk is full")) });
    await expect(runner.submit(planTask(requestFor(6)))).rejects.toThrow("disk is full");
    expect(await store.listJobs()).toEqual([]);
  });

  it("gives what runs and what waits back when it is closed; the next one makes the same bytes of it", async () => {
    const store = freshStore();
    const first = await runnerOn(store);
    // seconds of work, also on a quicker machine: it must not end before it is looked at
    const request = longRequest(400, { goals: { effortSeconds: 10 } });
    const { id } = await first.submit(planTask(request));
    const waiting = await first.submit(planTask(requestFor(4)));
    await running(first, id);
    expect(await statesIn(store)).toEqual([
      ["running", 1],
      ["queued", 0],
    ]);
    await first.close();
    expect(first.get(id)?.state).toBe("queued");
    // a closed runner is no death of the job: its attempt does not count
    expect(await statesIn(store)).toEqual([
      ["queued", 0],
      ["queued", 0],
    ]);
    const second = await runnerOn(store);
    expect(second.get(id)?.sequence).toBeGreaterThan(first.get(id)?.sequence ?? Number.NaN);
    const { resultId = "" } = await second.finished(id);
    expect((await second.finished(waiting.id)).state).toBe("succeeded");
    const stored = (await store.getPlan(resultId))?.document.result;
    expect(JSON.stringify(stored)).toBe(JSON.stringify(plan(request, await packingContext())));
  });

  it("gives running jobs a moment to end when it is closed", async () => {
    const store = freshStore();
    const runner = await runnerOn(store, {}, 60_000);
    const { id } = await runner.submit(planTask(requestFor(6)));
    await runner.close();
    expect(runner.get(id)?.state).toBe("succeeded");
    await expect(runner.submit(planTask(requestFor(6)))).rejects.toThrow("being closed");
  });

  it("remembers a cancelled job as cancelled, and one to be finished early as such", async () => {
    const store = freshStore();
    const first = await runnerOn(store);
    const [busy, cancelled, early] = [
      await first.submit(planTask(longRequest(1500))),
      await first.submit(planTask(requestFor(4))),
      await first.submit(planTask(longRequest(400, { goals: { effortSeconds: 600 } }))),
    ];
    await first.cancel(cancelled.id);
    await first.finish(early.id);
    await running(first, busy.id);
    await first.close();
    const second = await runnerOn(store);
    expect(second.get(cancelled.id)?.state).toBe("cancelled");
    await second.cancel(busy.id);
    const { resultId = "" } = await second.finished(early.id);
    expect((await store.getPlan(resultId))?.document.result.search.ended).toBe("stopped");
    expect((await store.listPlans({ limit: 9 })).plans).toHaveLength(1);
  });

  it("says succeeded to who cancels a job that ends at that moment, and cancelled where the cancel came first", async () => {
    const store = freshStore();
    const own = journalIn(store);
    let cancelNow = async () => {};
    const runner = await runnerOn(store, {
      settle: async (job, made) => {
        if (job.name === "cancel first") await cancelNow();
        const kept = await own.settle(job, made);
        if (job.name === "end first") void cancelNow();
        return kept;
      },
    });
    for (const name of ["cancel first", "end first"]) {
      const { id } = await runner.submit(planTask(requestFor(4, { name })));
      const told = new Promise<Job | undefined>((resolve) => {
        cancelNow = async () => resolve(await runner.cancel(id));
      });
      const state = name === "end first" ? "succeeded" : "cancelled";
      expect((await told)?.state).toBe(state);
      expect((await runner.finished(id)).state).toBe(state);
    }
    expect((await store.listPlans({ limit: 9 })).plans.map(({ name }) => name)).toEqual(["end first"]);
  });

  it("shows how a job ended that another process had ended before", async () => {
    const store = freshStore();
    const own = journalIn(store);
    const runner = await runnerOn(store, {
      settle: async (job, made) => {
        await own.settle(job, made);
        return await own.settle(job, made);
      },
    });
    const { id } = await runner.submit(planTask(requestFor(4)));
    const { state, resultId = "" } = await runner.finished(id);
    expect([state, (await store.getPlan(resultId))?.id]).toEqual(["succeeded", resultId]);
    expect((await store.listPlans({ limit: 9 })).plans).toHaveLength(1);
  });

  it("keeps a plan once when the store goes away with the answer to its end", async () => {
    const store = freshStore();
    let lost = 0;
    const endJob: Store["endJob"] = async (end) => {
      const isOurs = await store.endJob(end);
      if (lost++ === 0) throw new StoreUnavailable("the answer was lost");
      return isOurs;
    };
    const runner = await runnerOn({ ...store, endJob });
    const { id } = await runner.submit(planTask(requestFor(4)));
    const { state, resultId = "" } = await runner.finished(id);
    expect([state, (await store.getPlan(resultId))?.id]).toEqual(["succeeded", resultId]);
    expect([lost, (await store.listPlans({ limit: 9 })).plans.length]).toEqual([2, 1]);
  });
});
