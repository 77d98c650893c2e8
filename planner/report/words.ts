/**
 * Words for the machine names of the contract: resources with their units, needs, demand bases, reasons to leave a
 * workload out. A name that is not listed is shown as it stands, never dropped.
 */
import type { DemandBasis, PlanResult } from "../contract/index.ts";
import { counted, decimal, grouped, memoryText } from "./numbers.ts";

interface ResourceWords {
  /** What the resource is called in running text: "memory". */
  readonly name: string;
  /** An amount of it with its unit, to at most `digits` decimals: "3.1 GiB". */
  readonly amount: (value: number, digits: number) => string;
  /** An amount that is missing: "3.1 GiB more memory". */
  readonly more: (value: number) => string;
}

const measured = (name: string, unit: string): ResourceWords => ({
  name,
  amount: (value, digits) => `${decimal(value, digits)} ${unit}`,
  more: (value) => `${decimal(value, 2)} ${unit} more ${name}`,
});

const unlisted = (name: string): ResourceWords => ({
  name,
  amount: (value, digits) => `${decimal(value, digits)} ${name}`,
  more: (value) => `${decimal(value, 2)} more ${name}`,
});

const things = (singular: string, plural = `${singular}s`): ResourceWords => ({
  name: plural,
  amount: (value, digits) =>
    Number.isInteger(value) ? counted(value, singular, plural) : `${decimal(value, digits)} ${plural}`,
  more: (value) => `${decimal(value, 2)} more ${value === 1 ? singular : plural}`,
});

const memory = (name: string): ResourceWords => ({
  name,
  amount: (value, digits) => memoryText(value, digits),
  more: (value) => `${memoryText(value)} more ${name}`,
});

const cpu: ResourceWords = {
  name: "CPU",
  amount: (value, digits) => `${decimal(value, digits)} ${value === 1 ? "core" : "cores"}`,
  more: (value) => `${decimal(value, 2)} more ${value === 1 ? "core" : "cores"} of CPU`,
};

const WORDS: Readonly<Record<string, ResourceWords>> = {
  cpu,
  cpuCores: cpu,
  sharedCores: cpu,
  vcpus: things("virtual CPU"),
  memory: memory("memory"),
  memoryMiB: memory("memory"),
  memoryReservedMiB: memory("reserved memory"),
  virtualMemoryMiB: memory("virtual memory"),
  pagingMiB: memory("paging space"),
  cpuReservedMhz: measured("reserved CPU", "MHz"),
  partitions: things("partition"),
  channels: things("logical domain channel"),
  hosts: things("host"),
  threads: things("logical CPU"),
  cores: things("core"),
  sockets: things("socket"),
  disks: things("disk"),
  nics: things("network card"),
  network: measured("network throughput", "Mbps"),
  networkMbps: measured("network throughput", "Mbps"),
  disk: measured("disk throughput", "MB/s"),
  diskMBps: measured("disk throughput", "MB/s"),
  ioSlots: things("I/O slot"),
  sliceMs: measured("scheduler slice", "ms"),
  cpuMinPercent: measured("CPU minimum", "% of one CPU"),
  memoryOvercommitRatio: measured("memory overcommit", "times the memory"),
  entitledCores: {
    name: "entitled CPU",
    amount: cpu.amount,
    more: (value) => `${decimal(value, 2)} more entitled ${value === 1 ? "core" : "cores"}`,
  },
  pctOfSystem: measured("share of the host's CPUs", "%"),
  pctOfVmVcpus: measured("share of the machine's virtual CPUs", "%"),
  coreMhz: measured("clock", "MHz"),
};

const BLOCK = "block:";

/** Words of a resource; `block:NAME` is counted in its blocks, an unknown name is used as it stands. */
export function resourceWords(resource: string): ResourceWords {
  if (resource.startsWith(BLOCK)) return things(resource.slice(BLOCK.length).replaceAll("-", " "));
  return WORDS[resource] ?? unlisted(resource);
}

/** A resource in running text: "memory", "virtual CPUs", "cpu boards". */
export const resourceName = (resource: string): string => resourceWords(resource).name;

/** An amount for a place that already names the resource: "8" of virtual CPUs, "3.1 GiB" of memory. */
export function plainAmount(resource: string, value: number): string {
  const words = resourceWords(resource);
  const text = words.amount(value, 1);
  return text.endsWith(` ${words.name}`) ? text.slice(0, -words.name.length - 1) : text;
}

/** An amount with its unit: "3.1 GiB", "8 virtual CPUs", "2.25 cores". */
export const amountText = (resource: string, value: number): string => resourceWords(resource).amount(value, 2);

/**
 * Two amounts of one resource, written so that they read differently whenever they differ: 8.04 and 8 GiB do not both
 * become "8 GiB".
 */
export function amountPair(resource: string, a: number, b: number): readonly [string, string] {
  const words = resourceWords(resource);
  const MOST_DIGITS = 6;
  for (let digits = 1; digits < MOST_DIGITS; digits++) {
    const pair = [words.amount(a, digits), words.amount(b, digits)] as const;
    if (a === b || pair[0] !== pair[1]) return pair;
  }
  return [words.amount(a, MOST_DIGITS), words.amount(b, MOST_DIGITS)];
}

/** What the platform or the machine cannot do, in words; others as they stand. */
const WHAT_WORDS: Readonly<Record<string, string>> = {
  "guest-os": "the guest operating system",
  "guest-os-listed": "the guest system (by its maker's list)",
  "guest-architecture": "the guest's processor architecture",
  "guest-version": "the guest's version",
  "processor-feature": "the guest on this processor",
  "machine-architecture": "the host's processor architecture",
  "host-processor": "the host's processor",
  "guest-kernel": "the guest's kernel",
  "security-support": "security support of the maker",
  "dynamic-memory": "dynamic memory",
  "virtual-smp": "more than one virtual CPU",
  "dma-protection": "protection against the device's own access to memory",
  scheduler: "the scheduler in production",
  "scheduler-setting": "the scheduler's setting",
  reservation: "a guaranteed floor",
  "live-migration": "live migration",
  "own-kernel": "a kernel of its own",
  "kernel-modules": "loading kernel modules",
  "passthrough-device": "a passed-through device",
};

export const whatText = (what: string): string => WHAT_WORDS[what] ?? what.replaceAll("-", " ");

const SYSTEMS: Readonly<Record<string, string>> = {
  windows: "Windows",
  linux: "Linux",
  solaris: "Solaris",
  aix: "AIX",
  "hp-ux": "HP-UX",
  "ibm-i": "IBM i",
  "z-os": "z/OS",
  "z-vm": "z/VM",
  openvms: "OpenVMS",
  freebsd: "FreeBSD",
  netbsd: "NetBSD",
  netware: "NetWare",
  plan9: "Plan 9",
};

/** An operating system as its maker writes it; others as they stand. */
export const systemName = (family: string): string => SYSTEMS[family] ?? family;

/** How a CPU demand came about. */
export const BASIS_TEXT: Readonly<Record<DemandBasis, string>> = {
  measured: "measured",
  allocated: "by allocation",
  "snapshot-floor": "by allocation, raised to a snapshot",
};

/** Why a workload was not to be placed. */
export const EXCLUDED_TEXT: Readonly<Record<PlanResult["excluded"][number]["why"], string>> = {
  template: "template, kept for the record and never run",
  placeholder: "placeholder, stands for a machine at another site",
  "powered-off": "powered off, left out unless the goals include such machines",
};

/** A setting or fact value of any kind. */
export function valueText(value: number | string | boolean): string {
  if (typeof value === "number") return Number.isInteger(value) ? grouped(value) : decimal(value, 4);
  return typeof value === "boolean" ? (value ? "yes" : "no") : value;
}
