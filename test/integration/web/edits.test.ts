/** Editing a stored inventory by the pages' forms and by the API: always a new one, the old one untouched. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../../support/web-server.ts";
import { json, post, postJson } from "./calls.ts";
import { type StoredEstate, idIn, plain, storedEstate } from "./stored-estate.ts";

let server: TestServer;
let id: string;
let page: StoredEstate["page"];
let stored: StoredEstate["stored"];
beforeAll(async () => {
  ({ server, id, page, stored } = await storedEstate());
});
afterAll(() => server.close());

const FILTER = [["which", "filtered"]] as const;

describe("the form below the table", () => {
  it("grows all that the filter leaves, and leads to the same list of the new inventory", async () => {
    const before = await stored(id);
    const sent = await post(server, `/inventories/${id}/edits`, [
      ["text", "vm-00"],
      ["sort", "-memory"],
      ...FILTER,
      ["do", "grow"],
      ["growMemory", "100"],
    ]);
    expect(sent.status).toBe(303);
    const location = sent.headers.get("Location") ?? "";
    expect(location).toMatch(/^\/inventories\/[0-9a-f-]{36}\/workloads\?text=vm-00&sort=-memory&from=/);
    const after = await stored(idIn(location));
    const grown = after.workloads.filter(({ memoryMiB }, i) => memoryMiB === 2 * (before.workloads[i]?.memoryMiB ?? 0));
    expect(grown.map((one) => one.id)).toEqual(
      before.workloads.map((one) => one.id).filter((name) => name.startsWith("vm-00")),
    );
    expect(await stored(id)).toEqual(before);
    const html = await page(location);
    expect(html).toMatch(
      /role="status"><p>Kept as an inventory of its own: grown: 8 workloads with text vm-00 \(memory \+100 %\)/,
    );
    expect(html).toContain(`href="/inventories/${id}/workloads"`);
  });

  it("tags, sets and removes ticked rows, each in a new inventory with every note so far", async () => {
    const ticked = [
      ["which", "ticked"],
      ["workload", "vm-001"],
      ["workload", "vm-003"],
    ] as const;
    const tagged = await post(server, `/inventories/${id}/edits`, [
      ...ticked,
      ["do", "tag"],
      ["tagSet", "owner=a=b\r\nbare"],
    ]);
    const first = idIn(tagged.headers.get("Location"));
    const set = await post(server, `/inventories/${first}/edits`, [...ticked, ["do", "set"], ["setVcpus", "7"]]);
    const second = idIn(set.headers.get("Location"));
    const { workloads } = await stored(second);
    expect(workloads.filter(({ vcpus }) => vcpus === 7).map((one) => one.tags)).toEqual([
      { owner: "a=b", bare: "" },
      { owner: "a=b", bare: "" },
    ]);
    const gone = await post(server, `/inventories/${second}/edits`, [...ticked, ["do", "remove"]]);
    const third = idIn(gone.headers.get("Location"));
    expect((await stored(third)).workloads).toHaveLength(workloads.length - 2);
    const html = await page(`/inventories/${third}`);
    const notes = [...html.matchAll(/<li>((?:tags|set|removed): [^<]*)/g)].map((found) => found[1]);
    expect(notes).toEqual([
      "tags: 2 workloads (set owner=a=b, bare)",
      "set: 2 workloads (vcpus 7)",
      "removed: 2 workloads",
    ]);
  });

  it.each([
    [[["do", "remove"]], "#which", "Tick at least one workload"],
    [
      [
        ["workload", "vm-001"],
        ["do", "grow"],
      ],
      "#growCpu",
      "no growth is given",
    ],
    [
      [
        ["workload", "vm-001"],
        ["do", "grow"],
        ["growCpu", "lots"],
      ],
      "#growCpu",
      "is not a number",
    ],
    [
      [
        ["workload", "vm-001"],
        ["do", "grow"],
        ["growDisk", "-100"],
      ],
      "#growDisk",
      "-100",
    ],
    [
      [
        ["workload", "vm-001"],
        ["do", "set"],
        ["setMemory", "0"],
      ],
      "#setMemory",
      "0",
    ],
    [
      [
        ["workload", "vm-001"],
        ["do", "set"],
        ["setState", "asleep"],
      ],
      "#setState",
      "asleep",
    ],
    [
      [
        ["workload", "vm-001"],
        ["do", "tag"],
        ["tagSet", "=x"],
      ],
      "#tagSet",
      "no key",
    ],
    [
      [
        ["workload", "nobody"],
        ["do", "remove"],
      ],
      "#which",
      "nobody",
    ],
    [
      [
        ["workload", "vm-001"],
        ["do", "explode"],
      ],
      "",
      "Choose what to do",
    ],
  ] as [[string, string][], string, string][])(
    "refuses %j at its field and keeps what was ticked and typed",
    async (fields, href, says) => {
      const sent = await post(server, `/inventories/${id}/edits`, [["which", "ticked"], ["text", "vm-00"], ...fields]);
      expect(sent.status).toBe(422);
      const html = plain(await sent.text());
      expect(html).toContain(says);
      if (href !== "") expect(html).toContain(`<a href="${href}">`);
      for (const [name, value] of fields) {
        if (name === "workload" && value === "vm-001")
          expect(html).toMatch(/value="vm-001" aria-label="[^"]*" checked/);
        if (/^(grow|set[VMG])/.test(name)) expect(html).toMatch(new RegExp(`id="${name}"[^>]*value="${value}"`));
      }
      expect(html).toMatch(/id="text"[^>]*value="vm-00"/);
    },
  );
});

describe("the page of a workload", () => {
  const of = () => `/inventories/${id}/workload?of=vm-004`;
  const fieldsOf = async () => {
    const html = await page(of());
    const inputs = [...html.matchAll(/<input id="(\w+)" name="\w+"[^>]*? value="([^"]*)"/g)].map((at) => [
      at[1] ?? "",
      at[2] ?? "",
    ]);
    const menus = [...html.matchAll(/<select id="(\w+)"[\s\S]*?<option value="([^"]*)" selected/g)].map((at) => [
      at[1] ?? "",
      at[2] ?? "",
    ]);
    const tags = /<textarea id="tags"[^>]*>([^<]*)/.exec(html)?.[1] ?? "";
    return new Map([...inputs, ...menus, ["tags", tags]] as [string, string][]);
  };

  it("posted as it came changes nothing and stores nothing", async () => {
    const sent = await post(server, of(), [...(await fieldsOf())]);
    expect([sent.status, sent.headers.get("Location")]).toEqual([303, of()]);
  });

  it("stores only what differs, and says so", async () => {
    const fields = (await fieldsOf()).set("vcpus", "6").set("growthPercent", "12.5").set("tags", "tier=db");
    const sent = await post(server, of(), [...fields]);
    const location = sent.headers.get("Location") ?? "";
    expect(location).toContain("/workload?of=vm-004&from=");
    const { findings, workloads } = await stored(idIn(location));
    expect(workloads.find((one) => one.id === "vm-004")).toMatchObject({
      vcpus: 6,
      growthPercent: 12.5,
      tags: { tier: "db" },
    });
    expect(findings.slice(-2)).toEqual([
      { code: "edit-set", severity: "info", file: "", raw: "vm-004", bound: "vcpus 6, growthPercent 12.5" },
      { code: "edit-tagged", severity: "info", file: "", raw: "vm-004", bound: "set tier=db" },
    ]);
  });

  it("keeps everything typed when something is wrong", async () => {
    const fields = (await fieldsOf())
      .set("vcpus", "0")
      .set("memoryMiB", "")
      .set("runsOn", "nowhere")
      .set("name", "<b>");
    const sent = await post(server, of(), [...fields]);
    expect(sent.status).toBe(422);
    const html = plain(await sent.text());
    expect(html).toContain('<a href="#memoryMiB">Memory: must be given');
    expect(html).toMatch(/id="vcpus"[^>]*value="0"/);
    expect(html).toContain('value="&lt;b&gt;"');
    const again = await post(server, of(), [...fields.set("memoryMiB", "512")]);
    expect(plain(await again.text())).toContain('<a href="#vcpus">');
    const third = await post(server, of(), [...fields.set("vcpus", "1")]);
    expect(plain(await third.text())).toContain('<a href="#runsOn">Host today: "nowhere" is no host');
  });

  it("removes, adds, and is not there for nobody", async () => {
    const removed = await post(server, of(), [["remove", "1"]]);
    expect((await stored(idIn(removed.headers.get("Location")))).workloads.some((one) => one.id === "vm-004")).toBe(
      false,
    );
    const fields = (await fieldsOf()).set("name", "new one").set("runsOn", "");
    const added = await post(server, `/inventories/${id}/workload`, [...fields]);
    const location = added.headers.get("Location") ?? "";
    expect(location).toContain("/workload?of=new+one&from=");
    expect((await fetch(`${server.url}${location}`)).status).toBe(200);
    const twice = await post(server, `/inventories/${id}/workload`, [...fields.set("name", "vm-001")]);
    expect([
      twice.status,
      plain(await twice.text()).includes('<a href="#name">Name: there is a workload "vm-001" already'),
    ]).toEqual([422, true]);
    expect((await fetch(`${server.url}/inventories/${id}/workload?of=nobody`)).status).toBe(404);
  });
});

describe("edits of the API", () => {
  const edit = (body: unknown) => postJson(server, `/api/v1/inventories/${id}/edits`, body);
  it("make a new inventory and name the one before", async () => {
    const answer = await edit({ edits: [{ kind: "remove", which: { filter: { state: "powered-off" } } }] });
    const body = await json<{ id: string; workloads: number; links: object }>(answer);
    expect([answer.status, answer.headers.get("Location")]).toEqual([201, `/api/v1/inventories/${body.id}`]);
    expect(body.links).toMatchObject({ before: `/api/v1/inventories/${id}` });
    expect(body.workloads).toBe((await stored(id)).workloads.length - 1);
  });

  it.each([
    [{ edits: [] }, "/edits"],
    [{ edits: [{ kind: "explode" }] }, "/edits/0/kind"],
    [{ edits: [{ kind: "grow", which: { ids: ["vm-001"] }, cpuPercent: -100 }] }, "/edits/0/cpuPercent"],
    [
      {
        edits: [
          { kind: "grow", which: { filter: {} }, cpuPercent: 1 },
          { kind: "remove", which: { ids: ["no"] } },
        ],
      },
      "/edits/1/which/ids",
    ],
    [{ edits: [{ kind: "set", which: { filter: {} }, fields: { id: "x" } }] }, "/edits/0/fields"],
    [{}, "/edits"],
    [[], ""],
  ])("refuse %j, telling where", async (body, pointer) => {
    const answer = await edit(body);
    const { errors = [] } = await json<{ errors?: { pointer: string }[] }>(answer);
    expect([answer.status, errors[0]?.pointer]).toEqual([422, pointer]);
  });
});
