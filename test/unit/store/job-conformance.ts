/** What every store must do for jobs: a job is kept, changes until it ends, and ends once, together with what it made. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { IdTaken, type JobEnd, type Store, type StoredJob } from "#store";
import { sampleSimulationDocument } from "../../support/simulation-result.ts";
import { simulationGist } from "#planner/contract/index.ts";
import { jsonOf, planNamed, writtenPlan } from "./builders.ts";

const AT = "2006-11-01T08:00:00.000Z";

const waiting = (id: string, task: unknown = { kind: "plan" }): StoredJob => ({
  id,
  createdAt: AT,
  state: "queued",
  attempts: 0,
  snapshot: { id, state: "queued" },
  task: jsonOf(task),
});

const madePlan = (id: string, plan: string): JobEnd => ({
  id,
  state: "succeeded",
  snapshot: { id, state: "succeeded" },
  made: writtenPlan(plan, AT),
});

/** Run the suite on stores that `open` makes; each test gets an empty one. */
export function jobConformance(name: string, open: () => Promise<Store>): void {
  describe(`${name} as a store of jobs`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it("gives back jobs in the order they came, each with its question, however large", async () => {
      const jobs = [waiting("j2"), waiting("j1", { names: Array.from({ length: 5000 }, (_, i) => `server ${i}`) })];
      for (const job of jobs) await store.putJob(job);
      expect(await store.listJobs()).toEqual(jobs);
      await expect(store.putJob(waiting("j1"))).rejects.toThrow(IdTaken);
    });

    it("says how jobs stand without their questions", async () => {
      await store.putJob(waiting("j1", { names: Array.from({ length: 5000 }, (_, i) => `server ${i}`) }));
      const { task: _, ...state } = waiting("j1");
      expect(await store.listJobStates()).toEqual([state]);
    });

    it("replaces state, attempts and snapshot of a job that has not ended", async () => {
      await store.putJob(waiting("j1"));
      const note = { id: "j1", state: "running", attempts: 1, snapshot: { hosts: 3 } } as const;
      expect(await store.noteJob(note)).toBe(true);
      expect(await store.listJobs()).toEqual([{ ...waiting("j1"), ...note }]);
      expect(await store.noteJob({ ...note, id: "none" })).toBe(false);
    });

    it("ends a job together with what it made, and drops its question", async () => {
      await store.putJob(waiting("j1"));
      expect(await store.endJob(madePlan("j1", "p1"))).toBe(true);
      expect((await store.getPlan("p1"))?.document.result.name).toBe("p1");
      const { task: _, ...rest } = waiting("j1");
      const ended = { ...rest, state: "succeeded", snapshot: { id: "j1", state: "succeeded" } };
      expect(await store.listJobs()).toEqual([ended]);
    });

    it("stores a simulation with its job's end", async () => {
      await store.putJob(waiting("j1"));
      const document = sampleSimulationDocument("run");
      const named = { id: "s1", createdAt: AT };
      const made = { kind: "simulation", ...named, gist: simulationGist(document), json: jsonOf(document) } as const;
      await store.endJob({ id: "j1", state: "succeeded", snapshot: {}, made });
      expect(await store.getSimulation("s1")).toEqual({ ...named, document });
      expect((await store.listSimulations({ limit: 1 })).simulations).toEqual([{ ...named, ...made.gist }]);
    });

    it("lets the first of two ends count: what the second one made is not stored", async () => {
      await store.putJob(waiting("j1"));
      await store.endJob({ id: "j1", state: "cancelled", snapshot: { state: "cancelled" } });
      expect(await store.endJob(madePlan("j1", "p1"))).toBe(false);
      expect(await store.getPlan("p1")).toBeUndefined();
      expect(await store.noteJob({ id: "j1", state: "running", attempts: 9, snapshot: {} })).toBe(false);
      expect((await store.listJobs())[0]).toMatchObject({ state: "cancelled", attempts: 0 });
    });

    it("stores one plan when two ends come at the same moment", async () => {
      await store.putJob(waiting("j1"));
      const ends = await Promise.all([store.endJob(madePlan("j1", "p1")), store.endJob(madePlan("j1", "p2"))]);
      expect(ends.filter(Boolean)).toHaveLength(1);
      expect((await store.listPlans({ limit: 9 })).plans).toHaveLength(1);
    });

    it("leaves the job as it was when what it made cannot be stored", async () => {
      await store.putPlan({ id: "p1", createdAt: AT, document: planNamed("before") });
      await store.putJob(waiting("j1"));
      await expect(store.endJob(madePlan("j1", "p1"))).rejects.toThrow(IdTaken);
      expect(await store.listJobs()).toEqual([waiting("j1")]);
      expect(await store.endJob(madePlan("j1", "p2"))).toBe(true);
    });

    it("remembers the last 200 that have ended, and every one that has not", async () => {
      await store.putJob(waiting("open"));
      for (let n = 1; n <= 203; n++) {
        await store.putJob(waiting(`j${n}`));
        await store.endJob({ id: `j${n}`, state: "failed", snapshot: {} });
      }
      const ids = (await store.listJobs()).map(({ id }) => id);
      expect([ids.length, ids[0], ids[1], ids.at(-1)]).toEqual([201, "open", "j4", "j203"]);
    });
  });
}
