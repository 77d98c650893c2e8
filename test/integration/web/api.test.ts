/** /api/v1 as programs use it: plans, jobs, events. What stands beside them is in api-beside.test.ts. */
import { Buffer } from "node:buffer";
import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Explanation, PlanDocument, PlanResult } from "#planner";
import { JOB, PLAN_LIST } from "../../../web/api/schemas.ts";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { SMALL_HOST } from "../../support/small-host.ts";
import { TARGET, longRequest, servers } from "../../unit/jobs/builders.ts";
import { finishedJob, json, planOf, postJson } from "./calls.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const REQUEST = { name: "small", workloads: servers(6), targets: [TARGET] };

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });

/** A request whose search ends only when it is ended: nothing is proved for minutes. */
const endless = (count: number) => longRequest(count, { goals: { effortSeconds: 600 } });

/** Make the small plan and return its address. */
async function planned(name = "small"): Promise<string> {
  const made = await postJson(server, "/api/v1/plans", { ...REQUEST, name }, { Prefer: "wait=30" });
  expect(made.status).toBe(201);
  return made.headers.get("Location") ?? "";
}

describe("a plan asked for by a program", () => {
  it("is answered at once with a job that ends in the plan", async () => {
    const started = await postJson(server, "/api/v1/plans", REQUEST);
    expect([started.status, started.headers.get("Retry-After")]).toEqual([202, "1"]);
    const location = started.headers.get("Location") ?? "";
    expect(JOB.parse(await started.json()).links["self"]).toBe(location);
    const job = JOB.parse(await finishedJob(server, location));
    expect(job).toMatchObject({ state: "succeeded", progressRatio: 1, name: "small" });
    expect((await get(planOf(job))).status).toBe(200);
  });

  it("waits no longer than it was asked to", async () => {
    const started = await postJson(server, "/api/v1/plans", endless(1500), { Prefer: "respond-async, wait=0" });
    expect(started.status).toBe(202);
    await fetch(`${server.url}${started.headers.get("Location")}`, { method: "DELETE" });
  });

  it("can be cancelled: the job says so and stays so", async () => {
    const started = await postJson(server, "/api/v1/plans", endless(1500));
    const location = started.headers.get("Location") ?? "";
    const cancelled = await fetch(`${server.url}${location}`, { method: "DELETE" });
    expect(JOB.parse(await cancelled.json()).state).toBe("cancelled");
    expect((await json(await get(location)))["state"]).toBe("cancelled");
  });

  it("can be ended with its best so far; once it is over there is nothing to end", async () => {
    const request = endless(1500);
    const started = await postJson(server, "/api/v1/plans", request);
    const location = started.headers.get("Location") ?? "";
    expect(JOB.parse(await started.json()).links["finish"]).toBe(`${location}/finish`);
    const asked = await fetch(`${server.url}${location}/finish`, { method: "POST" });
    expect([asked.status, JOB.parse(await asked.json()).isFinishing]).toEqual([202, true]);
    const job = await finishedJob(server, location);
    const result = PlanResult.parse(await (await get(planOf(job))).json());
    expect(result.search).toMatchObject({ ended: "stopped", effortSeconds: 600 });
    const again = await fetch(`${server.url}${location}/finish`, { method: "POST" });
    expect([again.status, (await json(again))["type"]]).toEqual([409, "/problems/job-over"]);
  });

  it("is cut by a time limit in the address, and a wrong one is refused with value and bound", async () => {
    const request = endless(600);
    const made = await postJson(server, "/api/v1/plans?timeSeconds=0", request, { Prefer: "wait=30" });
    expect(PlanResult.parse(await made.json()).search.ended).toBe("stopped");
    for (const wrong of ["-1", "86401", "soon"]) {
      const refused = await postJson(server, `/api/v1/plans?timeSeconds=${wrong}`, REQUEST);
      expect(refused.status).toBe(422);
      const { errors } = await json<{ readonly errors: readonly { readonly detail: string }[] }>(refused);
      expect(errors[0]?.detail).toBe(`the time limit is "${wrong}", expected seconds from 0 to 86400`);
    }
  });

  it("is a contract's PlanResult, and with its request a PlanDocument", async () => {
    const location = await planned();
    const result = PlanResult.parse(await (await get(location)).json());
    const document = PlanDocument.parse(await (await get(`${location}?include=request`)).json());
    expect(document.result).toEqual(result);
    expect(document.request.workloads).toHaveLength(6);
  });

  it("explains a workload: the funnel, the rules, the nearest miss; one it has not is not found", async () => {
    const location = await planned();
    const found = Explanation.parse(await (await get(`${location}/workloads/server-1/explanation`)).json());
    expect(found).toMatchObject({ workload: "server-1", state: "placed" });
    expect(found.funnel[0]).toMatchObject({ step: "hosts" });
    const unknown = await get(`${location}/workloads/server-99/explanation`);
    expect([unknown.status, (await json(unknown))["detail"]]).toEqual([404, expect.stringContaining("did you mean")]);
  });

  it("comes as JSON, CSV or one HTML file, by Accept or by format", async () => {
    const location = await planned();
    const types = async (answer: Promise<Response>) => (await answer).headers.get("Content-Type");
    expect(await types(get(location, { Accept: "text/csv" }))).toBe("text/csv; charset=utf-8");
    expect(await types(get(`${location}?format=csv`))).toBe("text/csv; charset=utf-8");
    expect(await types(get(location, { Accept: "text/html" }))).toBe("text/html; charset=utf-8");
    expect(await types(get(location))).toBe("application/json; charset=utf-8");
    const csv = await (await get(`${location}?format=csv`)).text();
    // a header and one line per workload
    expect(csv.trim().split("\r\n")).toHaveLength(7);
    const html = await get(`${location}?format=html`);
    expect(html.headers.get("Content-Disposition")).toBe("attachment; filename=small.html");
    expect(await html.text()).toContain("<!doctype html>");
  });

  it("comes as a workbook that reads back, under a file name every system takes", async () => {
    const location = await planned('../=1+1 "plan"\u2028é');
    const book = await get(location, { Accept: XLSX });
    expect([book.status, book.headers.get("Content-Type")]).toEqual([200, XLSX]);
    expect(book.headers.get("Content-Disposition")).toBe("attachment; filename=1-1-plan.xlsx");
    const bytes = Buffer.from(await book.arrayBuffer());
    expect(bytes.subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004");
    const placement = (await readXlsxFile(bytes)).find(({ sheet }) => sheet === "Placement");
    expect(placement?.data.slice(1).map((row) => row[0])).toEqual(REQUEST.workloads.map(({ id }) => id));
    const again = await get(`${location}?format=xlsx`);
    expect(Buffer.compare(Buffer.from(await again.arrayBuffer()), bytes)).toBe(0);
    const held = { "If-None-Match": again.headers.get("ETag") ?? "" };
    expect((await get(`${location}?format=xlsx`, held)).status).toBe(304);
    expect((await get(`${location}?format=csv`, held)).status).toBe(200);
  });

  it("comes as a PDF, the same each time", async () => {
    const location = await planned('"><script>.pdf');
    const pdf = await get(location, { Accept: "application/pdf" });
    expect([pdf.status, pdf.headers.get("Content-Type")]).toEqual([200, "application/pdf"]);
    expect(pdf.headers.get("Content-Disposition")).toBe("attachment; filename=script-.pdf.pdf");
    const bytes = Buffer.from(await pdf.arrayBuffer());
    expect(bytes.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    expect(bytes.subarray(-6).toString("latin1").trim()).toBe("%%EOF");
    const again = Buffer.from(await (await get(`${location}?format=pdf`)).arrayBuffer());
    expect(Buffer.compare(again, bytes)).toBe(0);
  });

  it("is refused in formats it does not come in", async () => {
    const location = await planned();
    for (const refused of [
      await get(location, { Accept: "application/vnd.ms-excel" }),
      await get(`${location}?format=xls`),
      await get(`${location}?format=__proto__`),
    ]) {
      expect([refused.status, (await json(refused))["type"]]).toEqual([406, "/problems/not-acceptable"]);
    }
  });

  it("is not sent again to whom has it, format by format", async () => {
    const location = await planned();
    const etag = (await get(location)).headers.get("ETag") ?? "";
    expect((await get(location, { "If-None-Match": etag })).status).toBe(304);
    expect((await get(`${location}?format=csv`, { "If-None-Match": etag })).status).toBe(200);
    expect((await get(`${location}?include=request`, { "If-None-Match": etag })).status).toBe(200);
  });

  it("is gone when it is deleted", async () => {
    const location = await planned();
    expect((await fetch(`${server.url}${location}`, { method: "DELETE" })).status).toBe(204);
    expect((await get(location)).status).toBe(404);
    expect((await fetch(`${server.url}${location}`, { method: "DELETE" })).status).toBe(404);
  });
});

describe("the list of plans", () => {
  it("goes from page to page by the Link header, newest first", async () => {
    const made = [await planned("one"), await planned("two"), await planned("three")];
    const seen: string[] = [];
    let next: string | undefined = "/api/v1/plans?limit=2";
    while (next !== undefined) {
      const answer: Response = await get(next);
      const page = PLAN_LIST.parse(await answer.json());
      expect(page.plans.length).toBeLessThanOrEqual(2);
      seen.push(...page.plans.map((plan) => plan.links["self"] ?? ""));
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get("Link") ?? "")?.[1];
    }
    expect(seen.slice(0, 3)).toEqual(made.toReversed());
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each(["limit=0", "limit=501", "limit=x", "cursor=x"])("refuses %s", async (query) => {
    const answer = await get(`/api/v1/plans?${query}`);
    expect(answer.status).toBe(422);
  });
});

describe("a job's events", () => {
  it("come again and again while it runs, with the time it has taken", async () => {
    const simulation = { ...SMALL_HOST, durationSeconds: 86_400, eventBudget: 5e9 };
    const started = await postJson(server, "/api/v1/simulations", simulation);
    const location = started.headers.get("Location") ?? "";
    const events = await get(`${location}/events`);
    let text = "";
    const jobs = () => [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JOB.parse(JSON.parse(data ?? "")));
    const seconds = () => jobs().map((job) => job.elapsedSeconds ?? 0);
    // it runs for as long as nobody ends it: what comes meanwhile, with ever more time taken, are the ticks
    let isEnding = false;
    for await (const part of events.body ?? []) {
      text += Buffer.from(part).toString();
      if (isEnding || (seconds().at(-1) ?? 0) <= 3 || new Set(seconds()).size < 4) continue;
      isEnding = true;
      await fetch(`${server.url}${location}/finish`, { method: "POST" });
    }
    expect(seconds().at(-1)).toBeGreaterThan(3);
    expect(seconds()).toEqual(seconds().toSorted((a, b) => a - b));
    expect(jobs().at(-1)?.state).toBe("succeeded");
  });

  it("tell every state from the present one to the end, with rising ids, and then stop", async () => {
    const started = await postJson(server, "/api/v1/plans", { ...REQUEST, workloads: servers(150) });
    const events = await get(`${started.headers.get("Location")}/events`);
    expect(events.headers.get("Content-Type")).toBe("text/event-stream; charset=utf-8");
    const text = await events.text();
    expect(text).toMatch(/^retry: \d+\n\n/);
    const ids = [...text.matchAll(/^id: (\d+)$/gm)].map((found) => Number(found[1]));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    const states = [...text.matchAll(/^data: (.*)$/gm)].map((found) => JOB.parse(JSON.parse(found[1] ?? "")).state);
    expect(states.at(-1)).toBe("succeeded");
    expect(states.filter((state) => state === "succeeded")).toHaveLength(1);
  });

  it("send a reader away that knows the end already", async () => {
    const started = await postJson(server, "/api/v1/plans", REQUEST);
    const location = started.headers.get("Location") ?? "";
    const job = await finishedJob(server, location);
    const again = await get(`${location}/events`, { "Last-Event-ID": String(job["sequence"]) });
    expect(again.status).toBe(204);
    const newcomer = await get(`${location}/events`);
    expect(await newcomer.text()).toContain('"state":"succeeded"');
  });

  it("go to several readers at once and leave no listener behind when one goes away", async () => {
    const started = await postJson(server, "/api/v1/plans", endless(800));
    const location = started.headers.get("Location") ?? "";
    const leaving = new AbortController();
    const [first, second] = await Promise.all([
      fetch(`${server.url}${location}/events`, { signal: leaving.signal }),
      get(`${location}/events`),
    ]);
    expect([first.status, second.status]).toEqual([200, 200]);
    leaving.abort();
    await fetch(`${server.url}${location}`, { method: "DELETE" });
    expect(await second.text()).toContain('"state":"cancelled"');
  });
});
