/** The page of one host of a plan: reached from the plan's host rows, in the vendor's words. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { upload } from "./calls.ts";

let server: TestServer;
let plan = "";
beforeAll(async () => {
  server = await testServer();
  const request = JSON.stringify({
    name: "<i>Hosts</i>",
    targets: [{ platform: "esx-3.0", hostType: "hp-dl585-g1" }],
    goals: { effortSeconds: 0, simulatedHosts: 0, spareHosts: 1 },
  });
  const answer = await fetch(`${server.url}/api/v1/plans`, {
    method: "POST",
    headers: { Prefer: "wait=60" },
    body: upload([{ name: "estate.xlsx", bytes: rvtoolsWorkbook() }], { request }),
  });
  expect(answer.status).toBe(201);
  plan = (answer.headers.get("Location") ?? "").replace("/api/v1", "");
});
afterAll(() => server.close());

const page = async (path: string) => (await (await fetch(`${server.url}${path}`)).text()).replaceAll("&#x3D;", "=");

it("is linked from every host row of the plan", async () => {
  const html = await page(plan);
  const links = [...html.matchAll(/<a href="(\/plans\/[^"]+\/hosts\/[^"]+)"/g)].map((found) => found[1] ?? "");
  expect(links).toEqual([`${plan}/hosts/esx-3.0%40hp-dl585-g1%2F1`, `${plan}/hosts/esx-3.0%40hp-dl585-g1%2F2`]);
});

it("tells pictures, who makes the peak, and partitions in the vendor's words", async () => {
  const html = await page(`${plan}/hosts/esx-3.0%40hp-dl585-g1%2F1`);
  expect(html).toContain("<h1>Host 1 of &lt;i&gt;Hosts&lt;/i&gt;</h1>");
  for (const title of ["CPU of host 1 over time", "Memory by partition", "CPU at the peak by partition"])
    expect(html).toContain(`<h3>${title}</h3>`);
  expect(html).toMatch(/10 virtual machines, in the platform's own terms|10 virtual machines, in the platform&#x27;s/);
  expect(html).toMatch(/<a href="\/plans\/[^"]+\/why\?workload=vm-001">vm-001<\/a>/);
  expect(html).toContain("CPU shares");
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
  expect(new Set(ids).size).toBe(ids.length);
});

it("says of a spare that it is kept free", async () => {
  expect(await page(`${plan}/hosts/esx-3.0%40hp-dl585-g1%2F2`)).toContain("it is kept free for those that fail");
});

it.each(["nobody", "..%2F..%2Fetc", "%3Cscript%3E"])("is not there for host %s", async (host) => {
  const answer = await fetch(`${server.url}${plan}/hosts/${host}`, { headers: { Accept: "text/html" } });
  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toContain("<script>");
});
