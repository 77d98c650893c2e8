/** A page that started a job is closed: the job is cancelled unless somebody listens, and nobody is hurt where that fails. */
import type { AddressInfo } from "node:net";
import { createServer } from "node:http";
import { afterEach, expect, it } from "vitest";
import { type Runner, inlineRunner } from "#jobs";
import { memoryStore } from "#store";
import { createApp } from "../../../web/app.ts";
import { CONTEXT, planTask, requestFor } from "../jobs/builders.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A page says farewell to a waiting job and its moment is over at once; which jobs were cancelled, and what was logged. */
async function farewell(change: Partial<Runner>) {
  const log: Readonly<Record<string, unknown>>[] = [];
  const asked: string[] = [];
  const inline = inlineRunner({ context: CONTEXT, keep: () => Promise.resolve("x") });
  const { id } = await inline.submit(planTask(requestFor(1)));
  const changed = { ...inline, ...change };
  const cancel: Runner["cancel"] = (job) => {
    asked.push(job);
    return changed.cancel(job);
  };
  const app = createApp({
    store: memoryStore(),
    jobs: { ...changed, cancel },
    context: CONTEXT,
    log: (entry) => log.push(entry),
    isLoopback: true,
    farewell: () => Promise.resolve(),
  });
  const server = createServer(app);
  closers.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jobs/${id}/cancel`, {
    method: "POST",
    body: new URLSearchParams({ reason: "closed" }),
  });
  expect(answer.status).toBe(202);
  return { cancelled: asked.map((one) => one === id), events: log.filter(({ event }) => event !== "request") };
}

it("cancels what nobody listens to", async () => {
  expect(await farewell({})).toEqual({ cancelled: [true], events: [] });
});

it("lets a job go on that somebody listens to", async () => {
  expect(await farewell({ watchers: () => 1 })).toEqual({ cancelled: [], events: [] });
});

it("says what failed, and the server goes on", async () => {
  const { cancelled, events } = await farewell({ cancel: () => Promise.reject(new Error("the store is away")) });
  expect(cancelled).toEqual([true]);
  expect(events).toMatchObject([{ event: "job-not-cancelled", error: "the store is away" }]);
});
