/**
 * An RVTools workbook of a large estate, as genuine exports are: 20,000 machines with 93 columns in vInfo and the other
 * machine tabs beside it, most columns never read.
 */
import { writeFileSync } from "node:fs";
import { type CellInput, type SheetInput, workbook } from "../../test/support/xlsx.ts";

/** Machines in every machine tab. */
export const MACHINES = 20_000;
/** Hosts in vHost. */
export const HOSTS = 400;
const MIB_PER_GIB = 1024;
const INFO_COLUMNS = 93;

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

/** Write the workbook, some 30 MB. */
export function writeLargeWorkbook(path: string): void {
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
