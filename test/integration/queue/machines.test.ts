/** Several servers and workers on one database: who shows what, who does what, and what becomes of the work of one that goes. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Job, MOST_ATTEMPTS, packingContext } from "#jobs";
import { plan } from "#planner";
import { OtherVersion, openQueue, openWorker } from "#queue";
import { type Machines, VERSION, machinesOn } from "../../support/queue-machines.ts";
import { until } from "../../support/runner-conformance.ts";
import { type TestDatabases, hasPostgres, testDatabases } from "../../support/test-databases.ts";
import { workerProcess } from "../../support/worker-process.ts";
import { longRequest, planJson, planTask, requestFor } from "../../unit/jobs/builders.ts";

const isRunning = (job: Job) => job.state === "running";

describe.runIf(hasPostgres)("machines on one database", () => {
  let databases: TestDatabases;
  let address: string;
  let machines: Machines;
  beforeAll(async () => {
    databases = await testDatabases();
  });
  afterAll(() => databases.close());
  beforeEach(async () => {
    address = await databases.fresh();
    machines = await machinesOn(address);
  });
  afterEach(() => machines.close());

  it("show each other's jobs, and one finishes what the other was asked for", async () => {
    const [first, second] = [await machines.server(), await machines.server()];
    await machines.worker();
    const { id } = await first.submit(planTask(longRequest(1000, { goals: { effortSeconds: 600 } })));
    await until(second, id, (job) => job.hosts !== undefined);
    await second.finish(id);
    expect(await first.finished(id)).toMatchObject({ state: "succeeded", isFinishing: true });
    expect(await second.finished(id)).toMatchObject({ state: "succeeded", resultId: first.get(id)?.resultId });
  });

  it("hear of a cancellation wherever the job runs, and go on", async () => {
    const [first, second] = [await machines.server(), await machines.server()];
    const worker = await machines.worker();
    const { id } = await first.submit(planTask(longRequest(1000, { goals: { effortSeconds: 600 } })));
    await until(second, id, isRunning);
    expect((await second.cancel(id))?.state).toBe("cancelled");
    expect((await first.finished(id)).state).toBe("cancelled");
    const next = await first.submit(planTask(requestFor(4)));
    expect((await second.finished(next.id)).state).toBe("succeeded");
    await expect.poll(() => worker.running()).toBe(0);
  });

  it("know after a restart what was asked before, and do it", async () => {
    const first = await machines.server();
    const waiting = await first.submit(planTask(requestFor(4)));
    const wished = await first.submit(planTask(longRequest(1000, { goals: { effortSeconds: 600 } })));
    await first.finish(wished.id);
    await first.close();
    const second = await machines.server();
    expect(second.get(waiting.id)?.state).toBe("queued");
    expect(second.get(wished.id)).toMatchObject({ state: "queued", isFinishing: true });
    await machines.worker();
    expect((await second.finished(waiting.id)).state).toBe("succeeded");
    const { resultId = "" } = await second.finished(wished.id);
    expect((await machines.store.getPlan(resultId))?.document.result.search.ended).toBe("stopped");
  });

  it("send again what was written down and waits nowhere", async () => {
    const { store } = machines;
    const job: Job = {
      id: "0d4f2b6e-6d3a-4c57-9c3b-0c9be2a6c001",
      kind: "plan",
      name: "lost",
      state: "queued",
      sequence: 1,
      progressRatio: 0,
    };
    const task = planJson(requestFor(4, { name: "lost" }));
    await store.putJob({
      id: job.id,
      createdAt: "2006-11-01T08:00:00Z",
      state: "queued",
      attempts: 0,
      snapshot: job,
      task,
    });
    const runner = await machines.server();
    await machines.worker();
    expect((await runner.finished(job.id)).state).toBe("succeeded");
  });

  it("give back at once what they cannot end in time, as if it had never run", async () => {
    const runner = await machines.server();
    const first = await machines.worker();
    const request = longRequest(400, { goals: { effortSeconds: 10 } });
    const { id } = await runner.submit(planTask(request));
    await until(runner, id, (job) => job.stage !== undefined);
    await first.close();
    expect((await machines.store.getJob(id))?.attempts).toBe(0);
    expect(runner.get(id)?.state).toBe("queued");
    await machines.worker();
    await until(runner, id, isRunning);
    const { resultId = "" } = await runner.finished(id);
    const stored = (await machines.store.getPlan(resultId))?.document.result;
    expect(JSON.stringify(stored)).toBe(JSON.stringify(plan(request, await packingContext())));
  });

  it("give a job up that was running at three deaths", async () => {
    const runner = await machines.server();
    const { id } = await runner.submit(planTask(requestFor(4)));
    const snapshot = { ...runner.get(id), state: "running" };
    await machines.store.noteJob({ id, state: "running", attempts: MOST_ATTEMPTS, snapshot });
    await machines.worker();
    expect(await runner.finished(id)).toMatchObject({ state: "failed", error: expect.stringContaining("3 times") });
  });

  it("take no jobs of a server of another version, and say so", async () => {
    const runner = await machines.server();
    const log: Readonly<Record<string, unknown>>[] = [];
    const queue = await openQueue(address);
    expect(await queue.version("2.0.0", "always")).toBe("2.0.0");
    let told = "";
    const worker = await machines.worker({
      log: (entry) => log.push(entry),
      onOtherVersion: (theirs) => {
        told = theirs;
      },
    });
    await expect(openWorker({ address, version: VERSION, log: () => {} })).rejects.toThrow(OtherVersion);
    const { id } = await runner.submit(planTask(requestFor(4)));
    await expect.poll(() => told).toBe("2.0.0");
    expect(log).toContainEqual({ event: "other-version", worker: VERSION, queue: "2.0.0" });
    expect([worker.running(), runner.get(id)?.state]).toEqual([0, "queued"]);
    // a server of the worker's version comes back: the worker goes on
    await queue.version(VERSION, "always");
    await queue.close();
    expect((await runner.finished(id)).state).toBe("succeeded");
  });

  it("do once what a killed worker had in hand", async () => {
    const runner = await machines.server();
    const [first, second] = [await workerProcess(address, ["-c", "1"]), await workerProcess(address, ["-c", "1"])];
    const request = longRequest(1500, { goals: { effortSeconds: 30 } });
    const { id } = await runner.submit(planTask(request));
    await until(runner, id, (job) => job.hosts !== undefined);
    const [killed, other] = first.log.some(({ job }) => job === id) ? [first, second] : [second, first];
    expect(await killed.end("SIGKILL")).toBeNull();
    const startedAt = performance.now();
    await other.heard("job-taken");
    const seconds = (performance.now() - startedAt) / 1000;
    process.stderr.write(`taken up again ${seconds.toFixed(1)} s after the kill\n`);
    await runner.finish(id);
    const { state } = await runner.finished(id);
    expect(state).toBe("succeeded");
    expect((await machines.store.getJob(id))?.attempts).toBe(2);
    expect((await machines.store.listPlans({ limit: 9 })).plans).toHaveLength(1);
    expect(await other.end("SIGTERM")).toBe(0);
  });
});
