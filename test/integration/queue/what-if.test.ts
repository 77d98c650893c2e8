/** A what-if spread over workers: the very bytes of one machine, whoever makes which rows and whoever goes meanwhile. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Job, MOST_ATTEMPTS, type Runner, packingContext } from "#jobs";
import { Scenario, type WhatIfDocument, whatIf } from "#planner";
import { type Machines, machinesOn } from "../../support/queue-machines.ts";
import { until } from "../../support/runner-conformance.ts";
import { type TestDatabases, hasPostgres, testDatabases } from "../../support/test-databases.ts";
import { TARGET, planTask, requestFor, servers } from "../../unit/jobs/builders.ts";

/** 42 rows of a fifth of a second, drawn, every other one invalid. */
const SCENARIO = Scenario.parse({
  name: "spread",
  request: { name: "servers", workloads: servers(150), targets: [TARGET], goals: { effortSeconds: 0.1 } },
  vary: { "/goals/growthPercent": [0, 20, 40], "/goals/spareHosts": [0, -1] },
  sample: { count: 7, factors: { demand: { distribution: "normal", mean: 1, deviation: 0.2, from: 0.5 } } },
});
/** The same, all valid: time for something to happen meanwhile. */
const SLOW = Scenario.parse({ ...SCENARIO, name: "slow", vary: { ...SCENARIO.vary, "/goals/spareHosts": [0, 1] } });
/** 240 rows: so many that they end only when they are ended. */
const ENDLESS = Scenario.parse({ ...SLOW, name: "endless", sample: { ...SCENARIO.sample, count: 40 } });
/** One row alone, then two or three to a chunk. */
const PACE = { firstMs: 0, chunkMs: 30 };
const ROW_BY_ROW = { firstMs: 0, chunkMs: 1 };

const ask = (runner: Runner, scenario: Scenario): Promise<Job> => runner.submit({ kind: "what-if", request: scenario });

describe.runIf(hasPostgres)("a what-if on a shared queue", () => {
  let databases: TestDatabases;
  let machines: Machines;
  beforeAll(async () => {
    databases = await testDatabases();
  });
  afterAll(() => databases.close());
  beforeEach(async () => {
    machines = await machinesOn(await databases.fresh());
  });
  afterEach(() => machines.close());

  it("is the very bytes of one machine, with progress over all, and leaves no rows behind", async () => {
    const runner = await machines.server();
    const log: Readonly<Record<string, unknown>>[] = [];
    const keepers = () => new Set(log.filter(({ end }) => end === "rows kept").map(({ n }) => n));
    for (let n = 0; n < 2; n++) {
      // who has kept rows leaves the next to the other, until both have: the clock does not say who makes which
      const isOthersTurn = () => keepers().size === 1 && keepers().has(n);
      await machines.worker({ pace: PACE, log: (entry) => log.push({ n, ...entry }) }, (queue) => ({
        ...queue,
        take: (most) => (isOthersTurn() ? Promise.resolve([]) : queue.take(most)),
      }));
    }
    const { id } = await ask(runner, SCENARIO);
    const heard: Job[] = [];
    runner.watch(id, (job) => heard.push(job));
    const job = await runner.finished(id);
    expect(job).toMatchObject({ state: "succeeded", progressRatio: 1 });
    const result = whatIf(SCENARIO, await packingContext());
    expect(result.rows).toHaveLength(42);
    expect(JSON.stringify(await machines.made(job))).toBe(JSON.stringify({ scenario: SCENARIO, result }));
    expect(keepers()).toEqual(new Set([0, 1]));
    expect(heard.every((one, i) => i === 0 || one.progressRatio >= (heard[i - 1]?.progressRatio ?? 0))).toBe(true);
    await expect.poll(async () => (await machines.queue()).chunks.jobs()).toEqual([]);
  });

  it("lets a plan go first", async () => {
    const runner = await machines.server();
    await machines.worker({ pace: ROW_BY_ROW });
    const { id } = await ask(runner, ENDLESS);
    await until(runner, id, (job) => job.progressRatio > 0);
    const plan = await runner.submit(planTask(requestFor(4)));
    await runner.finished(plan.id);
    expect(runner.get(id)?.state).toBe("running");
    await runner.cancel(id);
  });

  it("ends everywhere when it is cancelled", async () => {
    const runner = await machines.server();
    const workers = [await machines.worker({ pace: PACE }), await machines.worker({ pace: PACE })];
    const { id } = await ask(runner, ENDLESS);
    await expect.poll(() => workers.every((worker) => worker.running() > 0)).toBe(true);
    expect((await runner.cancel(id))?.state).toBe("cancelled");
    await expect.poll(() => workers.map((worker) => worker.running())).toEqual([0, 0]);
    const queue = await machines.queue();
    await expect.poll(async () => [...(await queue.live())]).toEqual([]);
    await expect.poll(() => queue.chunks.jobs()).toEqual([]);
  });

  it("answers with the rows that are done when its best so far is asked for, and at its time limit", async () => {
    const runner = await machines.server();
    for (let n = 0; n < 2; n++) await machines.worker({ pace: ROW_BY_ROW });
    const asked = await ask(runner, ENDLESS);
    await until(runner, asked.id, (job) => job.progressRatio > 0.02);
    await runner.finish(asked.id);
    const limited = await runner.submit({ kind: "what-if", request: ENDLESS, timeSeconds: 2 });
    const rowsOf = async ({ id }: Job) => {
      const { result } = (await machines.made(await runner.finished(id))) as WhatIfDocument;
      expect(result.isComplete).toBe(false);
      expect(result.rows.length).toBeLessThan(240);
      return result.rows.length;
    };
    expect(await rowsOf(asked)).toBeGreaterThan(0);
    // how many are done in two seconds is the machine's affair
    await rowsOf(limited);
  });

  it("goes on where it was when all who worked on it are gone, with the same bytes", async () => {
    const runner = await machines.server();
    const first = await machines.worker({ pace: ROW_BY_ROW, concurrency: 2 });
    const { id } = await ask(runner, SLOW);
    await until(runner, id, (job) => job.progressRatio > 0.2);
    await first.close();
    await runner.close();
    const second = await machines.server();
    const before = second.get(id)?.progressRatio ?? 0;
    expect(before).toBeGreaterThan(0.1);
    await machines.worker({ pace: ROW_BY_ROW, concurrency: 2 });
    const heard: number[] = [];
    second.watch(id, ({ progressRatio }) => heard.push(progressRatio));
    const job = await second.finished(id);
    expect(Math.min(...heard)).toBeGreaterThanOrEqual(before);
    const result = whatIf(SLOW, await packingContext());
    expect(JSON.stringify(await machines.made(job))).toBe(JSON.stringify({ scenario: SLOW, result }));
  });

  it("fails when three workers died on the same rows, and names them", async () => {
    const runner = await machines.server();
    const queue = await machines.queue();
    const { id } = await ask(runner, SCENARIO);
    await queue.chunks.lay({ jobId: id, count: 42, rows: [], size: 42, sequence: 1, elapsedSeconds: 0 });
    for (const chunk of (await queue.chunks.unfinished(id)) ?? [])
      await queue.chunks.note(chunk, "running", MOST_ATTEMPTS);
    await machines.worker();
    const { state, error } = await runner.finished(id);
    expect([state, error]).toEqual([
      "failed",
      "a worker ended 3 times while rows 1 to 42 ran; they are not tried again",
    ]);
  });

  it("fails with the problems of a scenario that is not valid", async () => {
    const runner = await machines.server();
    await machines.worker();
    const { id } = await ask(runner, { ...SCENARIO, vary: { "no pointer": [1] } });
    const job = await runner.finished(id);
    expect(job).toMatchObject({ state: "failed", problems: [expect.objectContaining({ code: "invalid-pointer" })] });
  });
});
