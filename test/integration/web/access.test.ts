/** A server with accounts: who gets in by key and by password, what they may do, and how a server refuses to be open. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Book } from "#accounts";
import { start } from "../../../web/serve.ts";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { PASSWORD, bookOf, keyed } from "../../unit/accounts/builders.ts";
import { TARGET, servers } from "../../unit/jobs/builders.ts";
import { answered } from "../cli/hostwright.ts";
import { json, postJson } from "./calls.ts";

const REQUEST = { name: "guarded", workloads: servers(4), targets: [TARGET] };
const folder = mkdtempSync(path.join(tmpdir(), "hostwright-access-"));
const file = path.join(folder, "accounts.json");
const keys: Record<string, string> = {};
let server: TestServer;

beforeAll(async () => {
  let book: Book = await bookOf({ vic: "viewer", pam: "planner", ada: "admin" });
  for (const name of ["vic", "pam", "ada"]) {
    const made = keyed(book, name);
    book = made.book;
    keys[name] = made.key;
  }
  writeFileSync(file, JSON.stringify(book));
  server = await testServer({ accountsFile: file });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const bearer = (name: string) => ({ Authorization: `Bearer ${keys[name]}` });
const get = (address: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${address}`, { headers, redirect: "manual" });

/** Post a form as a browser does. */
const submit = (address: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${address}`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: server.url, ...headers },
    body: new URLSearchParams(fields),
  });

async function cookieOf(name: string): Promise<string> {
  const answer = await submit("/login", { name, password: PASSWORD, next: "/plans" });
  expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/plans"]);
  return answer.headers.get("Set-Cookie")?.split(";")[0] ?? "";
}

describe("a program", () => {
  it("is refused without a key, with a wrong one and with one beside a good cookie", async () => {
    const nobody = await get("/api/v1/plans");
    expect([nobody.status, nobody.headers.get("WWW-Authenticate")]).toEqual([401, 'Bearer realm="Hostwright"']);
    expect((await json(nobody))["type"]).toBe("/problems/not-signed-in");
    for (const wrong of ["Bearer hw_x", `Bearer ${keys["ada"]}x`, "Basic YWRhOng=", keys["ada"] ?? ""])
      expect((await get("/api/v1/plans", { Authorization: wrong })).status).toBe(401);
    const cookie = await cookieOf("ada");
    expect((await get("/api/v1/plans", { Cookie: cookie, Authorization: "Bearer hw_x" })).status).toBe(401);
  });

  it("does what its role may, and is told which one it would need", async () => {
    expect((await get("/api/v1/plans", bearer("vic"))).status).toBe(200);
    const refused = await postJson(server, "/api/v1/plans", REQUEST, bearer("vic"));
    expect([refused.status, (await json(refused))["detail"]]).toEqual([
      403,
      '"vic/key" is viewer; this needs planner.',
    ]);
    const made = await postJson(server, "/api/v1/plans", REQUEST, { ...bearer("pam"), Prefer: "wait=30" });
    expect(made.status).toBe(201);
    const address = made.headers.get("Location") ?? "";
    const remove = (name: string) => fetch(`${server.url}${address}`, { method: "DELETE", headers: bearer(name) });
    expect([(await remove("vic")).status, (await remove("pam")).status]).toEqual([403, 204]);
  });

  it("is in the log by its name", async () => {
    await get("/api/v1/hosts", bearer("pam"));
    expect(server.log.some(({ path: at, caller }) => at === "/api/v1/hosts" && caller === "pam/key")).toBe(true);
    expect(JSON.stringify(server.log)).not.toContain(keys["pam"]);
  });

  it("finds health open and metrics for admins", async () => {
    expect([(await get("/healthz")).status, (await get("/readyz")).status]).toEqual([200, 200]);
    expect((await get("/metrics", bearer("pam"))).status).toBe(403);
  });
});

describe("a person", () => {
  it("is sent to sign in and comes back to the page asked for", async () => {
    const sent = await get("/plans?limit=2", { Accept: "text/html" });
    expect([sent.status, sent.headers.get("Location")]).toEqual([303, "/login?next=%2Fplans%3Flimit%3D2"]);
    expect(await (await get("/login?next=%2Fplans%3Flimit%3D2")).text()).toContain('value="/plans?limit&#x3D;2"');
  });

  it("signs in by a cookie that scripts and other sites do not get, and out again", async () => {
    const answer = await submit("/login", { name: "pam", password: PASSWORD, next: "//evil.example" });
    expect(answer.headers.get("Location")).toBe("/");
    const set = answer.headers.get("Set-Cookie") ?? "";
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Lax/);
    const Cookie = set.split(";")[0] ?? "";
    const page = await get("/plans", { Cookie, Accept: "text/html" });
    const html = await page.text();
    expect(html).toContain("pam, planner");
    const token = /name="form-token" value="([\w-]+)"/.exec(html)?.[1] ?? "";
    const out = await submit("/logout", { "form-token": token }, { Cookie });
    expect([out.status, out.headers.get("Set-Cookie")]).toEqual([303, expect.stringMatching(/session=;.*1970/)]);
  });

  it("changes nothing by a cookie without saying from where, or from elsewhere", async () => {
    const Cookie = await cookieOf("pam");
    const make = (headers: Record<string, string>) =>
      postJson(server, "/api/v1/plans", REQUEST, { Cookie, ...headers });
    expect((await make({})).status).toBe(403);
    expect((await make({ Origin: "https://evil.example" })).status).toBe(403);
    expect((await make({ Origin: "null" })).status).toBe(403);
    expect((await make({ Origin: server.url })).status).toBe(202);
  });

  it("keeps the name and hears that both do not fit, whoever it was", async () => {
    for (const name of ["vic", "nobody"]) {
      const wrong = await submit("/login", { name, password: "not the password" });
      const html = await wrong.text();
      expect([wrong.status, html.includes("do not fit together"), html.includes(`value="${name}"`)]).toEqual([
        422,
        true,
        true,
      ]);
    }
  });

  it("gains nothing by guessing in parallel", async () => {
    const guesses = Array.from({ length: 12 }, (_, n) => submit("/login", { name: "mallory", password: `guess ${n}` }));
    const told = (await Promise.all(guesses)).map(({ status }) => status);
    expect([422, 429].map((status) => told.filter((one) => one === status).length)).toEqual([5, 7]);
  });

  it("has to wait after five wrong passwords, even with the right one then", async () => {
    for (let n = 0; n < 5; n++) await submit("/login", { name: "ada", password: `guess ${n}` });
    const late = await submit("/login", { name: "ada", password: PASSWORD });
    expect(late.status).toBe(429);
    expect(Number(late.headers.get("Retry-After"))).toBeGreaterThan(800);
    expect((await get("/plans", bearer("ada"))).status).toBe(200);
  });
});

describe("a server that others can reach", () => {
  const begin = (options: Parameters<typeof start>[0]) =>
    start({ port: 0, dataDir: path.join(folder, "data"), log: () => {}, ...options });

  it("does not start without accounts, and says how to make them", async () => {
    const why = /can be reached from elsewhere .* hostwright accounts add NAME --role admin, or say --open-to-anyone/;
    await expect(begin({ host: "0.0.0.0" })).rejects.toThrow(why);
    await expect(begin({ proxies: "loopback" })).rejects.toThrow(why);
    await expect(begin({ accountsFile: path.join(folder, "none.json") })).rejects.toThrow("has no accounts");
  });

  it("behind a proxy believes it, and marks the cookie for TLS", async () => {
    const proxied = await testServer({ accountsFile: file, proxies: "loopback" });
    const headers = {
      "X-Forwarded-Proto": "https",
      "X-Forwarded-Host": "plans.example",
      "X-Forwarded-For": "192.0.2.7",
      Origin: "https://plans.example",
    };
    const body = new URLSearchParams({ name: "vic", password: PASSWORD });
    const answer = await fetch(`${proxied.url}/login`, { method: "POST", redirect: "manual", headers, body });
    await proxied.close();
    expect([answer.status, answer.headers.get("Set-Cookie")]).toEqual([303, expect.stringContaining("Secure")]);
  });
});

describe("hostwright accounts", () => {
  const at = ["--accounts", path.join(folder, "cli.json")];
  const run = (...args: readonly string[]) => answered(["accounts", ...args, ...at]);

  it("makes accounts and keys, shows them without secrets, and removes them", async () => {
    expect((await run("add", "nightly", "--role", "planner", "--no-password")).code).toBe(0);
    const { stdout: key } = await run("key", "nightly", "jenkins", "--role", "viewer", "--expires", "2099-06-30");
    expect(key).toMatch(/^hw_[\w-]{43}\n$/);
    const { stdout } = await run("list");
    expect(stdout).toMatch(/nightly +planner +keys only/);
    expect(stdout).toMatch(/nightly\/jenkins +viewer +key +\d{4}-\d\d-\d\d +2099-06-30/);
    expect(stdout).not.toContain(key.trim());
    expect((await run("remove-key", "nightly", "jenkins")).code).toBe(0);
    expect((await run("remove", "nightly")).code).toBe(0);
    expect((await run("list")).stdout).toBe("There are no accounts.\n");
  });

  it("says what is wrong, and changes nothing", async () => {
    expect((await run("remove", "bob")).stderr).toContain('there is no account "bob"');
    expect(await run("add", "bob", "--role", "king")).toMatchObject({ code: 2 });
    expect((await run("key", "bob", "k", "--expires", "2001-01-01")).stderr).toContain("over already");
    expect((await run("list")).stdout).toBe("There are no accounts.\n");
  });
});
