/**
 * How long an RVTools workbook of a large estate takes to import, and how much memory: 20,000 machines x 93 columns with
 * the other machine tabs beside them, written by a second process so that only the import counts. Prints figures as JSON
 * lines, each beside its bound (machines are shared, so time fails nothing), and fails when a count is wrong.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importInventory } from "#inventory";
import { type CellInput, type SheetInput, workbook } from "../../test/support/xlsx.ts";

const MACHINES = 20_000;
const HOSTS = 400;
/** The bounds this import is built to. */
const MOST_SECONDS = 5;
const MOST_MIB = 512;
const MIB_PER_GIB = 1024;
const KIB_PER_MIB = 1024;
const INFO_COLUMNS = 93;
const MS_PER_SECOND = 1000;
const US_PER_SECOND = 1_000_000;

type Filler = (machine: number) => CellInput;

const uuid = (n: number): string =>
  `420000${String(n % 100).padStart(2, "0")}-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** The columns at the end of every machine tab. */
const TAIL: readonly (readonly [string, Filler])[] = [
  ["Annotation", (n) => `kept by team ${n % 40}`],
  ["Datacenter", () => "DC1"],
  ["Cluster", (n) => `cluster-${n % 20}`],
  ["Host", (n) => `esx-${n % HOSTS}.example.test`],
  ["Folder", (n) => `folder-${n % 60}`],
  ["VM ID", (n) => `vm-${n}`],
  ["VM UUID", uuid],
  ["VI SDK UUID", () => "11111111-2222-3333-4444-555555555555"],
];

const HEAD: readonly (readonly [string, Filler])[] = [
  ["VM", (n) => `machine-${n}`],
  ["Powerstate", (n) => (n % 10 === 0 ? "poweredOff" : "poweredOn")],
  ["Template", (n) => (n % 100 === 1 ? "True" : "False")],
  ["SRM Placeholder", () => "False"],
];

const INFO: readonly (readonly [string, Filler])[] = [
  ...HEAD,
  ["CPUs", (n) => 1 + (n % 8)],
  ["Memory", (n) => MIB_PER_GIB * (1 + (n % 32))],
  ["NICs", () => 1],
  ["Disks", () => 2],
  ["Provisioned MiB", (n) => MIB_PER_GIB * (20 + (n % 100))],
  [
    "OS according to the configuration file",
    (n) => (n % 3 === 0 ? "Microsoft Windows Server 2003 (32-bit)" : "Red Hat Enterprise Linux 4 (64-bit)"),
  ],
  ...TAIL,
];

/** Columns nobody reads, as genuine exports are full of them: texts, numbers and truth values in turn. */
const padding = (count: number): readonly (readonly [string, Filler])[] =>
  Array.from({ length: count }, (_, c) => {
    const fillers: readonly Filler[] = [(n) => `text ${c} ${n % 50}`, (n) => n * c, () => "False"];
    return [`Custom ${c}`, fillers[c % fillers.length] ?? (() => null)];
  });

function sheet(name: string, columns: readonly (readonly [string, Filler])[], rows: number): SheetInput {
  function* lines(): Generator<readonly CellInput[]> {
    yield columns.map(([header]) => header);
    for (let n = 0; n < rows; n += 1) yield columns.map(([, fill]) => fill(n));
  }
  return { name, rows: lines() };
}

const HOST_COLUMNS: readonly (readonly [string, Filler])[] = [
  ["Host", (n) => `esx-${n}.example.test`],
  ["Cluster", (n) => `cluster-${n % 20}`],
  ["CPU Model", () => "Intel(R) Xeon(R) Gold 6126 CPU @ 2.60GHz"],
  ["Speed", () => 2600],
  ["# CPU", () => 2],
  ["# Cores", () => 24],
  ["# Memory", () => 262_024],
  ["Vendor", () => "Example"],
  ["Model", () => "X1"],
];

function generate(path: string): void {
  const info = [...INFO, ...padding(INFO_COLUMNS - INFO.length)];
  const bytes = workbook(
    [
      sheet("vInfo", info, MACHINES),
      sheet(
        "vCPU",
        [...HEAD, ["Overall", (n) => n % 2000], ["Reservation", () => 0], ...padding(18), ...TAIL],
        MACHINES,
      ),
      sheet(
        "vMemory",
        [...HEAD, ["Active", (n) => n % 4000], ["Reservation", () => 0], ...padding(22), ...TAIL],
        MACHINES,
      ),
      sheet("vDisk", [...HEAD, ["Capacity MiB", () => 40_960], ...padding(30), ...TAIL], MACHINES),
      sheet("vTools", [...HEAD, ...padding(20), ...TAIL], MACHINES),
      sheet("vHost", HOST_COLUMNS, HOSTS),
    ],
    { prefixed: true },
  );
  writeFileSync(path, bytes);
}

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
  generate(path);
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
