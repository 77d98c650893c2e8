/** Requests made to break something: each gets an answer of its own kind, never a 500, never a word of the inside. */
import { request as ask } from "node:http";
import readXlsxFile from "read-excel-file/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openApi } from "../../../web/api/openapi.ts";
import { type TestServer, testServer } from "../../support/web-server.ts";
import { TARGET, servers } from "../../unit/jobs/builders.ts";
import { finishedJob, planOf, postJson, upload } from "./calls.ts";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());
afterEach(() => expect(server.log.filter(({ event }) => event === "defect")).toEqual([]));

const INSIDE = /node_modules|\.ts:|\bat \w+ \(|root:|SQLite/;

/** Status and body of a request written as it stands: nothing tidies its path or its headers. */
function raw(path: string, options: { readonly method?: string; readonly headers?: Record<string, string> } = {}) {
  return new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
    const { port } = new URL(server.url);
    const sent = ask({ host: "127.0.0.1", port, path, agent: false, ...options }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

describe("names that lead elsewhere", () => {
  it.each([
    "/../../../../etc/passwd",
    "/..%2f..%2f..%2fetc%2fpasswd",
    "/%2e%2e/%2e%2e/package.json",
    "/hostwright.css/../../serve.ts",
    "/..%5c..%5cserve.ts",
    "/hostwright.css%00.html",
    "/plans/..%2f..%2fhostwright.db",
    "/api/v1/plans/..%2F..%2Fhostwright.db",
    "/inventories/%00",
    "/plans/%2e%2e/workloads/..%2f",
  ])("in the address %s lead nowhere", async (path) => {
    const { status, text } = await raw(path);
    expect([400, 403, 404]).toContain(status);
    expect(text).not.toMatch(INSIDE);
  });

  it.each(["../../etc/passwd", "..\\..\\serve.ts", "a\u0000.json", "/etc/passwd", "a/b.csv"])(
    "of a raw upload are refused: %j",
    async (name) => {
      const answer = await fetch(`${server.url}/api/v1/inventories?name=${encodeURIComponent(name)}`, {
        method: "POST",
        headers: { "Content-Type": "text/csv" },
        body: "VM,CPUs\r\n",
      });
      expect(answer.status).toBe(400);
    },
  );

  it("of files in a form are names and nothing else", async () => {
    const bytes = "VM,Powerstate,CPUs,Memory\r\nvm-1,poweredOn,1,512\r\n";
    const body = upload([{ name: "../../../tmp/RVTools_tabvInfo.csv", bytes }]);
    const answer = await fetch(`${server.url}/api/v1/inventories`, { method: "POST", body });
    expect(answer.status).toBe(201);
    expect(((await answer.json()) as { files: readonly string[] }).files).toEqual(["RVTools_tabvInfo.csv"]);
  });

  it("of plans make plain names of the files they are saved as", async () => {
    const body = { name: '../../"; rm -rf /\r\nX: y', workloads: servers(2), targets: [TARGET] };
    const started = await postJson(server, "/api/v1/plans", body);
    const plan = planOf(await finishedJob(server, started.headers.get("Location") ?? ""));
    for (const format of ["csv", "html", "xlsx", "pdf"]) {
      const answer = await fetch(`${server.url}${plan}?format=${format}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; filename="?rm--rf-X-y\.\w+"?$/);
      await answer.arrayBuffer();
    }
  });
});

describe("names that a spreadsheet would run", () => {
  const NAMES = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", '=HYPERLINK("http://evil.example","x")'];

  it("are text in every table that is saved", async () => {
    const workloads = servers(NAMES.length).map((one, i) => ({ ...one, name: NAMES[i] ?? "" }));
    const started = await postJson(server, "/api/v1/plans", { name: "=1", workloads, targets: [TARGET] });
    const plan = planOf(await finishedJob(server, started.headers.get("Location") ?? ""));
    const csv = await (await fetch(`${server.url}${plan}?format=csv`)).text();
    // no cell begins like a formula, in quotes or without
    expect(csv).not.toMatch(/(?:^|,|\n)"?\s*[=+@]/m);
    expect(csv.match(/'\s*[=+\-@]/g)?.length).toBeGreaterThanOrEqual(NAMES.length);
    const xlsx = await (await fetch(`${server.url}${plan}?format=xlsx`)).arrayBuffer();
    const sheets = await readXlsxFile(Buffer.from(xlsx));
    const cells = sheets.flatMap(({ data }) => data.flat());
    for (const name of NAMES) expect(cells.map((cell) => String(cell).trim())).toContain(name.trim());
    const html = await (await fetch(`${server.url}${plan}?format=html`)).text();
    expect(html).not.toContain('href="http://evil');
  });
});

describe("messages that are too deep, too many or too long", () => {
  const deep = "[".repeat(200_000);

  it.each([
    ["a house file", "house.json", `{"format":"hostwright-inventory/1","workloads":${deep}`],
    ["a closed one", "house.json", `{"format":"hostwright-inventory/1","workloads":${deep}${"]".repeat(200_000)}}`],
    ["a table of one long line", "long.csv", `VM,${"x".repeat(900_000)}`],
    ["a table of quotes", "quotes.csv", `VM,CPUs\r\n${'"'.repeat(500_001)}`],
    ["a table of commas", "commas.csv", `VM,CPUs\r\n${",".repeat(500_000)}`],
  ])("are refused as what they are: %s", async (_what, name, bytes) => {
    const body = upload([{ name, bytes }]);
    const answer = await fetch(`${server.url}/api/v1/inventories`, { method: "POST", body });
    const text = await answer.text();
    expect(answer.status, text.slice(0, 200)).toBe(422);
    expect(text).not.toMatch(INSIDE);
  });

  it("are refused when the part beside the files is too deep", async () => {
    const body = upload([{ name: "a.csv", bytes: "VM,CPUs\r\n" }], { request: deep });
    const answer = await fetch(`${server.url}/api/v1/plans`, { method: "POST", body });
    expect(answer.status).toBe(400);
  });

  it("have more headers, or longer ones, than anybody reads", async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`X-${i}`, "y"]));
    expect((await raw("/healthz", { headers: many })).status).toBe(431);
    expect((await raw("/healthz", { headers: { "X-Long": "y".repeat(20_000) } })).status).toBe(431);
    expect((await raw(`/plans?cursor=${"y".repeat(20_000)}`)).status).toBe(431);
  });

  it("are a million rows: read off the request, others are answered meanwhile, and what is wrong is told", async () => {
    const body = upload([{ name: "RVTools_tabvInfo.csv", bytes: `Name,CPUs\r\n${"a,1\r\n".repeat(1_000_000)}` }]);
    const answer = await fetch(`${server.url}/api/v1/inventories`, { method: "POST", body });
    expect(answer.status).toBe(202);
    const address = `${server.url}${answer.headers.get("Location")}`;
    const seen = async () => {
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      const now = await fetch(address);
      await now.arrayBuffer();
      return now.status;
    };
    await expect.poll(seen, { interval: 100, timeout: 500_000 }).toBe(422);
  });
});

describe("HEAD, OPTIONS and methods that nobody knows", () => {
  const PAGES = [
    "/",
    "/plans",
    "/platforms",
    "/hosts",
    "/simulations",
    "/simulations/new",
    "/hostwright.css",
    "/healthz",
  ];
  const addresses = [...PAGES, ...Object.keys(openApi().paths ?? {})].map((one) => one.replaceAll(/\{\w+\}/g, "none"));

  it.each(["HEAD", "OPTIONS", "PROPFIND", "PUT", "TRACE"])("are answered at every address: %s", async (method) => {
    for (const address of addresses) {
      const { status, text } = await raw(address, { method });
      expect(status, `${method} ${address}`).toBeLessThan(500);
      expect(text).not.toMatch(INSIDE);
      if (method === "HEAD") expect(text).toBe("");
      if (method === "OPTIONS" && !address.endsWith(".css")) expect(status, address).toBe(204);
    }
  });
});
