/** What whoever runs the server gets from it: budgets of callers, figures, readiness, a line for every request. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { READY } from "../../../web/api/schemas.ts";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { TARGET, servers } from "../../unit/jobs/builders.ts";
import { json, postJson } from "./calls.ts";

const PLAN = { name: "counted", workloads: servers(3), targets: [TARGET] };
/** Value of a figure, by its name and labels as they stand in the text. */
const figure = (text: string, named: string) =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${named} `))
      ?.split(" ")
      .at(-1) ?? Number.NaN,
  );

describe("a server that limits its callers", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer({ ratePerMinute: 20 });
  });
  afterAll(() => server.close());

  it("tells the budget, refuses what is above it with 429, and starts a tenth as many jobs", async () => {
    const first = await postJson(server, "/api/v1/plans", PLAN);
    expect(first.status).toBe(202);
    expect(first.headers.get("RateLimit-Policy")).toMatch(/^"requests"; q=20; w=60; pk=:\S+:, "jobs"; q=2; w=60/);
    expect(first.headers.get("RateLimit")).toMatch(/^"requests"; r=19; t=\d+, "jobs"; r=1; t=\d+$/);
    expect((await postJson(server, "/api/v1/plans", PLAN)).status).toBe(202);
    const refused = await postJson(server, "/api/v1/plans", PLAN);
    expect([refused.status, (await json(refused))["type"]]).toEqual([429, "/problems/too-many-requests"]);
    const wait = Number(refused.headers.get("Retry-After"));
    expect(wait >= 1 && wait <= 60).toBe(true);
    // three were asked; seventeen of twenty are left
    for (let n = 0; n < 17; n++) expect((await fetch(`${server.url}/api/v1/grids`)).status).toBe(200);
    expect((await fetch(`${server.url}/api/v1/grids`)).status).toBe(429);
    for (const watched of ["/healthz", "/readyz", "/metrics"])
      expect([watched, (await fetch(`${server.url}${watched}`)).status]).toEqual([watched, 200]);
  });
});

describe("a server on loopback", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());
  const metrics = async () => {
    const answer = await fetch(`${server.url}/metrics`);
    expect(answer.headers.get("Content-Type")).toMatch(/^text\/plain; version=/);
    return await answer.text();
  };

  it("limits nobody", async () => {
    expect((await fetch(`${server.url}/api/v1/grids`)).headers.get("RateLimit")).toBeNull();
  });

  it("counts requests by pattern, jobs by kind and end, and the store's answers; never an id", async () => {
    const made = await postJson(server, "/api/v1/plans", PLAN, { Prefer: "wait=30" });
    expect(made.status).toBe(201);
    const place = made.headers.get("Location") ?? "";
    for (const address of [place, place, "/api/v1/plans/nobody", "/nowhere/at/all"])
      await fetch(`${server.url}${address}`);
    const read = 'hostwright_request_seconds_count{route="/api/v1/plans/:id",method="GET"';
    const none = 'hostwright_request_seconds_count{route="none",method="GET",status="404"}';
    // counted once its answer is out, which the caller may have before
    await expect.poll(async () => figure(await metrics(), none)).toBe(1);
    const text = await metrics();
    expect(figure(text, `${read},status="200"}`)).toBe(2);
    expect(figure(text, `${read},status="404"}`)).toBe(1);
    expect(figure(text, 'hostwright_jobs_ended_total{kind="plan",state="succeeded"}')).toBe(1);
    expect(figure(text, 'hostwright_jobs{kind="plan",state="succeeded"}')).toBe(1);
    expect(figure(text, 'hostwright_job_seconds_count{kind="plan"}')).toBe(1);
    expect(figure(text, "hostwright_queue_room")).toBeGreaterThan(20);
    expect(figure(text, 'hostwright_store_seconds_count{operation="openPlan"}')).toBeGreaterThanOrEqual(3);
    expect(text).toContain("nodejs_eventloop_lag_seconds");
    expect(text).toMatch(/hostwright_build_info\{engine="hostwright [\d.]+",node="v\d/);
    expect(text).not.toContain(place.split("/").at(-1) ?? place);
    expect(text).not.toContain("counted");
  });

  it("says how each part is", async () => {
    const answer = await fetch(`${server.url}/readyz`);
    expect(READY.parse(await answer.json())).toEqual({
      status: "ready",
      parts: { store: { status: "ready" }, jobs: { status: "ready" }, queue: { status: "ready" } },
    });
  });

  it("logs route, bytes and milliseconds of every request", async () => {
    const answer = await fetch(`${server.url}/api/v1/hosts/hp-dl585-g1?x=1`, { headers: { "X-Request-Id": "op-1" } });
    const { length } = await answer.text();
    await expect.poll(() => server.log.find(({ id }) => id === "op-1")).toBeDefined();
    const entry = server.log.find(({ id }) => id === "op-1");
    expect(entry).toMatchObject({ path: "/api/v1/hosts/hp-dl585-g1", route: "/api/v1/hosts/:id", status: 200 });
    expect(Number(entry?.["bytes"])).toBeGreaterThanOrEqual(length);
  });
});
