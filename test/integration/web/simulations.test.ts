/** Simulations over HTTP: asked for by a program and by the page, read, listed, deleted; and what is refused. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productContext } from "#jobs";
import { SimulationDocument, SimulationResult, decodeSimulation, simulate } from "#planner";
import { BEHAVIOUR_LIST, JOB, SIMULATION_LIST } from "../../../web/api/schemas.ts";
import { SMALL_HOST, hostOf, traceHost } from "../../support/small-host.ts";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { finishedJob, json, post, postJson } from "./calls.ts";

const API = "/api/v1/simulations";
const WAIT = { Prefer: "wait=30" };

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });
const page = async (path: string) => (await get(path, { Accept: "text/html" })).text();
/** Simulate the small host and return its address. */
async function simulated(name = "small host"): Promise<string> {
  const made = await postJson(server, API, { ...SMALL_HOST, name }, WAIT);
  expect(made.status).toBe(201);
  return made.headers.get("Location") ?? "";
}

const expected = () => JSON.stringify(simulate(decodeSimulation(SMALL_HOST, productContext()), productContext()));

/** The page's fields that say the same as SMALL_HOST. */
const FIELDS: readonly (readonly [string, string])[] = [
  ["name", "small host"],
  ["platform", "xen-3.0.4"],
  ["hostType", "hp-dl585-g1"],
  ["scheduler", ""],
  ["seconds", "1"],
  ["seed", "1"],
  ["guestId", "web"],
  ["guestId", ""],
  ["guestId", "batch"],
  ["guestCount", "3"],
  ["guestCount", "1"],
  ["guestCount", "1"],
  ["guestVcpus", "1"],
  ["guestVcpus", "1"],
  ["guestVcpus", "2"],
  ["guestMemory", "256"],
  ["guestMemory", "512"],
  ["guestMemory", "1024"],
  ["guestBehaviour", "web"],
  ["guestBehaviour", "batch"],
  ["guestBehaviour", "batch"],
  ["guestTerms", "weight=512"],
  ["guestTerms", ""],
  ["guestTerms", ""],
  ["moveGuest", ""],
  ["moveAt", ""],
  ["moveLink", ""],
];
const changed = (name: string, value: string) =>
  FIELDS.map((field) => (field[0] === name ? [name, value] : field) as [string, string]);

/** Result of the job that a posted page started. */
async function resultOf(started: Response): Promise<string> {
  expect(started.status).toBe(303);
  const location = new URL(started.headers.get("Location") ?? "", server.url);
  const job = JOB.parse(await finishedJob(server, `/api/v1${location.pathname}`));
  expect([job.kind, job.state]).toEqual(["simulation", "succeeded"]);
  return await (await get(job.links["simulation"] ?? "")).text();
}

describe("one host through every door", () => {
  it("is the library's result by API, by the page's fields and by a pasted file, byte for byte", async () => {
    const byApi = await postJson(server, API, SMALL_HOST, WAIT);
    expect(byApi.headers.get("Preference-Applied")).toBe("wait=30");
    expect(await byApi.text()).toBe(expected());
    expect(await resultOf(await post(server, "/simulations", FIELDS))).toBe(expected());
    expect(await resultOf(await post(server, "/simulations", [["text", JSON.stringify(SMALL_HOST)]]))).toBe(expected());
  });
});

describe("a simulation asked for by a program", () => {
  it("is answered at once with a job that ends in the result", async () => {
    const started = await postJson(server, API, SMALL_HOST);
    expect(started.status).toBe(202);
    const job = JOB.parse(await finishedJob(server, started.headers.get("Location") ?? ""));
    expect(job).toMatchObject({ kind: "simulation", state: "succeeded", progressRatio: 1, name: "small host" });
    expect(job.links["page"]).toBe(`/simulations/${job.links["simulation"]?.split("/").at(-1)}`);
  });

  it("tells its life in events, as plans do", async () => {
    const started = await postJson(server, API, SMALL_HOST);
    const text = await (await get(`${started.headers.get("Location")}/events`)).text();
    const states = [...text.matchAll(/^data: (.*)$/gm)].map((found) => JOB.parse(JSON.parse(found[1] ?? "")).state);
    expect(states.at(-1)).toBe("succeeded");
  });

  it("is a contract's SimulationResult, with its request a SimulationDocument, and one HTML file", async () => {
    const location = await simulated();
    const result = SimulationResult.parse(await (await get(location)).json());
    const document = SimulationDocument.parse(await (await get(`${location}?include=request`)).json());
    expect(document.result).toEqual(result);
    expect(document.request).toMatchObject({ platform: "xen-3.0.4" });
    const html = await get(`${location}?format=html`);
    expect(html.headers.get("Content-Disposition")).toBe("attachment; filename=small-host.html");
    expect(html.headers.get("Content-Security-Policy")).toContain("style-src 'sha256-");
    expect((await get(`${location}?format=csv`)).status).toBe(406);
  });

  it("is not sent again to whom has it", async () => {
    const location = await simulated();
    const etag = (await get(location)).headers.get("ETag") ?? "";
    expect((await get(location, { "If-None-Match": etag })).status).toBe(304);
  });

  it("says that it reached its event budget, and is a result all the same", async () => {
    const made = await postJson(server, API, { ...SMALL_HOST, eventBudget: 1000 }, WAIT);
    expect([made.status, (await json(made))["end"]]).toEqual([201, "event-budget"]);
  });

  it("is in the list, newest first, page by page, and gone when it is deleted", async () => {
    const made = [await simulated("one"), await simulated("two")];
    const first = await get(`${API}?limit=1`);
    const { simulations } = SIMULATION_LIST.parse(await first.json());
    expect(simulations.map(({ links }) => links["self"])).toEqual([made[1]]);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get("Link") ?? "")?.[1] ?? "";
    expect(SIMULATION_LIST.parse(await (await get(next)).json()).simulations[0]?.name).toBe("one");
    expect((await fetch(`${server.url}${made[1]}`, { method: "DELETE" })).status).toBe(204);
    expect((await get(made[1] ?? "")).status).toBe(404);
  });

  it.each([
    ["zero CPUs", hostOf({ vcpus: 0 }), "/guests/0/vcpus", "must be at least 1, is 0"],
    [
      "a weight out of its range",
      hostOf({ terms: { weight: 65_536 } }),
      "/guests/0/terms/weight",
      "must be at most 65535, is 65536",
    ],
    [
      "a negative rate",
      hostOf({ load: { kind: "open", perSecond: -1 } }),
      "/guests/0/load/perSecond",
      "must be at least 0, is -1",
    ],
    ["a trace with a gap", traceHost([0.5, null]), "/guests/0/load/cpuRatio/1", "must be a number, is null"],
    ["a trace with a word in it", traceHost(["n/a"]), "/guests/0/load/cpuRatio/0", 'must be a number, is "n/a"'],
    ["an unknown behaviour", hostOf({ behaviour: "webb" }), "/guests/0/behaviour", '"webb"'],
    ["an unknown field", { ...SMALL_HOST, second: 5 }, "", '"second"'],
    [
      "an event for a guest that is not there",
      { ...SMALL_HOST, events: [{ kind: "migrate", atSeconds: 0, guest: "ghost" }] },
      "/events/0/guest",
      '"ghost"',
    ],
    ["an unknown platform", { ...SMALL_HOST, platform: "xen-3.0.9" }, "/platform", "did you mean"],
  ])("with %s is refused with pointer and bound", async (_, body, pointer, says) => {
    const answer = await postJson(server, API, body, WAIT);
    expect([answer.status, answer.headers.get("Content-Type")]).toEqual([
      422,
      "application/problem+json; charset=utf-8",
    ]);
    const { errors } = await json<{ errors: { pointer: string; detail: string }[] }>(answer);
    expect(errors.map((error) => error.pointer)).toContain(pointer);
    expect(errors.map(({ detail }) => detail).join(" ")).toContain(says);
  });

  it("comes as JSON only, and by methods that work", async () => {
    const text = await fetch(`${server.url}${API}`, {
      method: "POST",
      body: "x",
      headers: { "Content-Type": "text/plain" },
    });
    expect(text.status).toBe(415);
    const put = await fetch(`${server.url}${API}`, { method: "PUT" });
    expect([put.status, put.headers.get("Allow")]).toEqual([405, "GET, POST, HEAD, OPTIONS"]);
    expect((await get(`${API}/none`)).status).toBe(404);
  });
});

describe("the behaviours for programs", () => {
  it("are listed with their figures", async () => {
    const { behaviours } = BEHAVIOUR_LIST.parse(await (await get("/api/v1/behaviours")).json());
    expect(behaviours.map(({ id }) => id)).toContain("web");
  });
});

describe("the pages of simulations", () => {
  const references = (html: string) => {
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1] ?? ""));
    const named = [...html.matchAll(/ (?:for|aria-describedby|aria-labelledby|list)="([^"]+)"/g)].flatMap((found) =>
      (found[1] ?? "").split(" "),
    );
    const linked = [...html.matchAll(/href="#([^"]+)"/g)].map((found) => found[1] ?? "");
    return [...named, ...linked].filter((id) => !ids.has(id));
  };

  it("have one heading, references that lead somewhere, and a way from the navigation", async () => {
    const one = (await simulated()).replace("/api/v1", "");
    for (const address of ["/simulations", "/simulations/new", one, `/simulations/new?from=${one.split("/").at(-1)}`]) {
      const html = await page(address);
      expect(html.match(/<h1/g), address).toHaveLength(1);
      expect(references(html), address).toEqual([]);
      expect(html).toContain('<a href="/simulations">Simulations</a>');
    }
  });

  it("show a simulation with tables, pictures and links to its files, and what it was asked as a file to change", async () => {
    const location = (await simulated("To change")).replace("/api/v1", "");
    const html = await page(location);
    for (const text of ["<h1>To change</h1>", "CPU of the guests", 'class="chart"', "?format=html"])
      expect(html).toContain(text);
    const again = await page(`/simulations/new?from=${location.split("/").at(-1)}`);
    expect(again).toMatch(/<textarea[^>]*>\nversion: 1\nname: To change\n/);
  });

  it("keep what was typed when something is wrong, and say where", async () => {
    const sent = await post(server, "/simulations", changed("seconds", "long"));
    expect(sent.status).toBe(422);
    const html = await sent.text();
    expect(html).toContain('<a href="#seconds">');
    expect(html).toContain('value="long"');
    expect(html).toContain('value="weight&#x3D;512"');
    expect(references(html)).toEqual([]);
  });

  it("blame the row of a guest, not its place in the request", async () => {
    // the second row is empty, so the third is the request's second guest
    const vcpus = FIELDS.map(([name, value], i): [string, string] =>
      name === "guestVcpus" && i === 14 ? [name, "0"] : [name, value],
    );
    const html = await (await post(server, "/simulations", vcpus)).text();
    expect(html).toContain('<a href="#guestVcpus-2">Guest 3, virtual CPUs: ');
  });

  it("refuse a pasted file with the line, or with the place in it", async () => {
    const broken = await (await post(server, "/simulations", [["text", "guests: [\n"]])).text();
    expect(broken).toMatch(/<a href="#text">line \d+: /);
    const wrong = await post(server, "/simulations", [["text", JSON.stringify({ ...SMALL_HOST, seed: -1 })]]);
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('<a href="#text">/seed: ');
  });

  it("give more rows when asked, and lose nothing", async () => {
    const html = await (await post(server, "/simulations", [...FIELDS, ["more", "1"]])).text();
    expect(html.match(/<legend>Guest \d+<\/legend>/g)).toHaveLength(7);
    expect(html).toContain('value="weight&#x3D;512"');
  });

  it("know no example that is not there", async () => {
    expect((await get("/simulations/new?example=none", { Accept: "text/html" })).status).toBe(404);
  });

  it("lead from a plan's page to one of its hosts, ready to be simulated", async () => {
    const workloads = [
      { id: "w", name: "w", os: { family: "linux", architecture: "x86-64" }, vcpus: 1, memoryMiB: 512 },
    ];
    const targets = [{ platform: "xen-3.0.4", hostType: "hp-dl585-g1" }];
    const made = await postJson(server, "/api/v1/plans", { workloads, targets, goals: { simulatedSeconds: 1 } }, WAIT);
    const plan = (made.headers.get("Location") ?? "").replace("/api/v1", "");
    const html = await page(plan);
    expect(html).toContain('<option value="xen-3.0.4@hp-dl585-g1/1">');
    const query = new URLSearchParams({ plan: plan.split("/").at(-1) ?? "", host: "xen-3.0.4@hp-dl585-g1/1" });
    const described = await page(`/simulations/new?${query.toString()}`);
    expect(described).toMatch(/<textarea[^>]*>\nversion: 1\nname: xen-3.0.4@hp-dl585-g1\/1, slot \d+\n/);
    const wrong = new URLSearchParams({ plan: plan.split("/").at(-1) ?? "", host: "xen-3.0.4@hp-dl585-g1/9" });
    expect(await page(`/simulations/new?${wrong.toString()}`)).toContain("did you mean");
  });
});
