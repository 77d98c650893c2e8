/** Plans side by side: the page, the choice before it, and what programs get. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMPARISON_ANSWER } from "../../../web/api/openapi-comparison.ts";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { json, upload } from "./calls.ts";

let server: TestServer;
const plans: string[] = [];

const ask = (name: string, goals: object) =>
  fetch(`${server.url}/api/v1/plans`, {
    method: "POST",
    headers: { Prefer: "wait=60" },
    body: upload([{ name: "estate.xlsx", bytes: rvtoolsWorkbook() }], {
      request: JSON.stringify({ name, targets: [{ platform: "esx-3.0", hostType: "hp-dl585-g1" }], goals }),
    }),
  });

beforeAll(async () => {
  server = await testServer();
  for (const [name, goals] of [
    ["<b>first</b>", { effortSeconds: 0 }],
    ["second", { effortSeconds: 0, growthPercent: 900 }],
  ] as const) {
    const answer = await ask(name, goals);
    expect(answer.status).toBe(201);
    plans.push((answer.headers.get("Location") ?? "").split("/").pop() ?? "");
  }
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers, redirect: "manual" });
const query = (...ids: readonly string[]) => ids.map((id) => `id=${id}`).join("&");

describe("a comparison for programs", () => {
  it("has every plan against the first, as its schema says", async () => {
    const answer = await get(`/api/v1/plans/comparison?${query(...plans)}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("ETag")).toBeTruthy();
    const body = COMPARISON_ANSWER.parse(await answer.json());
    expect(body.plans.map(({ links }) => links["self"])).toEqual(plans.map((id) => `/api/v1/plans/${id}`));
    const growth = body.rows.find(({ figure }) => figure === "growthPercent");
    expect(growth?.values).toEqual([0, 900]);
    const hosts: number[] = [];
    for (const id of plans) {
      const { summary } = await json<{ summary: { hostsUsed: number } }>(await get(`/api/v1/plans/${id}`));
      hosts.push(summary.hostsUsed);
    }
    expect(body.rows.find(({ figure }) => figure === "hosts")?.values).toEqual(hosts);
  });

  it("is CSV by Accept and by format, of figures or workloads", async () => {
    const byAccept = await get(`/api/v1/plans/comparison?${query(...plans)}`, { Accept: "text/csv" });
    expect(byAccept.headers.get("Content-Type")).toMatch(/^text\/csv/);
    expect(await byAccept.text()).toMatch(/^group,figure,label,unit,A,B,/);
    const workloads = await get(`/api/v1/plans/comparison?${query(...plans)}&format=csv&table=workloads`);
    expect(workloads.headers.get("Content-Disposition")).toContain("comparison-workloads.csv");
    expect(await workloads.text()).toMatch(/^workload,name,A state,/);
  });

  const refused: readonly (readonly [string, () => string, number, string | undefined])[] = [
    ["one plan", () => query(plans[0] ?? ""), 422, "/id"],
    ["no plan", () => "", 422, "/id"],
    ["seven plans", () => query(...Array.from({ length: 7 }, (_, i) => `p${i}`)), 422, "/id"],
    ["a plan twice", () => query(plans[0] ?? "", plans[0] ?? ""), 422, "/id/1"],
    ["an unknown table", () => `${query(...plans)}&table=all`, 422, "/table"],
    ["an unknown plan", () => query(plans[0] ?? "", "nobody"), 404, undefined],
    ["an unknown format", () => `${query(...plans)}&format=pdf`, 406, undefined],
  ];

  it.each(refused)("refuses %s", async (_, asked, status, pointer) => {
    const answer = await get(`/api/v1/plans/comparison?${asked()}`);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("Content-Type")).toMatch(/^application\/problem\+json/);
    const { errors } = await json<{ errors?: { pointer: string }[] }>(answer);
    expect(errors?.[0]?.pointer).toBe(pointer);
  });

  it("is read only", async () => {
    const answer = await fetch(`${server.url}/api/v1/plans/comparison`, { method: "DELETE" });
    expect(answer.status).toBe(405);
  });
});

describe("the page of a comparison", () => {
  it("tells figures, differences and exports of every plan, names escaped", async () => {
    const page = await (await get(`/plans/compare?${query(...plans)}`)).text();
    expect(page).toContain("A: &lt;b&gt;first&lt;/b&gt;");
    expect(page).not.toContain("<b>first");
    expect(page).toMatch(/<th scope="row">Growth \(%\)<\/th>/);
    for (const id of plans)
      for (const format of ["html", "csv", "xlsx", "pdf", "json"])
        expect(page).toContain(`/api/v1/plans/${id}?format=${format}`);
    expect(page).toContain('aria-current="step">Compare and export');
  });

  it("of one plan has its exports, and offers the others", async () => {
    const page = await (await get(`/plans/compare?${query(plans[0] ?? "")}`)).text();
    expect(page).toContain(`/api/v1/plans/${plans[0]}?format=xlsx`);
    expect(page).toContain(`type="checkbox" name="id" value="${plans[1]}"`);
    expect(page).not.toContain(`name="id" value="${plans[0]}" aria-label`);
  });

  it("without any, or with too many, says what to do", async () => {
    const none = await get("/plans/compare");
    expect(none.status).toBe(422);
    expect(await none.text()).toContain("No plan is ticked; tick at least two.");
    const first = plans[0] ?? "";
    const many = await get(`/plans/compare?${query(...plans, ...Array.from({ length: 5 }, (_, i) => `x${i}`))}`);
    expect(many.status).toBe(404);
    expect((await get(`/plans/compare?${query(first, "nobody")}`)).status).toBe(404);
  });

  it("is reached from the list of plans and from a plan", async () => {
    const list = await (await get("/plans")).text();
    expect(list).toContain('<form method="get" action="/plans/compare">');
    const plan = await (await get(`/plans/${plans[0]}`)).text();
    expect(plan.replaceAll("&#x3D;", "=")).toContain(`href="/plans/compare?id=${plans[0]}"`);
  });
});
