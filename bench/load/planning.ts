/** Plans asked of a server: one to look at, or one after the other so that its thread is never idle. */
import { setTimeout as sleep } from "node:timers/promises";
import { samplePlan } from "./estates.ts";
import { fetched } from "./waits.ts";

const PLANS = "/api/v1/plans";
const BUSY_WORKLOADS = 500;
/** Longer than the sample needs: the search goes on until it is spent. */
const BUSY_EFFORT_SECONDS = 5;
const AGAIN_MS = 50;

interface Progressing {
  readonly state: string;
  readonly links: { readonly plan?: string };
}

/** Ask for a plan and wait for it; its id. @param query of the address, "?inventory=ID" @throws Error when it is refused or fails */
export async function planMade(server: string, request: string, query = ""): Promise<string> {
  const asked = await fetched(`${server}${PLANS}${query}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: request,
  });
  const job = asked.headers.get("Location");
  if (asked.status !== 202 || job === null) throw new Error(`no job: ${asked.status} ${await asked.text()}`);
  await asked.body?.cancel();
  for (;;) {
    const seen = (await (await fetched(`${server}${job}`)).json()) as Progressing;
    if (seen.links.plan !== undefined) return seen.links.plan.split("/").at(-1) ?? "";
    if (["failed", "cancelled"].includes(seen.state)) throw new Error(`the job has ${seen.state}`);
    await sleep(AGAIN_MS);
  }
}

/** Keeps a planning thread of the server busy until it is told to end; then says how many plans that were. */
export function keepPlanning(server: string): { readonly end: () => Promise<number> } {
  const request = samplePlan(BUSY_WORKLOADS, BUSY_EFFORT_SECONDS);
  const over = new AbortController();
  const work = async () => {
    let made = 0;
    while (!over.signal.aborted) {
      await planMade(server, request);
      made++;
    }
    return made;
  };
  const done = work();
  return {
    end: () => {
      over.abort();
      return done;
    },
  };
}
