/** Manners of the API that no other test asks for: formats of streams, times, who may keep a page, what can be changed at all. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApi } from "../../../web/api/openapi.ts";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { TARGET, servers } from "../../unit/jobs/builders.ts";
import { finishedJob, json, postJson } from "./calls.ts";

let server: TestServer;
let job = "";
beforeAll(async () => {
  server = await testServer();
  const asked = await postJson(server, "/api/v1/plans", { name: "well", workloads: servers(3), targets: [TARGET] });
  job = asked.headers.get("Location") ?? "";
  await finishedJob(server, job);
});
afterAll(() => server.close());

const get = (path: string, Accept: string) => fetch(`${server.url}${path}`, { headers: { Accept } });

describe("what a caller is told", () => {
  it("is a stream of events where it takes one, else 406", async () => {
    for (const [accept, status] of [
      ["text/event-stream", 200],
      ["*/*", 200],
      ["application/json", 406],
    ] as const) {
      const answer = await get(`${job}/events`, accept);
      expect([accept, answer.status]).toEqual([accept, status]);
      await answer.text();
    }
  });

  it("has times in UTC by RFC 3339, as the description says", async () => {
    const { plans } = await json<{ plans: readonly { createdAt: string }[] }>(await get("/api/v1/plans", "*/*"));
    expect(plans[0]?.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const { components } = JSON.parse(JSON.stringify(openApi())) as {
      components: { schemas: Record<string, { properties: Record<string, { format?: string }> }> };
    };
    expect(components.schemas["Share"]?.properties["expiresAt"]?.format).toBe("date-time");
  });

  it("is kept by nobody else when it is a page", async () => {
    for (const page of ["/plans", "/", "/platforms", "/what-ifs/new"])
      expect((await get(page, "text/html")).headers.get("Cache-Control")).toBe("private, no-cache");
  });
});

describe("what can be lost", () => {
  it("is nothing: no operation updates in place, so none must name a version first (428)", () => {
    const operations = Object.entries(openApi().paths ?? {}).flatMap(([address, item]) =>
      Object.entries(item).map(([method, { responses }]) => ({ address, method, statuses: Object.keys(responses) })),
    );
    expect(operations.filter(({ method }) => !["get", "post", "delete"].includes(method))).toEqual([]);
    expect(operations.filter(({ statuses }) => statuses.includes("428"))).toEqual([]);
    // what has a version and can be taken away heeds the version that is meant
    const deaf = operations
      .filter(({ method, statuses }) => method === "delete" && !statuses.includes("412"))
      .map(({ address }) => address);
    expect(deaf).toEqual([]);
  });
});
