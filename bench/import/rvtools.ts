/**
 * How long an RVTools workbook of a large estate takes to import, and how much memory: 20,000 machines x 93 columns with
 * the other machine tabs beside them, written by a second process so that only the import counts. Prints figures as JSON
 * lines, each beside its bound (machines are shared, so time fails nothing), and fails when a count is wrong.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importInventory } from "#inventory";
import { HOSTS, MACHINES, writeLargeWorkbook } from "./large-workbook.ts";

/** The bounds this import is built to. */
const MOST_SECONDS = 5;
const MOST_MIB = 512;
const KIB_PER_MIB = 1024;
const MS_PER_SECOND = 1000;
const US_PER_SECOND = 1_000_000;

function expect(what: string, found: number, wanted: number): void {
  if (found !== wanted) throw new Error(`${what}: found ${found}, expected ${wanted}`);
}

async function measure(path: string): Promise<void> {
  const bytes = readFileSync(path);
  const cpuFrom = process.cpuUsage();
  const from = performance.now();
  const inventory = await importInventory([{ name: "estate.xlsx", bytes }]);
  const seconds = (performance.now() - from) / MS_PER_SECOND;
  const cpuSeconds = process.cpuUsage(cpuFrom).user / US_PER_SECOND;
  const peakMiB = process.resourceUsage().maxRSS / KIB_PER_MIB;
  expect("workloads", inventory.workloads.length, MACHINES);
  expect("hosts", inventory.hosts.length, HOSTS);
  expect("templates", inventory.workloads.filter(({ role }) => role === "template").length, MACHINES / 100);
  expect("placed today", inventory.workloads.filter(({ runsOn }) => runsOn !== undefined).length, MACHINES);
  expect("with a disk of 40 GiB", inventory.workloads.filter(({ diskGiB }) => diskGiB === 40).length, MACHINES);
  console.log(
    JSON.stringify({
      name: "import/rvtools",
      metric: "seconds",
      value: Number(seconds.toFixed(2)),
      bound: MOST_SECONDS,
    }),
  );
  console.log(
    JSON.stringify({ name: "import/rvtools", metric: "peakRssMiB", value: Math.round(peakMiB), bound: MOST_MIB }),
  );
  // User time over all threads: what remains comparable when other work shares the machine.
  console.log(JSON.stringify({ name: "import/rvtools", metric: "cpuSeconds", value: Number(cpuSeconds.toFixed(2)) }));
}

const [, self, order, path] = process.argv;
if (order === "generate" && path !== undefined) {
  writeLargeWorkbook(path);
} else if (order === "measure" && path !== undefined) {
  await measure(path);
} else if (self !== undefined) {
  const folder = mkdtempSync(join(tmpdir(), "bench-rvtools-"));
  const file = join(folder, "estate.xlsx");
  try {
    for (const step of ["generate", "measure"]) {
      const { status } = spawnSync(process.execPath, [self, step, file], { stdio: "inherit" });
      process.exitCode ||= status ?? 1;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
