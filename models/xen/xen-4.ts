/**
 * Upstream Xen 4.17 and later, the living successor of 3.0: hardware assistance where the host has it, paravirtual Linux
 * and BSD where it does not. Whole and flat: every value is a claim about 4.17+. Left out: Arm, PVH as a mode of its own
 * (it is counted as HVM), cpupools, static partitions without dom0.
 */
import { z } from "zod";
import { assumed, recalled, seen } from "../fact.ts";
import {
  type CpuFeature,
  type Grain,
  type GuestSupport,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type Platform,
  type Site,
  machineLimit,
  partitionLimit,
  withCore,
} from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import { XEN_4_FACTS as FACTS } from "./xen-4-facts.ts";
import { creditCapCores, creditTerms } from "./schedulers.ts";
import { type XenGeneration, frameTableMiB, pagesMiB, ruleOf, xenLayer } from "./xen-layer.ts";
import { XEN_4_CORE } from "./core.ts";
import { XEN_4_COSTS } from "./core-costs.ts";

export const Xen4Settings = z.strictObject({
  scheduler: z.enum(["credit2", "credit"]).default("credit2"),
  /** Memory fixed for dom0 (dom0_mem); left out = the planning default by host size. */
  dom0MemoryMiB: z.number().positive().max(1e9).optional(),
  weight: z
    .int()
    .min(FACTS["sched.credit.weightMin"].value)
    .max(FACTS["sched.credit.weightMax"].value)
    .default(FACTS["sched.credit.weight"].value),
  /** Ceiling of every domain in percent of one CPU; 0 = none. */
  capPercent: z.int().min(0).max(1e6).default(FACTS["sched.credit.cap"].value),
  ioShareRatio: z.number().min(0).max(1).default(FACTS["io.share"].value),
  ioCostPercent: z.number().min(0).max(1000).default(FACTS["io.cost"].value),
});
export type Xen4Settings = z.infer<typeof Xen4Settings>;

const GRAINS: readonly Grain[] = [
  { kind: "grid", resource: "vcpus", min: FACTS["vm.vcpuStep"], step: FACTS["vm.vcpuStep"], max: FACTS["vm.maxVcpu"] },
  {
    kind: "grid",
    resource: "memoryMiB",
    min: FACTS["vm.minRam"],
    step: FACTS["vm.memStep"],
    max: FACTS["vm.maxRamHard"],
  },
];

const LIMITS = [
  machineLimit(FACTS, "host.maxLogicalCpus", "threads", { effect: "clamp" }),
  machineLimit(FACTS, "host.maxRam", "memoryMiB", { effect: "clamp" }),
  partitionLimit(FACTS, "vm.maxVcpu", "vcpus"),
  partitionLimit(FACTS, "vm.maxRam", "memoryMiB", { effect: "warn" }),
  partitionLimit(FACTS, "vm.maxRamHard", "memoryMiB"),
];

const ASSISTED: readonly (readonly CpuFeature[])[] = [["vt-x"], ["amd-v"]];

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "hvm",
    families: ["windows", "linux", "freebsd", "netbsd"],
    architectures: ["x86-64", "x86-32"],
    needsOneOf: ASSISTED,
    source: seen("X417-sup"),
    note: "HVM, or PVH for Linux and BSD",
  },
  {
    mode: "hvm",
    families: "any",
    architectures: ["x86-64", "x86-32"],
    needsOneOf: ASSISTED,
    source: assumed("any x86 system runs as HVM; nobody states this one"),
    note: "Windows, Linux or BSD",
  },
  {
    mode: "pv",
    families: ["linux", "netbsd", "freebsd"],
    architectures: ["x86-64"],
    needsOneOf: [],
    source: seen("X417-sup"),
    note: "paravirtual, without VT-x or AMD-V",
  },
  {
    mode: "pv",
    families: ["linux", "netbsd", "freebsd"],
    architectures: ["x86-32"],
    needsOneOf: [],
    source: seen("X417-sup"),
    note: "paravirtual 32-bit: security support only inside a shim",
  },
];

const NEED_RULES: readonly NeedRule[] = [
  {
    need: "live-migration",
    rule: "mig.passthrough",
    source: seen("X417-sup, XCP-mig"),
    instead: "no device passed through",
    metBy: (spec) => !spec.needs.includes("passthrough-device"),
  },
  {
    need: "passthrough-device",
    rule: "io.passthrough",
    source: recalled("sure"),
    instead: "an IOMMU in the host",
    metBy: (_spec, machine) => machine.features.includes("iommu"),
  },
];

const DESCRIPTION: XenGeneration<Xen4Settings>["description"] = {
  rules: [
    { id: "hw.arch", severity: "refuse", text: "a host that is not 64-bit x86", source: recalled("sure") },
    {
      id: "os",
      severity: "refuse",
      text: "a system that needs hardware assistance on a host without VT-x or AMD-V",
      source: seen("X417-sup"),
    },
    { id: "os.build", severity: "refuse", text: "a guest that this build does not carry", source: seen("X417-sup") },
    {
      id: "os.pv32",
      severity: "warn",
      text: "a 32-bit paravirtual guest outside a shim: no security support",
      source: seen("X417-sup"),
    },
    { id: "os.unlisted", severity: "warn", text: "a guest that is not named", source: assumed("runs as HVM") },
    {
      id: "mem.fit",
      severity: "refuse",
      text: "memory and overhead of all domains beyond the host less hypervisor and dom0: no overcommit",
      source: seen("X417-sup"),
    },
    {
      id: "mig.passthrough",
      severity: "refuse",
      text: "migration with a passed-through device",
      source: seen("XCP-mig"),
    },
    { id: "io.passthrough", severity: "refuse", text: "pass-through without an IOMMU", source: recalled("sure") },
    {
      id: "vm.vcpuOverPcpu",
      severity: "warn",
      text: "more virtual CPUs than the host has CPUs",
      source: recalled("sure"),
    },
    { id: "cpu.capped", severity: "warn", text: "a cap below a domain's peak demand", source: seen("X417-xl") },
  ],
  operations: [
    { id: "op.sched", text: "weight and cap change online (xl sched-credit2)", source: seen("X417-xl") },
    { id: "op.memory", text: "memory moves online within the maximum by balloon", source: seen("X417-xl") },
    { id: "op.pools", text: "cpupools, each with its own scheduler", source: seen("X417-cmd, X417-sup") },
  ],
  migration: [
    {
      id: "mig",
      text: "xl migrate: CPUs of one vendor, memory on the target, shared storage, log-dirty tracking",
      source: seen("X417-src, XCP-mig"),
    },
    { id: "mig.stop", text: "after 5 rounds or below 50 dirty pages", source: seen("X417-src") },
    { id: "mig.blockers", text: "passed-through PCI, vGPU or USB devices", source: seen("XCP-mig") },
  ],
  availability: [{ id: "ha", text: "none built in; Remus and COLO are experimental", source: seen("X417-sup") }],
  licence: {
    value: "open source, no charge",
    source: recalled("fairly"),
    note: "support: Vates per host, Citrix XenServer per socket",
  },
  overheadFormula: {
    value:
      "4 KiB x (256 x vCPUs + k M) + 2 (HVM) or 1 (PV) MiB, k = 1 with nested paging, 2 with shadow; total up to 2 MiB",
    source: seen("X417-src"),
    note: "2 vCPUs and 4 GiB with nested paging: 20 MiB; PV counts k = 1",
  },
  deck: [
    {
      id: "seed.windows",
      says: "Intel VT will enable unmodified guest systems",
      slide: "Xen 3.0",
      verdict: "agrees",
      documented: "any x86 system runs as HVM",
      source: seen("X417-sup"),
    },
    {
      id: "seed.vcpu",
      says: "up to 32 virtual CPUs",
      slide: "SMP Guest Kernels",
      verdict: "differs",
      documented: "128 for HVM, 8192 for PV in theory",
      source: seen("X417-src"),
    },
    {
      id: "seed.io",
      says: "I/O virtualization in software can burn 10 to 30 % more CPU; hardware access will become commodity",
      slide: "IO Virtualization",
      verdict: "opinion",
      documented: "SR-IOV and pass-through exist; software I/O still goes through dom0",
      source: seen("X417-sup"),
    },
  ],
};

/** MiB of one domain, as xl counts it: paging memory and extra, the whole rounded up. */
function domainMiB(spec: PartitionSpec, site: Site<Xen4Settings>): number {
  const pv = spec.mode === "pv";
  const kind = pv ? "pv" : site.machine.features.includes("slat") ? "hap" : "shadow";
  const pages = FACTS["mem.pagesPerVcpu"].value * spec.vcpus + FACTS[`mem.pagesPerMiB.${kind}`].value * spec.memoryMiB;
  const total = spec.memoryMiB + pagesMiB(pages) + FACTS[pv ? "mem.extra.pv" : "mem.extra.hvm"].value;
  const step = FACTS["vm.memRound"].value;
  return Math.ceil(total / step) * step;
}

/** Paravirtual 32-bit guests: no security support outside a shim. */
function shimCautions(specs: readonly PartitionSpec[]): readonly Misfit[] {
  return specs.flatMap((spec): readonly Misfit[] =>
    spec.mode === "pv" && spec.os.architecture === "x86-32"
      ? [
          {
            code: "not-supported",
            what: "security-support",
            value: spec.id,
            needs: "a shim, or a host with VT-x or AMD-V",
            ...ruleOf(DESCRIPTION, "os.pv32"),
          },
        ]
      : [],
  );
}

const LAYER = withCore(
  xenLayer<Xen4Settings>({
    id: "xen-4",
    technique: "direct-hardware",
    hosts: () => ["x86-64"],
    facts: FACTS,
    settings: Xen4Settings,
    grains: GRAINS,
    limits: LIMITS,
    guests: GUESTS,
    description: DESCRIPTION,
    needRules: NEED_RULES,
    serviceFacts: ["svc.dom0Mem", "svc.dom0MemLarge", "svc.dom0MemLargeFrom", "svc.frame", "io.cost", "io.share"],
    addressableMiB: (memoryMiB) => memoryMiB,
    hypervisorMiB: (memoryMiB) => frameTableMiB(memoryMiB, FACTS["svc.frame"].value),
    dom0MiB: (memoryMiB, { dom0MemoryMiB }) => {
      const large = memoryMiB >= FACTS["svc.dom0MemLargeFrom"].value * MIB_PER_GIB;
      return dom0MemoryMiB ?? FACTS[large ? "svc.dom0MemLarge" : "svc.dom0Mem"].value * MIB_PER_GIB;
    },
    domainMiB,
    guestsUnder: () => GUESTS,
    scheduling: (settings) => creditTerms(settings.scheduler, settings),
    capCores: creditCapCores,
    moreCautions: (_site, specs) => shimCautions(specs),
  }),
  { ...XEN_4_CORE, ...XEN_4_COSTS },
);

export const XEN_4: Platform = {
  id: "xen-4",
  title: "Xen 4.17+",
  maker: "Xen project",
  generation: "Xen 4.17 and later, December 2022",
  year: 2022,
  era: "living",
  layers: [LAYER],
};
