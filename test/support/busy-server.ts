/** A server whose threads are all at something that ends only when it is ended: what it is asked for meanwhile waits its turn. */
import { availableParallelism } from "node:os";
import { SMALL_HOST } from "./small-host.ts";

/** A day of simulated time takes minutes. */
const LONG = JSON.stringify({ ...SMALL_HOST, name: "long", durationSeconds: 86_400, eventBudget: 5e9 });
/** As many as the server has when it is not told otherwise: cores − 1, at least one. */
const THREADS = Math.max(1, availableParallelism() - 1);
const MS_BETWEEN_LOOKS = 20;

/** Wait until the job has a thread. */
async function runs(job: string): Promise<void> {
  for (;;) {
    const { state } = (await (await fetch(job)).json()) as { readonly state: string };
    if (state === "running") return;
    if (state !== "queued") throw new Error(`${job} is ${state}`);
    await new Promise((resolve) => setTimeout(resolve, MS_BETWEEN_LOOKS));
  }
}

/** Keep all threads busy, from the return on; the function ends that. @param url of the server, without a slash at the end */
export async function busy(url: string): Promise<() => Promise<void>> {
  const jobs: string[] = [];
  for (let thread = 0; thread < THREADS; thread++) {
    const headers = { "Content-Type": "application/json" };
    const asked = await fetch(`${url}/api/v1/simulations`, { method: "POST", headers, body: LONG });
    if (asked.status !== 202) throw new Error(`${asked.status}: ${await asked.text()}`);
    jobs.push(`${url}${asked.headers.get("Location") ?? ""}`);
  }
  for (const job of jobs) await runs(job);
  return async () => {
    for (const job of jobs) await fetch(job, { method: "DELETE" });
  };
}
