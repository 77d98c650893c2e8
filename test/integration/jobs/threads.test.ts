import { afterEach, describe, expect, it } from "vitest";
import {
  type Job,
  type Keep,
  type Made,
  QueueFull,
  type Runner,
  isFinished,
  packingContext,
  threadRunner,
  unrecorded,
} from "#jobs";
import { type PlanDocument, Scenario, decodeSimulation, plan, simulate, verify, whatIf } from "#planner";
import { SMALL_HOST } from "../../support/small-host.ts";
import {
  CONTEXT,
  TARGET,
  keepingPlansIn,
  longRequest,
  planTask,
  requestFor,
  servers,
} from "../../unit/jobs/builders.ts";

const open: Runner[] = [];
afterEach(() => Promise.all(open.splice(0).map((runner) => runner.close())));

type Options = Partial<Parameters<typeof threadRunner>[0]> & { readonly keep?: Keep };

function runnerOf({ keep, ...options }: Options = {}): { runner: Runner; kept: PlanDocument[] } {
  const kept: PlanDocument[] = [];
  const runner = threadRunner({ journal: unrecorded(keep ?? keepingPlansIn(kept)), concurrency: 1, ...options });
  open.push(runner);
  return { runner, kept };
}

const SCENARIO = Scenario.parse({
  name: "growth",
  request: { name: "servers", workloads: servers(20), targets: [TARGET] },
  vary: { "/goals/spareHosts": [0, 1, 2] },
});

/** Resolves with the first snapshot that satisfies `wanted`. */
const until = (runner: Runner, id: string, wanted: (job: Job) => boolean): Promise<Job> =>
  new Promise((resolve) => {
    const now = runner.get(id);
    if (now !== undefined && wanted(now)) return resolve(now);
    const leave = runner.watch(id, (job) => {
      if (!wanted(job)) return;
      leave();
      resolve(job);
    });
  });

describe("the thread runner", () => {
  it("makes the very bytes that plan() makes in this thread", async () => {
    const { runner, kept } = runnerOf();
    const request = requestFor(40);
    const job = await runner.finished((await runner.submit(planTask(request))).id);
    expect(job).toMatchObject({ state: "succeeded", resultId: "plan-1", progressRatio: 1 });
    const { hostsUsed, bound, gapRatio } = kept[0]?.result.summary ?? {};
    expect(job).toMatchObject({ hosts: hostsUsed, bound: bound?.hosts, gapRatio });
    expect(JSON.stringify(kept[0]?.result)).toBe(JSON.stringify(plan(request, await packingContext())));
  });

  it("tells how far it is, with hosts and bound, and never goes back from the end", async () => {
    const { runner } = runnerOf();
    const { id } = await runner.submit(planTask(requestFor(200)));
    const heard: Job[] = [];
    runner.watch(id, (job) => heard.push(job));
    await runner.finished(id);
    const running = heard.filter((job) => job.state === "running");
    expect(running.some((job) => job.hosts !== undefined)).toBe(true);
    expect(running.every((job) => job.progressRatio < 1)).toBe(true);
    expect(heard.filter(isFinished)).toHaveLength(1);
  });

  it("runs one at a time when told so, and the rest waits its turn", async () => {
    const { runner } = runnerOf();
    const [first, second] = [
      await runner.submit(planTask(requestFor(30))),
      await runner.submit(planTask(requestFor(30))),
    ];
    expect([first.state, second.state]).toEqual(["running", "queued"]);
    const done = await runner.finished(second.id);
    expect(runner.get(first.id)?.state).toBe("succeeded");
    expect(done.state).toBe("succeeded");
  });

  it("cancels a running plan at once and goes on with the next", async () => {
    const { runner, kept } = runnerOf();
    const long = await runner.submit(planTask(longRequest()));
    const next = await runner.submit(planTask(requestFor(4, { name: "next" })));
    await until(runner, long.id, (job) => job.stage !== undefined);
    const cancelled = await runner.cancel(long.id);
    expect(cancelled?.state).toBe("cancelled");
    expect((await runner.finished(next.id)).state).toBe("succeeded");
    expect(kept.map((document) => document.result.name)).toEqual(["next"]);
  });

  it("simulates beside planning: the very bytes of simulate(), progress on the way", async () => {
    const kept: Made[] = [];
    const { runner } = runnerOf({ keep: (made) => Promise.resolve(`${made.kind}-${kept.push(made)}`) });
    const request = decodeSimulation({ ...SMALL_HOST, durationSeconds: 20 }, CONTEXT);
    const { id } = await runner.submit({ kind: "simulation", request });
    const heard: Job[] = [];
    runner.watch(id, (job) => heard.push(job));
    expect(await runner.finished(id)).toMatchObject({ kind: "simulation", resultId: "simulation-1" });
    expect(heard.some((job) => job.state === "running" && job.stage === "simulating")).toBe(true);
    const result = simulate(request, CONTEXT);
    expect(JSON.stringify(kept)).toBe(JSON.stringify([{ kind: "simulation", document: { request, result } }]));
  });

  it.each([1, 2])("plans a what-if in %i threads: the very bytes of whatIf(), progress on the way", async (threads) => {
    const kept: Made[] = [];
    const { runner } = runnerOf({
      keep: (made) => Promise.resolve(`${made.kind}-${kept.push(made)}`),
      threadsPerJob: threads,
    });
    const { id } = await runner.submit({ kind: "what-if", request: SCENARIO });
    const heard: Job[] = [];
    runner.watch(id, (job) => heard.push(job));
    expect(await runner.finished(id)).toMatchObject({ kind: "what-if", resultId: "what-if-1", progressRatio: 1 });
    expect(heard.some((job) => job.stage === "varying" && job.progressRatio > 0)).toBe(true);
    const result = whatIf(SCENARIO, await packingContext());
    expect(JSON.stringify(kept)).toBe(JSON.stringify([{ kind: "what-if", document: { scenario: SCENARIO, result } }]));
  });

  it("ends a what-if at the runner's time limit with the rows that are done", async () => {
    const kept: Made[] = [];
    const keep = (made: Made) => Promise.resolve(`${made.kind}-${kept.push(made)}`);
    const { runner } = runnerOf({ keep, timeLimitSeconds: 0 });
    await runner.finished((await runner.submit({ kind: "what-if", request: SCENARIO })).id);
    expect(kept[0]).toMatchObject({ kind: "what-if", document: { result: { isComplete: false } } });
  });

  it("ends a running search with its best so far, judged as any plan", async () => {
    const { runner, kept } = runnerOf();
    const request = longRequest(3000, { goals: { effortSeconds: 600 } });
    const { id } = await runner.submit(planTask(request));
    await until(runner, id, (job) => job.hosts !== undefined);
    const asked = performance.now();
    expect(await runner.finish(id)).toMatchObject({ state: "running", isFinishing: true });
    const job = await runner.finished(id);
    const answered = performance.now() - asked;
    expect(job.state).toBe("succeeded");
    expect(kept[0]?.result.search).toMatchObject({ ended: "stopped", effortSeconds: 600 });
    const document = { request, result: kept[0]?.result as PlanDocument["result"] };
    const before = performance.now();
    expect(verify(document, CONTEXT)).toEqual({ ok: true, violations: [] });
    const judged = performance.now() - before;
    process.stderr.write(
      `3,000 workloads: answered ${answered.toFixed(0)} ms after the stop, judging alone ${judged.toFixed(0)} ms\n`,
    );
    // Generous, for a busy machine: what counts is that 600 s of effort were cut short.
    expect(answered).toBeLessThan(20_000);
    expect((await runner.finish(id))?.state).toBe("succeeded");
  });

  it("ends a search at its time limit, or at the runner's where that is shorter", async () => {
    const { runner, kept } = runnerOf({ timeLimitSeconds: 0 });
    const request = longRequest(1000, { goals: { effortSeconds: 600 } });
    await runner.finished((await runner.submit({ kind: "plan", request, timeSeconds: 100 })).id);
    expect(kept[0]?.result.search.ended).toBe("stopped");
    expect(kept[0]?.result.simulation?.hosts).toHaveLength(3);
  });

  it("does a waiting plan without a search when its best so far is asked for", async () => {
    const { runner, kept } = runnerOf();
    await runner.submit(planTask(requestFor(30)));
    const { id } = await runner.submit(planTask(longRequest(1000, { goals: { effortSeconds: 600 } })));
    expect((await runner.finish(id))?.isFinishing).toBe(true);
    await runner.finished(id);
    expect(kept[1]?.result.search.ended).toBe("stopped");
    expect(await runner.finish("nobody")).toBeUndefined();
  });

  it("ends a running simulation where it is when its best so far is asked for", async () => {
    const kept: Made[] = [];
    const { runner } = runnerOf({ keep: (made) => Promise.resolve(`${made.kind}-${kept.push(made)}`) });
    const request = decodeSimulation({ ...SMALL_HOST, durationSeconds: 86_400, eventBudget: 5e9 }, CONTEXT);
    const { id } = await runner.submit({ kind: "simulation", request });
    await until(runner, id, (job) => job.progressRatio > 0);
    await runner.finish(id);
    expect((await runner.finished(id)).state).toBe("succeeded");
    expect(kept[0]?.document.result).toMatchObject({ end: "stopped" });
  });

  it("cancels a running simulation at once and goes on with the next job", async () => {
    const { runner, kept } = runnerOf();
    const request = decodeSimulation({ ...SMALL_HOST, durationSeconds: 86_400, eventBudget: 5e9 }, CONTEXT);
    const long = await runner.submit({ kind: "simulation", request });
    const next = await runner.submit(planTask(requestFor(4, { name: "next" })));
    await until(runner, long.id, (job) => job.stage !== undefined);
    expect((await runner.cancel(long.id))?.state).toBe("cancelled");
    expect((await runner.finished(next.id)).state).toBe("succeeded");
    expect(kept.map((document) => document.result.name)).toEqual(["next"]);
  });

  it("cancels a plan that waits without touching the one that runs", async () => {
    const { runner } = runnerOf();
    const [first, second] = [
      await runner.submit(planTask(requestFor(30))),
      await runner.submit(planTask(requestFor(30))),
    ];
    expect((await runner.cancel(second.id))?.state).toBe("cancelled");
    expect((await runner.finished(first.id)).state).toBe("succeeded");
  });

  it("leaves a finished job as it is when somebody cancels it", async () => {
    const { runner } = runnerOf();
    const { id } = await runner.submit(planTask(requestFor(4)));
    await runner.finished(id);
    expect((await runner.cancel(id))?.state).toBe("succeeded");
  });

  it("refuses more jobs than may wait, and says when to come back", async () => {
    const { runner } = runnerOf({ queueLimit: 1 });
    await runner.submit(planTask(longRequest(500)));
    await runner.submit(planTask(requestFor(4)));
    const refused = () => runner.submit(planTask(requestFor(4)));
    await expect(refused()).rejects.toThrow(QueueFull);
    await expect(refused()).rejects.toThrow("1 jobs are waiting");
  });

  it("fails the job whose plan cannot be stored and keeps working", async () => {
    const failing = [Promise.reject(new Error("disk is full")), Promise.resolve("kept")];
    failing[0]?.catch(() => undefined);
    const { runner } = runnerOf({ keep: () => failing.shift() ?? Promise.resolve("more") });
    const first = await runner.finished((await runner.submit(planTask(requestFor(4)))).id);
    const second = await runner.finished((await runner.submit(planTask(requestFor(4)))).id);
    expect([first.state, second.state]).toEqual(["failed", "succeeded"]);
    expect(first.error).toContain("disk is full");
  });

  it("cancels what runs and what waits when it is closed", async () => {
    const { runner } = runnerOf();
    const ids = [
      (await runner.submit(planTask(longRequest(500)))).id,
      (await runner.submit(planTask(requestFor(4)))).id,
    ];
    await runner.close();
    expect(ids.map((id) => runner.get(id)?.state)).toEqual(["cancelled", "cancelled"]);
    await expect(runner.submit(planTask(requestFor(4)))).rejects.toThrow("closed");
  });

  it("forgets finished jobs beyond its memory", async () => {
    const { runner } = runnerOf({ finishedLimit: 1 });
    const ids = [(await runner.submit(planTask(requestFor(4)))).id, (await runner.submit(planTask(requestFor(4)))).id];
    await runner.finished(ids[1] ?? "");
    expect(ids.map((id) => runner.get(id)?.state)).toEqual([undefined, "succeeded"]);
  });
});
