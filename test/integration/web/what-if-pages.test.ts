/** The pages of what-ifs: asked by fields, by a file, about a plan or an inventory; what is wrong is said and kept; results and their choices. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { WhatIfDocument } from "#planner";
import { JOB } from "../../../web/api/schemas.ts";
import { BASE, RICH_SCENARIO, SCENARIO } from "../../support/scenario.ts";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { XLSX, finishedJob, json, post, postJson } from "./calls.ts";

const WAIT = { Prefer: "wait=60" };

let server: TestServer;
let plan = "";
let rich = "";
beforeAll(async () => {
  server = await testServer();
  const planned = await postJson(server, "/api/v1/plans", { ...BASE, name: "Branch" }, WAIT);
  plan = planned.headers.get("Location")?.split("/").at(-1) ?? "";
  const made = await postJson(server, "/api/v1/what-ifs", RICH_SCENARIO, WAIT);
  rich = (made.headers.get("Location") ?? "").replace("/api/v1", "");
});
afterAll(() => server.close());

const page = async (path: string) => (await fetch(`${server.url}${path}`, { headers: { Accept: "text/html" } })).text();

/** References that lead nowhere. */
function lostReferences(html: string): readonly string[] {
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1] ?? ""));
  const named = [...html.matchAll(/ (?:for|aria-describedby|aria-labelledby|list)="([^"]+)"/g)].flatMap((found) =>
    (found[1] ?? "").split(" "),
  );
  const linked = [...html.matchAll(/href="#([^"]+)"/g)].map((found) => found[1] ?? "");
  return [...named, ...linked].filter((id) => !ids.has(id));
}

/** The scenario and result of the what-if that a posted page started. */
async function documentOf(started: Response): Promise<WhatIfDocument> {
  expect([started.status, started.headers.get("Location")]).toEqual([303, expect.stringMatching(/started=here$/)]);
  const location = new URL(started.headers.get("Location") ?? "", server.url);
  const job = JOB.parse(await finishedJob(server, `/api/v1${location.pathname}`));
  expect([job.kind, job.state]).toEqual(["what-if", "succeeded"]);
  return json<WhatIfDocument>(await fetch(`${server.url}${job.links["whatIf"]}?include=scenario`));
}

const FIELDS: readonly (readonly [string, string])[] = [
  ["name", "By fields"],
  ["mode", "grid"],
  ["varyGrowth", "0 300"],
  ["varyCeiling", "60, 80"],
  ["varyTargets", "esx-3.0@dell-2950-iii:4\r\nesx-3.0@hp-dl585-g1:2 + esx-3.0@dell-2950-iii:1"],
  ["draws", "3"],
  ["seed", "7"],
  ["demandKind", "lognormal"],
  ["demandMiddle", "1.5"],
  ["demandDeviation", "0.4"],
  ["demandTo", "6"],
  ["growthCpu", "5 to 15 to 40"],
  ["growthMemory", "20"],
  ["growthMonths", "36"],
  ["growthStart", "2026-12"],
  ["growthLead", "10"],
  ["loseHosts", "1"],
  ["losePlaces", "esx-3.0@dell-2950-iii/1"],
];
/** What the fields say, as a file does. */
const FILE = {
  name: "By fields",
  mode: "grid",
  vary: {
    "/goals/growthPercent": [0, 300],
    "/goals/utilizationCeilingRatio": [0.6, 0.8],
    "/targets": [
      [{ platform: "esx-3.0", hostType: "dell-2950-iii", maxHosts: 4 }],
      [
        { platform: "esx-3.0", hostType: "hp-dl585-g1", maxHosts: 2 },
        { platform: "esx-3.0", hostType: "dell-2950-iii", maxHosts: 1 },
      ],
    ],
  },
  sample: { count: 3, seed: 7, factors: { demand: { distribution: "lognormal", median: 1.5, deviation: 0.4, to: 6 } } },
  growth: {
    percentPerYear: { cpu: { distribution: "triangular", from: 5, likely: 15, to: 40 }, memory: 20 },
    months: 36,
    start: "2026-12",
    leadTimeWeeks: 10,
  },
  fail: [{ each: "host", count: 1 }, { places: ["esx-3.0@dell-2950-iii/1"] }],
};

const upload = (fields: Record<string, string>, file?: string) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (file !== undefined) form.append("request", new Blob([file]), "scenario");
  return fetch(`${server.url}/what-ifs`, { method: "POST", redirect: "manual", body: form });
};

describe("asking what if", () => {
  it("makes the same scenario and result by fields, by a text and by a file", async () => {
    const byFields = await documentOf(await post(server, "/what-ifs", [["plan", plan], ...FIELDS]));
    expect(byFields.result.rows).toHaveLength(24);
    expect(await documentOf(await upload({ plan, text: stringify(FILE) }))).toEqual(byFields);
    expect(await documentOf(await upload({ plan, text: "" }, JSON.stringify(FILE)))).toEqual(byFields);
  });

  it("is about an inventory with the goals that were set on the page before", async () => {
    const stored = await fetch(`${server.url}/api/v1/inventories?name=estate.xlsx`, {
      method: "POST",
      headers: { "Content-Type": XLSX },
      body: Buffer.from(rvtoolsWorkbook()),
    });
    const { id } = await json<{ id: string }>(stored);
    const goals: readonly (readonly [string, string])[] = [
      ["inventory", id],
      ["target", "esx-3.0@hp-dl585-g1"],
      ["name", "Two hosts"],
      ["timeModel", "peak"],
      ["cooling", "pue"],
      ["pue", "1.7"],
      ["effortSeconds", "0"],
      ["utilizationCeilingPercent", "70"],
    ];
    const asked = await post(server, "/what-ifs/new", goals);
    const html = await asked.text();
    expect(asked.status).toBe(200);
    expect(html).toContain("estate.xlsx");
    expect(html).toContain("Now 70.");
    expect(lostReferences(html)).toEqual([]);
    const rest =
      /name="rest" value="([^"]+)"/.exec(html)?.[1]?.replaceAll("&quot;", '"').replaceAll("&#x3D;", "=") ?? "";
    const sent = await post(server, "/what-ifs", [
      ["inventory", id],
      ["rest", rest],
      ["name", "x"],
      ["mode", "grid"],
      ["varySpare", "0 1"],
    ]);
    const { scenario, result } = await documentOf(sent);
    expect(scenario.request["goals"]).toMatchObject({ utilizationCeilingRatio: 0.7 });
    expect(result.rows.map(({ figures }) => [figures.placed, figures.spare])).toEqual([
      [10, 0],
      [10, 1],
    ]);
    const wrong = await post(server, "/what-ifs/new", [...goals.slice(0, -1), ["utilizationCeilingPercent", "x"]]);
    expect([wrong.status, (await wrong.text()).includes("Set goals")]).toEqual([422, true]);
  });

  it.each([
    ["varyGrowth", "0,20", "varyGrowth", "not a number"],
    ["varyTargets", "esx-3.0", "varyTargets", "no target"],
    ["varyTargets", "esx-9@dell-2950-iii", "varyTargets", "esx-9"],
    ["draws", "10001", "draws", "10000"],
    ["draws", "5000", "draws", "at most 10000"],
    ["demandMiddle", "", "demandKind", "must be a number, is missing"],
    ["growthCpu", "much", "growthCpu", "5 to 40"],
    ["growthCpu", "1000000000", "growthCpu", "1000"],
    ["growthStart", "December", "growthStart", "2026-12"],
    ["growthMonths", "999", "growthMonths", "240"],
    ["loseHosts", "99", "loseHosts", "10"],
    ["mode", "all", "mode-0", "grid"],
  ])("keeps everything when %s is %j, and blames the field", async (name, value, id, says) => {
    const fields = FIELDS.filter(([one]) => one !== name);
    const sent = await post(server, "/what-ifs", [["plan", plan], ...fields, [name, value]]);
    expect(sent.status).toBe(422);
    const html = await sent.text();
    const summary = /<section class="error-summary"[^>]*autofocus[^>]*>([\s\S]*?)<\/section>/.exec(html)?.[1] ?? "";
    expect(summary).toContain(`href="#${id}"`);
    expect(summary).toContain(says);
    for (const [other, kept] of fields.filter(([one]) => one !== "mode" && one !== "varyTargets"))
      expect(html, other).toContain(kept);
    expect(lostReferences(html)).toEqual([]);
  });

  it("keeps a text that is wrong and says where; refuses a base that is not there, and none", async () => {
    const broken = await upload({ plan, text: "vary: [" });
    const html = await broken.text();
    expect([broken.status, html.includes("vary: [</textarea>")]).toEqual([422, true]);
    expect(html).toMatch(/<a href="#text">line \d+: /);
    const wrong = await upload({ plan, text: stringify({ ...FILE, sample: { count: 0 } }) });
    expect(await wrong.text()).toContain("/sample/count");
    const lone = await upload({ text: "name: x" });
    expect([lone.status, (await lone.text()).includes("/request")]).toEqual([422, true]);
    expect((await post(server, "/what-ifs", FIELDS)).status).toBe(400);
    expect((await post(server, "/what-ifs", [["plan", "none"], ...FIELDS])).status).toBe(404);
    expect(
      (
        await post(server, "/what-ifs", [
          ["inventory", "none"],
          ["rest", "{}"],
        ])
      ).status,
    ).toBe(404);
  });
});

describe("the pages of what-ifs", () => {
  it("have one heading, references that lead somewhere, and a way from plans and the navigation", async () => {
    const id = rich.split("/").at(-1);
    const query = "?x=hosts&y=peakW&figure=meanW&alternative=2&sort=peakW&order=desc&a=1&b=8";
    for (const address of [
      "/what-ifs",
      "/what-ifs/new",
      `/what-ifs/new?plan=${plan}`,
      `/what-ifs/new?from=${id}`,
      rich,
      `${rich}${query}`,
    ]) {
      const html = await page(address);
      expect(html.match(/<h1/g), address).toHaveLength(1);
      expect(lostReferences(html), address).toEqual([]);
      expect(html).toContain('<a href="/what-ifs">What-ifs</a>');
    }
    expect(await page(`/plans/${plan}`)).toContain(`href="/what-ifs/new?plan=${plan}"`);
    expect(await page("/what-ifs")).toContain("Everything at once");
  });

  it("show rows, pictures with tables, runway with its sentence, losses, and two rows compared", async () => {
    const html = await page(`${rich}?a=1&b=8`);
    for (const text of [
      "Best alternatives",
      "Single rows",
      "Order by 20",
      "Row 8 against row 1",
      "What moves",
      "over the draws",
      "Losses, those",
    ])
      expect(html, text).toContain(text);
    // scatter, swings, correlations, spread, and the two resources that are used enough
    expect(html.match(/<svg/g)?.length).toBe(6);
    expect(html.match(/the figures as a table/g)?.length).toBe(6);
    expect(html).not.toMatch(/ style="|NaN|undefined|Infinity/);
  });

  it("sort by what the address names, what is not known last", async () => {
    const numbers = async (query: string) => {
      const html = await page(`${rich}${query}`);
      const rows = /Single rows[\s\S]*?<tbody>([\s\S]*?)<\/tbody>/.exec(html)?.[1] ?? "";
      return [...rows.matchAll(/<th scope="row">(\d+)</g)].map((found) => Number(found[1]));
    };
    expect(await numbers("?sort=row&order=desc")).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    const byDemand = await numbers("?sort=demand");
    expect([...byDemand].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(byDemand).not.toEqual(await numbers("?sort=row"));
    expect(await numbers("?sort=nothing")).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it("say when a row to compare or to plan is not there", async () => {
    expect(await page(`${rich}?a=1&b=99`)).toContain("there is no row 99");
    expect((await post(server, `${rich}/plan`, [["row", "99"]])).status).toBe(404);
    const started = await post(server, `${rich}/plan`, [["row", "2"]]);
    expect(started.headers.get("Location")).toMatch(/^\/jobs\/.*started=here$/);
    expect((await fetch(`${server.url}/what-ifs/none`, { headers: { Accept: "text/html" } })).status).toBe(404);
  });

  it("escape what people wrote", async () => {
    const hostile = "<script>alert(1)</script>";
    const made = await postJson(
      server,
      "/api/v1/what-ifs",
      { ...SCENARIO, name: hostile, vary: { "/name": [hostile, "b"] } },
      WAIT,
    );
    const html = await page((made.headers.get("Location") ?? "").replace("/api/v1", ""));
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toContain("<script>alert");
  });
});
