/** Readiness of a server whose parts fail one by one, and the measuring of what they do. */
import type { AddressInfo } from "node:net";
import { createServer } from "node:http";
import { afterEach, expect, it } from "vitest";
import type { Runner } from "#jobs";
import { inlineRunner } from "#jobs";
import { type Store, sqliteStore } from "#store";
import { createApp } from "../../../web/app.ts";
import { CONTEXT } from "../jobs/builders.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function readiness(change: { readonly store?: Partial<Store>; readonly jobs?: Partial<Runner> }) {
  const store = { ...sqliteStore(":memory:"), ...change.store };
  const jobs = { ...inlineRunner({ context: CONTEXT, keep: () => Promise.resolve("x") }), ...change.jobs };
  const server = createServer(createApp({ store, jobs, context: CONTEXT, log: () => {}, isLoopback: true }));
  closers.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/readyz`);
  const body = (await answer.json()) as { status: string; parts: Record<string, { status: string; why?: string }> };
  const failing = Object.entries(body.parts).filter(([, { status }]) => status !== "ready");
  return [answer.status, body.status, failing.map(([part, { why }]) => `${part}: ${why}`)];
}

it("is given while every part works", async () => {
  expect(await readiness({})).toEqual([200, "ready", []]);
});

it("is withheld, and says by which part", async () => {
  const lost = new Error("disk /dev/x is gone");
  expect(await readiness({ store: { ping: () => Promise.reject(lost) } })).toEqual([
    503,
    "not ready",
    ["store: the store does not answer"],
  ]);
  expect(await readiness({ jobs: { isClosed: () => true } })).toEqual([
    503,
    "not ready",
    ["jobs: the server is being closed"],
  ]);
  expect(await readiness({ jobs: { load: () => ({ jobs: [], room: 0 }) } })).toEqual([
    503,
    "not ready",
    ["queue: too many jobs are waiting"],
  ]);
});
