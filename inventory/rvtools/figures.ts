/**
 * Figures that other tabs hold about the machines of vInfo: reservations, the moment's CPU and memory use, disks, network
 * cards. MHz and MiB throughout; -1 stands for "none" in reservations and limits and is never a figure.
 */
import type { Findings } from "../findings.ts";
import type { KeysOf, Tab } from "./columns.ts";
import { type Join, keysOf } from "./join.ts";
import { type NumberRule, type Row, type TabRows, optionalNumber, rowsOf } from "./tab-rows.ts";

export interface Figures {
  cpuMhz?: number;
  cpuReservedMhz?: number;
  activeMiB?: number;
  memoryReservedMiB?: number;
  diskMiB?: number;
  disks?: number;
  partitionMiB?: number;
  nics?: number;
}

/** Tabs whose rows speak of machines. */
export type MachineTab = "vCPU" | "vMemory" | "vDisk" | "vPartition" | "vNetwork";

/** The contract's bound on amounts. */
const MOST = 1e15;
const amount = (subject: string, unit: string): NumberRule => ({
  least: 0,
  most: MOST,
  expected: `${unit} ≥ 0`,
  subject,
});
const withNone = (subject: string, unit: string): NumberRule => ({
  least: -1,
  most: MOST,
  expected: `${unit} ≥ 0, or -1 for none`,
  subject,
});

type Reader<T extends MachineTab> = (tab: TabRows<T>, row: Row<T>, into: Figures) => void;

function reserved<T extends MachineTab>(
  tab: TabRows<T>,
  row: Row<T>,
  key: KeysOf<T>,
  unit: string,
): number | undefined {
  const value = optionalNumber(tab, row, key, withNone(row.text("vm" as KeysOf<T>), unit));
  return value === undefined || value <= 0 ? undefined : value;
}

const readCpu: Reader<"vCPU"> = (tab, row, into) => {
  const overall = optionalNumber(tab, row, "overall", amount(row.text("vm"), "MHz"));
  const reservation = reserved(tab, row, "reservation", "MHz");
  if (overall !== undefined) into.cpuMhz = overall;
  if (reservation !== undefined) into.cpuReservedMhz = reservation;
};

const readMemory: Reader<"vMemory"> = (tab, row, into) => {
  const active = optionalNumber(tab, row, "active", amount(row.text("vm"), "MiB"));
  const reservation = reserved(tab, row, "reservation", "MiB");
  if (active !== undefined) into.activeMiB = active;
  if (reservation !== undefined) into.memoryReservedMiB = reservation;
};

const readDisk: Reader<"vDisk"> = (tab, row, into) => {
  const capacity = optionalNumber(tab, row, "capacity", amount(row.text("vm"), "MiB"));
  into.disks = (into.disks ?? 0) + 1;
  if (capacity !== undefined) into.diskMiB = (into.diskMiB ?? 0) + capacity;
};

const readPartition: Reader<"vPartition"> = (tab, row, into) => {
  const capacity = optionalNumber(tab, row, "capacity", amount(row.text("vm"), "MiB"));
  if (capacity !== undefined) into.partitionMiB = (into.partitionMiB ?? 0) + capacity;
};

const readNetwork: Reader<"vNetwork"> = (_tab, _row, into) => {
  into.nics = (into.nics ?? 0) + 1;
};

const READERS: { readonly [T in MachineTab]: Reader<T> } = {
  vCPU: readCpu,
  vMemory: readMemory,
  vDisk: readDisk,
  vPartition: readPartition,
  vNetwork: readNetwork,
};

interface Stray {
  count: number;
  first: string;
}

function report(code: "unmatched-rows" | "ambiguous-rows", stray: Stray, tab: TabRows<Tab>): void {
  const { file, title } = tab.header;
  if (stray.count > 0) tab.findings.add(code, { file, tab: title }, { raw: `${stray.count}, first "${stray.first}"` });
}

function readTab<T extends MachineTab>(
  tab: TabRows<T>,
  read: Reader<T>,
  join: Join,
  figures: readonly Figures[],
): void {
  const none: Stray = { count: 0, first: "" };
  const several: Stray = { count: 0, first: "" };
  for (const row of rowsOf(tab)) {
    const name = row.text("vm" as KeysOf<T>);
    if (name === "") continue;
    const belonging = join.find(keysOf(row));
    const into = belonging.kind === "one" ? figures[belonging.machine] : undefined;
    if (into !== undefined) {
      read(tab, row, into);
      continue;
    }
    const stray = belonging.kind === "several" ? several : none;
    stray.count += 1;
    if (stray.count === 1) stray.first = name;
  }
  report("unmatched-rows", none, tab as unknown as TabRows<Tab>);
  report("ambiguous-rows", several, tab as unknown as TabRows<Tab>);
}

/** Read the machine tabs that are there into `figures`, one entry for each machine of the join. */
export function readFigures(
  tabs: { readonly [T in MachineTab]?: TabRows<T> | undefined },
  join: Join,
  figures: readonly Figures[],
): void {
  if (tabs.vCPU !== undefined) readTab(tabs.vCPU, READERS.vCPU, join, figures);
  if (tabs.vMemory !== undefined) readTab(tabs.vMemory, READERS.vMemory, join, figures);
  if (tabs.vDisk !== undefined) readTab(tabs.vDisk, READERS.vDisk, join, figures);
  if (tabs.vPartition !== undefined) readTab(tabs.vPartition, READERS.vPartition, join, figures);
  if (tabs.vNetwork !== undefined) readTab(tabs.vNetwork, READERS.vNetwork, join, figures);
}

/** A row cap that was met becomes a finding. */
export function reportCut(tab: TabRows<Tab>, findings: Findings, rowsPerTab: number): void {
  const { file, title } = tab.header;
  if (tab.rows.isCut) findings.add("row-cap", { file, tab: title }, { bound: `${rowsPerTab} rows` });
}
