/** A server to be fuzzed, with something of every kind in it, and whether it is well afterwards. */
import { SMALL_HOST } from "../support/small-host.ts";
import { type TestServer, rvtoolsWorkbook, testServer } from "../support/web-server.ts";
import { TARGET, servers } from "../unit/jobs/builders.ts";
import { type FuzzReport, fuzz } from "./fuzz.ts";

const API = "/api/v1";
const CATALOGUE = ["platforms", "hosts", "grids", "licence-rules", "behaviours"].map((list) => `${API}/${list}`);
const PLANS = 4;

async function place(server: TestServer, list: string, init: RequestInit): Promise<string> {
  const answer = await fetch(`${server.url}${API}/${list}`, { method: "POST", ...init });
  await answer.arrayBuffer();
  if (answer.status !== 201) throw new Error(`${list} answered ${answer.status}`);
  return answer.headers.get("Location") ?? "";
}

const jsonOf = (body: unknown): RequestInit => ({
  headers: { "Content-Type": "application/json", Prefer: "wait=60" },
  body: JSON.stringify(body),
});

/** Addresses of plans, a simulation and an inventory, made for the purpose. */
async function filled(server: TestServer): Promise<readonly string[]> {
  const made: string[] = [];
  for (let n = 0; n < PLANS; n++)
    made.push(await place(server, "plans", jsonOf({ name: `kept ${n}`, workloads: servers(3), targets: [TARGET] })));
  made.push(await place(server, "simulations", jsonOf(SMALL_HOST)));
  const file = new FormData();
  file.append("inventory", new Blob([Buffer.from(rvtoolsWorkbook(5))]), "estate.xlsx");
  made.push(await place(server, "inventories", { body: file }));
  return made;
}

/** A report, and what the server was like afterwards. */
export interface Aftermath extends FuzzReport {
  /** Status of /healthz and /readyz. */
  readonly health: readonly number[];
  /** Of what was there before and not deleted: addresses that are gone. */
  readonly gone: readonly string[];
  /** Log entries of defects. */
  readonly defects: readonly string[];
}

async function statusOf(server: TestServer, address: string): Promise<number> {
  const answer = await fetch(`${server.url}${address}`);
  await answer.arrayBuffer();
  return answer.status;
}

/** Ready again within this many looks of 100 ms: jobs that are left over may fill the queue for a moment. */
const MOST_LOOKS = 600;

async function readiness(server: TestServer): Promise<number> {
  for (let look = 0; ; look++) {
    const status = await statusOf(server, "/readyz");
    if (status === 200 || look === MOST_LOOKS) return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Fuzz a fresh server. */
export async function fuzzFreshServer(plan: { readonly requests: number; readonly seed: number }): Promise<Aftermath> {
  const server = await testServer();
  try {
    const made = await filled(server);
    const known = [...made, ...made.map((one) => `${one}?include=request`), ...CATALOGUE];
    const report = await fuzz({ url: server.url, ...plan, known });
    const left = made.filter((address) => !report.deleted.has(address));
    const gone: string[] = [];
    for (const address of left) if ((await statusOf(server, address)) !== 200) gone.push(address);
    const health = [await statusOf(server, "/healthz"), await readiness(server)];
    const defects = server.log
      .filter(({ event }) => event === "defect")
      .map(({ error }) => String(error).slice(0, 600));
    return { ...report, health, gone, defects };
  } finally {
    await server.close();
  }
}
