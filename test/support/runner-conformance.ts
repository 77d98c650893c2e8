/**
 * What every runner must do, whoever works for it: the very bytes of plan(), simulate() and whatIf(), one end for each job,
 * progress, cancelling, the best so far, and a queue that is bounded.
 */
import { afterEach, describe, expect, it } from "vitest";
import { type Job, QueueFull, type Runner, isFinished, packingContext } from "#jobs";
import {
  type PlanDocument,
  type PlanRequestInput,
  Scenario,
  type SimulationDocument,
  decodeSimulation,
  plan,
  simulate,
  verify,
  whatIf,
} from "#planner";
import { CONTEXT, TARGET, longRequest, planTask, requestFor, servers } from "../unit/jobs/builders.ts";
import { SMALL_HOST } from "./small-host.ts";

/** A runner that works on one job at a time, and what it keeps. */
export interface TestedRunner {
  readonly runner: Runner;
  /** What a job made, as it is stored; undefined when nothing is. */
  readonly made: (job: Job) => Promise<unknown>;
  /** Names of the plans kept, in the order they came. */
  readonly plans: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** What a test asks of the runner it opens. */
export interface TestedOptions {
  readonly queueLimit?: number;
  readonly timeLimitSeconds?: number;
  readonly finishedLimit?: number;
  /** The first thing to be kept cannot be: "disk is full". */
  readonly failsFirst?: boolean;
}

const SCENARIO = Scenario.parse({
  name: "growth",
  request: { name: "servers", workloads: servers(20), targets: [TARGET] },
  vary: { "/goals/spareHosts": [0, 1, 2] },
});

/** A request whose search ends only when it is ended: of 400 servers and more nothing is proved for minutes. */
const endless = (count: number, more: Partial<PlanRequestInput> = {}) =>
  longRequest(count, { goals: { effortSeconds: 600 }, ...more });

/** A day of a host, which takes minutes. */
const DAY = decodeSimulation({ ...SMALL_HOST, durationSeconds: 86_400, eventBudget: 5e9 }, CONTEXT);

/** Resolves with the first snapshot that satisfies `wanted`. */
export const until = (runner: Runner, id: string, wanted: (job: Job) => boolean): Promise<Job> =>
  new Promise((resolve) => {
    const now = runner.get(id);
    if (now !== undefined && wanted(now)) return resolve(now);
    const leave = runner.watch(id, (job) => {
      if (!wanted(job)) return;
      leave();
      resolve(job);
    });
  });

const isRunning = (job: Job) => job.state === "running";

/** Run the suite on runners that `open` makes. */
export function runnerConformance(name: string, open: (options: TestedOptions) => Promise<TestedRunner>): void {
  const opened: TestedRunner[] = [];
  const start = async (options: TestedOptions = {}): Promise<TestedRunner> => {
    const tested = await open(options);
    opened.push(tested);
    return tested;
  };
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });

  describe(`${name}: what it makes`, () => {
    it("is made once for a job of a given id, however often that is asked for", async () => {
      const { runner, plans } = await start();
      const id = "0e0b7a52-7a0c-4c44-9d2b-3f1f0a8e5c11";
      const first = await runner.submit(planTask(requestFor(5)), id);
      expect((await runner.submit(planTask(requestFor(5)), id)).id).toBe(id);
      expect([first.id, (await runner.finished(id)).state]).toEqual([id, "succeeded"]);
      expect((await runner.submit(planTask(requestFor(5)), id)).state).toBe("succeeded");
      expect(await plans()).toHaveLength(1);
    });

    it("is the very bytes that plan() makes in this thread", async () => {
      const { runner, made } = await start();
      const request = requestFor(40);
      const job = await runner.finished((await runner.submit(planTask(request))).id);
      const document = (await made(job)) as PlanDocument;
      expect(job).toMatchObject({ state: "succeeded", progressRatio: 1 });
      const { hostsUsed, bound, gapRatio } = document.result.summary;
      expect(job).toMatchObject({ hosts: hostsUsed, bound: bound.hosts, gapRatio });
      expect(JSON.stringify(document.result)).toBe(JSON.stringify(plan(request, await packingContext())));
    });

    it("is the very bytes of simulate(), with progress on the way where it takes long", async () => {
      const { runner, made } = await start();
      const long = await runner.submit({ kind: "simulation", request: DAY });
      await until(runner, long.id, (one) => isRunning(one) && one.stage === "simulating");
      await runner.cancel(long.id);
      const request = decodeSimulation({ ...SMALL_HOST, durationSeconds: 600 }, CONTEXT);
      const { id } = await runner.submit({ kind: "simulation", request });
      const job = await runner.finished(id);
      expect(JSON.stringify(await made(job))).toBe(JSON.stringify({ request, result: simulate(request, CONTEXT) }));
    });

    it("is the very bytes of whatIf(), with progress on the way", async () => {
      const { runner, made } = await start();
      const { id } = await runner.submit({ kind: "what-if", request: SCENARIO });
      const job = await runner.finished(id);
      expect(job).toMatchObject({ kind: "what-if", state: "succeeded", progressRatio: 1 });
      const result = whatIf(SCENARIO, await packingContext());
      expect(JSON.stringify(await made(job))).toBe(JSON.stringify({ scenario: SCENARIO, result }));
    });

    it("says how far it is, with hosts and bound, and never goes back from the end", async () => {
      const { runner } = await start();
      const { id } = await runner.submit(planTask(longRequest(400)));
      const heard: Job[] = [];
      runner.watch(id, (job) => heard.push(job));
      await runner.finished(id);
      const running = heard.filter(isRunning);
      expect(running.some((job) => job.hosts !== undefined)).toBe(true);
      expect(running.every((job) => job.progressRatio < 1)).toBe(true);
      expect(heard.filter(isFinished)).toHaveLength(1);
      expect(heard.every((job, i) => i === 0 || job.sequence > (heard[i - 1]?.sequence ?? 0))).toBe(true);
    });

    it("fails with its job where it cannot be stored, and the next job is none the worse", async () => {
      const { runner } = await start({ failsFirst: true });
      const first = await runner.finished((await runner.submit(planTask(requestFor(4)))).id);
      const second = await runner.finished((await runner.submit(planTask(requestFor(4)))).id);
      expect([first.state, second.state]).toEqual(["failed", "succeeded"]);
      expect(first.error).toContain("disk is full");
    });
  });

  describe(`${name}: cancelling`, () => {
    it("stops a running plan at once and goes on with the next", async () => {
      const { runner, plans } = await start();
      const long = await runner.submit(planTask(endless(3000)));
      const next = await runner.submit(planTask(requestFor(4, { name: "next" })));
      await until(runner, long.id, (job) => job.stage !== undefined);
      expect((await runner.cancel(long.id))?.state).toBe("cancelled");
      expect((await runner.finished(next.id)).state).toBe("succeeded");
      expect(await plans()).toEqual(["next"]);
    });

    it("stops a running simulation at once and goes on with the next job", async () => {
      const { runner, plans } = await start();
      const long = await runner.submit({ kind: "simulation", request: DAY });
      const next = await runner.submit(planTask(requestFor(4, { name: "next" })));
      await until(runner, long.id, (job) => job.stage !== undefined);
      expect((await runner.cancel(long.id))?.state).toBe("cancelled");
      expect((await runner.finished(next.id)).state).toBe("succeeded");
      expect(await plans()).toEqual(["next"]);
    });

    it("takes a plan that waits away without touching the one that runs", async () => {
      const { runner, plans } = await start();
      const first = await runner.submit(planTask(endless(400, { name: "first" })));
      await until(runner, first.id, isRunning);
      const second = await runner.submit(planTask(requestFor(30)));
      expect(second.state).toBe("queued");
      expect((await runner.cancel(second.id))?.state).toBe("cancelled");
      await runner.finish(first.id);
      expect((await runner.finished(first.id)).state).toBe("succeeded");
      expect(await plans()).toEqual(["first"]);
    });

    it("leaves a finished job as it is, and knows no job it never had", async () => {
      const { runner } = await start();
      const { id } = await runner.submit(planTask(requestFor(4)));
      await runner.finished(id);
      expect((await runner.cancel(id))?.state).toBe("succeeded");
      expect(await runner.cancel("nobody")).toBeUndefined();
    });
  });

  describe(`${name}: the best so far`, () => {
    it("ends a running search, its plan judged as any", async () => {
      const { runner, made } = await start();
      const request = endless(3000);
      const { id } = await runner.submit(planTask(request));
      await until(runner, id, (job) => job.hosts !== undefined);
      expect(await runner.finish(id)).toMatchObject({ state: "running", isFinishing: true });
      const job = await runner.finished(id);
      expect(job.state).toBe("succeeded");
      const { result } = (await made(job)) as PlanDocument;
      expect(result.search).toMatchObject({ ended: "stopped", effortSeconds: 600 });
      expect(verify({ request, result }, CONTEXT)).toEqual({ ok: true, violations: [] });
      expect((await runner.finish(id))?.state).toBe("succeeded");
    });

    it("does a waiting plan without a search", async () => {
      const { runner, made } = await start();
      const first = await runner.submit(planTask(endless(400)));
      await until(runner, first.id, isRunning);
      const { id } = await runner.submit(planTask(endless(1000)));
      expect((await runner.finish(id))?.isFinishing).toBe(true);
      await runner.finish(first.id);
      const document = (await made(await runner.finished(id))) as PlanDocument;
      expect(document.result.search.ended).toBe("stopped");
      expect(await runner.finish("nobody")).toBeUndefined();
    });

    it("ends a running simulation where it is", async () => {
      const { runner, made } = await start();
      const { id } = await runner.submit({ kind: "simulation", request: DAY });
      await until(runner, id, (job) => job.progressRatio > 0);
      await runner.finish(id);
      const job = await runner.finished(id);
      expect(job.state).toBe("succeeded");
      expect(((await made(job)) as SimulationDocument).result.end).toBe("stopped");
    });

    it("ends a search at its time limit, or at the runner's where that is shorter", async () => {
      const { runner, made } = await start({ timeLimitSeconds: 0 });
      const request = endless(1000);
      const job = await runner.finished((await runner.submit({ kind: "plan", request, timeSeconds: 100 })).id);
      const document = (await made(job)) as PlanDocument;
      expect(document.result.search.ended).toBe("stopped");
      expect(document.result.simulation?.hosts).toHaveLength(3);
    });

    it("ends a what-if at the runner's time limit with the rows that are done", async () => {
      const { runner, made } = await start({ timeLimitSeconds: 0 });
      const job = await runner.finished((await runner.submit({ kind: "what-if", request: SCENARIO })).id);
      expect(await made(job)).toMatchObject({ result: { isComplete: false } });
    });
  });

  describe(`${name}: waiting`, () => {
    it("lets one job run at a time, and the rest waits its turn", async () => {
      const { runner, plans } = await start();
      const first = await runner.submit(planTask(endless(400, { name: "first" })));
      await until(runner, first.id, isRunning);
      const second = await runner.submit(planTask(requestFor(30, { name: "second" })));
      expect(second.state).toBe("queued");
      await runner.finish(first.id);
      const done = await runner.finished(second.id);
      expect([runner.get(first.id)?.state, done.state]).toEqual(["succeeded", "succeeded"]);
      expect(await plans()).toEqual(["first", "second"]);
    });

    it("refuses more jobs than may wait, and says when to come back", async () => {
      const { runner } = await start({ queueLimit: 1 });
      const { id } = await runner.submit(planTask(endless(500)));
      await until(runner, id, isRunning);
      await runner.submit(planTask(requestFor(4)));
      const refused = () => runner.submit(planTask(requestFor(4)));
      await expect(refused()).rejects.toThrow(QueueFull);
      await expect(refused()).rejects.toThrow("1 jobs are waiting");
    });

    it("takes nothing more once it is closed", async () => {
      const { runner } = await start();
      await runner.close();
      expect(runner.isClosed()).toBe(true);
      await expect(runner.submit(planTask(requestFor(4)))).rejects.toThrow("closed");
    });

    it("forgets finished jobs beyond its memory", async () => {
      const { runner } = await start({ finishedLimit: 1 });
      const ids: string[] = [];
      for (let n = 0; n < 2; n++) {
        const { id } = await runner.submit(planTask(requestFor(4)));
        await runner.finished(id);
        ids.push(id);
      }
      expect(ids.map((id) => runner.get(id)?.state)).toEqual([undefined, "succeeded"]);
    });
  });
}
