/**
 * The desk: whatever is asked of a stored inventory or plan is answered with the same bytes on the server's own thread and
 * in the one for large things. Two servers on one store, of which one takes everything for large.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importInventory } from "#inventory";
import { type Runner, type Task, inlineRunner, productContext, taskIn, taskJson } from "#jobs";
import { DEFAULT_MEMORY_BYTES, plan } from "#planner";
import { memoryStore } from "#store";
import { createApp } from "../../../web/app.ts";
import { planRequest } from "../../../web/decode/plan-request.ts";
import { deskOn } from "../../../web/desk/desk.ts";
import { rvtoolsWorkbook } from "../../support/web-server.ts";
import { TARGET } from "../../unit/jobs/builders.ts";
import { idIn, plain } from "./stored-estate.ts";

const AT = "2006-11-01T08:00:00.000Z";
const context = productContext();
const room = { context, memoryBytes: DEFAULT_MEMORY_BYTES };
const store = memoryStore();
const TARGET_TEXT = `${TARGET.platform}@${TARGET.hostType}`;

/** A server whose desk unpacks on its own thread what is up to so many bytes. */
async function serverWith(mostHereBytes: number) {
  const desk = deskOn({ store, ...room }, { mostHereBytes });
  const inline = inlineRunner({ context, keep: () => Promise.resolve("kept") });
  const tasks: Task[] = [];
  const jobs: Runner = {
    ...inline,
    submit: (task, id) => {
      tasks.push(taskIn(taskJson(task)));
      return inline.submit(task, id);
    },
  };
  const server = createServer(createApp({ store, jobs, context, desk, log: () => {}, isLoopback: true }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // one request id, so that what is refused is the same to the byte, too
  const ask = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("X-Request-Id", "one");
    return fetch(`${url}${path}`, { redirect: "manual", ...init, headers });
  };
  return {
    ask,
    tasks,
    close: async () => {
      server.close();
      await desk.close();
    },
  };
}

let here: Awaited<ReturnType<typeof serverWith>>;
let there: Awaited<ReturnType<typeof serverWith>>;
beforeAll(async () => {
  const inventory = await importInventory([{ name: "estate.xlsx", bytes: rvtoolsWorkbook() }]);
  await store.putInventory({ id: "i1", createdAt: AT, inventory });
  for (const [id, growthPercent] of [
    ["p1", 0],
    ["p2", 40],
  ] as const) {
    const rest = { name: id, targets: [TARGET], goals: { growthPercent, simulatedHosts: 0 } };
    const request = planRequest(inventory, rest, room);
    await store.putPlan({ id, createdAt: AT, document: { request, result: plan(request, context) } });
  }
  [here, there] = [await serverWith(Number.POSITIVE_INFINITY), await serverWith(-1)];
});
afterAll(async () => {
  await here.close();
  await there.close();
  await store.close();
});

/** Status, what tells of the body, and the body; ids made at random are left out. */
async function told(answer: Response) {
  const text = plain(await answer.text()).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID");
  const location = answer.headers.get("Location")?.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID");
  const headers = ["Content-Type", "ETag", "Content-Disposition", "Link", "Vary", "Cache-Control"].map((name) =>
    answer.headers.get(name),
  );
  return { status: answer.status, location, headers, text };
}

const READ = [
  "/inventories/i1",
  "/inventories/i1?done=1",
  "/inventories/i1/workloads?sort=-memory&text=vm",
  "/inventories/i1/workload?of=vm-003",
  "/inventories/i1/workload",
  "/inventories/i1/workload?of=nobody",
  "/inventories/i1/rules",
  "/inventories/i1/targets",
  `/inventories/i1/goals?target=${TARGET_TEXT}`,
  "/api/v1/inventories/i1",
  "/api/v1/inventories/i1?include=inventory",
  "/api/v1/inventories/i1/workloads?limit=5&sort=name",
  "/api/v1/inventories/i1/names",
  "/api/v1/inventories/i1/names?x=csv",
  "/api/v1/inventories/none",
  "/plans/p1",
  "/plans/p1/hosts/none",
  "/plans/p1/workloads/vm-003",
  "/plans/p1/workloads/nobody",
  "/plans/p1/again",
  "/plans/p1/shares",
  "/plans/compare?id=p1&id=p2",
  "/plans/compare?id=p1",
  "/what-ifs/new?plan=p1",
  "/api/v1/plans/p1",
  "/api/v1/plans/p1?include=request",
  "/api/v1/plans/p1?format=csv",
  "/api/v1/plans/p1?format=html",
  "/api/v1/plans/p1?format=xlsx",
  "/api/v1/plans/none",
  "/api/v1/plans/p1/workloads/vm-003/explanation",
  "/api/v1/plans/comparison?id=p1&id=p2",
  "/api/v1/plans/comparison?id=p1&id=p2&format=csv&table=workloads",
];

describe("reading", () => {
  it.each(READ)("%s answers the same bytes here and in a thread", async (path) => {
    const headers = { Accept: path.endsWith("x=csv") ? "text/csv" : path.startsWith("/api") ? "*/*" : "text/html" };
    const [one, other] = [
      await told(await here.ask(path, { headers })),
      await told(await there.ask(path, { headers })),
    ];
    expect(other).toEqual(one);
    expect(one.status).toBe(/none|nobody/.test(path) ? 404 : 200);
  });

  it("a host's page answers the same", async () => {
    const host = (await store.getPlan("p1"))?.document.result.hosts[0]?.id ?? "";
    const path = `/plans/p1/hosts/${encodeURIComponent(host)}`;
    expect(await told(await there.ask(path))).toEqual(await told(await here.ask(path)));
    expect((await there.ask(path)).status).toBe(200);
  });
});

const form = (fields: Readonly<Record<string, string>>): RequestInit => ({
  method: "POST",
  body: new URLSearchParams(fields),
});
const asJson = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

const FORMS = [
  ["/inventories/i1/edits", { which: "filtered", do: "grow", growCpu: "10" }, 303],
  ["/inventories/i1/edits", { which: "filtered", text: "nobody", do: "remove" }, 422],
  ["/inventories/i1/edits", { which: "ticked", do: "grow", growCpu: "much" }, 422],
  ["/inventories/i1/rules", { do: "add", id: "r1", kind: "apart", workloads: "vm-001\nvm-003", atMost: "1" }, 303],
  ["/inventories/i1/rules", { do: "add", id: "r1", kind: "apart", workloads: "nobody" }, 422],
  ["/inventories/i1/fixes", { code: "none", fix: "settle" }, 422],
  ["/inventories/i1/workload?of=vm-003", { remove: "1" }, 303],
  ["/inventories/i1/anonymise", {}, 303],
] as const;

describe("making another inventory", () => {
  it.each(FORMS)("by the form %s with %o is %i and makes the same", async (path, fields, status) => {
    const [one, other] = [await here.ask(path, form(fields)), await there.ask(path, form(fields))];
    expect([one.status, other.status]).toEqual([status, status]);
    if (status === 422) return expect(await told(other)).toEqual(await told(one));
    const made = await Promise.all(
      [one, other].map(async ({ headers }) => (await store.getInventory(idIn(headers.get("Location"))))?.inventory),
    );
    expect(made[1]).toBeDefined();
    expect(JSON.stringify(made[1])).toBe(JSON.stringify(made[0]));
  });

  it("by the API answers the same figures, and is read back from the thread that made it", async () => {
    const edits = [{ kind: "remove", which: { ids: ["vm-001", "vm-003"] } }];
    const [one, other] = await Promise.all(
      [here, there].map(async ({ ask }) => await told(await ask("/api/v1/inventories/i1/edits", asJson({ edits })))),
    );
    expect({ ...other, headers: [] }).toEqual({ ...one, headers: [] }); // the tag of a body with a random id
    expect(one?.status).toBe(201);
    const made = await there.ask("/api/v1/inventories/i1/edits", asJson({ edits }));
    const { id } = (await made.json()) as { readonly id: string };
    const path = `/api/v1/inventories/${id}?include=inventory`;
    expect(await told(await there.ask(path))).toEqual(await told(await here.ask(path)));
  });

  it("that cannot be is a 422 with its pointers, wherever it was tried", async () => {
    const edits = [
      { kind: "grow", which: { filter: {} }, cpuPercent: 5 },
      { kind: "remove", which: { ids: ["nobody"] } },
    ];
    for (const { ask } of [here, there]) {
      const answer = await ask("/api/v1/inventories/i1/edits", asJson({ edits }));
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({
        errors: [{ pointer: "/edits/1/which/ids", code: "unknown-workload" }],
      });
    }
  });

  it("is done once for one Idempotency-Key", async () => {
    const asked = asJson({ edits: [{ kind: "remove", which: { ids: ["vm-001"] } }] });
    const headers = new Headers(asked.headers);
    headers.set("Idempotency-Key", '"a-key-of-the-desk"');
    const init = { ...asked, headers };
    const [first, second] = [
      await there.ask("/api/v1/inventories/i1/edits", init),
      await there.ask("/api/v1/inventories/i1/edits", init),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.text()).toBe(await first.text());
  });
});

describe("asking for plans", () => {
  it("makes the same requests of an inventory, of an earlier plan, and the same refusals", async () => {
    const rest = { name: "asked", targets: [TARGET] };
    const { request: whole } = (await store.getPlan("p1"))?.document ?? {};
    const vary = { "/goals/growthPercent": [0, 10] };
    const notJson = { ...asJson({}), body: '{"name": "cut' };
    const asks = [
      ["/api/v1/plans", asJson(whole), 202],
      ["/api/v1/plans", asJson({ ...whole, targets: [] }), 422],
      ["/api/v1/plans", notJson, 400],
      ["/api/v1/what-ifs", asJson({ name: "w", request: whole, vary }), 202],
      ["/api/v1/what-ifs", asJson({ name: "w", request: whole, vary: { "/no/where": [1] } }), 422],
      ["/api/v1/what-ifs", notJson, 400],
      ["/api/v1/plans?inventory=i1", asJson(rest), 202],
      ["/api/v1/plans?inventory=i1", asJson({ ...rest, targets: [] }), 422],
      ["/api/v1/plans?like=p1", { method: "POST" }, 202],
      ["/api/v1/plans?like=p1&inventory=i1", { method: "POST" }, 202],
      ["/api/v1/what-ifs?plan=p1", asJson({ name: "w", vary }), 202],
      ["/api/v1/what-ifs?inventory=i1", asJson({ name: "w", request: { ...rest, workloads: [] } }), 422],
      ["/plans", form({ inventory: "i1", target: TARGET_TEXT, timeModel: "peak", cooling: "pue", pue: "1.56" }), 303],
    ] as const;
    for (const [path, init, status] of asks) {
      const [one, other] = [await here.ask(path, init), await there.ask(path, init)];
      expect([path, one.status, other.status]).toEqual([path, status, status]);
      if (status >= 400) expect(await told(other)).toEqual(await told(one));
    }
    expect(JSON.stringify(there.tasks)).toBe(JSON.stringify(here.tasks));
    expect(here.tasks).toHaveLength(7);
  });
});

describe("a plan's page", () => {
  it("is made once, also where the catalogue is loaded late", async () => {
    const desk = deskOn({ store, context: () => Promise.resolve({ ...context }), memoryBytes: room.memoryBytes });
    const found = await desk.plan("p1");
    if (found === undefined) throw new Error("p1 is there");
    const first = await desk.ask("planPage", [found], undefined);
    expect((await desk.ask("planPage", [found], undefined)).body).toBe(first.body);
  });
});

describe("what is deleted", () => {
  it("is gone at once, though the thread has it", async () => {
    const inventory = (await store.getInventory("i1"))?.inventory;
    if (inventory === undefined) throw new Error("i1 is there");
    await store.putInventory({ id: "i2", createdAt: AT, inventory });
    expect((await there.ask("/inventories/i2/workloads")).status).toBe(200);
    await store.deleteInventory("i2");
    expect((await there.ask("/inventories/i2/workloads")).status).toBe(404);
  });
});
