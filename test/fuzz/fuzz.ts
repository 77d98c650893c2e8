/**
 * Seeded requests, made from docs/openapi.json, to every address of a server: nothing is listed by hand, so what is added to the
 * description is fuzzed from then on. The same seed gives the same choices; what was learned from answers (random ids) differs.
 */
import { drawOf } from "./draw.ts";
import { type Came, findings } from "./judge.ts";
import { emptyMemory, learnPlace, learnTag, learnValue } from "./memory.ts";
import { type Asked, nextRequest } from "./requests.ts";
import type { Maker } from "./values.ts";

/** What to do. */
export interface FuzzPlan {
  /** Without a slash at the end. */
  readonly url: string;
  readonly requests: number;
  readonly seed: number;
  /** Addresses of things that exist, and of others whose answers are worth knowing. */
  readonly known: readonly string[];
}

/** What was seen. */
export interface FuzzReport {
  readonly requests: number;
  /** Path, method and status, and how often. */
  readonly seen: ReadonlyMap<string, number>;
  /** Findings, each told once with the first request that shows it. */
  readonly wrong: readonly string[];
  /** The answer that took longest, in milliseconds. */
  readonly slowest: { readonly ms: number; readonly what: string } | undefined;
  /** Of the known addresses, those that a DELETE of the fuzz took away. */
  readonly deleted: ReadonlySet<string>;
}

const MOST_MS = 60_000;

async function sent(url: string, { address, method, headers, body }: Asked): Promise<Came> {
  const answer = await fetch(`${url}${address}`, {
    method,
    headers,
    redirect: "manual",
    signal: AbortSignal.timeout(MOST_MS),
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  });
  const type = (answer.headers.get("Content-Type") ?? "").split(";")[0] ?? "";
  const isStream = type === "text/event-stream";
  if (isStream) await answer.body?.cancel();
  return { status: answer.status, type, headers: answer.headers, text: isStream ? "" : await answer.text() };
}

function learn({ memory }: Maker, { status, type, headers, text }: Came): void {
  learnTag(memory, headers.get("ETag"));
  if (status >= 300 || !type.endsWith("json") || text === "") return;
  learnPlace(memory, headers.get("Location") ?? "");
  learnValue(memory, JSON.parse(text));
}

const SHOWN_BYTES = 400;
const shownBody = (body: Asked["body"]) => body?.subarray(0, SHOWN_BYTES).toString("utf8") ?? "";

const shown = ({ method, address, headers, body }: Asked) =>
  `${method} ${address.slice(0, 200)} ${JSON.stringify(headers).slice(0, 300)} ${shownBody(body)}`;

/** Send them one after the other. @throws Error when the server does not answer at all */
export async function fuzz({ url, requests, seed, known }: FuzzPlan): Promise<FuzzReport> {
  const maker: Maker = { draw: drawOf(seed, "requests"), memory: emptyMemory() };
  const seen = new Map<string, number>();
  const wrong = new Map<string, string>();
  const deleted = new Set<string>();
  let slowest: FuzzReport["slowest"];
  const one = async (asked: Asked) => {
    const startedAt = performance.now();
    const came = await sent(url, asked).catch((error: unknown) => {
      throw new Error(`no answer to ${shown(asked)}`, { cause: error });
    });
    const ms = Math.round(performance.now() - startedAt);
    if (ms > (slowest?.ms ?? 0)) slowest = { ms, what: shown(asked) };
    const told = `${asked.method} ${asked.path} ${came.status}`;
    seen.set(told, (seen.get(told) ?? 0) + 1);
    for (const finding of findings(asked, came)) {
      const key = `${told} ${finding.slice(0, 40)}`;
      if (!wrong.has(key)) wrong.set(key, `${told} ${finding}\n  ${shown(asked)}`);
    }
    if (asked.method === "DELETE" && came.status === 204) deleted.add(asked.address.split("?")[0] ?? "");
    learn(maker, came);
    return came;
  };
  for (const address of known) learn(maker, await sent(url, { path: "", address, method: "GET", headers: {} }));
  for (let sentSoFar = 0; sentSoFar < requests; sentSoFar++) {
    const came = await one(nextRequest(maker));
    // what was started is mostly stopped at once: a full queue would hide all behind 503
    const place = came.status === 202 ? (came.headers.get("Location") ?? "") : "";
    const job = place.startsWith("/api/v1/jobs/") ? place : "";
    if (job !== "" && !maker.draw.oneIn(10))
      await one({ path: "/api/v1/jobs/{id}", address: job, method: "DELETE", headers: {} });
  }
  return { requests, seen, wrong: [...wrong.values()], slowest, deleted };
}
