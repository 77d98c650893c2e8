/** Signed in, in pages: every form carries its session's token, readers get no form, and no route is open by oversight. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inlineRunner, productContext } from "#jobs";
import { memoryStore } from "#store";
import { needOf } from "../../../web/access/needs.ts";
import { createApp } from "../../../web/app.ts";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { PASSWORD, bookOf, keyed } from "../../unit/accounts/builders.ts";
import { TARGET, servers } from "../../unit/jobs/builders.ts";
import { type Route, awakened, routesOf } from "../../unit/web/routes.ts";
import { postJson, upload } from "./calls.ts";

const folder = mkdtempSync(path.join(tmpdir(), "hostwright-forms-"));
const ESTATE = JSON.stringify({ format: "hostwright-inventory/1", workloads: servers(4) });
const cookies: Record<string, string> = {};
let server: TestServer;

async function signIn(name: string): Promise<Response> {
  const body = new URLSearchParams({ name, password: PASSWORD });
  return fetch(`${server.url}/login`, { method: "POST", redirect: "manual", headers: { Origin: server.url }, body });
}
const cookieFrom = (answer: Response) => answer.headers.get("Set-Cookie")?.split(";")[0] ?? "";

const send = (name: string, address: string, body: FormData | URLSearchParams) =>
  fetch(`${server.url}${address}`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: server.url, Cookie: cookies[name] ?? "" },
    body,
  });
const page = async (name: string, address: string): Promise<Response> =>
  fetch(`${server.url}${address}`, { headers: { Cookie: cookies[name] ?? "", Accept: "text/html" } });

const tokenIn = (html: string): string => /name="form-token" value="([\w-]{43})"/.exec(html)?.[1] ?? "";
const postingForms = (html: string): readonly string[] =>
  [...html.matchAll(/<form\b[^>]*method="post"[\s\S]*?<\/form>/g)].map(([form]) => form);

beforeAll(async () => {
  const file = path.join(folder, "accounts.json");
  const { book } = keyed(await bookOf({ vic: "viewer", pam: "planner", ada: "admin" }), "ada");
  writeFileSync(file, JSON.stringify(book));
  server = await testServer({ accountsFile: file });
  for (const name of ["vic", "pam", "ada"]) cookies[name] = cookieFrom(await signIn(name));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Pages that one gets to from these by links; of the many platforms, hosts and problems none. */
async function pagesFrom(name: string, begin: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const [found, waiting] = [new Map<string, string>(), [...begin]];
  for (let next = waiting.shift(); next !== undefined && found.size < 60; next = waiting.shift()) {
    const address = next.split("#")[0] ?? "";
    if (found.has(address)) continue;
    const answer = await page(name, address);
    const html = await answer.text();
    if (!(answer.headers.get("Content-Type") ?? "").includes("html")) continue;
    found.set(address, html);
    for (const [, link] of html.matchAll(/ href="(\/(?!api|platforms\/|hosts\/|problems\/)[^"]*)"/g))
      waiting.push((link ?? "").replaceAll("&amp;", "&").replaceAll("&#x3D;", "="));
  }
  return found;
}

describe("a form of somebody signed in", () => {
  it("is taken with its session's token only, whatever its coding", async () => {
    const token = tokenIn(await (await page("pam", "/")).text());
    const other = tokenIn(await (await page("ada", "/")).text());
    expect([token.length, other.length, token === other]).toEqual([43, 43, false]);
    for (const wrong of [{}, { "form-token": other }, { "form-token": `${token}x` }, { "form-token": "" }]) {
      const fields = new URLSearchParams({ sample: "estate-2005", ...wrong });
      const files = upload([{ name: "estate.json", bytes: ESTATE }], wrong);
      expect([
        (await send("pam", "/inventories", fields)).status,
        (await send("pam", "/inventories", files)).status,
      ]).toEqual([403, 403]);
    }
    const twice = new URLSearchParams([
      ["sample", "estate-2005"],
      ["form-token", token],
      ["form-token", token],
    ]);
    expect((await send("pam", "/inventories", twice)).status).toBe(403);
    const text = await (await send("pam", "/inventories", new URLSearchParams())).text();
    expect(text).toContain("The form is of another session");
    const files = upload([{ name: "estate.json", bytes: ESTATE }], { "form-token": token });
    expect((await send("pam", "/inventories", files)).status).toBe(303);
  });

  it("is asked for it at every address that takes forms, also where no form is read", async () => {
    for (const address of ["/jobs/none/cancel", "/logout", "/nothing/here", "/PLANS/"]) {
      const told = await Promise.all(
        [new URLSearchParams({ a: "b" }), upload([])].map((body) => send("pam", address, body)),
      );
      expect(
        told.map(({ status }) => status),
        address,
      ).toEqual([403, 403]);
    }
    expect((await send("nobody", "/logout", new URLSearchParams())).status).toBe(303);
  });

  it("keeps what was typed, and the session, when something is wrong with it", async () => {
    const token = tokenIn(await (await page("pam", "/")).text());
    const wrong = await send("pam", "/inventories", upload([{ name: "x.json", bytes: "{" }], { "form-token": token }));
    const html = await wrong.text();
    expect([wrong.status, tokenIn(html), html.includes("pam, planner")]).toEqual([422, token, true]);
  });
});

describe("pages", () => {
  it("carry the token in every posting form, and none for who may only read", async () => {
    const token = tokenIn(await (await page("pam", "/")).text());
    const files = upload([{ name: "estate.json", bytes: ESTATE }], { "form-token": token });
    const inventory = (await send("pam", "/inventories", files)).headers.get("Location") ?? "";
    const request = { name: "walked", workloads: servers(4), targets: [TARGET] };
    const headers = { Cookie: cookies["pam"] ?? "", Origin: server.url, Prefer: "wait=30" };
    const made = await postJson(server, "/api/v1/plans", request, headers);
    expect(made.status).toBe(201);
    const begin = ["/", inventory, (made.headers.get("Location") ?? "").replace("/api/v1", "")];
    const planner = await pagesFrom("pam", begin);
    const forms = [...planner].flatMap(([address, html]) => postingForms(html).map((form) => ({ address, form })));
    expect(new Set(forms.map(({ address }) => address.split("?")[0])).size).toBeGreaterThan(6);
    expect(forms.length).toBeGreaterThan(planner.size);
    expect(forms.filter(({ form }) => tokenIn(form) !== token)).toEqual([]);

    const viewer = await pagesFrom("vic", begin);
    const left = [...viewer].flatMap(([address, html]) => postingForms(html).map((form) => ({ address, form })));
    expect(viewer.size).toBeGreaterThan(6);
    expect(left.filter(({ form }) => !form.includes('action="/logout"'))).toEqual([]);
    expect(viewer.get(begin[1] ?? "")).toContain("You are signed in to read.");
    expect(viewer.get("/plans")).not.toContain("You are signed in to read.");
  });

  it("tell admins who has which account and key, and others nothing", async () => {
    const answers = await Promise.all(["ada", "pam", "vic"].map((name) => page(name, "/accounts")));
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 403]);
    const html = (await answers[0]?.text()) ?? "";
    const text = html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
    expect(text).toContain(
      "ada admin password 2026-01-05 ada/key admin API key 2026-01-05 no end pam planner password",
    );
    expect(html).not.toMatch(/[0-9a-f]{64}/);
    expect((await page("pam", "/plans").then((answer) => answer.text())).includes("/accounts")).toBe(false);
  });

  it("begin with the plans for who may only read", async () => {
    const [vic, pam] = [await signIn("vic"), await signIn("pam")];
    expect([vic.headers.get("Location"), pam.headers.get("Location")]).toEqual(["/plans", "/"]);
  });
});

describe("every route", () => {
  const SHARED = ["comparison", "plan", "simulation", "what-if"].map((kind) => `/s/:secret/${kind}`);
  const OPEN = ["/healthz", "/login", "/logout", "/problems/:key", "/readyz", "/s/:secret", ...SHARED];

  it("is closed to strangers unless it is listed here, and changes nothing for who may only read", async () => {
    const store = memoryStore();
    const jobs = inlineRunner({ context: productContext(), keep: () => Promise.resolve("none") });
    const app = createApp({ store, jobs, context: productContext(), log: () => {} });
    const routes = routesOf(await awakened(app));
    await jobs.close();
    await store.close();
    expect(routes.filter(({ path: at }) => at.startsWith("/api/v1/")).length).toBeGreaterThan(20);
    const needs = (route: Route) => needOf(route.method, route.path.replaceAll(/:\w+/g, "x"));
    const open = routes.filter((route) => needs(route) === "anyone").map(({ path: at }) => at);
    expect([...new Set(open)].toSorted()).toEqual(OPEN);
    for (const { method, path: at } of routes.filter(({ path: one }) => !OPEN.includes(one))) {
      const address = `${server.url}${at.replaceAll(/:\w+/g, "x").replaceAll(/[{}]/g, "")}`;
      const stranger = await fetch(address, { method, headers: { Accept: "application/json" } });
      expect([method, at, stranger.status]).toEqual([method, at, 401]);
      if (method === "GET" || method === "OPTIONS") continue;
      const headers = { Cookie: cookies["vic"] ?? "", Origin: server.url };
      expect([method, at, (await fetch(address, { method, headers })).status]).toEqual([method, at, 403]);
    }
  });
});
