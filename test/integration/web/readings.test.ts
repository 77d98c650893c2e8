/** Uploads that are answered before they are read: large ones, and those whose sender asks for it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INVENTORY_READING, INVENTORY_SUMMARY } from "../../../web/api/schemas.ts";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { json, upload } from "./calls.ts";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const HEAD = "VM,Powerstate,Template,CPUs,Memory,OS according to the configuration file";
/** A tab of machines; 20,000 are 1.3 MB. */
const machines = (count: number) =>
  [HEAD, ...Array.from({ length: count }, (_, n) => `machine-${n},poweredOn,False,2,2048,Red Hat Enterprise Linux 4`)]
    .map((line) => `${line}\r\n`)
    .join("");
const SMALL = machines(3);
const LARGE = machines(20_000);
/** Large, and no inventory. */
const WRONG = "not,an,inventory\r\n".repeat(100_000);

const handIn = (csv: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/v1/inventories?name=RVTools_tabvInfo.csv`, {
    method: "POST",
    headers: { "Content-Type": "text/csv", ...headers },
    body: csv,
  });

/** Ask until the answer is no longer 202. */
async function later(location: string): Promise<Response> {
  for (;;) {
    const answer = await fetch(`${server.url}${location}`);
    if (answer.status !== 202) return answer;
    expect(answer.headers.get("Retry-After")).toBe("1");
    INVENTORY_READING.parse(await answer.json());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("a large upload", () => {
  it("is acknowledged with the address of the inventory to be, which has it when it is read", async () => {
    const answer = await handIn(LARGE);
    expect(answer.status).toBe(202);
    const { id } = INVENTORY_READING.parse(await answer.json());
    const location = answer.headers.get("Location") ?? "";
    expect(location).toBe(`/api/v1/inventories/${id}`);
    const read = await later(location);
    expect([read.status, INVENTORY_SUMMARY.parse(await read.json()).workloads]).toEqual([200, 20_000]);
  });

  it("is given up when its address is deleted", async () => {
    const location = (await handIn(LARGE)).headers.get("Location") ?? "";
    const address = `${server.url}${location}`;
    expect((await fetch(address, { method: "DELETE" })).status).toBe(204);
    expect((await fetch(address, { method: "DELETE" })).status).toBe(404);
    expect((await fetch(address)).status).toBe(404);
  });

  it("is waited for when its sender would rather wait", async () => {
    const answer = await handIn(LARGE, { Prefer: "wait=60" });
    expect([answer.status, INVENTORY_SUMMARY.parse(await answer.json()).workloads]).toEqual([201, 20_000]);
  });

  it("that is no inventory says so at its address, every time", async () => {
    const answer = await handIn(WRONG);
    expect(answer.status).toBe(202);
    const location = answer.headers.get("Location") ?? "";
    for (const refused of [await later(location), await fetch(`${server.url}${location}`)]) {
      const problem = await json<{ readonly type: string; readonly errors: readonly { readonly detail: string }[] }>(
        refused,
      );
      expect([refused.status, problem.type]).toEqual([422, "/problems/invalid-input"]);
      expect(problem.errors[0]?.detail).toContain("no column");
    }
  });
});

describe("a small upload", () => {
  it("is read before it is answered, unless its sender asks otherwise", async () => {
    expect((await handIn(SMALL)).status).toBe(201);
    const async = await handIn(SMALL, { Prefer: "respond-async" });
    expect(async.status).toBe(202);
    expect((await later(async.headers.get("Location") ?? "")).status).toBe(200);
  });

  it("is not there at any address of an id that nobody was given", async () => {
    for (const address of ["/api/v1/inventories/none", "/inventories/none/reading"])
      expect((await fetch(`${server.url}${address}`)).status).toBe(404);
  });
});

describe("a large upload by the form", () => {
  const byForm = (csv: string) =>
    fetch(`${server.url}/inventories`, {
      method: "POST",
      redirect: "manual",
      body: upload([{ name: "RVTools_tabvInfo.csv", bytes: csv }]),
    });

  /** The page when it no longer says that it looks again. */
  async function settled(address: string): Promise<Response> {
    for (;;) {
      const page = await fetch(`${server.url}${address}`, { redirect: "manual" });
      if (page.headers.get("Refresh") === null) return page;
      expect(await page.text()).toContain("being read");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it("leads to a page that looks again, and on to the inventory", async () => {
    const sent = await byForm(LARGE);
    const address = sent.headers.get("Location") ?? "";
    expect([sent.status, address]).toEqual([303, expect.stringMatching(/^\/inventories\/[\w-]{36}\/reading$/)]);
    const page = await settled(address);
    expect([page.status, page.headers.get("Location")]).toEqual([303, address.replace("/reading", "")]);
  });

  it("that is no inventory is told there, with the way back", async () => {
    const page = await settled((await byForm(WRONG)).headers.get("Location") ?? "");
    expect(page.status).toBe(422);
    const html = await page.text();
    expect(html).toContain("no column");
    expect(html).toContain('<a class="button" id="again" href="/">');
  });
});
