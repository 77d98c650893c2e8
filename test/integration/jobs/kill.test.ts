/** A server that is killed keeps its promises; one that is asked to end leaves its work to the next. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { killRounds } from "../../support/kill-rounds.ts";
import { serverProcess } from "../../support/killed-server.ts";
import { hasPostgres, testDatabases } from "../../support/test-databases.ts";
import { TARGET, longRequest, servers } from "../../unit/jobs/builders.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "hostwright-kill-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const postPlan = (url: string, request: unknown) =>
  fetch(`${url}/api/v1/plans`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });

it("keeps every acknowledged plan over five kills under load, none twice", async () => {
  const wanted = { seed: 7, rounds: 5, fromMs: 100, toMs: 2500, callers: 3, least: 20 };
  const count = await killRounds({ place: { dataDir }, ...wanted });
  process.stderr.write(`${JSON.stringify(count)}\n`);
  expect(count).toMatchObject({ kills: 5, lost: [], doubled: [], gone: [] });
  expect(count.stored + count.givenUp + count.cancelled + count.cancelledUnheard).toBe(count.acknowledged);
  // the load was a load: without it nothing above says anything
  expect(count.stored).toBeGreaterThan(5);
});

it.runIf(hasPostgres)("keeps them on PostgreSQL too, over three kills", async () => {
  const databases = await testDatabases();
  try {
    const place = { databaseUrl: await databases.fresh() };
    const count = await killRounds({ place, seed: 8, rounds: 3, fromMs: 1000, toMs: 2500, callers: 3, least: 10 });
    expect(count).toMatchObject({ kills: 3, lost: [], doubled: [], gone: [] });
    expect(count.stored + count.givenUp + count.cancelled + count.cancelledUnheard).toBe(count.acknowledged);
    expect(count.stored).toBeGreaterThan(1);
  } finally {
    await databases.close();
  }
});

it("ends by itself on SIGTERM, with an answer for who waits, and the next server goes on", async () => {
  const first = await serverProcess({ dataDir });
  const long = await postPlan(first.url, longRequest(1500, { goals: { effortSeconds: 600 } }));
  const location = long.headers.get("Location") ?? "";
  const events = await fetch(`${first.url}${location}/events`);
  const ended = first.end("SIGTERM");
  // the stream ends with the server: of a connection that is cut the text would not be whole, and reading it fails
  expect(await events.text()).toContain("event: job");
  expect(await ended).toBe(0);
  const second = await serverProcess({ dataDir });
  expect((await fetch(`${second.url}${location}/finish`, { method: "POST" })).status).toBe(202);
  const small = await postPlan(second.url, { name: "small", workloads: servers(4), targets: [TARGET] });
  expect(small.status).toBe(202);
  for (;;) {
    const job = (await (await fetch(`${second.url}${location}`)).json()) as Record<string, unknown>;
    if (job["state"] === "succeeded") break;
    expect(["queued", "running"]).toContain(job["state"]);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await second.end("SIGTERM");
});

it("refuses a folder in which another server works, and takes it once that one was killed", async () => {
  const first = await serverProcess({ dataDir });
  await expect(serverProcess({ dataDir })).rejects.toThrow(/another server works in the folder/);
  await first.end("SIGKILL");
  const second = await serverProcess({ dataDir });
  expect(await second.end("SIGTERM")).toBe(0);
});
