/**
 * Virtual Iron 3.0 (2006): the Xen hypervisor with an own control layer, unmodified 32- and 64-bit systems side by side,
 * on hosts with VT-x or AMD-V only. Whole and flat. Left out: the joining of servers of 2.x, the management server.
 */
import { z } from "zod";
import { assumed, derived, recalled, seen } from "../fact.ts";
import {
  type CpuFeature,
  type GuestSupport,
  type LayerDescription,
  type NeedRule,
  type PartitionSpec,
  type Platform,
  type Site,
  architectureMisfits,
  cappedCautions,
  cpusOf,
  machineLimit,
  partitionLimit,
  processorMisfits,
  ruleEvidence,
  sharedLayer,
  unlistedCautions,
  usable,
  withCore,
} from "../partitioning/index.ts";
import { VIRTUAL_IRON_3_FACTS as FACTS } from "./virtual-iron-3-facts.ts";
import { VIRTUAL_IRON_CORE } from "./core.ts";
import { VIRTUAL_IRON_COSTS } from "./core-costs.ts";

export const VirtualIron3Settings = z.strictObject({
  /** Relative weight of every virtual server. */
  weight: z
    .int()
    .min(FACTS["cpu.weightMin"].value)
    .max(FACTS["cpu.weightMax"].value)
    .default(FACTS["cpu.weight"].value),
  /** Ceiling of every virtual server in percent of one CPU; 0 = none. */
  capPercent: z.int().min(0).max(1e6).default(FACTS["cpu.cap"].value),
  /** Memory kept for hypervisor and control layer. */
  serviceMemoryMiB: z.number().min(0).max(1e9).default(FACTS["svc.memory"].value),
  ioShareRatio: z.number().min(0).max(1).default(FACTS["io.share"].value),
  ioCostPercent: z.number().min(0).max(1000).default(FACTS["io.cost"].value),
});
export type VirtualIron3Settings = z.infer<typeof VirtualIron3Settings>;

const LIMITS = [
  machineLimit(FACTS, "host.maxLogicalCpus", "threads", { effect: "clamp" }),
  machineLimit(FACTS, "host.maxRam", "memoryMiB", { effect: "clamp" }),
  partitionLimit(FACTS, "vm.maxVcpu", "vcpus"),
  partitionLimit(FACTS, "vm.maxRam", "memoryMiB"),
];

const ASSISTED: readonly (readonly CpuFeature[])[] = [["vt-x"], ["amd-v"]];

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "hvm",
    families: ["windows", "linux"],
    architectures: ["x86-64", "x86-32"],
    needsOneOf: ASSISTED,
    source: seen("VI-30"),
    note: "unmodified Windows and Linux, 32- and 64-bit together",
  },
  {
    mode: "hvm",
    families: "any",
    architectures: ["x86-64", "x86-32"],
    needsOneOf: ASSISTED,
    source: assumed("an unmodified x86 system runs under hardware assistance; nobody states this one"),
    note: "Windows or Linux",
  },
];

const DESCRIPTION: Omit<LayerDescription, "facts" | "limits" | "guests"> = {
  grains: [
    {
      kind: "grid",
      resource: "vcpus",
      min: FACTS["vm.vcpuStep"],
      step: FACTS["vm.vcpuStep"],
      max: FACTS["vm.maxVcpu"],
    },
    {
      kind: "grid",
      resource: "memoryMiB",
      min: FACTS["vm.minRam"],
      step: FACTS["vm.memStep"],
      max: FACTS["vm.maxRam"],
    },
  ],
  rules: [
    {
      id: "hw.arch",
      severity: "refuse",
      text: "a host that is not 64-bit x86",
      source: derived("the mix of 32- and 64-bit guests, VI-30"),
    },
    { id: "hw.hvm", severity: "refuse", text: "a host without VT-x or AMD-V", source: seen("VI-30") },
    { id: "os", severity: "refuse", text: "a guest that is not x86", source: seen("VI-30") },
    {
      id: "mem.fit",
      severity: "refuse",
      text: "memory and overhead of all virtual servers beyond the host less its control layer: no overcommit",
      source: FACTS["mem.policy"].source,
    },
    {
      id: "io.passthrough",
      severity: "refuse",
      text: "a device passed through: no IOMMU in hosts of the time",
      source: recalled("fairly"),
    },
    { id: "cpu.capped", severity: "warn", text: "a cap below the peak demand", source: FACTS["cpu.cap"].source },
    { id: "os.unlisted", severity: "warn", text: "a guest that nobody names", source: assumed("it may run") },
  ],
  operations: [{ id: "op.sched", text: "weight and cap change online", source: assumed("as Xen underneath") }],
  migration: [{ id: "mig", text: "LiveMigrate between hosts on a shared SAN or iSCSI", source: recalled("fairly") }],
  availability: [
    { id: "ha", text: "LiveRecovery restarts virtual servers on another host", source: recalled("fairly") },
    { id: "drs", text: "LiveCapacity moves them as load changes; LivePower came later", source: recalled("fairly") },
  ],
  licence: {
    value: "per CPU socket; an edition for a single server is free of charge",
    source: recalled("fairly"),
    note: "bought by Oracle in 2009",
  },
  overheadFormula: {
    value: "8 + max(4 KiB x (256 x vCPUs + 2 M), 8) (MiB, M = MiB)",
    source: FACTS["mem.pagesPerVcpu"].source,
    note: "Xen's formula of the time; 1 vCPU and 1 GiB: 8 + 9 = 17",
  },
  deck: [
    {
      id: "seed.others",
      says: "Virtual Iron is named among other x86 software",
      slide: "Platform overview of virtualization technology",
      verdict: "agrees",
      documented: "from 3.0 on it stands on Xen and needs VT-x or AMD-V",
      source: seen("VI-30"),
    },
  ],
};

const NEED_RULES: readonly NeedRule[] = [
  {
    need: "passthrough-device",
    ...ruleEvidence(DESCRIPTION, "io.passthrough"),
    instead: "a device of the control layer",
  },
];

type Here = Site<VirtualIron3Settings>;

/** Pages of 4 KiB in one MiB. */
const PAGES_PER_MIB = 256;

/** MiB of one virtual server: its memory, video, and shadow pages by virtual CPUs and memory. */
function memoryMiB(spec: PartitionSpec): number {
  const pages = FACTS["mem.pagesPerVcpu"].value * spec.vcpus + FACTS["mem.pagesPerMiB"].value * spec.memoryMiB;
  return spec.memoryMiB + FACTS["mem.video"].value + Math.max(pages / PAGES_PER_MIB, FACTS["mem.shadowMin"].value);
}

/** CPUs of the cap, or undefined where there is none. */
function capCpus({ settings, machine }: Here, spec: PartitionSpec): number | undefined {
  if (settings.capPercent === 0) return undefined;
  const cap = { kind: "pctOfOneCpu", percent: settings.capPercent } as const;
  return cpusOf(cap, { vcpus: spec.vcpus, hostCpus: machine.threads });
}

/** Cores beyond the CPUs that the hypervisor counts, and what the control layer takes. */
const serviceCores = ({ machine }: Here): number =>
  machine.cores * (1 - usable(LIMITS, machine, "threads") / machine.threads) + FACTS["svc.cores"].value;

const LAYER = withCore(
  sharedLayer<VirtualIron3Settings>({
    id: "virtual-iron-3",
    noun: "virtual server",
    nouns: "virtual servers",
    type: "software",
    technique: "direct-hardware",
    hypervisorType: 1,
    memory: "dedicated",
    standsOn: ["server"],
    yields: "virtual-machine",
    settings: VirtualIron3Settings,
    description: { ...DESCRIPTION, facts: FACTS, limits: LIMITS, guests: GUESTS },
    service: {
      name: "control layer",
      facts: ["svc.memory", "svc.cores", "io.cost", "io.share"],
      takes: (site) => ({ memoryMiB: site.settings.serviceMemoryMiB, cores: serviceCores(site) }),
    },
    supplies: () => ({}),
    memoryClaimMiB: memoryMiB,
    cpuFactor: (_spec, { settings }) => 1 + (settings.ioShareRatio * settings.ioCostPercent) / 100,
    vendorSettings: (_wants, { settings }) => ({ weight: settings.weight, capPctOfOneCpu: settings.capPercent }),
    evidence: { memoryMiB: ruleEvidence(DESCRIPTION, "mem.fit") },
    guestRule: ruleEvidence(DESCRIPTION, "os"),
    needRules: NEED_RULES,
    moreMachineMisfits: ({ machine }) => [
      ...architectureMisfits(["x86-64"], machine, ruleEvidence(DESCRIPTION, "hw.arch")),
      ...processorMisfits(ASSISTED, machine, ruleEvidence(DESCRIPTION, "hw.hvm")),
    ],
    moreCautions: (site, specs) => [
      ...unlistedCautions(GUESTS, specs, site.machine),
      ...cappedCautions(specs, (spec) => capCpus(site, spec), ruleEvidence(DESCRIPTION, "cpu.capped")),
    ],
  }),
  { ...VIRTUAL_IRON_CORE, ...VIRTUAL_IRON_COSTS },
);

export const VIRTUAL_IRON_3: Platform = {
  id: "virtual-iron-3",
  title: "Virtual Iron 3",
  maker: "Virtual Iron",
  generation: "Virtual Iron 3.0, announced April 2006",
  year: 2006,
  era: "2006",
  layers: [LAYER],
};
