/**
 * VMware Server 1.0 (July 2006): trap-and-map on top of a Windows or Linux host, whose operating system stands here as the
 * service partition. One virtual CPU (two experimentally), no shares, no floors, memory within a limit of the host. Whole
 * and flat. Left out: GSX Server 3 as a product of its own, what else the host's operating system runs.
 */
import { z } from "zod";
import { assumed, deck, recalled, seen } from "../fact.ts";
import {
  type Grain,
  type GuestSupport,
  type LayerDescription,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type Platform,
  type Site,
  machineLimit,
  partitionLimit,
  sharedLayer,
  withCore,
} from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import { architectureMisfits, offGridMisfits, ruleOf, unlistedCautions, wordSizeMisfits } from "./judge.ts";
import { VMWARE_SERVER_1_FACTS as FACTS } from "./vmware-server-1-facts.ts";
import { VMWARE_SERVER_1_CORE } from "./core.ts";
import { VMWARE_SERVER_COSTS } from "./core-costs.ts";

export const VmwareServer1Settings = z.strictObject({
  /** System the product is installed on. */
  hostOs: z.enum(["windows", "linux"]).default("windows"),
  /** Memory kept for that system and the product's services. */
  hostMemoryMiB: z.number().min(1).max(1e9).default(FACTS["svc.hostRam"].value),
  /** Memory all VMs may use together, overhead included; left out = all but the host's. */
  memoryLimitMiB: z.number().min(1).max(1e9).optional(),
  /** How much memory of VMs the host may swap to disk; none = overcommit is not honoured. */
  swapping: z.enum(["none", "some", "most"]).default("none"),
  /** Use the experimental two-way Virtual SMP. */
  virtualSmp: z.boolean().default(false),
  ioShareRatio: z.number().min(0).max(1).default(FACTS["io.share"].value),
  ioCostPercent: z.number().min(0).max(1000).default(FACTS["io.cost"].value),
});
export type VmwareServer1Settings = z.infer<typeof VmwareServer1Settings>;
type Here = Site<VmwareServer1Settings>;

const HOSTS = ["x86-32", "x86-64"] as const;

const GRAINS: readonly Grain[] = [
  { kind: "values", resource: "vcpus", values: [1, 2], fact: FACTS["vm.vcpuValues"] },
  { kind: "grid", resource: "memoryMiB", min: FACTS["vm.minRam"], step: FACTS["vm.memStep"], max: FACTS["vm.maxRam"] },
];

const LIMITS = [
  machineLimit(FACTS, "host.maxLogicalCpus", "threads"),
  partitionLimit(FACTS, "vm.maxVcpu", "vcpus"),
  partitionLimit(FACTS, "vm.maxRam", "memoryMiB"),
  partitionLimit(FACTS, "vm.maxDisks", "disks"),
  partitionLimit(FACTS, "vm.maxNics", "nics"),
];

const SUPPORTED = ["windows", "linux", "netware", "solaris", "freebsd"] as const;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "trap-and-map",
    families: SUPPORTED,
    architectures: ["x86-32"],
    needsOneOf: [],
    source: recalled("fairly"),
    note: "Windows, Linux, NetWare, Solaris x86, FreeBSD",
  },
  {
    mode: "hvm",
    families: SUPPORTED,
    architectures: ["x86-64"],
    needsOneOf: [["vt-x"], ["segment-limits-64"], ["amd-v"]],
    source: recalled("fairly"),
    note: "64-bit guests are supported (VMS1-adm): VT-x on Intel, segment limits on AMD",
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

const NEED_RULES: readonly NeedRule[] = [
  { need: "live-migration", rule: "mig.none", source: recalled("sure"), instead: "ESX Server with VirtualCenter" },
  {
    need: "passthrough-device",
    rule: "io.passthrough",
    source: recalled("sure"),
    instead: "no device pass-through to a guest in this product",
  },
];

const DESCRIPTION: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests"> = {
  rules: [
    { id: "hw.arch", severity: "refuse", text: "a host that is not x86", source: recalled("sure") },
    {
      id: "os",
      severity: "refuse",
      text: "a 64-bit guest without VT-x on Intel or a 64-bit AMD processor",
      source: recalled("fairly"),
    },
    {
      id: "vm.smp",
      severity: "refuse",
      text: "two virtual CPUs without the experimental Virtual SMP",
      source: seen("VMS1-adm"),
    },
    {
      id: "vm.smpHost",
      severity: "refuse",
      text: "two virtual CPUs on a host of one logical CPU",
      source: recalled("fairly"),
    },
    {
      id: "mem.fit",
      severity: "refuse",
      text: "memory of all VMs and overhead beyond the limit: the memory left by the host, or the one set",
      source: seen("VMS1-adm, VMS2-man"),
    },
    { id: "mig.none", severity: "refuse", text: "live migration", source: recalled("sure") },
    { id: "io.passthrough", severity: "refuse", text: "a device passed through to a guest", source: recalled("sure") },
    {
      id: "vm.smpExperimental",
      severity: "warn",
      text: "two virtual CPUs: support is experimental",
      source: seen("VMS1-adm"),
    },
    {
      id: "mem.overcommit",
      severity: "warn",
      text: "overcommit asked for while the host may not swap memory of VMs: the plan gets none",
      source: seen("VMS1-adm, VMS2-man"),
    },
    {
      id: "cpu.noFloor",
      severity: "warn",
      text: "a guaranteed floor of CPU or memory: the product has none",
      source: recalled("sure"),
    },
    { id: "os.unlisted", severity: "warn", text: "a guest system off the support list", source: assumed("it may run") },
  ],
  operations: [
    { id: "op.limit", text: "the limit on memory of all VMs and swapping are set per host", source: seen("VMS1-adm") },
    { id: "op.size", text: "virtual CPUs and memory change with the VM powered off", source: recalled("sure") },
  ],
  migration: [],
  availability: [{ id: "ha", text: "none; the host's own clustering at best", source: recalled("fairly") }],
  licence: { value: "free since July 2006", source: recalled("sure"), note: "GSX Server: per 2 CPUs" },
  overheadFormula: {
    value: "54 + 32 for each GiB of memory above 512 MiB (MiB)",
    source: assumed("54 recalled, unsure; the slope of ESX Server 2.5"),
  },
  deck: [
    {
      id: "seed.type2",
      says: "VMware Server needs a hosting operating system, VMware Infrastructure 3 does not",
      slide: "z86 partitioning with VMware Infrastructure 3",
      verdict: "agrees",
      documented: "type 2, on Windows or Linux",
      source: recalled("sure"),
    },
    {
      id: "seed.clients",
      says: "type 2 hypervisors will be mainly for clients where host OS integration is desirable",
      slide: "Server Virtualization Approaches",
      verdict: "opinion",
      documented: "sold and used for servers, of up to 64 VMs on a host",
      source: recalled("fairly"),
    },
    {
      id: "seed.io",
      says: "I/O virtualization in software can burn 10 to 30 % more CPU, more for network than storage",
      slide: "IO Virtualization",
      verdict: "opinion",
      documented: "no figure of this product was read; the upper end is charged",
      source: deck("IO Virtualization"),
    },
  ],
};

/** MiB beside the configured memory. */
function overheadMiB(memoryMiB: number): number {
  const aboveMiB = Math.max(0, memoryMiB - FACTS["mem.overhead.upTo"].value);
  return FACTS["mem.overhead"].value + (aboveMiB / MIB_PER_GIB) * FACTS["mem.overhead.perGib"].value;
}

/** Overcommit the host bears: what the plan asks for where it may swap, else none. */
const overcommitRatio = ({ settings, memoryOvercommitRatio }: Here): number =>
  settings.swapping === "none" ? 1 : memoryOvercommitRatio;

/** More virtual CPUs than are supported, or than the host has. */
function smpMisfits(spec: PartitionSpec, { machine, settings }: Here): readonly Misfit[] {
  if (spec.vcpus <= FACTS["vm.vcpuSupported"].value) return [];
  if (!settings.virtualSmp) {
    const told = { what: "virtual-smp", value: spec.id, needs: "the experimental Virtual SMP, by setting" };
    return [{ code: "not-supported", ...told, ...ruleOf(DESCRIPTION, "vm.smp") }];
  }
  if (spec.vcpus > FACTS["vm.maxVcpu"].value || spec.vcpus <= machine.threads) return [];
  const told = { resource: "vcpus", value: spec.vcpus, bound: machine.threads };
  return [{ code: "over-limit", scope: "partition", ...told, ...ruleOf(DESCRIPTION, "vm.smpHost") }];
}

/** What one VM should mind: experimental virtual CPUs, floors nobody keeps. */
function partitionCautions(spec: PartitionSpec): readonly Misfit[] {
  const found: Misfit[] = [];
  if (spec.vcpus > FACTS["vm.vcpuSupported"].value) {
    const told = { what: "virtual-smp", value: spec.id, needs: "one virtual CPU" };
    found.push({ code: "not-supported", ...told, ...ruleOf(DESCRIPTION, "vm.smpExperimental") });
  }
  if (spec.cpuReservedMhz > 0 || spec.memoryReservedMiB > 0) {
    const told = { what: "reservation", value: spec.id, needs: "ESX Server" };
    found.push({ code: "not-supported", ...told, ...ruleOf(DESCRIPTION, "cpu.noFloor") });
  }
  return found;
}

function cautionsOf(site: Here, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const found: Misfit[] = [...unlistedCautions(GUESTS, specs, site.machine), ...specs.flatMap(partitionCautions)];
  const perCpu = FACTS["host.vmsPerCpu"];
  const bound = perCpu.value * site.machine.cores;
  if (specs.length > bound) {
    const told = { resource: "partitions", value: specs.length, bound };
    found.push({ code: "over-limit", scope: "machine", ...told, rule: "host.vmsPerCpu", source: perCpu.source });
  }
  const had = overcommitRatio(site);
  if (site.memoryOvercommitRatio > had) {
    const told = { resource: "memoryOvercommitRatio", value: site.memoryOvercommitRatio, bound: had };
    found.push({ code: "over-limit", scope: "machine", ...told, ...ruleOf(DESCRIPTION, "mem.overcommit") });
  }
  return found;
}

const LAYER = withCore(
  sharedLayer<VmwareServer1Settings>({
    id: "vmware-server-1",
    noun: "virtual machine",
    nouns: "virtual machines",
    type: "software",
    technique: "trap-and-map",
    hypervisorType: 2,
    memory: "overcommittable",
    standsOn: ["server"],
    yields: "virtual-machine",
    settings: VmwareServer1Settings,
    description: { ...DESCRIPTION, facts: FACTS, grains: GRAINS, limits: LIMITS, guests: GUESTS },
    service: {
      name: "host operating system",
      facts: ["svc.hostRam", "svc.hostCpu", "io.cost", "io.share"],
      takes: ({ settings }, memoryMiB) => {
        const left = Math.max(0, memoryMiB - settings.hostMemoryMiB);
        return {
          memoryMiB: memoryMiB - Math.min(left, settings.memoryLimitMiB ?? left),
          cores: FACTS["svc.hostCpu"].value / 100,
        };
      },
    },
    supplies: () => ({ partitions: FACTS["host.maxVms"].value }),
    memoryClaimMiB: (spec, site) => spec.memoryMiB / overcommitRatio(site) + overheadMiB(spec.memoryMiB),
    // The host's operating system does the I/O, on the VM's account.
    cpuFactor: (_spec, { settings }) => 1 + (settings.ioShareRatio * settings.ioCostPercent) / 100,
    vendorSettings: (_wants, { settings }) => ({ hostOs: settings.hostOs, swapping: settings.swapping }),
    evidence: {
      partitions: { rule: "host.maxVms", source: FACTS["host.maxVms"].source },
      memoryMiB: ruleOf(DESCRIPTION, "mem.fit"),
    },
    guestRule: ruleOf(DESCRIPTION, "os"),
    needRules: NEED_RULES,
    moreMachineMisfits: ({ machine }) => architectureMisfits(DESCRIPTION, HOSTS, machine),
    morePartitionMisfits: (spec, site) => [
      ...offGridMisfits(GRAINS, spec),
      ...wordSizeMisfits(DESCRIPTION, spec, site.machine),
      ...smpMisfits(spec, site),
    ],
    moreCautions: cautionsOf,
  }),
  { ...VMWARE_SERVER_1_CORE, ...VMWARE_SERVER_COSTS },
);

export const VMWARE_SERVER_1: Platform = {
  id: "vmware-server-1",
  title: "VMware Server 1.0",
  maker: "VMware",
  generation: "VMware Server 1.0, July 2006",
  year: 2006,
  era: "2006",
  layers: [LAYER],
};
