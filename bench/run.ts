/**
 * Every benchmark, one after the other, each in a process of its own: `npm run bench`, or `npm run bench -- packing`
 * for those whose path contains the word. Figures go to standard output; docs/PERFORMANCE.md says how to read them.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Cheapest first, so that a quick look need not wait for the rest. */
const BENCHES = [
  "cli/cold-start.ts",
  "kernel/core.ts",
  "import/rvtools.ts",
  "packing/profile.ts",
  "packing/replan.ts",
  "planner.ts",
  "judging.ts",
];

const wanted = process.argv[2] ?? "";
let failed = 0;
for (const bench of BENCHES.filter((name) => name.includes(wanted))) {
  process.stdout.write(`\n== ${bench}\n`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, bench)], { stdio: "inherit" });
  if (status !== 0) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
