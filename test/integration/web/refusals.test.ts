/** What the server refuses, and how: problem+json, the right status, nothing of its inside. */
import { request } from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROBLEM } from "../../../web/api/schemas.ts";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { TARGET, servers } from "../../unit/jobs/builders.ts";
import { post, postJson, upload } from "./calls.ts";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

/** The problem in an answer; fails when it is none or tells of the inside. */
async function problemIn(answer: Response) {
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
  const text = await answer.text();
  expect(text).not.toMatch(/node_modules|\.ts:|\bat \w+ \(/);
  const problem = PROBLEM.parse(JSON.parse(text));
  expect(problem.status).toBe(answer.status);
  expect(problem.requestId).toBe(answer.headers.get("X-Request-Id"));
  return problem;
}

const send = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, init);
const PLANS = "/api/v1/plans";
const REQUEST = { workloads: servers(3), targets: [TARGET] };

describe("a request that cannot be planned", () => {
  it("is too large where its plan would take more memory than one may, whichever way it comes", async () => {
    const small = await testServer({ memoryBytes: 2 ** 20 });
    try {
      // 400 × 168 × 8 × 2 = 1,075,200 bytes of 1,048,576
      const workloads = servers(400);
      const refused = await postJson(small, PLANS, { workloads, targets: [TARGET] });
      const problem = await problemIn(refused);
      expect([problem.status, problem.type]).toEqual([413, "/problems/too-large-to-plan"]);
      expect(problem.detail).toContain(
        "400 workloads × 168 slots × 1 resource take about 2 MiB, at most 1 MiB may be used",
      );
      expect(problem.errors?.[0]?.code).toBe("over-memory");
      const folded = { workloads, targets: [TARGET], goals: { timeModel: "day" } };
      expect((await postJson(small, PLANS, folded)).status).toBe(202);
    } finally {
      await small.close();
    }
  });

  it("gets every problem with pointer, code and detail", async () => {
    const body = {
      ...REQUEST,
      targets: [
        { ...TARGET, platform: "esx-33" },
        { ...TARGET, hostType: "dl-1" },
      ],
    };
    const problem = await problemIn(await postJson(server, PLANS, body));
    expect(problem).toMatchObject({ type: "/problems/invalid-input", status: 422, instance: PLANS });
    expect(problem.errors?.map((error) => [error.pointer, error.code])).toEqual([
      ["/targets/0/platform", "unknown-platform"],
      ["/targets/1/hostType", "unknown-host-type"],
    ]);
  });

  it("gets a problem for an unknown field, for none at all, and for workloads given twice", async () => {
    expect((await problemIn(await postJson(server, PLANS, { ...REQUEST, goal: {} }))).errors?.[0]?.code).toBe(
      "unknown-field",
    );
    expect((await problemIn(await postJson(server, PLANS, []))).status).toBe(422);
    const twice = await send(PLANS, {
      method: "POST",
      body: upload([{ name: "a.json", bytes: "{}" }], { request: JSON.stringify(REQUEST) }),
    });
    expect((await problemIn(twice)).status).toBe(422);
  });

  it("gets 422 for a file that is no inventory, with the file's name", async () => {
    const answer = await send("/api/v1/inventories", {
      method: "POST",
      body: upload([{ name: "notes.txt", bytes: "hello" }]),
    });
    const problem = await problemIn(answer);
    expect(problem.status).toBe(422);
    expect(JSON.stringify(problem.errors)).toContain("notes.txt");
  });
});

describe("a body that cannot be read", () => {
  it.each([
    ["cut off JSON", '{"workloads": ['],
    ["no JSON", "hello"],
    ["an empty body", ""],
    ["a million brackets", "[".repeat(1_000_000)],
  ])("gets 400 for %s", async (_what, body) => {
    expect((await problemIn(await postJson(server, PLANS, body))).type).toBe("/problems/malformed-request");
  });

  it("gets 400 for JSON that is not UTF-8", async () => {
    const answer = await send(PLANS, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: Buffer.from([0x22, 0xff, 0x22]),
    });
    expect((await problemIn(answer)).detail).toContain("UTF-8");
  });

  it("gets 400 for a multipart body that ends in the middle or lacks its parts", async () => {
    const cut = await send(PLANS, {
      method: "POST",
      headers: { "Content-Type": "multipart/form-data; boundary=x" },
      body: '--x\r\nContent-Disposition: form-data; name="inventory"; filename="a.csv"\r\n\r\nVM,CPU',
    });
    expect((await problemIn(cut)).status).toBe(400);
    const noFile = await send(PLANS, { method: "POST", body: upload([], { request: "{}" }) });
    expect((await problemIn(noFile)).detail).toContain("inventory");
    const noRequest = await send(PLANS, { method: "POST", body: upload([{ name: "a.csv", bytes: "VM" }]) });
    expect((await problemIn(noRequest)).detail).toContain("request");
  });

  it("gets 415 for a type that is not read", async () => {
    const answer = await send(PLANS, { method: "POST", headers: { "Content-Type": "text/plain" }, body: "hello" });
    expect((await problemIn(answer)).status).toBe(415);
    const inventory = await send("/api/v1/inventories", {
      method: "POST",
      headers: { "Content-Type": "image/png" },
      body: "x",
    });
    expect((await problemIn(inventory)).status).toBe(415);
  });

  it("gets 413 for a small body that unpacks to more than is read", async () => {
    // 70 MiB of blanks are some 70 kB when gzipped; 64 MiB are read
    const body = gzipSync(Buffer.alloc(70 * 1_048_576, " "));
    const answer = await send(PLANS, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Content-Encoding": "gzip" },
      body,
    });
    expect((await problemIn(answer)).status).toBe(413);
  });

  it("gets 413 for files that are too large together", async () => {
    const part = Buffer.alloc(33 * 1_048_576, "a");
    const files = ["a.csv", "b.csv"].map((name) => ({ name, bytes: part }));
    const answer = await send("/api/v1/inventories", { method: "POST", body: upload(files) });
    expect((await problemIn(answer)).status).toBe(413);
  });

  it("survives a caller that hangs up in the middle", async () => {
    const { port } = new URL(server.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () => {
        socket.write(
          `POST ${PLANS} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"work`,
        );
        setTimeout(() => socket.destroy(), 50);
      });
      socket.on("close", () => resolve());
    });
    expect((await send("/healthz")).status).toBe(200);
  });
});

describe("an address or method that is not there", () => {
  it.each([
    ["/nothing", 404],
    ["/api/v1/nothing", 404],
    ["/api/v1/plans/none", 404],
    ["/api/v1/jobs/none", 404],
    ["/api/v1/jobs/none/events", 404],
    ["/api/v1/inventories/none", 404],
    ["/api/v1/platforms/none", 404],
    ["/api/v1/hosts/none", 404],
    ["/problems/none", 404],
    ["/hosts/%E0%A4%A", 400],
  ])("gets %s answered with %i", async (path, status) => {
    expect((await problemIn(await send(path, { headers: { Accept: "application/json" } }))).status).toBe(status);
  });

  it.each([
    ["PUT", "/api/v1/plans", "GET, POST, HEAD, OPTIONS"],
    ["POST", "/api/v1/plans/x", "GET, DELETE, HEAD, OPTIONS"],
    ["GET", "/api/v1/inventories", "POST, OPTIONS"],
    ["DELETE", "/healthz", "GET, HEAD, OPTIONS"],
    ["POST", "/platforms", "GET, HEAD, OPTIONS"],
    ["GET", "/jobs/x/cancel", "POST, OPTIONS"],
  ])("gets 405 for %s %s, with what is allowed", async (method, path, allow) => {
    const answer = await send(path, { method, headers: { Accept: "application/json" } });
    expect(answer.headers.get("Allow")).toBe(allow);
    expect((await problemIn(answer)).status).toBe(405);
  });

  it("answers OPTIONS with what is allowed, and HEAD without a body", async () => {
    expect((await send(PLANS, { method: "OPTIONS" })).headers.get("Allow")).toBe("GET, POST, HEAD, OPTIONS");
    const head = await send("/api/v1/platforms", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("gets 406 for a format nobody makes", async () => {
    expect((await problemIn(await send("/api/v1/platforms", { headers: { Accept: "image/png" } }))).status).toBe(406);
  });

  it("shows people a page instead", async () => {
    const answer = await send("/nothing", { headers: { Accept: "text/html" } });
    expect([answer.status, answer.headers.get("Content-Type")]).toEqual([404, "text/html; charset=utf-8"]);
    expect(await answer.text()).toContain("There is nothing at /nothing.");
  });
});

describe("a write from another site's page", () => {
  it.each([
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
  ])("is refused: %o", async (headers) => {
    const answer = await post(server, "/inventories", [["sample", "estate-2005"]], {
      ...headers,
      Accept: "application/json",
    });
    expect((await problemIn(answer)).status).toBe(403);
    expect((await problemIn(await postJson(server, PLANS, REQUEST, headers))).status).toBe(403);
  });

  it("is taken from this server's own pages and from programs", async () => {
    const own = await post(server, "/inventories", [["sample", "none"]], {
      Origin: server.url,
      "Sec-Fetch-Site": "same-origin",
    });
    expect(own.status).toBe(422);
  });
});

describe("every answer", () => {
  it.each(["/", "/nothing", "/api/v1/plans", "/hostwright.css", "/healthz"])(
    "of %s carries the security headers",
    async (path) => {
      const { headers } = await send(path);
      const policy = headers.get("Content-Security-Policy") ?? "";
      expect(policy.split(";")).toEqual([
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ]);
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("X-Powered-By")).toBeNull();
      expect(headers.get("X-Request-Id")).toMatch(/^[\w.-]+$/);
    },
  );

  it("takes over a harmless request id and no other", async () => {
    expect((await send("/healthz", { headers: { "X-Request-Id": "abc-1" } })).headers.get("X-Request-Id")).toBe(
      "abc-1",
    );
    expect(
      (await send("/healthz", { headers: { "X-Request-Id": "a b<c>" } })).headers.get("X-Request-Id"),
    ).not.toContain("<");
  });

  it("is in the log with its id, path without query, and status", async () => {
    await (await send("/healthz?secret=1", { headers: { "X-Request-Id": "logged-1" } })).text();
    // logged once the answer is out, which the caller may have before
    const logged = () => server.log.find((entry) => entry["id"] === "logged-1");
    await expect.poll(logged).toMatchObject({ method: "GET", path: "/healthz", status: 200 });
  });
});

describe("a server on loopback", () => {
  /** Status of a request that names another host than the address it is sent to. */
  const statusFor = (host: string) =>
    new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      const asked = request({ hostname, port, path: "/healthz", headers: { Host: host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      asked.on("error", reject).end();
    });

  it("answers to this machine's own names and to no other, so that no other site's name can stand for it", async () => {
    const { port } = new URL(server.url);
    expect(await statusFor(`localhost:${port}`)).toBe(200);
    expect(await statusFor(`127.0.0.1:${port}`)).toBe(200);
    expect(await statusFor(`rebound.example:${port}`)).toBe(403);
    expect(await statusFor("rebound.example")).toBe(403);
  });
});
