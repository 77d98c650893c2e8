/**
 * RVTools exports as one inventory: machines of vInfo joined with the other tabs, hosts of vHost, ids unique over all
 * exports. Everything in an export is one moment: CPU and active memory go to `snapshot`, never to a series.
 */
import type { ExistingHost, Inventory, Workload } from "#planner/contract/index.ts";
import { type Findings, collectFindings } from "../findings.ts";
import { uniqueIds } from "../identity.ts";
import { type ImportContext, stopIfAsked } from "../importer.ts";
import { unusable } from "../problem.ts";
import type { Book } from "../table.ts";
import { type Figures, readFigures } from "./figures.ts";
import { type HostRow, checkClusters, hostIds, readHosts } from "./hosts.ts";
import { machineJoin } from "./join.ts";
import { type Machine, readMachine } from "./machine.ts";
import { type OpenedTabs, openTabs } from "./open-export.ts";
import { rowsOf } from "./tab-rows.ts";

interface Export {
  readonly machines: readonly Machine[];
  readonly figures: readonly Figures[];
  readonly hosts: readonly HostRow[];
  readonly at?: string | undefined;
  readonly tabs: OpenedTabs;
}

const MIB_PER_GIB = 1024;
const MOST_DISKS = 10_000;
const MOST_NICS = 1_000;

/** Day 0 of Excel's calendar in milliseconds since 1970, and the days that can be meant (1970 to 2099). */
const EXCEL_DAY_0_MS = -2_209_161_600_000;
const MS_PER_DAY = 86_400_000;
const FIRST_DAY = 25_569;
const LAST_DAY = 73_050;
const SECONDS_OF_ISO = 19;
const MOMENT = /^\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d(:\d\d)?$/;

/** When the export was made, as written there: RVTools states no zone. A date without a date format is a day number. */
function madeAt(tabs: OpenedTabs): string | undefined {
  const row = tabs.vMetaData === undefined ? undefined : rowsOf(tabs.vMetaData).next().value;
  const cell = row?.cell("created");
  const isDay = typeof cell === "number" && cell >= FIRST_DAY && cell <= LAST_DAY;
  const date = isDay ? new Date(EXCEL_DAY_0_MS + cell * MS_PER_DAY) : cell;
  if (date instanceof Date)
    return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, SECONDS_OF_ISO);
  const text = row?.text("created") ?? "";
  return MOMENT.test(text) ? text.replaceAll("/", "-").replace(" ", "T") : undefined;
}

function readMachines(tabs: OpenedTabs, findings: Findings): readonly Machine[] {
  const seen = new Set<string>();
  const machines: Machine[] = [];
  for (const row of rowsOf(tabs.vInfo)) {
    const machine = readMachine(tabs.vInfo, row);
    if (machine === undefined) continue;
    machines.push(machine);
    if (seen.has(machine.keys.strongest)) {
      findings.add("duplicate-workload", row.place(), { subject: machine.name, bound: machine.keys.made });
    }
    seen.add(machine.keys.strongest);
  }
  return machines;
}

async function readOne(book: Book, findings: Findings, context: ImportContext): Promise<Export> {
  const tabs = await openTabs(book, findings, context);
  stopIfAsked(context);
  const machines = readMachines(tabs, findings);
  const join = machineJoin();
  machines.forEach((machine, i) => join.add(machine.keys, i));
  const figures = machines.map((): Figures => ({}));
  readFigures(tabs, join, figures);
  const hosts = tabs.vHost === undefined ? [] : readHosts(tabs.vHost);
  if (tabs.vCluster !== undefined && tabs.vHost !== undefined) checkClusters(tabs.vCluster, hosts);
  const isSnapshot = figures.some((figure) => figure.cpuMhz !== undefined || figure.activeMiB !== undefined);
  if (isSnapshot || machines.some((machine) => machine.activeMiB !== undefined)) {
    findings.add("snapshot-only", { file: book.file });
  }
  return { machines, figures, hosts, at: madeAt(tabs), tabs };
}

/** Figures of a machine that does not run were not measured. */
function snapshotOf(machine: Machine, figures: Figures, at: string | undefined): Workload["snapshot"] {
  const active = figures.activeMiB ?? machine.activeMiB;
  if (machine.state !== "running" || (figures.cpuMhz === undefined && active === undefined)) return undefined;
  return {
    ...(figures.cpuMhz === undefined ? {} : { cpuMhz: figures.cpuMhz }),
    ...(active === undefined ? {} : { memoryActiveMiB: active }),
    ...(at === undefined ? {} : { at }),
  };
}

function reservationOf({ cpuReservedMhz, memoryReservedMiB }: Figures): Workload["reservation"] {
  if (cpuReservedMhz === undefined && memoryReservedMiB === undefined) return undefined;
  return {
    ...(cpuReservedMhz === undefined ? {} : { cpuMhz: cpuReservedMhz }),
    ...(memoryReservedMiB === undefined ? {} : { memoryMiB: memoryReservedMiB }),
  };
}

function workload(
  machine: Machine,
  figures: Figures,
  at: { id: string; host: string | undefined; moment: string | undefined },
): Workload {
  const diskMiB = figures.diskMiB ?? machine.diskMiB ?? figures.partitionMiB;
  const snapshot = snapshotOf(machine, figures, at.moment);
  const reservation = reservationOf(figures);
  return {
    id: at.id,
    name: machine.name,
    kind: "virtual",
    state: machine.state,
    role: machine.role,
    os: machine.os,
    vcpus: machine.vcpus,
    memoryMiB: machine.memoryMiB,
    ...(diskMiB === undefined ? {} : { diskGiB: diskMiB / MIB_PER_GIB }),
    disks: Math.min(figures.disks ?? machine.disks ?? 1, MOST_DISKS),
    nics: Math.min(figures.nics ?? machine.nics ?? 1, MOST_NICS),
    ...(at.host === undefined ? {} : { runsOn: at.host }),
    ...(snapshot === undefined ? {} : { snapshot }),
    ...(reservation === undefined ? {} : { reservation }),
    needs: [],
    tags: machine.tags,
  };
}

/** Host id by the name the tabs of this export use; a name two hosts share decides nothing. */
function hostLookup(one: Export, ids: readonly string[]): ReadonlyMap<string, string | undefined> {
  const lookup = new Map<string, string | undefined>();
  one.hosts.forEach(({ text }, i) => lookup.set(text, lookup.has(text) ? undefined : ids[i]));
  return lookup;
}

interface Assembly {
  readonly workloads: Workload[];
  readonly hosts: ExistingHost[];
  readonly findings: Findings;
}

function assemble(one: Export, ids: { machines: readonly string[]; hosts: readonly string[] }, into: Assembly): void {
  const lookup = hostLookup(one, ids.hosts);
  const unknown = new Set<string>();
  const { file, title } = one.tabs.vInfo.header;
  one.hosts.forEach(({ host }, i) => into.hosts.push({ id: ids.hosts[i] ?? host.name, ...host }));
  one.machines.forEach((machine, i) => {
    const id = ids.machines[i] ?? machine.name;
    const place = { file, tab: title, row: one.tabs.vInfo.rows.rowNumbers[machine.row] };
    if (id !== machine.name) into.findings.add("duplicate-name", place, { raw: machine.name, subject: id });
    const host = lookup.get(machine.host);
    if (host === undefined && machine.host !== "" && one.tabs.vHost !== undefined && !unknown.has(machine.host)) {
      unknown.add(machine.host);
      into.findings.add("unknown-host", place, { raw: machine.host, subject: id });
    }
    into.workloads.push(workload(machine, one.figures[i] ?? {}, { id, host, moment: one.at }));
  });
}

function requireMachines(exports: readonly Export[], books: readonly Book[], context: ImportContext): void {
  const count = exports.reduce((sum, one) => sum + one.machines.length, 0);
  const files = books.map((book) => book.file).join(", ");
  if (count === 0)
    throw unusable(
      files,
      "no-workloads",
      "no row of vInfo can be imported: each needs a name, CPUs and memory above 0",
    );
  const { workloads, hosts } = context.limits;
  if (count > workloads) throw unusable(files, "too-many", `${count} machines, above the bound of ${workloads}`);
  const hostCount = exports.reduce((sum, one) => sum + one.hosts.length, 0);
  if (hostCount > hosts) throw unusable(files, "too-many", `${hostCount} hosts, above the bound of ${hosts}`);
}

/**
 * Read exports into one inventory.
 * @throws InvalidInput when vInfo or its required columns are missing or no row is usable
 */
export async function readExports(format: string, books: readonly Book[], context: ImportContext): Promise<Inventory> {
  const findings = collectFindings(context.limits.findingsPerCode);
  const exports: Export[] = [];
  for (const [i, book] of books.entries()) {
    exports.push(await readOne(book, findings, context));
    context.progress((i + 1) / (books.length + 1));
  }
  requireMachines(exports, books, context);
  const { known } = context;
  const machineIds = uniqueIds(
    exports.flatMap((one) => one.machines),
    known.workloads.map(({ id }) => id),
  );
  const allHostIds = hostIds(
    exports.flatMap((one) => one.hosts),
    known.hosts.map(({ id }) => id),
  );
  const assembly: Assembly = { workloads: [], hosts: [], findings };
  let machine = 0;
  let host = 0;
  for (const one of exports) {
    const ids = {
      machines: machineIds.slice(machine, (machine += one.machines.length)),
      hosts: allHostIds.slice(host, (host += one.hosts.length)),
    };
    assemble(one, ids, assembly);
  }
  const { workloads, hosts } = assembly;
  return { format, files: [], workloads, hosts, series: [], findings: findings.all() };
}
