/** Read-only shares: what an address opens, what it does not, and when it stops. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PlanDocument } from "#planner";
import { memoryStore } from "#store";
import { SHARE_LIST, SHARE_MADE, makeShare, shareOfSecret, sharesOf } from "../../../web/shares/shares.ts";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { TARGET, servers } from "../../unit/jobs/builders.ts";
import { json, linksIn, post, postJson } from "./calls.ts";

const DAY_MS = 86_400_000;
const PLAN = { kind: "plan", ids: ["p1"] } as const;

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const get = (path: string) => fetch(`${server.url}${path}`, { redirect: "manual" });
const remove = (path: string) => fetch(`${server.url}${path}`, { method: "DELETE" });

async function planned(): Promise<string> {
  const request = { name: "shared estate", workloads: servers(4), targets: [TARGET] };
  const made = await postJson(server, "/api/v1/plans", request, { Prefer: "wait=30" });
  return made.headers.get("Location") ?? "";
}

async function shared(plan: string, body: unknown = {}) {
  const made = await postJson(server, `${plan}/shares`, body);
  expect(made.status).toBe(201);
  return SHARE_MADE.parse(await made.json());
}

describe("a shared plan", () => {
  it("is read by its address alone, in every format, and leads nowhere else", async () => {
    const plan = await planned();
    const { links } = await shared(plan);
    const page = links["page"] ?? "";
    const answer = await get(page);
    const html = await answer.text();
    expect([answer.status, answer.headers.get("Referrer-Policy"), answer.headers.get("X-Robots-Tag")]).toEqual([
      200,
      "no-referrer",
      "noindex, nofollow",
    ]);
    const pages = linksIn(html);
    expect(pages.length).toBeGreaterThan(4);
    expect(pages.filter((href) => !href.startsWith(`${page}/plan?`))).toEqual([]);
    const types = await Promise.all(
      ["json", "csv", "xlsx", "pdf", "html"].map(async (format) => {
        const file = await get(`${page}/plan?format=${format}`);
        return [file.status, file.headers.get("Content-Type")?.split(";")[0]];
      }),
    );
    expect(types).toEqual([
      [200, "application/json"],
      [200, "text/csv"],
      [200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
      [200, "application/pdf"],
      [200, "text/html"],
    ]);
    const whole = await get(`${page}/plan?format=json&include=request`);
    expect(PlanDocument.parse(await whole.json()).result.name).toBe("shared estate");
  });

  it("is gone once it is taken back, and the other shares stay", async () => {
    const plan = await planned();
    const [first, second] = [await shared(plan), await shared(plan, { days: 90 })];
    expect((await remove(first.links["self"] ?? "")).status).toBe(204);
    expect((await remove(first.links["self"] ?? "")).status).toBe(404);
    expect((await get(first.links["page"] ?? "")).status).toBe(404);
    expect((await get(second.links["page"] ?? "")).status).toBe(200);
    const { shares } = SHARE_LIST.parse(await json(await get(`${plan}/shares`)));
    expect(shares.map(({ id }) => id)).toEqual([second.id]);
    expect(JSON.stringify(shares)).not.toContain(second.secret);
  });

  it("is gone with its plan, and a share of one plan is not taken back at another", async () => {
    const [plan, other] = [await planned(), await planned()];
    const share = await shared(plan);
    expect((await remove(`${other}/shares/${share.id}`)).status).toBe(404);
    await remove(plan);
    expect((await get(share.links["page"] ?? "")).status).toBe(404);
    expect((await get(`${plan}/shares`)).status).toBe(404);
  });

  it.each([{ days: 0 }, { days: 91 }, { days: 1.5 }, { days: "7" }, { until: "2030-01-01" }])(
    "is refused with the bound for %j",
    async (body) => {
      const refused = await postJson(server, `${await planned()}/shares`, body);
      expect(refused.status).toBe(422);
      expect(await json(refused)).toMatchObject({ type: "/problems/invalid-input" });
    },
  );

  it("is made and taken back on a page without script", async () => {
    const page = (await planned()).replace("/api/v1", "");
    const made = await post(server, `${page}/shares`, [["days", "30"]]);
    const html = await made.text();
    const address = /value="(http[^"]+)"/.exec(html)?.[1] ?? "";
    expect([made.status, (await fetch(address)).status]).toEqual([201, 200]);
    const back = /action="([^"]+take-back)"/.exec(html)?.[1] ?? "";
    expect((await post(server, back, [])).status).toBe(303);
    expect((await fetch(address)).status).toBe(404);
    expect((await post(server, `${page}/shares`, [["days", "soon"]])).status).toBe(422);
  });

  it("does not have its secret in the log", async () => {
    const { links, secret } = await shared(await planned());
    await get(links["page"] ?? "");
    await get(`/s/${"x".repeat(43)}`);
    expect(JSON.stringify(server.log)).not.toContain(secret);
    expect(server.log.filter(({ path }) => path === "/s/…").length).toBeGreaterThan(1);
  });
});

describe("the life of a share", () => {
  it("ends to the millisecond, and the dead are swept away", async () => {
    const store = memoryStore();
    const { share, secret } = await makeShare(store, PLAN, { asked: { days: 2 }, madeBy: "ada" });
    expect([share.subject, share.madeBy]).toEqual(["plans/p1", "ada"]);
    const end = Date.parse(share.createdAt) + 2 * DAY_MS;
    expect(Date.parse(share.expiresAt)).toBe(end);
    expect(await shareOfSecret(store, secret, end - 1)).toEqual(share);
    await expect(shareOfSecret(store, secret, end)).rejects.toThrow("expired or been taken back");
    expect(await sharesOf(store, PLAN, end - 1)).toEqual([share]);
    // whichever subject is asked about: nothing that is over stays
    const other = { kind: "comparison", ids: ["p1", "p2"] } as const;
    expect([await sharesOf(store, other, end), await store.listShares("plans/p1")]).toEqual([[], []]);
    await store.close();
  });

  it("is one of fifty at most", async () => {
    const store = memoryStore();
    const wish = { asked: {}, madeBy: undefined };
    for (let n = 0; n < 50; n++) await makeShare(store, PLAN, wish);
    await expect(makeShare(store, PLAN, wish)).rejects.toMatchObject({ problems: [{ code: "too-many-shares" }] });
    await store.close();
  });
});
