/**
 * A plan of 10,000 workloads as a workbook: time, bytes, the memory the process grew to, and what the server's own thread
 * does of it (packing the plan for the thread that writes).
 */
import { serialize } from "node:v8";
import { PlanDocument } from "#planner";
import { planXlsx } from "#report";
import { samplePlan } from "../../test/support/plan-document.ts";

const WORKLOADS_PER_HOST = 8;
const WORKLOADS = 10_000;
const RUNS = 5;
const MIB = 1024 * 1024;
const KIB = 1024;

const rssMiB = () => process.resourceUsage().maxRSS / KIB;

/** As a server has it: parsed from JSON. */
const plan = PlanDocument.parse(
  JSON.parse(JSON.stringify(samplePlan({ hosts: WORKLOADS / WORKLOADS_PER_HOST, unplaced: 500 }))),
);
const before = rssMiB();
const times: number[] = [];
let size = 0;
for (let run = 0; run < RUNS; run++) {
  const start = performance.now();
  size = planXlsx(plan).length;
  times.push(performance.now() - start);
}
const start = performance.now();
serialize(plan);
const handed = performance.now() - start;
const ordered = times.toSorted((a, b) => a - b);
process.stdout.write(
  `${plan.result.summary.workloads} workloads, ${plan.result.hosts.length} hosts: ${(size / MIB).toFixed(2)} MiB, ` +
    `first ${(times[0] ?? 0).toFixed(0)} ms, median of ${RUNS} ${(ordered[2] ?? 0).toFixed(0)} ms; ` +
    `peak memory ${before.toFixed(0)} MiB before, ${rssMiB().toFixed(0)} MiB after; ` +
    `packing it for a thread ${handed.toFixed(0)} ms\n`,
);
