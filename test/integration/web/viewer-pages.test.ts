/** Every page as a viewer sees it: no form and no link that leads to a refusal, or to where only others can do something. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mayDo } from "#accounts";
import { inlineRunner, productContext } from "#jobs";
import { memoryStore } from "#store";
import { isForPlanners } from "../../../web/access/for-planners.ts";
import { needOf } from "../../../web/access/needs.ts";
import { createApp } from "../../../web/app.ts";
import { RICH_SCENARIO } from "../../support/scenario.ts";
import { SMALL_HOST } from "../../support/small-host.ts";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { PASSWORD, bookOf, keyed } from "../../unit/accounts/builders.ts";
import { TARGET, servers } from "../../unit/jobs/builders.ts";
import { awakened, routesOf } from "../../unit/web/routes.ts";
import { json, postJson, upload } from "./calls.ts";

const folder = mkdtempSync(path.join(tmpdir(), "hostwright-viewer-"));
const cookies: Record<string, string> = {};
let server: TestServer;
/** Pages of everything that there is, by which the walk begins. */
const begin: string[] = [];
/** What was seen: page and its HTML, by reader. */
const walked = new Map<string, ReadonlyMap<string, string>>();

async function cookieOf(name: string): Promise<string> {
  const body = new URLSearchParams({ name, password: PASSWORD });
  const init = { method: "POST", redirect: "manual", headers: { Origin: server.url }, body } as const;
  return (await fetch(`${server.url}/login`, init)).headers.get("Set-Cookie")?.split(";")[0] ?? "";
}

async function filled(key: string): Promise<void> {
  const headers = { Authorization: `Bearer ${key}`, Prefer: "wait=60" };
  const made = async (list: string, body: unknown) => {
    const answer = await postJson(server, `/api/v1/${list}`, body, headers);
    expect([list, answer.status]).toEqual([list, 201]);
    return (answer.headers.get("Location") ?? "").replace("/api/v1", "");
  };
  const plan = (name: string) => made("plans", { name, workloads: servers(4), targets: [TARGET] });
  const [first, second] = [await plan("first"), await plan("second")];
  const [a, b] = [first, second].map((one) => one.split("/").at(-1));
  const [simulation, whatIf] = [await made("simulations", SMALL_HOST), await made("what-ifs", RICH_SCENARIO)];
  const form = upload([{ name: "estate.xlsx", bytes: rvtoolsWorkbook(6) }]);
  const files = { method: "POST", headers, body: form };
  const stored = await fetch(`${server.url}/api/v1/inventories`, files);
  const inventory = (stored.headers.get("Location") ?? "").replace("/api/v1", "");
  const jobs: string[] = [];
  for (const kind of ["plans", "simulations"]) {
    const body = kind === "plans" ? { name: "job", workloads: servers(2), targets: [TARGET] } : SMALL_HOST;
    const asked = await postJson(server, `/api/v1/${kind}`, body, { Authorization: `Bearer ${key}` });
    const { id } = await json<{ id: string }>(asked);
    jobs.push(id);
  }
  begin.push(
    ...["", "plans", "simulations", "what-ifs", "platforms", "hosts", "problems/not-allowed"].map((one) => `/${one}`),
    ...["", "/again", "/shares", "/workloads/server-0"].map((one) => first + one),
    ...["?", "/shares?"].map((one) => `/plans/compare${one}id=${a}&id=${b}`),
    `/plans/compare?id=${a}`,
    ...["", "/shares"].flatMap((one) => [simulation + one, whatIf + one]),
    "/simulations/new",
    "/what-ifs/new",
    ...["", "/workloads", "/workload", "/rules", "/targets", "/goals", "/reading"].map((one) => inventory + one),
    ...jobs.map((id) => `/jobs/${id}`),
    `/jobs/together?id=${jobs[0]}`,
    "/nothing/here",
  );
}

const send = (name: string, address: string) =>
  fetch(`${server.url}${address}`, {
    headers: { Cookie: cookies[name] ?? "", Accept: "text/html" },
    redirect: "manual",
  });

/** Addresses of one kind look alike: ids, names and queries do not count. */
const shapeOf = (address: string): string =>
  address
    .replace(/\?.*/, "?")
    .replaceAll(/\/[\da-f-]{36}/g, "/ID")
    .replace(/\/(workloads|hosts|platforms)\/[^/?]+/, "/$1/NAME");
/** Of each kind so many are looked at. */
const MOST_ALIKE = 2;

const MARKUP = /<(a|form)\b([^>]*)>/g;
const attribute = (text: string, name: string): string | undefined =>
  new RegExp(` ${name}="([^"]*)"`).exec(text)?.[1]?.replaceAll("&amp;", "&").replaceAll("&#x3D;", "=");

/** Where the page leads: links and forms, with their methods. */
const waysFrom = (html: string) =>
  [...html.matchAll(MARKUP)].flatMap(([, tag = "", text = ""]) => {
    const address = attribute(text, tag === "a" ? "href" : "action");
    if (address === undefined || !address.startsWith("/")) return [];
    const method = tag === "form" && attribute(text, "method") === "post" ? "POST" : "GET";
    return [{ tag, method, address: address.split("#")[0] ?? "" }];
  });

/** Every page from the first ones on; answers that are no pages are looked at and not read. */
async function walk(name: string): Promise<ReadonlyMap<string, string>> {
  const [pages, alike, waiting] = [new Map<string, string>(), new Map<string, number>(), [...begin]];
  const seen = new Set<string>();
  const refused: string[] = [];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const times = alike.get(shapeOf(next)) ?? 0;
    if (seen.has(next) || (times >= MOST_ALIKE && !begin.includes(next))) continue;
    seen.add(next);
    alike.set(shapeOf(next), times + 1);
    // PDF and workbook take seconds to write; JSON of the same address says as much
    const answer = await send(name, next.replace(/format=(?:pdf|xlsx)/, "format=json"));
    const html = await answer.text();
    if (answer.status === 403 || answer.status === 401) refused.push(`${answer.status} ${next}`);
    if (answer.status >= 300 && answer.status < 400) waiting.push(answer.headers.get("Location") ?? "/");
    if (!(answer.headers.get("Content-Type") ?? "").startsWith("text/html") || next.includes("format=")) continue;
    pages.set(next, html);
    waiting.push(...waysFrom(html).flatMap((way) => (way.method === "GET" ? [way.address] : [])));
  }
  expect(refused).toEqual([]);
  return pages;
}

beforeAll(async () => {
  const file = path.join(folder, "accounts.json");
  const { book, key } = keyed(await bookOf({ vic: "viewer", pam: "planner" }), "pam");
  writeFileSync(file, JSON.stringify(book));
  server = await testServer({ accountsFile: file });
  await filled(key);
  const running = await postJson(
    server,
    "/api/v1/plans",
    { name: "x", workloads: servers(2), targets: [TARGET] },
    {
      Authorization: `Bearer ${key}`,
    },
  );
  expect(running.status).toBe(202);
  for (const name of ["vic", "pam"]) {
    cookies[name] = await cookieOf(name);
    walked.set(name, await walk(name));
  }
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const pagesOf = (name: string) => [...(walked.get(name) ?? new Map<string, string>())];
const waysOf = (name: string) =>
  pagesOf(name).flatMap(([page, html]) => waysFrom(html).map((way) => ({ page, ...way })));

describe("a viewer", () => {
  it("has been on every page that there is", async () => {
    const store = memoryStore();
    const jobs = inlineRunner({ context: productContext(), keep: () => Promise.resolve("none") });
    const app = createApp({ store, jobs, context: productContext(), log: () => {} });
    const routes = routesOf(await awakened(app));
    await jobs.close();
    await store.close();
    // what answers no page, is for admins, is shared with strangers, or only leads on to a page
    const other = /^\/(?:api\/|healthz|readyz|metrics|accounts|s\/|login|plans\/:id\/why|inventories\/:id\/reading)/;
    const paths = routes
      .filter(({ method, path: at }) => method === "GET" && !other.test(at))
      .map(({ path: at }) => at);
    const visited = pagesOf("vic").map(([address]) => address.split("?")[0] ?? "");
    const patterns = [...new Set(paths)].map((at) => ({
      at,
      fits: new RegExp(`^${at.replaceAll(/:\w+/g, "[^/]+")}$`),
    }));
    expect(patterns.length).toBeGreaterThan(20);
    expect(patterns.filter(({ fits }) => !visited.some((one) => fits.test(one))).map(({ at }) => at)).toEqual([]);
  });

  it("finds no form that would be refused", () => {
    const ways = waysOf("vic").filter(({ tag }) => tag === "form");
    expect(ways.length).toBeGreaterThan(20);
    const refused = ways.filter(({ method, address }) => {
      const need = needOf(method, address.split("?")[0] ?? "");
      return need !== "anyone" && !mayDo("viewer", need);
    });
    expect(refused).toEqual([]);
  });

  it("finds no link or form to where only planners can do something, while planners find them", () => {
    const led = (name: string) => waysOf(name).filter(({ address }) => isForPlanners(address));
    expect(led("vic")).toEqual([]);
    expect(new Set(led("pam").map(({ address }) => shapeOf(address))).size).toBeGreaterThan(8);
  });

  it("reads what is there about each workload, by its name in the table", () => {
    const [, table = ""] = pagesOf("vic").find(([address]) => /^\/inventories\/[^/]+\/workloads$/.test(address)) ?? [];
    const names = [...table.matchAll(/<th scope="row"><a href="([^"]+)">(vm-\d+)<\/a>/g)];
    expect(names.length).toBeGreaterThan(3);
    const read = pagesOf("vic").filter(([address]) => /\/workload\?of=/.test(address));
    expect(read.length).toBeGreaterThan(0);
    for (const [, html] of read) {
      expect(html).toContain("You are signed in to read.");
      expect(html).toMatch(/<h1>[^<]*vm-\d+/);
    }
  });

  it("reads there who may, in place of fields that do nothing", () => {
    const closed = pagesOf("vic").filter(([address]) => isForPlanners(address) && address !== "/");
    expect(closed.length).toBeGreaterThan(8);
    for (const [address, html] of closed) {
      expect([address, html.includes("planners and admins may do that, a viewer may not")]).toEqual([address, true]);
      const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
      expect([address, /<(?:form|fieldset|input|select|textarea|button)\b/.test(main)]).toEqual([address, false]);
    }
  });
});

describe("a planner", () => {
  it("finds a token in every form that posts, wherever its markup comes from", () => {
    const forms = pagesOf("pam").flatMap(([page, html]) =>
      [...html.matchAll(/<form\b[^>]*method="post"[\s\S]*?<\/form>/g)].map(([form]) => ({ page, form })),
    );
    expect(forms.some(({ page }) => page.startsWith("/what-ifs/"))).toBe(true);
    expect(forms.filter(({ form }) => !form.includes('name="form-token"'))).toEqual([]);
  });

  it("has one row of a what-if planned from its page", async () => {
    const [address = "", html = ""] = pagesOf("pam").find(([, text]) => text.includes("Plan this row")) ?? [];
    const token = /name="form-token" value="([\w-]+)"/.exec(html)?.[1] ?? "";
    const asked = await fetch(`${server.url}${address.split("?")[0]}/plan`, {
      method: "POST",
      redirect: "manual",
      headers: { Cookie: cookies["pam"] ?? "", Origin: server.url },
      body: new URLSearchParams({ row: "1", "form-token": token }),
    });
    expect([asked.status, asked.headers.get("Location")]).toEqual([303, expect.stringMatching(/^\/jobs\//)]);
  });
});
