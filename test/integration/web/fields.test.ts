/** ?fields= on every GET of the API that answers JSON: what is left, how it is tagged, what is refused. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApi } from "../../../web/api/openapi.ts";
import { SCENARIO } from "../../support/scenario.ts";
import { SMALL_HOST } from "../../support/small-host.ts";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { TARGET, servers } from "../../unit/jobs/builders.ts";
import { json, postJson, upload } from "./calls.ts";

type Body = Readonly<Record<string, unknown>>;

let server: TestServer;
const made: Record<string, string> = {};

async function place(list: string, body: unknown): Promise<string> {
  const answer = await postJson(server, `/api/v1/${list}`, body, { Prefer: "wait=60" });
  expect(answer.status).toBe(201);
  return (answer.headers.get("Location") ?? "").split("/").at(-1) ?? "";
}

beforeAll(async () => {
  server = await testServer();
  const plan = (name: string) => place("plans", { name, workloads: servers(3), targets: [TARGET] });
  made["plan"] = await plan("first");
  made["other"] = await plan("second");
  made["simulation"] = await place("simulations", SMALL_HOST);
  made["what-if"] = await place("what-ifs", SCENARIO);
  const body = upload([{ name: "estate.xlsx", bytes: rvtoolsWorkbook(4) }]);
  const stored = await fetch(`${server.url}/api/v1/inventories`, { method: "POST", body });
  made["inventory"] = (stored.headers.get("Location") ?? "").split("/").at(-1) ?? "";
  const job = await postJson(server, "/api/v1/plans", { name: "job", workloads: servers(2), targets: [TARGET] });
  made["job"] = (job.headers.get("Location") ?? "").split("/").at(-1) ?? "";
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}/api/v1${path}`, { headers });
const part = async (path: string) => {
  const answer = await get(path, { Accept: "application/json" });
  expect([path, answer.status]).toEqual([path, 200]);
  return json<Body>(answer);
};

describe("fields of documents", () => {
  it("are members of a plan, deeper ones by dots, byte for byte those of the whole", async () => {
    const whole = await part(`/plans/${made["plan"]}`);
    const { summary, hosts } = whole as { summary: Body; hosts: readonly Body[] };
    expect(await part(`/plans/${made["plan"]}?fields=summary,name`)).toEqual({ name: "first", summary });
    const deep = await part(`/plans/${made["plan"]}?fields=summary.hostsUsed,hosts.id`);
    expect(deep).toEqual({ summary: { hostsUsed: summary["hostsUsed"] }, hosts: hosts.map(({ id }) => ({ id })) });
    const document = await part(`/plans/${made["plan"]}?include=request&fields=request.name`);
    expect(document).toEqual({ request: { name: "first" } });
  });

  it("keep id and links of what has them", async () => {
    const inventory = await part(`/inventories/${made["inventory"]}?fields=workloads`);
    expect(Object.keys(inventory).toSorted()).toEqual(["id", "links", "workloads"]);
    const job = await part(`/jobs/${made["job"]}?fields=state`);
    expect(Object.keys(job).toSorted()).toEqual(["id", "links", "state"]);
    expect(Object.keys(await part("/hosts/hp-dl585-g1?fields=year")).toSorted()).toEqual(["id", "year"]);
  });

  it("are asked of JSON only", async () => {
    for (const path of [
      `/plans/${made["plan"]}?format=csv`,
      `/plans/comparison?id=${made["plan"]}&id=${made["other"]}&format=csv`,
    ]) {
      const refused = await get(`${path}&fields=name`);
      const body = await json<{ errors: readonly Body[] }>(refused);
      expect([refused.status, body.errors[0]?.["code"]]).toEqual([422, "not-json"]);
    }
    const names = await get(`/inventories/${made["inventory"]}/names?fields=kind`, { Accept: "text/csv" });
    expect(names.status).toBe(422);
  });
});

describe("fields of lists", () => {
  it("are members of the entries; what stands around them stays", async () => {
    const { plans, links } = (await part("/plans?limit=1&fields=name")) as { plans: readonly Body[]; links: Body };
    expect(plans.map((plan) => Object.keys(plan).toSorted())).toEqual([["id", "links", "name"]]);
    const next = String(links["next"]).replace("/api/v1", "");
    expect(next).toContain("&fields=name");
    const second = (await part(next)) as { plans: readonly Body[] };
    expect(Object.keys(second.plans[0] ?? {}).toSorted()).toEqual(["id", "links", "name"]);
    const answer = await get("/plans?limit=1&fields=name");
    expect(answer.headers.get("Link")).toBe(`<${String(links["next"])}>; rel="next"`);
    const workloads = await part(`/inventories/${made["inventory"]}/workloads?fields=memoryMiB,os.family`);
    expect(workloads["matching"]).toBe((await part(`/inventories/${made["inventory"]}/workloads`))["matching"]);
    expect((workloads["workloads"] as readonly Body[])[0]).toEqual({
      id: expect.any(String),
      os: { family: "windows" },
      memoryMiB: 512,
    });
  });

  it("know their members when there are no entries", async () => {
    const refused = await get(`/inventories/${made["inventory"]}/workloads?text=nobody&fields=nobody`);
    const { errors } = await json<{ errors: readonly Body[] }>(refused);
    expect([refused.status, errors[0]?.["detail"]]).toEqual([422, expect.stringContaining("memoryMiB")]);
  });
});

describe("a part's version", () => {
  it("has a tag of its own, the same for the same members, and answers 304 by it", async () => {
    const path = `/plans/${made["plan"]}`;
    const tag = async (query: string) => (await get(`${path}${query}`)).headers.get("ETag") ?? "";
    const [whole, one, again, other] = [
      await tag(""),
      await tag("?fields=name,summary"),
      await tag("?fields=summary,name"),
      await tag("?fields=name"),
    ];
    expect(new Set([whole, one, other]).size).toBe(3);
    expect([again, one.startsWith(whole.slice(0, -1))]).toEqual([one, true]);
    expect((await get(`${path}?fields=name,summary`, { "If-None-Match": one })).status).toBe(304);
    expect((await get(`${path}?fields=name,summary`, { "If-None-Match": whole })).status).toBe(200);
    const list = (await get("/platforms?fields=title")).headers.get("ETag") ?? "";
    expect((await get("/platforms?fields=title", { "If-None-Match": list })).status).toBe(304);
    expect((await get("/platforms", { "If-None-Match": list })).status).toBe(200);
    const inventory = await get(`/inventories/${made["inventory"]}?fields=vcpus`);
    expect(inventory.headers.get("ETag")).toMatch(/^"[0-9a-f]{32}\.summary\.[0-9a-f]{16}"$/);
    const head = await fetch(`${server.url}/api/v1${path}?fields=name`, { method: "HEAD" });
    expect([head.status, head.headers.get("ETag")]).toEqual([200, other]);
  });

  it("names the version that is deleted, as every form does", async () => {
    const id = await place("plans", { name: "to go", workloads: servers(2), targets: [TARGET] });
    const seen = (await get(`/plans/${id}?fields=name`)).headers.get("ETag") ?? "";
    const remove = (tag: string) =>
      fetch(`${server.url}/api/v1/plans/${id}`, { method: "DELETE", headers: { "If-Match": tag } });
    expect((await remove('"stale"')).status).toBe(412);
    expect((await remove(seen)).status).toBe(204);
  });
});

/** Addresses of the description that choose members, with ids of what is there. */
const choosing = Object.entries(openApi().paths ?? {}).filter(([, item]) =>
  (item.get?.parameters ?? []).some((one) => "name" in one && one.name === "fields"),
);

const IDS: Readonly<Record<string, string>> = {
  plans: "plan",
  simulations: "simulation",
  "what-ifs": "what-if",
  inventories: "inventory",
  jobs: "job",
};

function addressOf(template: string): string {
  const [list = ""] = template.replace("/api/v1/", "").split("/");
  const id = list === "platforms" ? "esx-3.0" : list === "hosts" ? "hp-dl585-g1" : (made[IDS[list] ?? ""] ?? "");
  const query = template.includes("/comparison")
    ? `?id=${made["plan"]}&id=${made["other"]}`
    : template.endsWith("/differences")
      ? "?rows=1,2"
      : "";
  return `${template.replace("/api/v1", "").replace("{id}", id).replace("{name}", "server-0")}${query}`;
}

describe("every address that answers JSON", () => {
  it("is one of those that choose", () => {
    expect(choosing.length).toBeGreaterThan(25);
    expect(choosing.map(([address]) => address)).not.toContain("/api/v1/jobs/{id}/events");
  });

  it.each(choosing.map(([template]) => template))(
    "%s refuses unknown names with the known ones, gives known ones",
    async (template) => {
      let address = addressOf(template);
      if (template.includes("/shares")) {
        const shared = await postJson(server, `/api/v1${addressOf(template.replace("/{share}", ""))}`, {});
        const { links } = await json<{ links: { self: string } }>(shared);
        if (template.endsWith("{share}")) address = links.self.replace("/api/v1", "");
      }
      const also = address.includes("?") ? "&" : "?";
      const whole = await part(address);
      const refused = await get(`${address}${also}fields=nobody`, { Accept: "application/json" });
      const { type, errors } = await json<{ type: string; errors: readonly { detail: string }[] }>(refused);
      expect([refused.status, type]).toEqual([422, "/problems/invalid-input"]);
      const known = /known: (.*)$/.exec(errors[0]?.detail ?? "")?.[1]?.split(", ") ?? [];
      expect(known.length).toBeGreaterThan(0);
      const list = Object.values(whole).find((value) => Array.isArray(value)) as readonly Body[] | undefined;
      const entry = [whole, ...(list ?? [])].find((one) => known.some((name) => Object.hasOwn(one, name)));
      const name =
        Object.keys(entry ?? {}).find((one) => known.includes(one) && one !== "id" && one !== "links") ?? "id";
      const chosen = await part(`${address}${also}fields=${encodeURIComponent(name)}`);
      expect(JSON.stringify(chosen).length).toBeLessThanOrEqual(JSON.stringify(whole).length);
      expect(JSON.stringify(chosen)).toContain(JSON.stringify(name));
    },
  );
});
