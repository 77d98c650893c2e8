/**
 * A server killed over and over while callers ask it for plans: what it acknowledged is noted, and counted after the last
 * restart. Delays, sizes and wishes are seeded; what the moment of a kill hits is the machine's affair.
 */
import { randomStream } from "#models/random.ts";
import { TARGET, servers } from "../unit/jobs/builders.ts";
import { type Place, type ServerProcess, serverProcess } from "./killed-server.ts";

/** How long, how often, how much. */
export interface KillPlan {
  readonly place: Place;
  readonly seed: number;
  readonly rounds: number;
  /** A kill comes so long after the server listens, evenly between the two. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly callers: number;
  /** The last kill waits until so many were acknowledged in all, however slow the machine; 0 when left out. */
  readonly least?: number;
}

/** What was promised and what was found, in numbers of jobs. */
export interface KillCount {
  readonly kills: number;
  /** Answered with 202 or 201. */
  readonly acknowledged: number;
  /** Of these, told to be cancelled before they ended. */
  readonly cancelled: number;
  /** Sent but not answered when the server died: these may be there once or not at all. */
  readonly unanswered: number;
  /** Acknowledged, and cancelled by a request whose answer the kill cut off. */
  readonly cancelledUnheard: number;
  /** Acknowledged and in the list of plans, once. */
  readonly stored: number;
  /** Acknowledged, running at three deaths, and therefore failed with that reason. */
  readonly givenUp: number;
  /** Names of what must not be: unknown after a restart, or in the end without plan and without that reason. */
  readonly lost: readonly string[];
  /** Names with more than one plan, and cancelled ones with a plan. */
  readonly doubled: readonly string[];
  /** Plans that a caller had read the address of before a kill, and that were not there after it. */
  readonly gone: readonly string[];
}

interface Notes {
  readonly jobs: Map<string, string>;
  readonly cancelled: Set<string>;
  /** A cancellation was sent; whether it was answered or not. */
  readonly cancelSent: Set<string>;
  readonly unanswered: Set<string>;
  /** Addresses of plans. */
  readonly seen: Set<string>;
  /** Jobs as they ended, and those that a server did not know; noted at every start, for 200 ended ones are remembered. */
  readonly ends: Map<string, Body>;
  readonly unknown: Set<string>;
}

type Body = Readonly<Record<string, unknown>>;

const MS_BETWEEN_LOOKS = 100;
const MS_OF_A_FULL_QUEUE = 60;
const MOST_WORKLOADS = 60;
const PAGE = 500;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function linksOf(body: Body): Readonly<Record<string, string>> {
  return (body["links"] ?? {}) as Readonly<Record<string, string>>;
}

/** One caller: asks, sometimes waits for the answer, sometimes cancels, until the server is gone. */
async function call(url: string, named: string, notes: Notes, seed: number): Promise<void> {
  const draw = randomStream(seed, "caller", named);
  for (let n = 0; ; n++) {
    const name = `${named}-${n}`;
    const [size, wish] = [1 + draw.integer(MOST_WORKLOADS), draw.integer(10)];
    const body = JSON.stringify({ name, workloads: servers(size), targets: [TARGET] });
    const headers = { "Content-Type": "application/json", ...(wish < 3 ? { Prefer: "wait=2" } : {}) };
    notes.unanswered.add(name);
    try {
      const answer = await fetch(`${url}/api/v1/plans`, { method: "POST", headers, body });
      const location = answer.headers.get("Location") ?? "";
      if (answer.status === 201) {
        notes.jobs.set(name, "");
        notes.seen.add(location);
      } else if (answer.status === 202) notes.jobs.set(name, location);
      else if (answer.status !== 503) throw new TypeError(`${answer.status} to ${name}: ${await answer.text()}`);
      notes.unanswered.delete(name);
      await answer.arrayBuffer();
      if (answer.status === 503) await pause(MS_OF_A_FULL_QUEUE);
      if (answer.status === 202 && wish > 7) {
        notes.cancelSent.add(name);
        const told = await fetch(`${url}${location}`, { method: "DELETE" });
        if (((await told.json()) as Body)["state"] === "cancelled") notes.cancelled.add(name);
      }
    } catch (error) {
      if (error instanceof TypeError && error.cause === undefined && error.message !== "terminated") throw error;
      return;
    }
  }
}

async function bodyOf(url: string, path: string): Promise<{ readonly status: number; readonly body: Body }> {
  const answer = await fetch(`${url}${path}`, { headers: { Accept: "application/json" } });
  return { status: answer.status, body: (await answer.json()) as Body };
}

/** How often each name is in the list of plans. */
async function storedNames(url: string): Promise<ReadonlyMap<string, number>> {
  const count = new Map<string, number>();
  let next: string | undefined = `/api/v1/plans?limit=${PAGE}`;
  while (next !== undefined) {
    const { body } = await bodyOf(url, next);
    for (const { name } of body["plans"] as readonly { readonly name: string }[])
      count.set(name, (count.get(name) ?? 0) + 1);
    next = linksOf(body)["next"];
  }
  return count;
}

/** Look at every acknowledged job whose end is not noted yet. @returns how many are still open */
async function look(url: string, notes: Notes): Promise<number> {
  let open = 0;
  for (const [name, location] of notes.jobs) {
    if (location === "" || notes.ends.has(name) || notes.unknown.has(name)) continue;
    const { status, body } = await bodyOf(url, location);
    const { state, links } = body as { readonly state?: string; readonly links?: { readonly plan?: string } };
    if (status !== 200) notes.unknown.add(name);
    else if (state === "queued" || state === "running") open++;
    else notes.ends.set(name, body);
    if (links?.plan !== undefined) notes.seen.add(links.plan);
  }
  return open;
}

async function goneFrom(url: string, notes: Notes): Promise<readonly string[]> {
  const gone: string[] = [];
  for (const plan of notes.seen) if ((await fetch(`${url}${plan}`)).status !== 200) gone.push(plan);
  return gone;
}

async function counted(server: ServerProcess, notes: Notes, kills: number): Promise<KillCount> {
  while ((await look(server.url, notes)) > 0) await pause(MS_BETWEEN_LOOKS);
  const plans = await storedNames(server.url);
  const names = [...notes.jobs.keys()];
  const isGivenUp = (name: string) =>
    /times while this ran/.test(String((notes.ends.get(name)?.["problem"] as Body | undefined)?.["detail"]));
  const due = names.filter((name) => !notes.cancelled.has(name));
  const stateOf = (name: string) => (notes.ends.get(name) as { readonly state: string } | undefined)?.state ?? "no end";
  const isUnheard = (name: string) => notes.cancelSent.has(name) && stateOf(name) === "cancelled";
  const isLost = (name: string) => !plans.has(name) && !isGivenUp(name) && !isUnheard(name);
  return {
    kills,
    acknowledged: names.length,
    cancelled: notes.cancelled.size,
    unanswered: notes.unanswered.size,
    cancelledUnheard: due.filter((name) => !plans.has(name) && isUnheard(name)).length,
    stored: due.filter((name) => plans.get(name) === 1).length,
    givenUp: due.filter((name) => !plans.has(name) && isGivenUp(name)).length,
    lost: [
      ...[...notes.unknown].map((name) => `${name} unknown after a restart`),
      ...due.filter(isLost).map((name) => `${name} ${stateOf(name)}`),
    ],
    doubled: [...plans].filter(([name, times]) => times > 1 || notes.cancelled.has(name)).map(([name]) => name),
    gone: await goneFrom(server.url, notes),
  };
}

/** Start, load, kill, and so on; then start once more, wait for every job, and count. */
export async function killRounds(plan: KillPlan): Promise<KillCount> {
  const notes: Notes = {
    jobs: new Map(),
    cancelled: new Set(),
    cancelSent: new Set(),
    unanswered: new Set(),
    seen: new Set(),
    ends: new Map(),
    unknown: new Set(),
  };
  const moments = randomStream(plan.seed, "kills");
  for (let round = 0; round < plan.rounds; round++) {
    const server = await serverProcess(plan.place);
    await look(server.url, notes);
    const calls = Array.from({ length: plan.callers }, (_, i) => call(server.url, `${round}-${i}`, notes, plan.seed));
    await pause(plan.fromMs + moments.uniform() * (plan.toMs - plan.fromMs));
    if (round === plan.rounds - 1) while (notes.jobs.size < (plan.least ?? 0)) await pause(MS_BETWEEN_LOOKS);
    await server.end("SIGKILL");
    await Promise.all(calls);
  }
  const server = await serverProcess(plan.place);
  try {
    return await counted(server, notes, plan.rounds);
  } finally {
    await server.end("SIGTERM");
  }
}
