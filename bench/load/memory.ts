/**
 * What a server weighs: fresh, after its first page, after its first plan, and when it has rested so long that its
 * planning thread has ended: `node bench/load/memory.ts RUNS` (5 when left out, about two minutes each). The first run has an
 * empty compile cache, the others the one it left. Also the server's CPU seconds for a plan by a thread that has to be
 * started and by one that is there. Prints JSON lines and the median of the runs; asserts nothing but that plans are made.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { REST_MS } from "#jobs";
import { samplePlan } from "./estates.ts";
import { type MeasuredServer, measuredServer } from "./measured-server.ts";
import { planMade } from "./planning.ts";

const WORKLOADS = 50;
/** A server at rest looks every 5 s whether it can give memory back. */
const SETTLE_MS = 8000;
/** V8 keeps an ended thread's pages for another one for 8 s; then the server looks. */
const GIVE_BACK_MS = 15_000;

interface Weighed {
  readonly freshMiB: number;
  readonly pageMiB: number;
  readonly planMiB: number;
  readonly restMiB: number;
  readonly newThreadCpu: number;
  readonly sameThreadCpu: number;
}

/** CPU seconds of the whole server for one plan. */
async function planCpu(server: MeasuredServer): Promise<number> {
  const from = server.cpuSeconds().all;
  await planMade(server.url, samplePlan(WORKLOADS));
  return server.cpuSeconds().all - from;
}

async function weigh(cache: string): Promise<Weighed> {
  const server = await measuredServer({ cache });
  const weight = () => Math.round(server.memoryMiB().now);
  try {
    await sleep(SETTLE_MS);
    const freshMiB = weight();
    await (await fetch(`${server.url}/`)).arrayBuffer();
    const pageMiB = weight();
    await planMade(server.url, samplePlan(WORKLOADS));
    await sleep(SETTLE_MS);
    const planMiB = weight();
    await sleep(REST_MS - SETTLE_MS + GIVE_BACK_MS);
    const restMiB = weight();
    const newThreadCpu = await planCpu(server);
    const sameThreadCpu = await planCpu(server);
    return { freshMiB, pageMiB, planMiB, restMiB, newThreadCpu, sameThreadCpu };
  } finally {
    await server.close();
  }
}

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const say = (what: string, { newThreadCpu, sameThreadCpu, ...weights }: Weighed) => {
  const cpu = { newThreadCpu: Number(newThreadCpu.toFixed(2)), sameThreadCpu: Number(sameThreadCpu.toFixed(2)) };
  process.stdout.write(`${JSON.stringify({ what, ...weights, ...cpu })}\n`);
};

const runs = Number(process.argv[2] ?? 5);
const cache = mkdtempSync(path.join(tmpdir(), "hostwright-cache-"));
try {
  say("empty compile cache", await weigh(cache));
  const warm: Weighed[] = [];
  for (let run = 0; run < runs; run++) {
    const weighed = await weigh(cache);
    say("compile cache", weighed);
    warm.push(weighed);
  }
  const median = (name: keyof Weighed) => medianOf(warm.map((weighed) => weighed[name]));
  say("median", {
    freshMiB: median("freshMiB"),
    pageMiB: median("pageMiB"),
    planMiB: median("planMiB"),
    restMiB: median("restMiB"),
    newThreadCpu: median("newThreadCpu"),
    sameThreadCpu: median("sameThreadCpu"),
  });
} finally {
  rmSync(cache, { recursive: true, force: true });
}
