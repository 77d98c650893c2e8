/**
 * The what-if of the sample estate, 1,000 variants (`npm run bench -- variants`): what one row costs in CPU in this thread,
 * without the first, which makes ready what all share; then all of them on threads by the clock.
 * `node bench/jobs/variants.ts ROWS THREADS` for so many rows, evenly spread, and so many threads (0 = none). Prints
 * figures and a digest of the rows, by which two versions are seen to answer the same.
 */
import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { type Scenario, type WhatIfRow, variantPlanner } from "#planner";
import { planVariants } from "#jobs";
import { packingContext } from "../../jobs/context.ts";
import { sampleScenario } from "../../test/support/sample-scenario.ts";

const VARIANTS = 1000;
const MICROS = 1e6;
const MIB_KB = 1024;

const rows = Number(process.argv[2] ?? 100);
const threads = Number(process.argv[3] ?? availableParallelism());

function cpuSeconds(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / MICROS;
}

const digestOf = (made: readonly WhatIfRow[]) =>
  createHash("sha256").update(JSON.stringify(made)).digest("hex").slice(0, 16);
const peak = () => `peak ${Math.round(process.resourceUsage().maxRSS / MIB_KB)} MiB`;

async function oneByOne(scenario: Scenario): Promise<void> {
  const planner = variantPlanner(scenario, await packingContext());
  const made = Array.from({ length: rows }, (_, i) => {
    const since = process.cpuUsage();
    const row = planner.row(Math.floor((i * VARIANTS) / rows));
    return { row, seconds: cpuSeconds(since) };
  });
  const [first, ...others] = made;
  const mean = others.reduce((sum, { seconds }) => sum + seconds, 0) / others.length;
  const digest = digestOf(made.map(({ row }) => row));
  console.log(
    `${rows} of ${VARIANTS} variants, one thread: the first ${first?.seconds.toFixed(2)} s of CPU, then ${mean.toFixed(4)} s each`,
  );
  console.log(`  ${peak()}, digest ${digest}`);
}

async function onThreads(scenario: Scenario): Promise<void> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const flag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const result = await planVariants(scenario, { threads, flag });
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${result.rows.length} variants, ${threads} threads: ${seconds.toFixed(1)} s by the clock, ${cpuSeconds(before).toFixed(1)} s of CPU`,
  );
  console.log(`  ${peak()}, digest ${digestOf(result.rows)}`);
}

const scenario = await sampleScenario(VARIANTS);
await oneByOne(scenario);
if (threads > 0) await onThreads(scenario);
