/** Servers on one PostgreSQL database: what one stores the other shows, an outage is told as such, a killed one's jobs go on. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type ServerProcess, serverProcess } from "../../support/killed-server.ts";
import {
  type PostgresServer,
  TEST_PASSWORD,
  hasPostgresPrograms,
  postgresServer,
} from "../../support/postgres-server.ts";
import { TARGET, longRequest, servers } from "../../unit/jobs/builders.ts";

type Body = Readonly<Record<string, unknown>>;

const post = (url: string, request: unknown) =>
  fetch(`${url}/api/v1/plans`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
const small = (name: string) => ({ name, workloads: servers(4), targets: [TARGET] });

/** Ask until the answer is as wished. */
const until = (url: string, wish: (status: number, body: Body) => void): Promise<void> =>
  vi.waitFor(
    async () => {
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      wish(answer.status, (await answer.json()) as Body);
    },
    { timeout: 300_000, interval: 100 },
  );

/** Have a small plan made; its address without the server's. */
async function storedPlan(url: string, name: string): Promise<string> {
  const accepted = await post(url, small(name));
  let plan = "";
  await until(`${url}${accepted.headers.get("Location") ?? ""}`, (_status, body) => {
    expect(body["state"]).toBe("succeeded");
    plan = (body["links"] as Readonly<Record<string, string>>)["plan"] ?? "";
  });
  return plan;
}

describe.runIf(hasPostgresPrograms)("servers on one database", () => {
  let database: PostgresServer;
  const started: ServerProcess[] = [];
  const start = async () => {
    const server = await serverProcess({ databaseUrl: database.urlOf("postgres") });
    started.push(server);
    return server;
  };
  beforeAll(async () => {
    database = await postgresServer();
  });
  afterAll(() => database.close());
  afterEach(async () => {
    for (const server of started.splice(0)) {
      await server.end("SIGTERM");
      expect(server.said()).not.toContain(TEST_PASSWORD);
    }
  });

  it("show what the other stored", async () => {
    const [one, other] = await Promise.all([start(), start()]);
    const shown = await fetch(`${other.url}${await storedPlan(one.url, "shared")}`);
    expect([shown.status, ((await shown.json()) as Body)["name"]]).toEqual([200, "shared"]);
    expect(one.said()).toMatch(/"event":"store-opened","database":"hostwright@127\.0\.0\.1:\d+\/postgres"/);
  });

  it("answer 503 with Retry-After while it is away, keep what was made meanwhile, and go on when it is back", async () => {
    const server = await start();
    const plan = `${server.url}${await storedPlan(server.url, "before")}`;
    const long = await post(server.url, longRequest(400, { name: "during", goals: { effortSeconds: 600 } }));
    const job = `${server.url}${long.headers.get("Location") ?? ""}`;
    await until(job, (_status, body) => expect(body["state"]).toBe("running"));
    expect((await fetch(`${job}/finish`, { method: "POST" })).status).toBe(202);
    await database.stop("SIGKILL");
    for (const [method, address] of [
      ["GET", plan],
      ["DELETE", plan],
      ["GET", `${server.url}/api/v1/plans`],
    ] as const) {
      const answer = await fetch(address, { method, headers: { Accept: "application/json" } });
      expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "5"]);
      expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
      expect(await answer.json()).toMatchObject({
        type: "/problems/store-unavailable",
        detail: "The store of this server does not answer.",
      });
    }
    expect((await post(server.url, small("refused"))).status).toBe(503);
    const page = await fetch(`${server.url}/plans`, { headers: { Accept: "text/html" } });
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining("The store does not answer now")]);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await database.start();
    expect((await fetch(plan)).status).toBe(200);
    await until(job, (_status, body) => expect(body["state"]).toBe("succeeded"));
    await until(`${server.url}/readyz`, (status) => expect(status).toBe(200));
    const { plans } = (await (await fetch(`${server.url}/api/v1/plans`)).json()) as {
      plans: readonly { name: string }[];
    };
    expect(plans.map(({ name }) => name).slice(0, 2)).toEqual(["during", "before"]);
  });

  it("take up the jobs of one that is killed, within seconds and once", async () => {
    const one = await start();
    const running = await post(one.url, longRequest(1500, { name: "inherited", goals: { effortSeconds: 600 } }));
    const location = running.headers.get("Location") ?? "";
    await until(`${one.url}${location}`, (_status, body) => expect(body["state"]).toBe("running"));
    const other = await start();
    expect((await fetch(`${other.url}${location}`)).status).toBe(200);
    await one.end("SIGKILL");
    started.splice(started.indexOf(one), 1);
    expect((await fetch(`${other.url}${location}/finish`, { method: "POST" })).status).toBe(202);
    await until(`${other.url}${location}`, (_status, body) => expect(body["state"]).toBe("succeeded"));
    const { plans } = (await (await fetch(`${other.url}/api/v1/plans`)).json()) as {
      plans: readonly { name: string }[];
    };
    expect(plans.filter(({ name }) => name === "inherited")).toHaveLength(1);
  });
});
