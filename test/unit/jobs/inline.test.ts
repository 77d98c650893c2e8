import { describe, expect, it } from "vitest";
import { type Made, inlineRunner } from "#jobs";
import { type PlanDocument, decodeSimulation, plan, simulate } from "#planner";
import { SMALL_HOST } from "../../support/small-host.ts";
import { CONTEXT, keepingPlansIn, planTask, requestFor } from "./builders.ts";

describe("the inline runner", () => {
  it("plans as the library does and keeps question and answer", async () => {
    const kept: PlanDocument[] = [];
    const runner = inlineRunner({ context: CONTEXT, keep: keepingPlansIn(kept) });
    const request = requestFor(8);
    const job = await runner.finished((await runner.submit(planTask(request))).id);
    expect(job).toMatchObject({ state: "succeeded", resultId: "plan-1", progressRatio: 1, name: "servers" });
    expect(JSON.stringify(kept[0])).toBe(JSON.stringify({ request, result: plan(request, CONTEXT) }));
  });

  it("simulates as the library does, and keeps question and answer of each kind", async () => {
    const kept: Made[] = [];
    const keep = (made: Made) => Promise.resolve(`${made.kind}-${kept.push(made)}`);
    const runner = inlineRunner({ context: CONTEXT, keep });
    const request = decodeSimulation(SMALL_HOST, CONTEXT);
    const plan = await runner.submit(planTask(requestFor(4)));
    const job = await runner.finished((await runner.submit({ kind: "simulation", request })).id);
    expect(job).toMatchObject({ kind: "simulation", state: "succeeded", resultId: "simulation-2", progressRatio: 1 });
    expect(job).not.toHaveProperty("hosts");
    expect(runner.get(plan.id)?.resultId).toBe("plan-1");
    const result = simulate(request, CONTEXT);
    const texts = kept.map(({ json }) => new TextDecoder().decode(json));
    expect([kept[1]?.kind, texts[1]]).toEqual(["simulation", JSON.stringify({ request, result })]);
  });

  it("works off jobs in the order they came", async () => {
    const kept: PlanDocument[] = [];
    const runner = inlineRunner({ context: CONTEXT, keep: keepingPlansIn(kept) });
    const jobs = await Promise.all(["a", "b", "c"].map((name) => runner.submit(planTask(requestFor(4, { name })))));
    const ids = jobs.map(({ id }) => id);
    await Promise.all(ids.map((id) => runner.finished(id)));
    expect(kept.map((document) => document.result.name)).toEqual(["a", "b", "c"]);
  });

  it("cancels a job that waits and goes on with the next", async () => {
    const kept: PlanDocument[] = [];
    const runner = inlineRunner({ context: CONTEXT, keep: keepingPlansIn(kept) });
    const [first, second] = [
      await runner.submit(planTask(requestFor(4, { name: "first" }))),
      await runner.submit(planTask(requestFor(4, { name: "second" }))),
    ];
    expect((await runner.cancel(first.id))?.state).toBe("cancelled");
    expect((await runner.finished(second.id)).state).toBe("succeeded");
    expect(kept.map((document) => document.result.name)).toEqual(["second"]);
  });

  it("fails a job whose plan cannot be stored, and says why", async () => {
    const runner = inlineRunner({ context: CONTEXT, keep: () => Promise.reject(new Error("disk is full")) });
    const job = await runner.finished((await runner.submit(planTask(requestFor(4)))).id);
    expect(job.state).toBe("failed");
    expect(job.error).toContain("disk is full");
  });

  it("fails a job whose planning breaks, with the message and no stack", async () => {
    const broken = { ...CONTEXT, hostTypes: [] };
    const runner = inlineRunner({ context: broken, keep: () => Promise.resolve("never") });
    const job = await runner.finished((await runner.submit(planTask(requestFor(4)))).id);
    expect(job.state).toBe("failed");
    expect(job.error).not.toMatch(/\n\s+at /);
  });

  it("cancels what waits when it is closed, and takes nothing more", async () => {
    const runner = inlineRunner({ context: CONTEXT, keep: () => Promise.resolve("id") });
    const waiting = await runner.submit(planTask(requestFor(4)));
    await runner.close();
    expect(runner.get(waiting.id)?.state).toBe("cancelled");
    await expect(runner.submit(planTask(requestFor(4)))).rejects.toThrow("closed");
  });
});
