/**
 * 1,500 seeded requests at every address of docs/openapi.json (test/fuzz: `node test/fuzz/run.ts` sends more). No answer fails,
 * every one is as declared and tells nothing of the machine, and the server is well afterwards. What the fuzz once found
 * stands below, each by itself.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PATHS } from "../../fuzz/description.ts";
import { fuzzFreshServer } from "../../fuzz/target.ts";
import { type TestServer, testServer } from "../../support/web-server.ts";

it("answers every request as declared, and keeps what was there", async () => {
  const { wrong, defects, health, gone, seen } = await fuzzFreshServer({ requests: 1500, seed: 7 });
  expect(wrong).toEqual([]);
  expect(defects).toEqual([]);
  expect(health).toEqual([200, 200]);
  expect(gone).toEqual([]);
  // every operation was reached, and many of its answers
  const operations = Object.entries(PATHS).flatMap(([path, methods]) => Object.keys(methods).map((one) => [one, path]));
  const told = [...seen.keys()];
  const missed = operations.filter(
    ([one, path]) => !told.some((key) => key.startsWith(`${one?.toUpperCase()} ${path} `)),
  );
  expect(missed).toEqual([]);
  expect(seen.size).toBeGreaterThan(operations.length * 3);
});

describe("what the fuzz found", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());

  it.each(["/healthz", "/readyz", "/metrics"])("%s is for programs: its errors are no pages", async (address) => {
    const answer = await fetch(`${server.url}${address}`, { method: "PUT" });
    expect([answer.status, answer.headers.get("Content-Type")]).toEqual([
      405,
      "application/problem+json; charset=utf-8",
    ]);
  });

  it("a plan of an inventory nobody handed in is declared as not found", async () => {
    const answer = await fetch(`${server.url}/api/v1/plans?inventory=nobody`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ targets: [{ platform: "esx-3.0", hostType: "hp-dl585-g1" }] }),
    });
    expect(answer.status).toBe(404);
    expect(PATHS["/api/v1/plans"]?.["post"]?.responses["404"]).toBeDefined();
  });
});
