/**
 * VMware ESX Server 2.5 (December 2004): trap-and-map of 32-bit guests, one or two virtual CPUs that run at once, CPU
 * minimum and maximum in percent of one CPU, memory overcommitted as far as a swap file allows. The memory of the service
 * console is chosen at installation by the virtual CPUs it will serve: here a setting, which bounds them. Whole and flat.
 */
import { z } from "zod";
import { assumed, recalled } from "../fact.ts";
import {
  type Grain,
  type GuestSupport,
  type Misfit,
  type PartitionSpec,
  type PartitionWants,
  type Platform,
  type Site,
  machineLimit,
  partitionLimit,
  withCore,
} from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import { ESX_25_FACTS as FACTS } from "./esx-2.5-facts.ts";
import { ESX_25_DESCRIPTION as DESCRIPTION } from "./esx-2.5-statements.ts";
import { SHARE_LEVELS, esxLayer, onGrain } from "./esx-layer.ts";
import { ruleOf } from "./judge.ts";
import { ESX_25_CORE } from "./core.ts";
import { ESX_COSTS } from "./core-costs.ts";

/** Most virtual CPUs of one VM, and so the highest ceiling in percent of one CPU. */
const CPU_MAX_PERCENT = FACTS["cpu.max"].value * FACTS["vm.maxVcpu"].value;

export const Esx25Settings = z.strictObject({
  shares: z.enum(SHARE_LEVELS).default("normal"),
  /** Ceiling of every VM in percent of one CPU; left out, or beyond 100 for each virtual CPU = the latter. */
  cpuMaxPercent: z.number().min(1).max(CPU_MAX_PERCENT).optional(),
  /** Swap file of the VMkernel; left out = as large as the host's memory, 0 = none, so no overcommit. */
  swapFileMiB: z.number().min(0).max(1e9).optional(),
  /** Memory of the service console: by table, for the virtual CPUs that will run. */
  consoleMemoryMiB: z
    .number()
    .min(FACTS["svc.console.few"].value)
    .max(FACTS["svc.consoleMax"].value)
    .default(FACTS["svc.console"].value),
  /** The add-on for VMs of two virtual CPUs is licensed. */
  virtualSmp: z.boolean().default(true),
  /** VirtualCenter 1.x, which moves running VMs, is licensed. */
  virtualCenter: z.boolean().default(true),
});
export type Esx25Settings = z.infer<typeof Esx25Settings>;

const GRAINS: readonly Grain[] = [
  { kind: "values", resource: "vcpus", values: [1, 2], fact: FACTS["vm.vcpuValues"] },
  { kind: "grid", resource: "memoryMiB", min: FACTS["vm.minRam"], step: FACTS["vm.memStep"], max: FACTS["vm.maxRam"] },
];

const LIMITS = [
  machineLimit(FACTS, "host.maxLogicalCpus", "threads"),
  machineLimit(FACTS, "host.maxRam", "memoryMiB"),
  partitionLimit(FACTS, "vm.maxVcpu", "vcpus"),
  partitionLimit(FACTS, "vm.maxRam", "memoryMiB"),
  partitionLimit(FACTS, "vm.maxDisks", "disks"),
  partitionLimit(FACTS, "vm.maxNics", "nics"),
];

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "trap-and-map",
    families: ["windows", "linux", "netware", "freebsd"],
    architectures: ["x86-32"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "Windows NT 4.0 to 2003, Linux, NetWare, FreeBSD, all 32-bit",
  },
  {
    mode: "trap-and-map",
    families: "any",
    architectures: ["x86-32"],
    needsOneOf: [],
    source: assumed("the monitor runs unmodified x86 systems; this one is not on the support list"),
    note: "a system of the support list",
  },
];

/** MiB beside the configured memory: a base by virtual CPUs, and more for each GiB above 512 MiB. */
function overheadMiB(vcpus: number, memoryMiB: number): number {
  const base = FACTS[vcpus <= 1 ? "mem.overhead.1" : "mem.overhead.2"].value;
  const aboveMiB = Math.max(0, memoryMiB - FACTS["mem.overhead.upTo"].value);
  return base + (aboveMiB / MIB_PER_GIB) * FACTS["mem.overhead.perGib"].value;
}

/** Rows of the console table, largest first: memory and the virtual CPUs it serves. */
const CONSOLE_ROWS = [
  { memoryMiB: FACTS["svc.console"].value, vcpus: FACTS["host.maxVcpus"].value },
  { memoryMiB: FACTS["svc.console.many"].value, vcpus: FACTS["svc.vcpus.many"].value },
  { memoryMiB: FACTS["svc.console.some"].value, vcpus: FACTS["svc.vcpus.some"].value },
  { memoryMiB: FACTS["svc.console.few"].value, vcpus: FACTS["svc.vcpus.few"].value },
] as const;

/** Virtual CPUs that a console of this memory serves. */
const servedVcpus = ({ consoleMemoryMiB }: Esx25Settings): number =>
  CONSOLE_ROWS.find((row) => consoleMemoryMiB >= row.memoryMiB)?.vcpus ?? 0;

/** Overcommit the swap file allows: what is not in memory must fit in it. */
const swapRatio = ({ machine, settings }: Site<Esx25Settings>): number =>
  1 + (settings.swapFileMiB ?? FACTS["mem.swapDefault"].value * machine.memoryMiB) / machine.memoryMiB;

/** CPU minimum and maximum of one VM in percent of one CPU. */
function cpuRange(wants: PartitionWants, { machine, settings }: Site<Esx25Settings>) {
  const all = FACTS["cpu.max"].value * onGrain(GRAINS, "vcpus", wants.vcpus);
  return {
    minPercent: (wants.cpuReservedMhz / machine.coreMhz) * FACTS["cpu.max"].value,
    maxPercent: Math.min(settings.cpuMaxPercent ?? all, all),
    allPercent: all,
  };
}

const vendorSettings = (wants: PartitionWants, site: Site<Esx25Settings>) => ({
  shares: site.settings.shares,
  cpuShares: onGrain(GRAINS, "vcpus", wants.vcpus) * FACTS[`cpu.shares.${site.settings.shares}`].value,
  cpuMinPercent: cpuRange(wants, site).minPercent,
  cpuMaxPercent: cpuRange(wants, site).maxPercent,
  memoryMinMiB: wants.memoryReservedMiB,
  memoryMaxMiB: onGrain(GRAINS, "memoryMiB", wants.memoryMiB),
});

/** Two virtual CPUs without the add-on or without two CPUs to run at once; VMotion without VirtualCenter; floor above ceiling. */
function partitionMisfits(spec: PartitionSpec, site: Site<Esx25Settings>): readonly Misfit[] {
  const found: Misfit[] = [];
  const { virtualSmp, virtualCenter } = site.settings;
  if (spec.vcpus > 1 && !virtualSmp) {
    const told = { what: "virtual-smp", value: spec.id, needs: "the Virtual SMP add-on" };
    found.push({ code: "not-supported", ...told, ...ruleOf(DESCRIPTION, "lic.smp") });
  }
  if (spec.vcpus <= FACTS["vm.maxVcpu"].value && spec.vcpus > site.machine.threads) {
    const told = { resource: "vcpus", value: spec.vcpus, bound: site.machine.threads };
    found.push({ code: "over-limit", scope: "partition", ...told, ...ruleOf(DESCRIPTION, "sched.strict") });
  }
  if (spec.needs.includes("live-migration") && !virtualCenter) {
    const told = { what: "live-migration", value: spec.id, needs: "VirtualCenter 1.x" };
    found.push({ code: "not-supported", ...told, ...ruleOf(DESCRIPTION, "lic.vmotion") });
  }
  const { minPercent, maxPercent } = cpuRange(spec, site);
  if (minPercent > maxPercent) {
    const told = { resource: "cpuMinPercent", value: minPercent, bound: maxPercent };
    found.push({ code: "over-limit", scope: "partition", ...told, ...ruleOf(DESCRIPTION, "cpu.range") });
  }
  return found;
}

/** A ceiling below the peak, and an overcommit that the swap file does not bear. */
function moreCautions(site: Site<Esx25Settings>, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const capped = specs.flatMap((spec): readonly Misfit[] => {
    const { maxPercent, allPercent } = cpuRange(spec, site);
    const bound = maxPercent / FACTS["cpu.max"].value;
    if (maxPercent >= allPercent || spec.peakCores <= bound) return [];
    const told = { resource: "cpuCores", value: spec.peakCores, bound };
    return [{ code: "over-limit", scope: "partition", ...told, ...ruleOf(DESCRIPTION, "cpu.capped") }];
  });
  const value = site.memoryOvercommitRatio;
  const bound = swapRatio(site);
  if (value <= bound) return capped;
  const told = { resource: "memoryOvercommitRatio", value, bound };
  return [...capped, { code: "over-limit", scope: "machine", ...told, ...ruleOf(DESCRIPTION, "mem.swap") }];
}

const taken = ({ consoleMemoryMiB }: Esx25Settings) => consoleMemoryMiB + FACTS["svc.vmkernel"].value;

const LAYER = withCore(
  esxLayer<Esx25Settings>({
    id: "esx-2.5",
    facts: FACTS,
    settings: Esx25Settings,
    hosts: ["x86-32", "x86-64"],
    technique: "trap-and-map",
    grains: GRAINS,
    limits: LIMITS,
    guests: GUESTS,
    service: {
      name: "service console",
      facts: ["svc.console", "svc.vmkernel", "svc.consoleCpu"],
      takes: (_memoryMiB, settings) => ({
        memoryMiB: taken(settings),
        cores: FACTS["svc.consoleCpu"].value / 100,
      }),
    },
    maxVcpus: (_machine, settings) => servedVcpus(settings),
    minFreeMiB: (memoryMiB, settings) => ((memoryMiB - taken(settings)) * FACTS["mem.minFree"].value) / 100,
    overheadMiB,
    overcommitRatio: (site) => Math.min(site.memoryOvercommitRatio, swapRatio(site)),
    vendorSettings,
    needRules: [
      {
        need: "passthrough-device",
        rule: "io.passthrough",
        source: recalled("sure"),
        instead: "no device pass-through to a guest in this generation",
      },
    ],
    description: DESCRIPTION,
    morePartitionMisfits: partitionMisfits,
    moreCautions,
  }),
  { ...ESX_25_CORE, ...ESX_COSTS },
);

export const ESX_25: Platform = {
  id: "esx-2.5",
  title: "VMware ESX Server 2.5",
  maker: "VMware",
  generation: "ESX Server 2.5, December 2004",
  year: 2004,
  era: "2006",
  layers: [LAYER],
};
