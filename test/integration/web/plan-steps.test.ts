/** The way back from a plan to its inventory: kept in the address, and never to what is not there. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { finishedJob, post, upload } from "./calls.ts";

let server: TestServer;
let inventory = "";
let plan = "";

const page = async (address: string) => await (await fetch(`${server.url}${address}`)).text();

/** Where the steps lead: the address of each, "" where it leads nowhere. */
function stepsIn(html: string): readonly string[] {
  const list = /<ol class="stepper">([\s\S]*?)<\/ol>/.exec(html)?.[1] ?? "";
  return [...list.matchAll(/<li[^>]*>(?:<a href="([^"]*)">|<span)/g)].map(([, href = ""]) =>
    href.replaceAll("&#x3D;", "=").replaceAll("&amp;", "&"),
  );
}

beforeAll(async () => {
  server = await testServer();
  const body = upload([{ name: "july.xlsx", bytes: rvtoolsWorkbook(12) }]);
  const sent = await fetch(`${server.url}/inventories`, { method: "POST", redirect: "manual", body });
  inventory = (sent.headers.get("Location") ?? "").split("/").at(-1) ?? "";
  const started = await post(server, "/plans", [
    ["inventory", inventory],
    ["target", "esx-3.0@hp-dl585-g1:9"],
    ["name", "July"],
    ["timeModel", "peak"],
    ["cooling", "pue"],
    ["pue", "1.56"],
  ]);
  expect(started.status).toBe(303);
  const waiting = new URL(started.headers.get("Location") ?? "", server.url);
  await finishedJob(server, `/api/v1${waiting.pathname}`);
  const done = await fetch(waiting, { redirect: "manual" });
  plan = done.headers.get("Location") ?? "";
}, 60_000);
afterAll(() => server.close());

describe("the steps on a plan's page", () => {
  it("lead back to inventory, workloads, targets and goals with the plan's targets, where the form made it", async () => {
    expect(plan).toMatch(/^\/plans\/[\w-]+\?inventory=/);
    const steps = stepsIn(await page(plan));
    const at = `/inventories/${inventory}`;
    const chosen = "?target=esx-3.0%40hp-dl585-g1%3A9";
    expect(steps.slice(0, 5)).toEqual([at, `${at}/workloads`, `${at}/targets${chosen}`, `${at}/goals${chosen}`, ""]);
    for (const step of steps.filter((one) => one !== "")) {
      const answer = await fetch(`${server.url}${step}`, { redirect: "manual" });
      expect([step, answer.status]).toEqual([step, 200]);
    }
    expect(await page(steps[3] ?? "")).toContain("Set goals");
  });

  it("stay when it is asked why a workload is where it is, and on the way back", async () => {
    const asked = `${plan.replace("?", "/why?")}&workload=vm-001`;
    const why = await fetch(`${server.url}${asked}`);
    expect(new URL(why.url).search).toBe(`?inventory=${inventory}`);
    const html = await why.text();
    expect(stepsIn(html)[1]).toBe(`/inventories/${inventory}/workloads`);
    expect(html.replaceAll("&#x3D;", "=")).toContain(`href="${plan}">Back to the plan`);
  });

  it("lead to the first page and nowhere else where nobody says which inventory it was", async () => {
    const bare = plan.replace(/\?.*/, "");
    for (const query of ["", "?inventory=", "?inventory=../../etc", `?inventory=${crypto.randomUUID()}`])
      expect(stepsIn(await page(bare + query)).slice(0, 5)).toEqual(["/", "", "", "", ""]);
  });

  it("do not lead to an inventory that was deleted", async () => {
    await fetch(`${server.url}/api/v1/inventories/${inventory}`, { method: "DELETE" });
    expect(stepsIn(await page(plan)).slice(0, 5)).toEqual(["/", "", "", "", ""]);
  });
});
