/**
 * How long the server keeps others waiting while somebody works with a large inventory: 20,000 workloads with a week of
 * hours each, read, edited, grown, made anonymous, planned twice and the plans compared. Others ask for /healthz and for a
 * plan of 50 workloads the whole time: `node bench/load/edits.ts`, or with a number of workloads. Prints a JSON line a step:
 * its own milliseconds, the longest waits of the others, CPU seconds of the answering thread and of all. Fails when a step
 * is refused, never for being slow.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { TARGET, samplePlan, weekOfMachines } from "./estates.ts";
import { type MeasuredServer, measuredServer } from "./measured-server.ts";
import { planMade } from "./planning.ts";
import { fetched, longestWait } from "./waits.ts";

const WORKLOADS = 20_000;
const SMALL = 50;
const AGAIN_MS = 50;
/** Longer than the thread for large things stays idle. */
const IDLE_MS = 25_000;
const JSON_HEADERS = { "Content-Type": "application/json" };
const FORM_HEADERS = { "Content-Type": "application/x-www-form-urlencoded" };

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

/** What one step is watched with. */
interface Watched {
  readonly server: MeasuredServer;
  /** Id of the plan that others look at. */
  readonly small: string;
}

async function timed<T>({ server, small }: Watched, step: string, act: () => Promise<T>): Promise<T> {
  const waits = [longestWait(`${server.url}/healthz`), longestWait(`${server.url}/api/v1/plans/${small}`)];
  const cpuFrom = server.cpuSeconds();
  const from = performance.now();
  const acted = act();
  await acted.catch(() => {});
  const ms = performance.now() - from;
  const [health, plan] = await Promise.all(waits.map((wait) => wait.end()));
  const result = await acted;
  const cpu = server.cpuSeconds();
  const figures = {
    step,
    ms: Math.round(ms),
    healthzWaitMs: Math.round(health ?? 0),
    planWaitMs: Math.round(plan ?? 0),
    answeringCpuSeconds: rounded(cpu.answering - cpuFrom.answering, 2),
    allCpuSeconds: rounded(cpu.all - cpuFrom.all, 2),
    residentMiB: Math.round(server.memoryMiB().now),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  return result;
}

/** Ask, and read the whole answer. @throws Error for a status that is not one of those expected */
async function asked(url: string, init: RequestInit, ...statuses: readonly number[]): Promise<Response> {
  const answer = await fetched(url, { redirect: "manual", ...init });
  if (statuses.includes(answer.status)) {
    await answer.clone().arrayBuffer();
    return answer;
  }
  throw new Error(`${url}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
}

const read = (url: string) => asked(url, {}, 200);

/** Upload and wait until it is read; its id. */
async function uploaded(server: string, estate: string): Promise<string> {
  const init = { method: "POST", headers: JSON_HEADERS, body: estate };
  const { id } = (await (await asked(`${server}/api/v1/inventories`, init, 201, 202)).json()) as {
    readonly id: string;
  };
  while ((await asked(`${server}/api/v1/inventories/${id}`, {}, 200, 202)).status === 202) await sleep(AGAIN_MS);
  return id;
}

const edited = (server: string, id: string, edits: readonly unknown[]) =>
  asked(
    `${server}/api/v1/inventories/${id}/edits`,
    { method: "POST", headers: JSON_HEADERS, body: JSON.stringify({ edits }) },
    201,
  );

/** The form below the table: 10 % more CPU for a tag. */
const grownByForm = (server: string, id: string) =>
  asked(
    `${server}/inventories/${id}/edits`,
    {
      method: "POST",
      headers: FORM_HEADERS,
      body: new URLSearchParams({ tag: "tier=t1", which: "filtered", do: "grow", growCpu: "10" }).toString(),
    },
    303,
  );

async function workWith(watched: Watched, estate: string): Promise<void> {
  const { url } = watched.server;
  const step = <T>(name: string, act: () => Promise<T>) => timed(watched, name, act);
  await step("nothing but the others", () => sleep(IDLE_MS / 10));
  const id = await step("upload", () => uploaded(url, estate));
  const page = `${url}/inventories/${id}`;
  const api = `${url}/api/v1/inventories/${id}`;
  await step("workloads page, first", () => read(`${page}/workloads`));
  await step("workloads page, again", () => read(`${page}/workloads`));
  await step("workloads page, by peak", () => read(`${page}/workloads?sort=-peak&page=3`));
  await step("inventory page", () => read(page));
  await step("summary by API", () => read(api));
  await step("workloads by API", () => read(`${api}/workloads?limit=100`));
  await step("one workload's page", () => read(`${page}/workload?of=machine-7`));
  await step("edit of one workload", () =>
    edited(url, id, [{ kind: "set", which: { ids: ["machine-7"] }, fields: { vcpus: 4 } }]),
  );
  await step("growth for a tag", () => grownByForm(url, id));
  await step("refused edit", () =>
    asked(
      `${api}/edits`,
      { method: "POST", headers: JSON_HEADERS, body: '{"edits":[{"kind":"remove","which":{"ids":["nobody"]}}]}' },
      422,
    ),
  );
  await step("anonymise", () => asked(`${api}/anonymise`, { method: "POST" }, 201));
  await step("targets page", () => read(`${page}/targets`));
  await step("goals page", () => read(`${page}/goals?target=${TARGET.platform}@${TARGET.hostType}`));
  const plans: string[] = [];
  for (const effortSeconds of [1, 2]) {
    const goals = { effortSeconds, simulatedHosts: 0 };
    const request = JSON.stringify({ name: `week by ${effortSeconds}`, targets: [TARGET], goals });
    plans.push(await step("plan", () => planMade(url, request, `?inventory=${id}`)));
  }
  const [first = "", second = ""] = plans;
  await step("plan by API, first", () => read(`${url}/api/v1/plans/${first}`));
  await step("plan by API, again", () => read(`${url}/api/v1/plans/${first}`));
  await step("plan's page, first", () => read(`${url}/plans/${second}`));
  await step("plan's page, again", () => read(`${url}/plans/${second}`));
  await step("comparison", () => read(`${url}/plans/compare?id=${first}&id=${second}`));
  await step("comparison, again", () => read(`${url}/plans/compare?id=${second}&id=${first}`));
  await step("why one workload", () => read(`${url}/plans/${first}/workloads/machine-7`));
  await step("plan as CSV", () => read(`${url}/api/v1/plans/${first}?format=csv`));
  await step("plan again", () => asked(`${url}/api/v1/plans?like=${first}`, { method: "POST" }, 202));
}

const server = await measuredServer();
try {
  const small = await planMade(server.url, samplePlan(SMALL));
  const watched = { server, small };
  await workWith(watched, weekOfMachines(Number(process.argv[2] ?? WORKLOADS)));
  await timed(watched, "nothing but the others, threads idle", () => sleep(IDLE_MS));
} finally {
  await server.close();
}
