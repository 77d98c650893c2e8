/** Pages and documents asked for again: not sent to whom has them, cut for HEAD, gone when the plan is gone. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { TARGET, servers } from "../../unit/jobs/builders.ts";
import { postJson } from "./calls.ts";

let server: TestServer;
let api: string;
let page: string;
beforeAll(async () => {
  server = await testServer();
  const body = { name: "Wärme", workloads: servers(4), targets: [TARGET] };
  const made = await postJson(server, "/api/v1/plans", body, { Prefer: "wait=30" });
  api = made.headers.get("Location") ?? "";
  page = api.replace("/api/v1", "");
});
afterAll(() => server.close());

const get = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, init);

describe("a plan's page asked for again", () => {
  it("is the same page with the same tag, and not sent to whom has it", async () => {
    const [first, second] = [await get(page), await get(page)];
    const etag = first.headers.get("ETag") ?? "";
    expect(etag).toMatch(/^W\/"[\w-]{43}"$/);
    expect(second.headers.get("ETag")).toBe(etag);
    const html = await first.text();
    expect(await second.text()).toBe(html);
    // whole, with its part in the frame, and as long as it says: characters of two bytes are in it
    expect(html).toMatch(/^<!doctype html>[\s\S]*<h1>Wärme<\/h1>[\s\S]*<svg[\s\S]*<\/html>\s*$/);
    expect(Number(first.headers.get("Content-Length"))).toBe(Buffer.byteLength(html));
    const known = await get(page, { headers: { "If-None-Match": etag } });
    expect([known.status, await known.text()]).toEqual([304, ""]);
    expect((await get(page, { headers: { "If-None-Match": 'W/"other"' } })).status).toBe(200);
  });

  it("has no body for HEAD, and the same headers", async () => {
    const [whole, head] = [await get(page), await get(page, { method: "HEAD" })];
    expect(await head.text()).toBe("");
    for (const name of ["ETag", "Content-Length", "Content-Type"])
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
  });

  it("is gone in every form when the plan is deleted", async () => {
    expect((await get(api)).status).toBe(200);
    expect((await get(api, { method: "DELETE" })).status).toBe(204);
    for (const address of [api, `${api}?include=request`, page]) expect((await get(address)).status).toBe(404);
  });
});

it("serves files that pages load, kept for an hour", async () => {
  const css = await get("/hostwright.css");
  expect([css.status, css.headers.get("Cache-Control")]).toEqual([200, "public, max-age=3600"]);
});
