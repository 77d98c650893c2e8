/** Placement rules of an inventory: added and removed on its page, and carried into its plans by every door. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlanDocument, Rule } from "#planner";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { finishedJob, json, planOf, post, postJson, upload } from "./calls.ts";

let server: TestServer;
let id: string;
beforeAll(async () => {
  server = await testServer();
  const body = upload([{ name: "estate.xlsx", bytes: rvtoolsWorkbook() }]);
  const sent = await fetch(`${server.url}/inventories`, { method: "POST", redirect: "manual", body });
  id = (sent.headers.get("Location") ?? "").split("/").at(-1) ?? "";
});
afterAll(() => server.close());

const plain = (html: string) => html.replaceAll("&#x3D;", "=").replaceAll("&amp;", "&").replaceAll("&quot;", '"');
const idIn = (location: string | null) => /\/inventories\/([^/?]+)/.exec(location ?? "")?.[1] ?? "";
type Stored = { readonly inventory: { readonly rules?: readonly Rule[]; readonly places?: readonly { id: string }[] } };
const stored = async (of: string) =>
  (await json<Stored>(await fetch(`${server.url}/api/v1/inventories/${of}?include=inventory`))).inventory;
const TARGET = "esx-3.0@hp-dl585-g1";
const add = (of: string, fields: readonly (readonly [string, string])[]) =>
  post(server, `/inventories/${of}/rules`, [["do", "add"], ...fields]);

describe("the rules page", () => {
  it("adds rules by fields and by JSON, with places, and removes those ticked", async () => {
    const first = await add(id, [
      ["id", "r1"],
      ["kind", "apart"],
      ["workloads", "vm-001\r\nvm-003\r\n"],
      ["atMost", "1"],
    ]);
    expect(first.status).toBe(303);
    const one = idIn(first.headers.get("Location"));
    expect((await stored(one)).rules).toEqual([
      { id: "r1", kind: "apart", workloads: ["vm-001", "vm-003"], atMost: 1 },
    ]);
    const second = await add(one, [
      ["id", "r2"],
      ["kind", "split"],
      ["workloads", "vm-004"],
      ["others", "vm-005"],
      ["scope", "rack"],
    ]);
    const two = idIn(second.headers.get("Location"));
    const text = JSON.stringify({
      rules: [{ id: "r3", kind: "fence", workloads: ["vm-004"], places: ["east"] }],
      places: [{ id: "east", kind: "site", hosts: [`${TARGET}/1-2`] }],
    });
    const third = await post(server, `/inventories/${two}/rules`, [
      ["do", "json"],
      ["json", text],
    ]);
    const three = idIn(third.headers.get("Location"));
    const all = await stored(three);
    expect([all.rules?.map((rule) => rule.id), all.places?.map((place) => place.id)]).toEqual([
      ["r1", "r2", "r3"],
      ["east"],
    ]);
    const html = plain(await (await fetch(`${server.url}/inventories/${three}/rules`)).text());
    expect(html).toMatch(/r2<\/th><td>split<\/td><td>vm-004<\/td><td>others: vm-005; scope rack/);
    const fourth = await post(server, `/inventories/${three}/rules`, [
      ["do", "remove"],
      ["rule", "r3"],
      ["rule", "r1"],
      ["place", "east"],
    ]);
    const left = await stored(idIn(fourth.headers.get("Location")));
    expect([left.rules?.map((rule) => rule.id), left.places]).toEqual([["r2"], []]);
    expect((await stored(id)).rules).toBeUndefined();
  });

  it.each([
    [
      [
        ["id", ""],
        ["kind", "lonely"],
        ["workloads", "vm-001"],
      ],
      "id",
      "",
    ],
    [
      [
        ["id", "r"],
        ["kind", "lonely"],
        ["workloads", "nobody"],
      ],
      "workloads",
      "nobody",
    ],
    [
      [
        ["id", "r"],
        ["kind", "apart"],
        ["workloads", "vm-001"],
      ],
      "workloads",
      "",
    ],
    [
      [
        ["id", "r"],
        ["kind", "pin"],
        ["workloads", "vm-001"],
      ],
      "places",
      "missing",
    ],
    [
      [
        ["id", "r"],
        ["kind", "apart"],
        ["workloads", "vm-001\nvm-003"],
        ["atMost", "two"],
      ],
      "atMost",
      "not a number",
    ],
    // a filled field that the kind does not take is told, not left out
    [
      [
        ["id", "r"],
        ["kind", "lonely"],
        ["workloads", "vm-001"],
        ["places", "esx-3.0"],
      ],
      "kind",
      "places",
    ],
    [
      [
        ["do", "json"],
        ["json", "{"],
      ],
      "json",
      "not JSON",
    ],
    [
      [
        ["do", "json"],
        ["json", '[{"id":"r","kind":"weird"}]'],
      ],
      "json",
      "weird",
    ],
    [
      [
        ["do", "json"],
        ["json", "7"],
      ],
      "json",
      "list of rules",
    ],
    [[["do", "remove"]], "remove", "no rule is chosen"],
  ] as [[string, string][], string, string][])(
    "refuses %j at its field and keeps what was typed",
    async (fields, field, says) => {
      const base = await add(id, [
        ["id", "there"],
        ["kind", "lonely"],
        ["workloads", "vm-006"],
      ]);
      const one = idIn(base.headers.get("Location"));
      const sent = await post(server, `/inventories/${one}/rules`, [
        ...fields.filter(([name]) => name === "do"),
        ["do", "add"],
        ...fields.filter(([name]) => name !== "do"),
      ]);
      expect(sent.status).toBe(422);
      const html = plain(await sent.text());
      expect(html).toContain(`<a href="#${field}">`);
      expect(html).toContain(says);
      for (const [name, value] of fields) {
        if (name === "workloads" || name === "json")
          expect(html).toMatch(new RegExp(`<textarea id="${name}"[^>]*>${value.replaceAll(/[[\]{}]/g, "\\$&")}`));
      }
    },
  );
});

describe("rules of an inventory", () => {
  it("are made of ticked rows of the table, and shown there", async () => {
    const fields = [
      ["which", "filtered"],
      ["text", "vm-00"],
      ["do", "rule"],
      ["ruleId", "thin"],
      ["ruleKind", "together"],
    ] as const;
    const sent = await post(server, `/inventories/${id}/edits`, fields);
    expect(sent.status).toBe(303);
    const { rules = [] } = await stored(idIn(sent.headers.get("Location")));
    expect(rules.map((rule) => [rule.id, rule.kind, rule.workloads.length])).toEqual([["thin", "together", 8]]);
    const html = plain(await (await fetch(`${server.url}${sent.headers.get("Location")}`)).text());
    expect(html.match(/<span class="tag">thin<\/span>/g)).toHaveLength(8);
    const wrong = await post(server, `/inventories/${id}/edits`, [
      ["which", "ticked"],
      ["workload", "vm-001"],
      ["do", "rule"],
      ["ruleId", "r"],
      ["ruleKind", "pin"],
    ]);
    expect([wrong.status, plain(await wrong.text()).includes('<a href="#rulePlaces">')]).toEqual([422, true]);
  });

  it("are in every plan of it, by form and by API, before the request's own", async () => {
    const sent = await add(id, [
      ["id", "own"],
      ["kind", "apart"],
      ["workloads", "vm-001\nvm-003"],
    ]);
    const one = idIn(sent.headers.get("Location"));
    const more = { id: "more", kind: "lonely", workloads: ["vm-004"] };
    const started = await post(server, "/plans", [
      ["inventory", one],
      ["target", TARGET],
      ["timeModel", "peak"],
      ["cooling", "pue"],
      ["pue", "1.56"],
      ["rules", JSON.stringify([more])],
    ]);
    const job = await finishedJob(
      server,
      `/api/v1${new URL(started.headers.get("Location") ?? "", server.url).pathname}`,
    );
    const { request } = await json<PlanDocument>(await fetch(`${server.url}${planOf(job)}?include=request`));
    expect(request.rules.map((rule) => rule.id)).toEqual(["own", "more"]);
    const asked = await postJson(
      server,
      `/api/v1/plans?inventory=${one}`,
      { targets: [{ platform: "esx-3.0", hostType: "hp-dl585-g1" }], rules: [{ ...more, id: "own" }] },
      { Prefer: "wait=30" },
    );
    expect(asked.status).toBe(422);
    expect(JSON.stringify(await asked.json())).toContain('rule id \\"own\\" is used twice');
  });
});
