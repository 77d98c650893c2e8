/** One estate through every door: the same plan, byte for byte. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importInventory } from "#inventory";
import { packingContext } from "#jobs";
import { decodeRequest, plan, requestOf } from "#planner";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { XLSX, finishedJob, json, planOf, post, postJson, upload } from "./calls.ts";

const FILE = { name: "estate.xlsx", bytes: rvtoolsWorkbook() };
const TARGET = { platform: "esx-3.0", hostType: "hp-dl585-g1" };
const REST = { targets: [TARGET], goals: { utilizationCeilingRatio: 0.7, growthPercent: 12.5, effortSeconds: 0.5 } };

/** The form's fields that say the same; all others stay as the page has them. */
const FORM: readonly (readonly [string, string])[] = [
  ["target", "esx-3.0@hp-dl585-g1"],
  ["utilizationCeilingPercent", "70"],
  ["growthPercent", "12.5"],
  ["effortSeconds", "0.5"],
  ["timeModel", "week"],
  ["resizePhysical", "1"],
  ["cooling", "pue"],
  ["pue", "1.56"],
  ["supplyAirC", "20"],
  ["name", "plan"],
  ["seed", "1"],
];

describe("one estate through form, API and library", () => {
  let server: TestServer;
  let expected: string;
  beforeAll(async () => {
    server = await testServer();
    const context = await packingContext();
    const request = decodeRequest(requestOf(await importInventory([FILE]), REST), context);
    const result = plan(request, context);
    // 12 machines: one without memory is not read, one is powered off, the others fit
    expect(result.summary).toMatchObject({ placed: 10, excluded: 1, unplaced: 0 });
    expected = JSON.stringify(result);
  });
  afterAll(() => server.close());

  const textOf = async (path: string) =>
    (await fetch(`${server.url}${path}`, { headers: { Accept: "application/json" } })).text();

  it("gives the library's plan through the form", async () => {
    const sent = await fetch(`${server.url}/inventories`, { method: "POST", redirect: "manual", body: upload([FILE]) });
    const inventory = (sent.headers.get("Location") ?? "").split("/").at(-1) ?? "";
    const started = await post(server, "/plans", [["inventory", inventory], ...FORM]);
    expect(started.status).toBe(303);
    const jobId = new URL(started.headers.get("Location") ?? "", server.url).pathname.split("/").at(-1);
    const job = await finishedJob(server, `/api/v1/jobs/${jobId}`);
    expect(await textOf(planOf(job))).toBe(expected);
  });

  it("gives it through the API with the file in the message", async () => {
    const body = upload([FILE], { request: JSON.stringify(REST) });
    const started = await fetch(`${server.url}/api/v1/plans`, { method: "POST", body });
    expect(started.status).toBe(202);
    const job = await finishedJob(server, started.headers.get("Location") ?? "");
    expect(await textOf(planOf(job))).toBe(expected);
  });

  it("gives it through the API with the file handed in before, raw", async () => {
    const stored = await fetch(`${server.url}/api/v1/inventories?name=estate.xlsx`, {
      method: "POST",
      headers: { "Content-Type": XLSX },
      body: Buffer.from(FILE.bytes),
    });
    expect(stored.status).toBe(201);
    const { id } = await json<{ id: string }>(stored);
    const started = await postJson(server, `/api/v1/plans?inventory=${id}`, REST, { Prefer: "wait=30" });
    expect(started.status).toBe(201);
    expect(started.headers.get("Preference-Applied")).toBe("wait=30");
    expect(await started.text()).toBe(expected);
    expect(await textOf(started.headers.get("Location") ?? "")).toBe(expected);
  });

  it("gives it through the API as one JSON request", async () => {
    const request = requestOf(await importInventory([FILE]), REST);
    const started = await postJson(server, "/api/v1/plans", request, { Prefer: "wait=30" });
    expect(await started.text()).toBe(expected);
  });
});
