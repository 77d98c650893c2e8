/** What-ifs over HTTP for programs: asked for, read in every format, compared, planned row by row, deleted; and what is refused. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packingContext } from "#jobs";
import { PlanResult, Scenario, plan, variantPlanner, whatIf } from "#planner";
import { whatIfCsv } from "#planner/report/index.ts";
import { stringify } from "yaml";
import { ROW_DIFFERENCE, WHAT_IF_RESULT } from "../../../web/api/schemas-what-if.ts";
import { JOB, WHAT_IF_LIST } from "../../../web/api/schemas.ts";
import { BASE, RICH_SCENARIO, SCENARIO } from "../../support/scenario.ts";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { answered, scratch } from "../cli/hostwright.ts";
import { XLSX, finishedJob, json, postJson } from "./calls.ts";

const API = "/api/v1/what-ifs";
const WAIT = { Prefer: "wait=60" };

let server: TestServer;
let made = "";
beforeAll(async () => {
  server = await testServer();
  const answer = await postJson(server, API, SCENARIO, WAIT);
  expect([answer.status, await answer.clone().text()]).toEqual([201, expect.any(String)]);
  made = answer.headers.get("Location") ?? "";
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });

describe("one scenario through the doors", () => {
  const place = scratch();

  it("is the library's result by JSON and by YAML, byte for byte", async () => {
    const expected = JSON.stringify(whatIf(Scenario.parse(SCENARIO), await packingContext()));
    expect(await (await get(made)).text()).toBe(expected);
    const yaml = await fetch(`${server.url}${API}`, {
      method: "POST",
      headers: { "Content-Type": "application/yaml", ...WAIT },
      body: stringify(SCENARIO),
    });
    expect(await yaml.text()).toBe(expected);
  });

  it("is the command line's CSV, byte for byte", async () => {
    const file = path.join(place.folder, "scenario.json");
    writeFileSync(file, JSON.stringify(SCENARIO));
    const ended = await answered(["what-if", file, "--csv"]);
    const csv = await get(made, { Accept: "text/csv" });
    expect(csv.headers.get("Content-Disposition")).toBe("attachment; filename=Ceiling-and-growth.csv");
    expect(await csv.text()).toBe(ended.stdout);
    expect(ended.stdout.split("\r\n")).toHaveLength(6);
  });

  it("may take its request from a stored inventory, or a stored plan", async () => {
    const stored = await fetch(`${server.url}/api/v1/inventories?name=estate.xlsx`, {
      method: "POST",
      headers: { "Content-Type": XLSX },
      body: Buffer.from(rvtoolsWorkbook()),
    });
    const { id } = await json<{ id: string }>(stored);
    const { workloads: _, ...rest } = BASE;
    const beside = await postJson(server, `${API}?inventory=${id}`, { ...SCENARIO, request: rest }, WAIT);
    const found = WHAT_IF_RESULT.parse(await beside.json());
    // 12 machines of the workbook: one unreadable, one powered off
    expect(found.rows.map(({ figures }) => figures.placed)).toEqual([10, 10, 10, 10]);
    const planned = await postJson(server, "/api/v1/plans", BASE, WAIT);
    const plan = planned.headers.get("Location")?.split("/").at(-1) ?? "";
    const { request: __, ...question } = SCENARIO;
    const about = await postJson(server, `${API}?plan=${plan}`, question, WAIT);
    expect(await about.text()).toBe(await (await get(made)).text());
  });
});

describe("a what-if asked for by a program", () => {
  it("is answered at once with a job that ends in the result", async () => {
    const started = await postJson(server, API, SCENARIO);
    expect(started.status).toBe(202);
    const job = JOB.parse(await finishedJob(server, started.headers.get("Location") ?? ""));
    expect(job).toMatchObject({ kind: "what-if", state: "succeeded", progressRatio: 1, name: "Ceiling and growth" });
    expect(job.links["page"]).toBe(`/what-ifs/${job.links["whatIf"]?.split("/").at(-1)}`);
  });

  it("with draws, growth, events and losses is as its schema says, in JSON and with its scenario", async () => {
    const answer = await postJson(server, API, RICH_SCENARIO, WAIT);
    const location = answer.headers.get("Location") ?? "";
    const result = WHAT_IF_RESULT.parse(await answer.json());
    expect(result.rows).toHaveLength(12);
    expect(result.rows[0]?.forecast?.runways[0]?.orderBy?.date).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(result.rows[0]?.failures).toHaveLength(2);
    const whole = await json<{ scenario: unknown; result: unknown }>(await get(`${location}?include=scenario`));
    const scenario = Scenario.parse(whole.scenario);
    expect(whole.result).toEqual(result);
    const direct = whatIf(scenario, await packingContext());
    expect(await (await get(`${location}?format=csv`)).text()).toBe(whatIfCsv(scenario, direct));
  });

  it("has an ETag for each form of it, and no others", async () => {
    const tag = (await get(made)).headers.get("ETag") ?? "";
    expect((await get(made, { "If-None-Match": tag })).status).toBe(304);
    expect((await get(`${made}?format=csv`, { "If-None-Match": tag })).status).toBe(200);
    expect((await get(`${made}?format=pdf`)).status).toBe(406);
    expect((await get(`${made}?include=request`)).status).toBe(400);
  });

  it("says how two rows differ", async () => {
    const difference = ROW_DIFFERENCE.parse(await (await get(`${made}/differences?rows=1,4`)).json());
    expect(difference.rows).toEqual([1, 4]);
    expect(difference.asked).toEqual([
      { of: "/goals/utilizationCeilingRatio", a: 0.6, b: 0.8 },
      { of: "/goals/growthPercent", a: 0, b: 300 },
    ]);
    expect(difference.figures.map(({ figure }) => figure)).toContain("peakW");
  });

  it.each(["", "1", "1,2,3", "0,1", "1,5", "1,1e3", "-1,2", "x,y", "9999999999,1"])(
    "refuses to compare rows %j",
    async (rows) => {
      const answer = await get(`${made}/differences?rows=${rows}`);
      expect(answer.status).toBe(422);
      expect((await json<{ errors: unknown[] }>(answer)).errors).toMatchObject([{ pointer: "/rows" }]);
    },
  );

  it("has any row planned in full, with the row's own figures", async () => {
    const answer = await postJson(server, `${made}/rows/4/plan`, "", WAIT);
    expect([answer.status, answer.headers.get("Location")]).toEqual([201, expect.stringContaining("/api/v1/plans/")]);
    const text = await answer.text();
    const context = await packingContext();
    const { request } = variantPlanner(Scenario.parse(SCENARIO), context).document(3);
    expect(text).toBe(JSON.stringify(plan(request, context)));
    const { rows } = WHAT_IF_RESULT.parse(await (await get(made)).json());
    expect(rows[3]?.figures.hosts).toBe(PlanResult.parse(JSON.parse(text)).summary.hostsUsed);
    for (const row of ["5", "0", "x", "-1", "1e9"])
      expect((await postJson(server, `${made}/rows/${row}/plan`, "")).status).toBe(404);
  });

  it("is in the list, newest first, page by page, and gone when it is deleted", async () => {
    const second = (await postJson(server, API, { ...SCENARIO, name: "two" }, WAIT)).headers.get("Location") ?? "";
    const first = await get(`${API}?limit=1`);
    const { whatIfs } = WHAT_IF_LIST.parse(await first.json());
    expect(whatIfs).toMatchObject([{ name: "two", variants: 4, isComplete: true, links: { self: second } }]);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get("Link") ?? "")?.[1] ?? "";
    expect(WHAT_IF_LIST.parse(await (await get(next)).json()).whatIfs).toHaveLength(1);
    expect((await fetch(`${server.url}${second}`, { method: "DELETE" })).status).toBe(204);
    expect((await get(second)).status).toBe(404);
    expect((await fetch(`${server.url}${second}`, { method: "DELETE" })).status).toBe(404);
  });
});

const thousand = Array.from({ length: 1000 }, (_, i) => i / 10);
const proto = '{"request":{"workloads":[],"targets":[]},"vary":{"__proto__":[1]}}';

describe("what is refused", () => {
  it.each([
    [
      "10,001 variants",
      { vary: { "/goals/growthPercent": thousand, "/seed": thousand.slice(0, 11) } },
      "/vary",
      "11000",
    ],
    ["10,001 draws", { sample: { count: 10_001 } }, "/sample/count", "must be at most 10000, is 10001"],
    [
      "growth of 10^9 %",
      { growth: { percentPerYear: 1e9 } },
      "/growth/percentPerYear",
      "must be at most 1000, is 1000000000",
    ],
    ["a prototype", { vary: { "/__proto__/polluted": [1] } }, "/vary/~1__proto__~1polluted", "no JSON pointer"],
    [
      "a constructor",
      { sample: { count: 2, draw: { "/goals/constructor": { distribution: "uniform", from: 0, to: 1 } } } },
      "/vary/~1goals~1constructor",
      "no JSON pointer",
    ],
    [
      "a base with problems",
      { request: { ...BASE, targets: [{ platform: "esx-9", hostType: "none" }] } },
      "/request/targets/0/platform",
      "esx-9",
    ],
    ["a base by a file name", { request: "request.yaml" }, "/request", 'must be an object, is "request.yaml"'],
    [
      "growth of hosts without number",
      {
        request: { ...BASE, targets: [{ platform: "esx-3.0", hostType: "dell-2950-iii" }] },
        growth: { percentPerYear: 10 },
      },
      "/growth",
      "maxHosts",
    ],
    [
      "an event for nobody",
      { growth: { percentPerYear: 10 }, events: [{ event: "retire", month: 1, workload: "ghost" }] },
      "/events/0/workload",
      "ghost",
    ],
    [
      "too many months",
      { vary: { "/goals/growthPercent": thousand }, growth: { percentPerYear: 10, months: 240 } },
      "/growth/months",
      "240000",
    ],
    [
      "a factor of 0",
      { sample: { count: 2, factors: { demand: { distribution: "uniform", from: 0, to: 1 } } } },
      "/sample/factors/demand",
      "above 0",
    ],
    ["an unknown field", { varied: {} }, "", "varied"],
  ])("is %s, with pointer and bound", async (_, change, pointer, says) => {
    const answer = await postJson(server, API, { ...SCENARIO, ...change }, WAIT);
    expect([answer.status, answer.headers.get("Content-Type")]).toEqual([
      422,
      "application/problem+json; charset=utf-8",
    ]);
    const { errors } = await json<{ errors: { pointer: string; detail: string }[] }>(answer);
    expect(errors.map((one) => one.pointer)).toContain(pointer);
    expect(errors.map(({ detail }) => detail).join(" ")).toContain(says);
  });

  it("is not what a few variants get wrong: they are rows with their problems", async () => {
    const answer = await postJson(server, API, { ...SCENARIO, vary: { "/goals/growthPercent": [-200, 0] } }, WAIT);
    const { rows } = WHAT_IF_RESULT.parse(await answer.json());
    expect(rows.map(({ status }) => status === "invalid")).toEqual([true, false]);
  });

  it("is a pointer that only looks harmless, and nothing is touched", async () => {
    expect((await postJson(server, API, proto)).status).toBe(422);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("is what would take more memory than a plan may, also where only one variant would", async () => {
    const small = await testServer({ memoryBytes: 2000 });
    try {
      // 4 workloads of 1 slot and 1 resource take 64 bytes; those of a week 168 times as much
      const flat = { ...SCENARIO, request: { ...BASE, goals: { ...BASE.goals, timeModel: "peak" } } };
      const fits = await postJson(small, API, flat, WAIT);
      expect(fits.status).toBe(201);
      const varied = await postJson(small, API, { ...flat, vary: { "/goals/timeModel": ["peak", "week"] } }, WAIT);
      expect(varied.status).toBe(413);
      const body = await json<{ type: string; errors: unknown[] }>(varied);
      expect(body.type).toBe("/problems/too-large-to-plan");
      expect(body.errors).toMatchObject([{ pointer: "/vary/~1goals~1timeModel", code: "over-memory" }]);
    } finally {
      await small.close();
    }
  });

  it("is a body of another type, a base named twice, and what is not there", async () => {
    const text = await fetch(`${server.url}${API}`, {
      method: "POST",
      body: "x",
      headers: { "Content-Type": "text/plain" },
    });
    expect(text.status).toBe(415);
    const yaml = await fetch(`${server.url}${API}`, {
      method: "POST",
      body: "a: [",
      headers: { "Content-Type": "application/yaml" },
    });
    expect(yaml.status).toBe(422);
    const bomb = `a: &a [x,x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*${i === 0 ? "a" : `b${i - 1}`},*${i === 0 ? "a" : `b${i - 1}`}]`).join("\n")}`;
    const bombed = await fetch(`${server.url}${API}`, {
      method: "POST",
      body: bomb,
      headers: { "Content-Type": "application/yaml" },
    });
    expect(bombed.status).toBe(422);
    expect((await postJson(server, `${API}?plan=a&inventory=b`, SCENARIO)).status).toBe(400);
    expect((await postJson(server, `${API}?plan=none`, { name: "x" })).status).toBe(404);
    const both = await postJson(server, `${API}?inventory=none`, SCENARIO);
    expect(both.status).toBe(404);
    const put = await fetch(`${server.url}${made}`, { method: "PUT" });
    expect([put.status, put.headers.get("Allow")]).toEqual([405, "GET, DELETE, HEAD, OPTIONS"]);
    expect((await postJson(server, `${API}?timeSeconds=-1`, SCENARIO)).status).toBe(422);
  });
});
