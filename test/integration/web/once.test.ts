/** Idempotency-Key at a real server: what is sent twice is done once, over restarts and kills too. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomStream } from "#models/random.ts";
import { busy } from "../../support/busy-server.ts";
import { serverProcess } from "../../support/killed-server.ts";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { TARGET, servers } from "../../unit/jobs/builders.ts";
import { finishedJob, json, upload } from "./calls.ts";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const PLANS = "/api/v1/plans";
const planNamed = (name: string) => JSON.stringify({ name, workloads: servers(3), targets: [TARGET] });
const ask = (key: string, body: string, more: Record<string, string> = {}, url = server.url) =>
  fetch(`${url}${PLANS}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key, ...more },
    body,
  });
/** Status, place, replayed or not, body. */
const told = async (answer: Response) => ({
  status: answer.status,
  place: answer.headers.get("Location"),
  isReplayed: answer.headers.get("Idempotency-Replayed"),
  body: await answer.text(),
});
const plansNamed = async (url: string, name: string) => {
  const { plans } = await json<{ plans: { name: string }[] }>(await fetch(`${url}${PLANS}?limit=500`));
  return plans.filter((plan) => plan.name === name).length;
};

describe("a request under a key", () => {
  it("gets the same answer when it is sent again, with and without quotes, and makes one plan", async () => {
    const first = await told(await ask('"key-1"', planNamed("once"), { Prefer: "wait=30" }));
    const again = await told(await ask("key-1", planNamed("once"), { Prefer: "wait=30" }));
    expect([first.status, first.isReplayed, again.isReplayed]).toEqual([201, null, "true"]);
    expect({ ...again, isReplayed: null }).toEqual(first);
    expect(await plansNamed(server.url, "once")).toBe(1);
  });

  it("keeps the answer of the moment: a job stays the job it was", async () => {
    const first = await told(await ask("key-2", planNamed("later")));
    const again = await told(await ask("key-2", planNamed("later")));
    expect([first.status, again.body]).toEqual([202, first.body]);
  });

  it("stands for that request only", async () => {
    await ask("key-3", planNamed("three"));
    const other = await ask("key-3", planNamed("four"));
    expect([other.status, (await json(other))["type"]]).toEqual([422, "/problems/idempotency-key-reused"]);
    const elsewhere = await fetch(`${server.url}/api/v1/simulations`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": "key-3" },
      body: planNamed("three"),
    });
    expect(elsewhere.status).toBe(422);
  });

  it("is in flight while its first sending is answered", async () => {
    const body = planNamed("in flight");
    const begin = await busy(server.url);
    const first = ask("key-4", body, { Prefer: "wait=60" });
    // its job waits until somebody says so, and its answer for the job
    const figures = async () => await (await fetch(`${server.url}/metrics`)).text();
    await expect.poll(figures).toContain('hostwright_jobs{kind="plan",state="queued"} 1');
    const meanwhile = await ask("key-4", body);
    expect([meanwhile.status, meanwhile.headers.get("Retry-After")]).toEqual([409, "1"]);
    expect((await json(meanwhile))["type"]).toBe("/problems/request-in-flight");
    await begin();
    const answered = await told(await first);
    expect((await told(await ask("key-4", body))).body).toBe(answered.body);
    await fetch(`${server.url}${answered.place}`, { method: "DELETE" });
  });

  it("that was refused has done nothing, and its key is free", async () => {
    expect((await ask("key-5", "{}")).status).toBe(422);
    expect((await ask("key-5", planNamed("five"))).status).toBe(202);
  });

  it("with files counts by the files, whatever stands between them", async () => {
    const send = () =>
      fetch(`${server.url}/api/v1/inventories`, {
        method: "POST",
        headers: { "Idempotency-Key": "key-6" },
        body: upload([{ name: "estate.xlsx", bytes: rvtoolsWorkbook(3) }]),
      });
    const [first, again] = [await told(await send()), await told(await send())];
    expect([first.status, again.place, again.isReplayed]).toEqual([201, first.place, "true"]);
  });
});

it("every POST of the API heeds the key", async () => {
  const text = await readFile(new URL("../../../docs/openapi.json", import.meta.url), "utf8");
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, unknown>> };
  const posts = Object.keys(paths).filter((one) => one.startsWith("/api/v1") && paths[one]?.["post"] !== undefined);
  expect(posts.length).toBeGreaterThan(3);
  const heedless: string[] = [];
  for (const address of posts) {
    const answer = await fetch(`${server.url}${address.replaceAll(/\{\w+\}/g, "x")}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": "not a key" },
      body: "{}",
    });
    const { detail } = await json<{ detail?: string }>(answer);
    if (answer.status !== 400 || detail?.includes("Idempotency-Key") !== true) heedless.push(address);
  }
  expect(heedless).toEqual([]);
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Send the request under its key until it is answered, and once more; give up when the server is gone. */
async function insist(url: string, key: string, answers: Map<string, string>): Promise<void> {
  let heard = 0;
  while (heard < 2) {
    let answer: Response;
    let body: string;
    try {
      answer = await ask(key, planNamed(key), {}, url);
      body = await answer.text();
    } catch {
      return;
    }
    if (answer.status === 202) {
      heard++;
      expect(answers.get(key) ?? body).toBe(body);
      answers.set(key, body);
    } else {
      expect([409, 503]).toContain(answer.status);
      await pause(200);
    }
  }
}

it("keys hold over kills: each request is repeated until it is answered, and done once", async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), "hostwright-once-"));
  const moments = randomStream(11, "kills");
  const answers = new Map<string, string>();
  const keys = Array.from({ length: 15 }, (_, i) => `kill-${i}`);
  try {
    for (let kills = 0; kills < 6; kills++) {
      const { url, end } = await serverProcess({ dataDir });
      const calls = Promise.all(keys.map((key) => insist(url, key, answers)));
      await pause(10 + moments.uniform() * 200);
      await end("SIGKILL");
      await calls;
    }
    const { url, end } = await serverProcess({ dataDir });
    await Promise.all(keys.map((key) => insist(url, key, answers)));
    expect(new Set(answers.values()).size).toBe(keys.length);
    let made = 0;
    for (const [key, body] of answers) {
      const job = await finishedJob({ url }, (JSON.parse(body) as { links: { self: string } }).links.self);
      // a job that ran at three deaths of its server is given up
      const isGivenUp = job["state"] === "failed" && /times while this ran/.test(JSON.stringify(job["problem"]));
      const plans = await plansNamed(url, key);
      expect([key, plans]).toEqual([key, isGivenUp ? 0 : 1]);
      made += plans;
    }
    expect(made).toBeGreaterThan(keys.length / 2);
    await end("SIGTERM");
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
