/** The form as a browser without script sends it: pages, redirects, and what happens to wrong input. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { finishedJob, post, upload } from "./calls.ts";

let server: TestServer;
let inventory: string;
beforeAll(async () => {
  server = await testServer();
  const body = upload([{ name: "estate.xlsx", bytes: rvtoolsWorkbook() }]);
  const sent = await fetch(`${server.url}/inventories`, { method: "POST", redirect: "manual", body });
  expect(sent.status).toBe(303);
  inventory = (sent.headers.get("Location") ?? "").split("/").at(-1) ?? "";
});
afterAll(() => server.close());

const page = async (path: string) => (await fetch(`${server.url}${path}`, { headers: { Accept: "text/html" } })).text();

/** Ids of the page, and the ids that labels, descriptions and summary links point to. */
function references(html: string) {
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1] ?? ""));
  const named = [...html.matchAll(/ (?:for|aria-describedby|aria-labelledby)="([^"]+)"/g)].flatMap((found) =>
    (found[1] ?? "").split(" "),
  );
  const linked = [...html.matchAll(/href="#([^"]+)"/g)].map((found) => found[1] ?? "");
  return { ids, missing: [...named, ...linked].filter((id) => !ids.has(id)) };
}

const GOALS: readonly (readonly [string, string])[] = [
  ["target", "esx-3.0@hp-dl585-g1"],
  ["timeModel", "peak"],
  ["cooling", "pue"],
  ["pue", "1.56"],
  ["resizePhysical", "1"],
];

describe("the form's pages", () => {
  it.each([
    ["/", "Plan an estate"],
    ["/inventories/:id", "Check the inventory"],
    ["/inventories/:id/targets", "Choose targets"],
    ["/inventories/:id/goals?target=esx-3.0%40hp-dl585-g1", "Set goals"],
    ["/plans", "Plans"],
    ["/platforms", "Platforms"],
    ["/platforms/esx-3.0", "VMware ESX Server 3.0"],
    ["/hosts", "Host types"],
    ["/hosts/hp-dl585-g1", "DL585"],
    ["/problems/invalid-input", "The input cannot be accepted"],
  ])("%s has one heading, and every reference on it leads somewhere", async (path, heading) => {
    const html = await page(path.replace(":id", inventory));
    const headings = [...html.matchAll(/<h1[^>]*>([^<]*)/g)].map((found) => found[1] ?? "");
    expect(headings).toHaveLength(1);
    expect(headings[0]).toContain(heading);
    expect(references(html).missing).toEqual([]);
  });

  it("show what a host type weighs and costs, with date, source and what that source is", async () => {
    const one = await page("/hosts/sun-fire-t1000");
    expect(one).toMatch(/Price<\/th><td>14,445 USD \(2006\)<\/td>.*GREB-T1000.*est page of a Sun Fire T1000/);
    expect(await page("/hosts/dell-r740-8180")).toMatch(/Weight<\/th><td>26\.3 kg<\/td>.*BOAVIZTA/);
    expect(await page("/hosts")).toMatch(/Sun Fire T1000<\/a>.*<td>14,445 USD \(2006\)<\/td>/);
  });

  it("show what was read: figures, systems, findings with sentence, severity and place", async () => {
    const html = await page(`/inventories/${inventory}`);
    expect(html).toContain("estate.xlsx, read as RVTools workbook (.xlsx)");
    expect(html).toMatch(
      /tag-error[^>]*>error<\/span> Not a number, 1 time <small>not-a-number<\/small><\/h3>\s*<ul><li>estate\.xlsx vInfo row 3[^<]*lots/,
    );
  });

  it("lead on without targets to the choice of targets", async () => {
    const answer = await fetch(`${server.url}/inventories/${inventory}/goals`, { redirect: "manual" });
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, `/inventories/${inventory}/targets`]);
  });

  it("offer the sample estate with its rules", async () => {
    const sent = await post(server, "/inventories", [["sample", "estate-2005"]]);
    const html = await page(`${sent.headers.get("Location")}/goals?target=esx-3.0%40hp-dl585-g1`);
    expect(html).toMatch(/The inventory brings \d+ rules along/);
    expect(await page(`${sent.headers.get("Location")}/rules`)).toContain("apart-web-shop-1");
  });
});

describe("wrong input", () => {
  it("without a file keeps to the first page and says what is missing", async () => {
    const sent = await fetch(`${server.url}/inventories`, { method: "POST", body: upload([]), redirect: "manual" });
    // a multipart body without any part is not readable; a browser always sends the empty file field
    expect([400, 422]).toContain(sent.status);
    const browser = await fetch(`${server.url}/inventories`, {
      method: "POST",
      body: upload([{ name: "", bytes: "" }]),
    });
    expect(browser.status).toBe(422);
    const html = await browser.text();
    expect(html).toContain('<a href="#inventory">Choose at least one file');
    expect(references(html).missing).toEqual([]);
  });

  it("pasted is read like a file, and stays where it was typed when it is none", async () => {
    const csv = "workload\tos\tarchitecture\tvcpus\tmemory_mib\r\nweb\tlinux\tx86-64\t2\t1024\r\n";
    const paste = (text: string) =>
      fetch(`${server.url}/inventories`, {
        method: "POST",
        redirect: "manual",
        body: upload([{ name: "", bytes: "" }], { pasted: text, anonymise: "1" }),
      });
    const read = await paste(csv);
    expect(read.status).toBe(303);
    expect(await page(read.headers.get("Location") ?? "")).toMatch(/file-0001\.csv, read as Hostwright&#x27;s own CSV/);
    const none = await paste("Dear all,\n<b>");
    expect(none.status).toBe(422);
    const html = await none.text();
    expect(html).toContain('<a href="#pasted">pasted text.csv: its first line is no header');
    expect(html).toMatch(/<details class="group" open>[\s\S]*<textarea id="pasted"[^>]*>Dear all,\r?\n&lt;b&gt;/);
    expect(html).toMatch(/id="anonymise"[^>]* checked/);
    expect(references(html).missing).toEqual([]);
    const much = await paste("x".repeat(1_048_577));
    expect([much.status, (await much.text()).includes("hand it in as a file")]).toEqual([422, true]);
  });

  it("in a file is told with the file's name", async () => {
    const sent = await fetch(`${server.url}/inventories`, {
      method: "POST",
      body: upload([{ name: "notes.txt", bytes: "hello" }]),
    });
    expect(sent.status).toBe(422);
    expect(await sent.text()).toContain("notes.txt");
  });

  it("in a target row is told at its field, and everything typed stays", async () => {
    const sent = await post(server, `/inventories/${inventory}/targets`, [
      ["platform", "esx-3.0"],
      ["hostType", ""],
      ["maxHosts", "many"],
      ["memoryGiB", "32"],
    ]);
    expect(sent.status).toBe(422);
    const html = await sent.text();
    expect(html).toContain('<a href="#hostType-0">');
    expect(html).toContain('<a href="#maxHosts-0">');
    expect(html).toMatch(/id="maxHosts-0"[^>]*value="many"[^>]*aria-invalid="true"/);
    expect(html).toMatch(/id="memoryGiB-0"[^>]*value="32"/);
    expect(html).toMatch(/<option value="esx-3.0" selected>/);
    expect(references(html).missing).toEqual([]);
  });

  it("asks for more rows without losing those there are", async () => {
    const sent = await post(server, `/inventories/${inventory}/targets`, [
      ["platform", "esx-3.0"],
      ["hostType", "hp-dl585-g1"],
      ["maxHosts", "3"],
      ["memoryGiB", ""],
      ["more", "1"],
    ]);
    const html = await sent.text();
    expect([sent.status, [...html.matchAll(/<legend>Target /g)].length]).toEqual([200, 3]);
    expect(html).toMatch(/id="maxHosts-0"[^>]*value="3"/);
  });

  it("in the goals is told field by field: no numbers and numbers out of bounds together", async () => {
    const sent = await post(server, "/plans", [
      ["inventory", inventory],
      ...GOALS,
      ["percentile", "ninety"],
      ["spareHosts", "-1"],
      ["utilizationCeilingPercent", "150"],
      ["rules", '[{"id":"r1","kind":"apart","workloads":["nobody","vm-001"]}]'],
      ["name", "<script>alert(1)</script>"],
    ]);
    expect(sent.status).toBe(422);
    const html = await sent.text();
    for (const field of ["percentile", "spareHosts"]) expect(html).toContain(`<a href="#${field}">`);
    expect(html).toContain("Spare hosts per target: must be at least 0, is -1.");
    expect(html).toContain("CPU, network and disk in use: must be at most 1, is 1.5 (1 is 100 %).");
    expect(html).toMatch(/id="percentile"[^>]*value="ninety"[^>]*aria-describedby="percentile-hint percentile-error"/);
    expect(html).toContain("&lt;script&gt;alert(1)");
    expect(html).not.toContain("<script>alert");
    expect(references(html).missing).toEqual([]);
  });

  it("in the rules is told at the rules", async () => {
    const rules = '[{"id":"r1","kind":"apart","workloads":["nobody","vm-001"]}]';
    const sent = await post(server, "/plans", [["inventory", inventory], ...GOALS, ["rules", rules]]);
    expect(sent.status).toBe(422);
    const html = await sent.text();
    expect(html).toContain('<a href="#rules">');
    expect(html).toContain("nobody");
    // the group of the rules stands open, and no other
    expect(
      [...html.matchAll(/<details class="group" open>\s*<summary><span class="group-title">([^<]*)/g)].map(
        (at) => at[1],
      ),
    ).toEqual(["Placement rules"]);
  });

  it("for targets that nobody knows leads back to the targets", async () => {
    const sent = await post(server, "/plans", [["inventory", inventory], ["target", "esx-33@none"], ...GOALS.slice(1)]);
    const html = await sent.text();
    expect([sent.status, html.includes('<a href="#targets">')]).toEqual([422, true]);
    expect(references(html).missing).toEqual([]);
  });
});

describe("a plan made by the form", () => {
  let plan: string;
  beforeAll(async () => {
    const started = await post(server, "/plans", [["inventory", inventory], ...GOALS, ["name", "Autumn"]]);
    const location = new URL(started.headers.get("Location") ?? "", server.url);
    await finishedJob(server, `/api/v1${location.pathname}`);
    const done = await fetch(location, { redirect: "manual" });
    expect(done.status).toBe(303);
    plan = new URL(done.headers.get("Location") ?? "", server.url).pathname;
  });

  it("has a report with links to its JSON, CSV and file", async () => {
    const html = await page(plan);
    expect(html).toMatch(/<h1>Autumn<\/h1>/);
    for (const format of ["html", "csv", "xlsx", "pdf", "json"])
      expect(html).toContain(`/api/v1${plan}?format=${format}`);
    expect(references(html).missing).toEqual([]);
  });

  it("can be asked why a workload is where it is", async () => {
    const asked = await fetch(`${server.url}${plan}/why?workload=vm-001`, { redirect: "manual" });
    expect(asked.headers.get("Location")).toBe(`${plan}/workloads/vm-001`);
    expect(await page(`${plan}/workloads/vm-001`)).toContain("It is on esx-3.0@hp-dl585-g1/1.");
    // the last machine of the workbook is powered off
    expect(await page(`${plan}/workloads/vm-012`)).toContain("It was not to be placed: powered off");
  });

  it("answers 404 and the nearest name for a workload it does not have", async () => {
    const answer = await fetch(`${server.url}${plan}/workloads/vm-0011`, { headers: { Accept: "text/html" } });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("did you mean");
  });

  it("is in the list of plans", async () => {
    expect(await page("/plans")).toContain(`<a href="${plan}">Autumn</a>`);
  });
});
