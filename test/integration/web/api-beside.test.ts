/** /api/v1 as programs use it, beside plans and jobs: inventories, the catalogue, the server about itself. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INVENTORY_SUMMARY, PLATFORM_LIST } from "../../../web/api/schemas.ts";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { json, upload } from "./calls.ts";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });

describe("an inventory handed in by a program", () => {
  it("is summed up, findings counted by severity", async () => {
    const body = upload([{ name: "estate.xlsx", bytes: rvtoolsWorkbook() }]);
    const stored = await fetch(`${server.url}/api/v1/inventories`, { method: "POST", body });
    expect(stored.status).toBe(201);
    const summary = INVENTORY_SUMMARY.parse(await stored.json());
    // 12 machines, one of them unreadable
    expect(summary).toMatchObject({
      format: "rvtools-xlsx",
      files: ["estate.xlsx"],
      workloads: 11,
      hosts: 2,
      poweredOff: 1,
    });
    expect(summary.findings.error).toBeGreaterThan(0);
    const again = await json(await get(`${stored.headers.get("Location")}?include=inventory`));
    expect((again["inventory"] as { workloads: unknown[] }).workloads).toHaveLength(11);
  });

  it("keeps file names of every script", async () => {
    const body = upload([{ name: "Bestände 東京.xlsx", bytes: rvtoolsWorkbook(3) }]);
    const stored = await fetch(`${server.url}/api/v1/inventories`, { method: "POST", body });
    expect((await json(stored))["files"]).toEqual(["Bestände 東京.xlsx"]);
  });

  it("can be deleted", async () => {
    const body = upload([{ name: "estate.xlsx", bytes: rvtoolsWorkbook(3) }]);
    const stored = await fetch(`${server.url}/api/v1/inventories`, { method: "POST", body });
    const location = stored.headers.get("Location") ?? "";
    expect((await fetch(`${server.url}${location}`, { method: "DELETE" })).status).toBe(204);
    expect((await get(location)).status).toBe(404);
  });
});

describe("the catalogue for programs", () => {
  it("lists every platform and tells each with facts, limits and sources", async () => {
    const { platforms } = PLATFORM_LIST.parse(await (await get("/api/v1/platforms")).json());
    expect(platforms.map((platform) => platform.id)).toContain("esx-3.0");
    for (const { links } of platforms) {
      const platform = await json<{ layers: { facts: { source: string }[]; limits: { source: string }[] }[] }>(
        await get(links["self"] ?? ""),
      );
      expect(platform.layers.length).toBeGreaterThan(0);
      const sourced = platform.layers.flatMap((layer) => [...layer.facts, ...layer.limits]);
      expect(sourced.filter(({ source }) => !/^(seen|recalled|assumed|deck|derived): ./.test(source))).toEqual([]);
    }
  });

  it("lists every host type and gives each in full", async () => {
    type Listed = { id: string; rackUnits?: number; maxW: number; price?: unknown; links: { self: string } };
    const { hosts } = await json<{ hosts: Listed[] }>(await get("/api/v1/hosts"));
    const listed = hosts.find(({ id }) => id === "sun-fire-t1000");
    expect(listed).toMatchObject({ rackUnits: 1, maxW: 220 });
    expect(listed?.price).toMatchObject({ value: 14_445, currency: "USD", asOf: "2006", source: "seen: GREB-T1000" });
    expect(hosts.length).toBeGreaterThan(10);
    const host = await json(await get(hosts[0]?.links.self ?? ""));
    expect(host).toMatchObject({ id: hosts[0]?.id });
    expect(host["sockets"]).toHaveProperty("source");
  });
});

describe("the server about itself", () => {
  it("is healthy and ready", async () => {
    expect(await json(await get("/healthz"))).toEqual({ status: "ok" });
    expect(await json(await get("/readyz"))).toEqual({
      status: "ready",
      parts: { store: { status: "ready" }, jobs: { status: "ready" }, queue: { status: "ready" } },
    });
  });

  it("gives its description", async () => {
    const description = await json(await get("/api/openapi.json"));
    expect(description["openapi"]).toBe("3.1.0");
  });
});
