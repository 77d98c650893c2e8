/** One plan for each target by the form: all started or none, one page that waits for all, and then their comparison. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { finishedJob, post, postJson, upload } from "./calls.ts";

let server: TestServer;
let inventory = "";
beforeAll(async () => {
  server = await testServer();
  const body = upload([{ name: "estate.xlsx", bytes: rvtoolsWorkbook() }]);
  const sent = await fetch(`${server.url}/inventories`, { method: "POST", redirect: "manual", body });
  inventory = (sent.headers.get("Location") ?? "").split("/").at(-1) ?? "";
});
afterAll(() => server.close());

const HOSTS = ["hp-dl585-g1", "dell-2950-iii"] as const;
const make = (targets: readonly string[], more: readonly (readonly [string, string])[] = []) =>
  post(server, "/plans", [
    ["inventory", inventory],
    ["name", "Each"],
    ["timeModel", "peak"],
    ["cooling", "pue"],
    ["pue", "1.56"],
    ["effortSeconds", "0"],
    ...targets.map((target): [string, string] => ["target", target]),
    ["eachTarget", "1"],
    ...more,
  ]);
const get = (path: string) => fetch(`${server.url}${path}`, { redirect: "manual", headers: { Accept: "text/html" } });
const idsOf = (location: string) => new URL(location, server.url).searchParams.getAll("id");

describe("one plan for each target", () => {
  it("starts a job for each, waits for all, and leads to their comparison in the order of the targets", async () => {
    const sent = await make(HOSTS.map((host) => `esx-3.0@${host}`));
    expect(sent.status).toBe(303);
    const location = sent.headers.get("Location") ?? "";
    expect(location).toMatch(/^\/jobs\/together\?/);
    const plans: string[] = [];
    for (const id of idsOf(location)) {
      const { links } = (await finishedJob(server, `/api/v1/jobs/${id}`)) as { links: { page: string } };
      plans.push(links.page.split("/").pop() ?? "");
    }
    const done = await get(location);
    expect(done.status).toBe(303);
    expect(idsOf(done.headers.get("Location") ?? "")).toEqual(plans);
    const page = await (await get(done.headers.get("Location") ?? "")).text();
    expect(page).toContain("A: Each: esx-3.0@hp-dl585-g1");
    expect(page).toContain("B: Each: esx-3.0@dell-2950-iii");
  });

  it("is one plan as ever with a single target", async () => {
    const sent = await make(["esx-3.0@hp-dl585-g1"]);
    expect(sent.headers.get("Location")).toMatch(/^\/jobs\/[0-9a-f-]{36}\?inventory=/);
  });

  it("is refused for seven, and keeps the tick", async () => {
    const sent = await make(Array.from({ length: 7 }, (_, i) => `esx-3.0@hp-dl585-g1:${i + 1}`));
    expect(sent.status).toBe(422);
    const page = await sent.text();
    expect(page).toContain("7 targets are chosen; at most 6 plans can stand side by side");
    expect(page).toMatch(/name="eachTarget" value="1" checked/);
  });

  it("says whose problem it is where not all targets have it", async () => {
    const rules = JSON.stringify([
      { id: "here", kind: "pin", workloads: ["vm-001"], places: ["esx-3.0@hp-dl585-g1/1"] },
    ]);
    const sent = await make(
      HOSTS.map((host) => `esx-3.0@${host}`),
      [["rules", rules]],
    );
    expect(sent.status).toBe(422);
    expect(await sent.text()).toMatch(/\(esx-3\.0@dell-2950-iii\)/);
  });
});

describe("the page that waits", () => {
  it("says what was cancelled and what there is", async () => {
    const slow = {
      targets: [{ platform: "esx-3.0", hostType: "hp-dl585-g1" }],
      goals: { effortSeconds: 600, simulatedHosts: 0 },
      // pairs that leave no host full: nothing is proved at once
      workloads: Array.from({ length: 4000 }, (_, i) => ({
        id: `w${i}`,
        name: `w${i}`,
        os: { family: "linux", architecture: "x86-32" },
        vcpus: 1 + (i % 2),
        memoryMiB: 512 + 4 * ((i * 37) % 256),
      })),
    };
    const ids: string[] = [];
    for (let n = 0; n < 2; n++) {
      const started = await postJson(server, "/api/v1/plans", slow);
      ids.push((started.headers.get("Location") ?? "").split("/").pop() ?? "");
    }
    const address = `/jobs/together?${ids.map((id) => `id=${id}`).join("&")}`;
    const open = await (await get(address)).text();
    expect(open).toContain("0 of 2 plans are ready.");
    expect(open).toContain('<noscript><meta http-equiv="refresh"');
    expect(open).toContain('src="/together.js"');
    const cancelled = await post(
      server,
      "/jobs/together/cancel",
      ids.map((id): [string, string] => ["id", id]),
    );
    expect([cancelled.status, cancelled.headers.get("Location")]).toEqual([303, address]);
    const page = await (await get(address)).text();
    expect(page.match(/<p data-text>Cancelled\.<\/p>/g)).toHaveLength(2);
    expect(page).not.toContain("data-events");
  });

  it("is for one to six jobs that make plans", async () => {
    expect((await get("/jobs/together")).status).toBe(422);
    expect((await get("/jobs/together?id=nobody")).status).toBe(404);
    expect((await get(`/jobs/together?${"id=x&".repeat(2)}id=y`)).status).toBe(404);
    expect((await get(`/jobs/together?${[1, 2, 3, 4, 5, 6, 7].map((n) => `id=${n}`).join("&")}`)).status).toBe(422);
    expect((await post(server, "/jobs/together/cancel", [])).status).toBe(422);
  });
});
