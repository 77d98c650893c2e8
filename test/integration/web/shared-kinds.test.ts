/** Shares of everything that is an answer: one way to make, open and end them, and what each opens and keeps closed. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Comparison, SimulationDocument } from "#planner";
import { WHAT_IF_RESULT } from "../../../web/api/schemas-what-if.ts";
import { SHARE, SHARE_LIST, SHARE_MADE } from "../../../web/shares/shares.ts";
import { RICH_SCENARIO } from "../../support/scenario.ts";
import { SMALL_HOST } from "../../support/small-host.ts";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { TARGET, servers } from "../../unit/jobs/builders.ts";
import { json, linksIn, post, postJson } from "./calls.ts";

const WAIT = { Prefer: "wait=60" };
const KINDS = ["plan", "simulation", "what-if", "comparison"] as const;
type Kind = (typeof KINDS)[number];

let server: TestServer;
/** Ids of three plans, a simulation, a what-if. */
const ids: Record<"plans" | "simulations" | "what-ifs", string[]> = { plans: [], simulations: [], "what-ifs": [] };

async function made(list: keyof typeof ids, body: unknown): Promise<void> {
  const answer = await postJson(server, `/api/v1/${list}`, body, WAIT);
  expect(answer.status).toBe(201);
  ids[list].push((answer.headers.get("Location") ?? "").split("/").at(-1) ?? "");
}

beforeAll(async () => {
  server = await testServer();
  for (const count of [3, 4, 5])
    await made("plans", { name: `estate of ${count}`, workloads: servers(count), targets: [TARGET] });
  await made("simulations", SMALL_HOST);
  await made("what-ifs", RICH_SCENARIO);
});
afterAll(() => server.close());

const send = (path: string, method = "GET", headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { method, headers, redirect: "manual" });

/** Address of what is shared; in the API where `isApi`. */
function addressOf(kind: Kind, isApi: boolean): string {
  const root = isApi ? "/api/v1" : "";
  const [first = "", second = ""] = ids.plans;
  const compared = `id=${first}&id=${second}`;
  if (kind === "comparison") return `${root}/plans/${isApi ? "comparison" : "compare"}/shares?${compared}`;
  return `${root}/${kind}s/${ids[`${kind}s`][0] ?? ""}/shares`;
}

async function shared(kind: Kind, asked: unknown = {}) {
  const answer = await postJson(server, addressOf(kind, true), asked);
  expect(answer.status).toBe(201);
  const share = SHARE_MADE.parse(await answer.json());
  return { ...share, self: share.links["self"] ?? "", page: share.links["page"] ?? "" };
}

describe.each(KINDS)("a share of a %s", (kind) => {
  it("opens its page and its files, without forms, and leads nowhere else", async () => {
    const { page } = await shared(kind);
    const answer = await send(page);
    const html = await answer.text();
    expect([answer.status, answer.headers.get("Cache-Control"), answer.headers.get("X-Robots-Tag")]).toEqual([
      200,
      "no-store",
      "noindex, nofollow",
    ]);
    expect(html).not.toMatch(/<form|<select|<textarea|<input|<button/);
    const links = linksIn(html);
    const files = [...new Set(links.filter((href) => href.startsWith(`${page}/${kind}?`)))];
    expect(files.length).toBeGreaterThan(1);
    // what is left is the page itself in another order
    expect(links.filter((href) => !href.startsWith(`${page}/${kind}?`) && !href.startsWith("?"))).toEqual([]);
    // workbooks and PDFs take seconds; shares.test.ts opens them
    for (const file of files.filter((one) => !/=(?:xlsx|pdf)/.test(one))) {
      const sent = await send(file);
      expect([file, sent.status, sent.headers.get("Referrer-Policy")]).toEqual([file, 200, "no-referrer"]);
      expect((await sent.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
    for (const other of KINDS.filter((one) => one !== kind))
      expect([other, (await send(`${page}/${other}?format=json`)).status]).toEqual([other, 404]);
  });

  it("is listed and read without its secret, and taken back by itself", async () => {
    const [first, second] = [await shared(kind, { days: 90 }), await shared(kind)];
    const { shares } = SHARE_LIST.parse(await json(await send(addressOf(kind, true))));
    expect(shares.map(({ id }) => id).slice(0, 2)).toEqual([second.id, first.id]);
    expect(JSON.stringify(shares)).not.toContain(second.secret);
    const read = await send(first.self);
    expect(SHARE.parse(await read.json())).toEqual(shares[1]);
    const [tag, stale] = [read.headers.get("ETag") ?? "", { "If-Match": '"stale"' }];
    expect(tag).toMatch(/^"[0-9a-f]{32}\.json"$/);
    expect((await send(first.self, "GET", { "If-None-Match": tag })).status).toBe(304);
    expect((await send(first.self, "DELETE", stale)).status).toBe(412);
    expect((await send(first.page)).status).toBe(200);
    expect((await send(first.self, "DELETE", { "If-Match": tag })).status).toBe(204);
    const over = [first.page, first.self, `${first.page}/${kind}?format=json`];
    expect(await Promise.all(over.map(async (path) => (await send(path)).status))).toEqual([404, 404, 404]);
    expect([(await send(first.self, "DELETE")).status, (await send(second.page)).status]).toEqual([404, 200]);
  });

  it("is not found below anything else", async () => {
    const { self } = await shared(kind);
    const elsewhere = KINDS.filter((one) => one !== kind).map((one) => {
      const [address = ""] = addressOf(one, true).split("?");
      return `${address}/${self.split("/").at(-1)}`;
    });
    for (const address of elsewhere) expect([address, (await send(address, "DELETE")).status]).toEqual([address, 404]);
    expect((await send(self)).status).toBe(200);
  });

  it("is made and taken back on a page without script, which is linked from its own", async () => {
    const address = addressOf(kind, false);
    const own = await (await send(address.replace("/shares", ""))).text();
    expect(linksIn(own)).toContain(address);
    const answer = await post(server, address, [["days", "30"]]);
    const html = await answer.text();
    const handed = /value="(http[^"]+)"/.exec(html)?.[1] ?? "";
    expect([answer.status, (await fetch(handed)).status]).toEqual([201, 200]);
    expect(linksIn(html)).toContain(address.replace("/shares", ""));
    const back = await post(server, /action="([^"]+take-back)"/.exec(html)?.[1] ?? "", []);
    expect([back.status, back.headers.get("Location")]).toEqual([303, address]);
    expect((await fetch(handed)).status).toBe(404);
    expect((await post(server, address, [["days", "soon"]])).status).toBe(422);
  });
});

describe("what a share keeps closed", () => {
  it("is the estate of a what-if: rows are read, their scenario is not", async () => {
    const { page } = await shared("what-if");
    const rows = await send(`${page}/what-if?format=json`);
    expect(WHAT_IF_RESULT.parse(await rows.json()).rows.length).toBeGreaterThan(3);
    expect((await send(`${page}/what-if?format=json&include=scenario`)).status).toBe(400);
    const html = await (await send(`${page}?sort=peakW&order=desc&x=peakW`)).text();
    expect(html).toMatch(/aria-sort="descending"/);
  });

  it("is every plan but those compared, and where they live", async () => {
    const { page } = await shared("comparison");
    const text = await (await send(`${page}/comparison?format=json`)).text();
    const { plans } = Comparison.parse(JSON.parse(text));
    expect(plans.map(({ id }) => id)).toEqual(ids.plans.slice(0, 2));
    expect([text.includes("/api/v1/"), text.includes("estate of 5")]).toEqual([false, false]);
    // the address says which plans; what is added to it is not heard
    const more = await send(`${page}/comparison?format=json&id=${ids.plans[2]}`);
    expect(await more.text()).toBe(text);
  });

  it("is nothing of a simulation, whose question is a host and not an estate", async () => {
    const { page } = await shared("simulation");
    const whole = await send(`${page}/simulation?format=json&include=request`);
    expect(SimulationDocument.parse(await whole.json()).result.name).toBe("small host");
  });
});

describe("what is deleted", () => {
  it.each(["simulation", "what-if"] as const)("takes the shares of a %s with it", async (kind) => {
    await made(`${kind}s`, kind === "simulation" ? SMALL_HOST : RICH_SCENARIO);
    const id = ids[`${kind}s`].pop() ?? "";
    const answer = await postJson(server, `/api/v1/${kind}s/${id}/shares`, {});
    const { links } = SHARE_MADE.parse(await answer.json());
    expect((await send(links["page"] ?? "")).status).toBe(200);
    expect((await send(`/api/v1/${kind}s/${id}`, "DELETE")).status).toBe(204);
    expect((await send(links["page"] ?? "")).status).toBe(404);
    expect((await send(`/api/v1/${kind}s/${id}/shares`)).status).toBe(404);
  });

  it("closes the comparisons that it was in, without telling which plan it was", async () => {
    await made("plans", { name: "short-lived", workloads: servers(2), targets: [TARGET] });
    const gone = ids.plans.pop() ?? "";
    const address = `/api/v1/plans/comparison/shares?id=${ids.plans[0]}&id=${gone}`;
    const { links } = SHARE_MADE.parse(await (await postJson(server, address, {})).json());
    await send(`/api/v1/plans/${gone}`, "DELETE");
    const closed = await send(links["page"] ?? "");
    expect(closed.status).toBe(404);
    expect(await closed.text()).not.toContain(gone);
    // whoever made it can still take it back
    expect((await send(links["self"] ?? "", "DELETE")).status).toBe(204);
  });

  it.each([["id=a"], ["id=a&id=a"], [""]])(
    "or never was: plans named by %j cannot be compared and shared",
    async (query) => {
      expect((await postJson(server, `/api/v1/plans/comparison/shares?${query}`, {})).status).toBe(422);
    },
  );
});
