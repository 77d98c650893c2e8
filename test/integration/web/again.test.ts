/** A plan again: by the form and by programs, with a newer inventory, a stored one, or the same estate. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestServer, rvtoolsWorkbook, testServer } from "../../support/web-server.ts";
import { XLSX, finishedJob, json, post, upload } from "./calls.ts";

interface Document {
  readonly request: { readonly findings: { code: string; subject?: string }[]; readonly rules: unknown[] };
  readonly result: { readonly inputHash: string; readonly summary: { readonly workloads: number } };
}

let server: TestServer;
let plan = "";
let inventory = "";

const REQUEST = {
  name: "July",
  targets: [{ platform: "esx-3.0", hostType: "hp-dl585-g1" }],
  rules: [{ id: "apart-1", kind: "apart", workloads: ["vm-001", "vm-003", "vm-011"] }],
  goals: { effortSeconds: 0, simulatedHosts: 0 },
};

const waiting = { method: "POST", headers: { Prefer: "wait=60" } };
const again = (query = "", body: Partial<RequestInit> = {}) =>
  fetch(`${server.url}/api/v1/plans?like=${plan}${query}`, {
    ...waiting,
    ...body,
    headers: { ...waiting.headers, ...(body.headers as Record<string, string> | undefined) },
  });
const document = async (answer: Response): Promise<Document> => {
  expect(answer.status).toBe(201);
  return json(await fetch(`${server.url}${answer.headers.get("Location")}?include=request`));
};
const codes = ({ request }: Document) => request.findings.map(({ code }) => code);

beforeAll(async () => {
  server = await testServer();
  const body = upload([{ name: "july.xlsx", bytes: rvtoolsWorkbook(12) }], { request: JSON.stringify(REQUEST) });
  const made = await fetch(`${server.url}/api/v1/plans`, { ...waiting, body });
  expect(made.status).toBe(201);
  plan = (made.headers.get("Location") ?? "").split("/").pop() ?? "";
  const august = upload([{ name: "august.xlsx", bytes: rvtoolsWorkbook(8) }]);
  const stored = await fetch(`${server.url}/api/v1/inventories`, { method: "POST", body: august });
  inventory = (stored.headers.get("Location") ?? "").split("/").pop() ?? "";
});
afterAll(() => server.close());

describe("a plan again for programs", () => {
  it("with nothing else is the same question and the same plan", async () => {
    const old = await json<Document>(await fetch(`${server.url}/api/v1/plans/${plan}?include=request`));
    const made = await document(await again());
    expect(made.result).toEqual(old.result);
    expect(made.request.findings[0]).toMatchObject({ code: "planned-like", subject: plan });
  });

  it("takes a newer inventory as files, as one raw file, or by its id, and tells who is gone", async () => {
    const bytes = rvtoolsWorkbook(8);
    const answers = [
      await again("", { body: upload([{ name: "august.xlsx", bytes }]) }),
      await again("&name=august.xlsx", { headers: { "Content-Type": XLSX }, body: Buffer.from(bytes) }),
      await again(`&inventory=${inventory}`),
    ];
    const made: Document[] = [];
    for (const answer of answers) made.push(await document(answer));
    for (const one of made) {
      // vm-002 has no memory, vm-008 is powered off
      expect(one.request.rules).toEqual([{ id: "apart-1", kind: "apart", workloads: ["vm-001", "vm-003"] }]);
      expect(codes(one)).toContain("gone-from-rule");
      expect(one.result.inputHash).toBe(made[0]?.result.inputHash);
    }
  });

  it("is refused where both or nonsense is sent, and where there is no such plan", async () => {
    const bytes = rvtoolsWorkbook(3);
    const both = await again(`&inventory=${inventory}`, { body: upload([{ name: "a.xlsx", bytes }]) });
    expect(both.status).toBe(400);
    const request = await again("", { body: upload([{ name: "a.xlsx", bytes }], { request: "{}" }) });
    expect(request.status).toBe(400);
    expect((await again("&inventory=nobody")).status).toBe(404);
    expect((await again("", { headers: { "Content-Type": "text/plain" }, body: "x" })).status).toBe(415);
    const unread = await again("", { headers: { "Content-Type": "application/json" }, body: '{"no":"inventory"}' });
    expect(unread.status).toBe(422);
    expect((await fetch(`${server.url}/api/v1/plans?like=nobody`, waiting)).status).toBe(404);
  });
});

describe("a plan again by the form", () => {
  const send = (fields: readonly (readonly [string, string])[]) => post(server, `/plans/${plan}/again`, fields);

  it("starts a job whose plan leads to the comparison with the old one", async () => {
    const started = await send([
      ["estate", "stored"],
      ["stored", `${server.url}/inventories/${inventory}`],
    ]);
    expect(started.status).toBe(303);
    const job = (started.headers.get("Location") ?? "").replace(/^\/jobs\/([^?]+).*$/, "$1");
    const { links } = (await finishedJob(server, `/api/v1/jobs/${job}`)) as { links: { page: string } };
    const page = (await (await fetch(`${server.url}${links.page}`)).text()).replaceAll("&#x3D;", "=");
    expect(page).toContain(`/plans/compare?id=${plan}&amp;id=${links.page.split("/").pop()}`);
    expect(page).toContain("named workloads that are gone: vm-011");
  });

  it.each([
    [[["estate", "upload"]], "Choose at least one file."],
    [[["estate", "stored"]], "Name an inventory by its address or id."],
    [
      [
        ["estate", "stored"],
        ["stored", "../<nobody>"],
      ],
      "There is no inventory &quot;&lt;nobody&gt;&quot;.",
    ],
  ] as const)("says what is missing: %j", async (fields, text) => {
    const answer = await send(fields);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(text);
    expect(page).toContain('role="alert"');
  });

  it("is no page for an unknown plan, and no form without an estate", async () => {
    expect((await fetch(`${server.url}/plans/nobody/again`)).status).toBe(404);
    expect((await send([])).status).toBe(400);
  });
});

describe("a finding that names a plan", () => {
  it("becomes no address unless it can be an id", async () => {
    const body = JSON.stringify({
      name: "made up",
      targets: REQUEST.targets,
      goals: REQUEST.goals,
      workloads: [{ id: "a", name: "a", os: { family: "linux", architecture: "x86-32" }, vcpus: 1, memoryMiB: 512 }],
      findings: [{ code: "planned-like", severity: "info", file: "", subject: "/evil.example/?" }],
    });
    const headers = { ...waiting.headers, "Content-Type": "application/json" };
    const made = await fetch(`${server.url}/api/v1/plans`, { method: "POST", headers, body });
    const page = await (await fetch(`${server.url}${made.headers.get("Location")?.replace("/api/v1", "")}`)).text();
    expect(page).not.toContain("Planned again like");
  });
});
