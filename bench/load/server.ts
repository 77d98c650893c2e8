/**
 * How fast the server answers with a plan of 50 workloads, idle and while it plans; what it weighs idle and after load;
 * how large its first page is: `node bench/load/server.ts SECONDS` (3 each when left out); with "postgresql" behind it, on
 * a database of a PostgreSQL server started for it. Server and client share the machine, so beside answers a second stand
 * answers for each second of the server's CPU. Prints JSON lines; fails when a request fails, never for being slow.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { testDatabases } from "../../test/support/test-databases.ts";
import { samplePlan } from "./estates.ts";
import { type Aim, fire } from "./fire.ts";
import { firstPage } from "./first-page.ts";
import { type MeasuredServer, measuredServer } from "./measured-server.ts";
import { keepPlanning, planMade } from "./planning.ts";

const WORKLOADS = 50;
const CONNECTIONS = 20;
const SETTLE_MS = 3000;
const JSON_TYPE = { Accept: "application/json" };

const say = (figures: Readonly<Record<string, unknown>>) => {
  const shown = Object.entries(figures).map(([name, value]) => [
    name,
    typeof value === "number" ? Number(value.toPrecision(4)) : value,
  ]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(shown))}\n`);
};

const aimsAt = (plan: string, seconds: number): readonly Aim[] => {
  const often = { seconds, connections: CONNECTIONS };
  const etag = `"${plan}.json"`;
  return [
    { address: "/healthz", ...often },
    { address: `/api/v1/plans/${plan}`, headers: JSON_TYPE, ...often },
    { address: `/api/v1/plans/${plan}`, headers: { ...JSON_TYPE, "If-None-Match": etag }, ...often },
    { address: `/plans/${plan}`, ...often },
    { address: "/", ...often },
  ];
};

async function speed(server: MeasuredServer, plan: string, seconds: number): Promise<void> {
  const aims = aimsAt(plan, seconds);
  for (const aim of aims) await fire(server, { ...aim, seconds: 1 }); // compiled code and warm caches
  for (const state of ["idle", "planning"]) {
    const planning = state === "planning" ? keepPlanning(server.url) : undefined;
    for (const aim of aims) {
      const { address, ...figures } = await fire(server, aim);
      const isConditional = aim.headers?.["If-None-Match"] !== undefined;
      say({
        state,
        what: address.replace(plan, "ID") + (isConditional ? " (304)" : ""),
        ...figures,
      });
    }
    if (planning !== undefined) say({ plansMade: await planning.end() });
  }
}

const seconds = Number(process.argv[2] ?? 3);
const isOnPostgres = process.argv[3] === "postgresql";
const databases = isOnPostgres ? await testDatabases() : undefined;
const server = await measuredServer({ databaseUrl: await databases?.fresh() });
try {
  say({ store: isOnPostgres ? "PostgreSQL" : "a folder" });
  await sleep(SETTLE_MS);
  say({ memory: "fresh", ...server.memoryMiB() });
  say({ ...(await firstPage(server.url)) });
  say({ memory: "after the first page", ...server.memoryMiB() });
  const plan = await planMade(server.url, samplePlan(WORKLOADS));
  await sleep(SETTLE_MS);
  say({ memory: "after the first plan, its thread resting", ...server.memoryMiB() });
  await speed(server, plan, seconds);
  await sleep(SETTLE_MS);
  say({ memory: "after load", ...server.memoryMiB() });
} finally {
  await server.close();
  await databases?.close();
}
