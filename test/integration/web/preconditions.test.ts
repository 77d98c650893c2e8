/** Versions of what the API gives: tags, the conditions that name them, and how long answers may be kept. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { start } from "../../../web/serve.ts";
import { rvtoolsWorkbook } from "../../support/web-server.ts";
import { TARGET, longRequest, servers } from "../../unit/jobs/builders.ts";
import { json, postJson, upload } from "./calls.ts";

const place: { dataDir: string; url: string; close: () => Promise<void> } = {
  dataDir: "",
  url: "",
  close: async () => {},
};
async function open() {
  const running = await start({ port: 0, dataDir: place.dataDir, closeGraceMs: 0, log: () => {} });
  place.url = running.url.replace(/\/$/, "");
  place.close = () => running.close();
}
beforeAll(async () => {
  place.dataDir = await mkdtemp(path.join(tmpdir(), "hostwright-tags-"));
  await open();
});
afterAll(async () => {
  await place.close();
  await rm(place.dataDir, { recursive: true, force: true });
});

const send = (address: string, method = "GET", headers: Record<string, string> = {}) =>
  fetch(`${place.url}${address}`, { method, headers });
const server = () => ({ url: place.url, log: [], close: place.close });
const madePlan = async () => {
  const body = { name: "tagged", workloads: servers(3), targets: [TARGET] };
  const answer = await postJson(server(), "/api/v1/plans", body, { Prefer: "wait=30" });
  await answer.arrayBuffer();
  expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([201, "no-store"]);
  return answer.headers.get("Location") ?? "";
};
const madeInventory = async () => {
  const body = upload([{ name: "estate.xlsx", bytes: rvtoolsWorkbook(3) }]);
  return (await fetch(`${place.url}/api/v1/inventories`, { method: "POST", body })).headers.get("Location") ?? "";
};
const tagOf = async (address: string) => (await send(address)).headers.get("ETag") ?? "";

describe.each([
  ["plan", madePlan],
  ["inventory", madeInventory],
])("a stored %s", (kind, make) => {
  it("has a strong tag that outlives the server, one for each form", async () => {
    const address = await make();
    const [tag, other] = [
      await tagOf(address),
      await tagOf(`${address}?include=${kind === "plan" ? "request" : "inventory"}`),
    ];
    expect(tag).toMatch(/^"[0-9a-f]{32}\.\w+"$/);
    expect(other).not.toBe(tag);
    await place.close();
    await open();
    expect(await tagOf(address)).toBe(tag);
    const held = await send(address, "GET", { "If-None-Match": `"x", ${tag}` });
    expect([held.status, held.headers.get("Cache-Control")]).toEqual([304, "private, no-cache"]);
    expect((await send(address, "HEAD")).headers.get("ETag")).toBe(tag);
  });

  it("is deleted only in the version that is meant", async () => {
    const address = await make();
    const tag = await tagOf(address);
    for (const wrong of ['"other.json"', `W/${tag}`, "nonsense"]) {
      const refused = await send(address, "DELETE", { "If-Match": wrong });
      expect([wrong, refused.status]).toEqual([wrong, 412]);
      expect((await json(refused))["type"]).toBe("/problems/precondition-failed");
      expect((await send(address)).status).toBe(200);
    }
  });
});

it("a stored thing goes when If-Match names it, or anything that is there; a missing one is 404", async () => {
  const [first, second] = [await madePlan(), await madePlan()];
  expect((await send(first, "DELETE", { "If-Match": `"x", ${await tagOf(first)}` })).status).toBe(204);
  expect((await send(second, "DELETE", { "If-Match": "*" })).status).toBe(204);
  expect((await send(second, "DELETE", { "If-Match": "*" })).status).toBe(404);
});

it("a job's tag is its sequence; what is ended by If-Match must be as it was seen", async () => {
  const asked = await postJson(server(), "/api/v1/plans", longRequest(400, { goals: { effortSeconds: 600 } }));
  const { links } = await json<{ links: { self: string; finish: string } }>(asked);
  const stale = { "If-Match": '"0"' };
  expect((await send(links.self, "DELETE", stale)).status).toBe(412);
  expect((await send(links.finish, "POST", stale)).status).toBe(412);
  const seen = await send(links.self);
  expect(seen.headers.get("ETag")).toBe(`"${(await json<{ sequence: number }>(seen)).sequence}"`);
  expect((await send(links.self, "DELETE", { "If-Match": "*" })).status).toBe(200);
  const over = await tagOf(links.self);
  expect((await send(links.self, "GET", { "If-None-Match": over })).status).toBe(304);
});

it("a HEAD of a running job's events ends at once", async () => {
  const asked = await postJson(server(), "/api/v1/plans", longRequest(400, { goals: { effortSeconds: 600 } }));
  const { links } = await json<{ links: { self: string; events: string } }>(asked);
  const head = await send(links.events, "HEAD");
  expect([head.status, head.headers.get("Content-Type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
  await head.arrayBuffer();
  await send(links.self, "DELETE");
});

it("answers say how long they may be kept, and what may be sent", async () => {
  const kept = async (address: string) => (await send(address)).headers.get("Cache-Control");
  expect(await kept("/api/v1/platforms")).toBe("private, max-age=300");
  expect(await kept("/api/v1/plans")).toBe("private, no-cache");
  expect(await kept("/api/v1/plans/nobody")).toBe("no-store");
  const options = await send("/api/v1/simulations", "OPTIONS");
  expect([options.status, options.headers.get("Allow"), options.headers.get("Accept-Post")]).toEqual([
    204,
    "GET, POST, HEAD, OPTIONS",
    "application/json",
  ]);
  const refused = await send("/api/v1/simulations", "POST", { "Content-Type": "text/plain" });
  expect([refused.status, refused.headers.get("Accept-Post")]).toEqual([415, "application/json"]);
});
