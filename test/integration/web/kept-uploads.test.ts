/** Uploads that were acknowledged and not read when their server ended: read by the next, once, at the address given out. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Place, type ServerProcess, serverProcess } from "../../support/killed-server.ts";
import { type TestDatabases, hasPostgres, testDatabases } from "../../support/test-databases.ts";

const HEAD = "VM,Powerstate,Template,CPUs,Memory,OS according to the configuration file";
/** A tab of machines, 65 bytes each. */
const machines = (count: number) =>
  [HEAD, ...Array.from({ length: count }, (_, n) => `machine-${n},poweredOn,False,2,2048,Red Hat Enterprise Linux 4`)]
    .map((line) => `${line}\r\n`)
    .join("");
const COUNTS = [17_000, 18_000, 19_000];
const WRONG = "not,an,inventory\r\n".repeat(100_000);

/** Hand in a file that is acknowledged before it is read; the address given out. */
async function acknowledged(url: string, csv: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/inventories?name=RVTools_tabvInfo.csv`, {
    method: "POST",
    headers: { "Content-Type": "text/csv" },
    body: csv,
  });
  expect(answer.status).toBe(202);
  return answer.headers.get("Location") ?? "";
}

/** Ask until the address no longer says that it is being read. */
async function later(url: string): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  for (;;) {
    const answer = await fetch(url);
    const body = (await answer.json()) as Record<string, unknown>;
    if (answer.status !== 202) return { status: answer.status, body };
    expect(body["state"]).toBe("reading");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const takenUp = ({ said }: ServerProcess) => said().match(/"event":"upload-taken-up"/g)?.length ?? 0;

/** Four uploads, more than are read at a time, and the end of the server as soon as the last one is acknowledged. */
async function handInAndEnd(place: Place, signal: "SIGKILL" | "SIGTERM"): Promise<readonly string[]> {
  const server = await serverProcess(place);
  const addresses: string[] = [];
  for (const csv of [...COUNTS.map(machines), WRONG]) addresses.push(await acknowledged(server.url, csv));
  expect(await server.end(signal)).toBe(signal === "SIGKILL" ? null : 0);
  return addresses;
}

async function expectRead(server: ServerProcess, addresses: readonly string[]): Promise<void> {
  for (const [n, address] of addresses.entries()) {
    const { status, body } = await later(`${server.url}${address}`);
    const count = COUNTS[n];
    if (count === undefined) expect([status, body["type"]]).toEqual([422, "/problems/invalid-input"]);
    else expect([status, body["workloads"]]).toEqual([200, count]);
  }
  expect(server.said()).not.toContain('"event":"defect"');
}

/** What the machine may do before a server is ended: read all it was handed in. Then there is nothing to take up, and once more. */
const MOST_TRIES = 5;

/** Hand in to a server and end it, until the one after it had something to take up. */
async function untilTakenUp(handOver: () => Promise<ServerProcess>): Promise<void> {
  for (let n = 0; n < MOST_TRIES; n++) if (takenUp(await handOver()) > 0) return;
  throw new Error(`${MOST_TRIES} servers had read all that they acknowledged when they were ended`);
}

describe("uploads in a folder", () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), "hostwright-uploads-"));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it.each(["SIGKILL", "SIGTERM"] as const)(
    "are all read by the next server after %s, and their bytes are gone then",
    async (signal) => {
      await untilTakenUp(async () => {
        const addresses = await handInAndEnd({ dataDir }, signal);
        const server = await serverProcess({ dataDir });
        await expectRead(server, addresses);
        expect(readdirSync(path.join(dataDir, "uploads"))).toEqual([]);
        expect(await server.end("SIGTERM")).toBe(0);
        return server;
      });
    },
  );
});

describe.runIf(hasPostgres)("uploads on a PostgreSQL server", () => {
  let databases: TestDatabases;
  beforeEach(async () => {
    databases = await testDatabases();
  });
  afterEach(() => databases.close());

  it("of a server that is killed are read by another that runs, and both know their addresses", async () => {
    const place = { databaseUrl: await databases.fresh() };
    await untilTakenUp(async () => {
      const [one, other] = await Promise.all([serverProcess(place), serverProcess(place)]);
      const addresses: string[] = [];
      for (const csv of [...COUNTS.map(machines), WRONG]) addresses.push(await acknowledged(one.url, csv));
      for (const address of addresses) expect((await fetch(`${other.url}${address}`)).status).not.toBe(404);
      await one.end("SIGKILL");
      await expectRead(other, addresses);
      expect(await other.end("SIGTERM")).toBe(0);
      return other;
    });
  });
});
