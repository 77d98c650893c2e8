/**
 * Every benchmark, one after the other, each in a process of its own: `npm run bench`, or `npm run bench -- packing`
 * for those whose path contains the word. `npm run bench -- packing --instances FOLDER …` is the table over public sets of
 * instances. Figures go to standard output; docs/PERFORMANCE.md says how to read them.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Cheapest first, so that a quick look need not wait for the rest. */
const BENCHES = [
  "cli/cold-start.ts",
  "energy/bills.ts",
  "kernel/core.ts",
  "import/rvtools.ts",
  "report/workbook.ts",
  "load/uploads.ts",
  "load/memory.ts",
  "load/server.ts",
  "jobs/kills.ts",
  "jobs/variants.ts",
  "jobs/workers.ts",
  "room/racks.ts",
  "packing/profile.ts",
  "packing/replan.ts",
  "packing/table.ts",
  "planner.ts",
  "judging.ts",
];

const TABLE = "packing/table.ts";

const [wanted = "", ...options] = process.argv.slice(2);
const matching = BENCHES.filter((name) => name.includes(wanted));
/** The table needs a folder of instances: without options it is left out; options are for it, or for the one that is named. */
const chosen =
  options.length === 0
    ? matching.filter((name) => name !== TABLE)
    : matching.filter((name) => matching.length === 1 || name === TABLE);
let failed = 0;
for (const bench of chosen) {
  process.stdout.write(`\n== ${bench}\n`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, bench), ...options], { stdio: "inherit" });
  if (status !== 0) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
