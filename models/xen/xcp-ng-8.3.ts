/**
 * XCP-ng 8.3, the product that carries on XenServer on Xen 4.17: hosts with VT-x or AMD-V and nested paging only, its own
 * support limits and memory model. Whole and flat: every value is a claim about 8.3. Left out: pools, storage formats
 * (disk sizes are not judged), PV inside PVH.
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
  hasFeatures,
  machineLimit,
  partitionLimit,
  withCore,
} from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import { XCP_NG_83_FACTS as FACTS } from "./xcp-ng-8.3-facts.ts";
import { creditCapCores, creditTerms } from "./schedulers.ts";
import { type XenGeneration, frameTableMiB, pagesMiB, ruleOf, xenLayer } from "./xen-layer.ts";
import { XCP_NG_83_CORE } from "./core.ts";
import { XCP_NG_83_COSTS } from "./core-costs.ts";

export const XcpNg83Settings = z.strictObject({
  /** Memory of dom0, at least what is advised as the least; left out = the guidance by host size. */
  dom0MemoryMiB: z
    .number()
    .min(FACTS["svc.dom0MemMin"].value * MIB_PER_GIB)
    .max(1e9)
    .optional(),
  weight: z
    .int()
    .min(FACTS["sched.credit.weightMin"].value)
    .max(FACTS["sched.credit.weightMax"].value)
    .default(FACTS["sched.credit.weight"].value),
  /** Ceiling of every VM in percent of one CPU; 0 = none. */
  capPercent: z.int().min(0).max(1e6).default(FACTS["sched.credit.cap"].value),
  ioShareRatio: z.number().min(0).max(1).default(FACTS["io.share"].value),
  ioCostPercent: z.number().min(0).max(1000).default(FACTS["io.cost"].value),
  /** Snapshots with memory are wanted: bounds the memory of a VM. */
  memorySnapshots: z.boolean().default(false),
  /** Dynamic Memory Control is in use: advised against. */
  dynamicMemory: z.boolean().default(false),
  /** Guests are trusted (own staff's): more virtual CPUs are supported. */
  trustedGuests: z.boolean().default(true),
});
export type XcpNg83Settings = z.infer<typeof XcpNg83Settings>;

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
  machineLimit(FACTS, "host.maxLogicalCpus", "threads", { effect: "warn" }),
  machineLimit(FACTS, "host.maxLogicalCpusBuild", "threads", { effect: "clamp" }),
  machineLimit(FACTS, "host.maxRam", "memoryMiB", { effect: "warn" }),
  machineLimit(FACTS, "host.maxRamBuild", "memoryMiB", { effect: "clamp" }),
  partitionLimit(FACTS, "vm.maxVcpu", "vcpus"),
  partitionLimit(FACTS, "vm.maxRam", "memoryMiB", { effect: "warn" }),
  partitionLimit(FACTS, "vm.maxRamHard", "memoryMiB"),
  partitionLimit(FACTS, "vm.maxDisks", "disks"),
  partitionLimit(FACTS, "vm.maxNics", "nics"),
];

const ASSISTED: readonly (readonly CpuFeature[])[] = [
  ["vt-x", "slat"],
  ["amd-v", "slat"],
];

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "hvm",
    families: ["windows", "linux", "freebsd", "netbsd"],
    architectures: ["x86-64", "x86-32"],
    needsOneOf: ASSISTED,
    source: seen("X417-sup, XCP-req"),
    note: "Windows, Linux and BSD",
  },
  {
    mode: "hvm",
    families: "any",
    architectures: ["x86-64", "x86-32"],
    needsOneOf: ASSISTED,
    source: assumed("any x86 system runs as HVM; nobody states this one"),
    note: "Windows, Linux or BSD",
  },
];

const NEED_RULES: readonly NeedRule[] = [
  {
    need: "live-migration",
    rule: "mig.passthrough",
    source: seen("XCP-mig"),
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

const DESCRIPTION: XenGeneration<XcpNg83Settings>["description"] = {
  rules: [
    { id: "hw.arch", severity: "refuse", text: "a host that is not 64-bit x86", source: recalled("sure") },
    {
      id: "hw.slat",
      severity: "refuse",
      text: "a host without VT-x or AMD-V and nested paging",
      source: seen("XCP-req"),
    },
    { id: "os", severity: "refuse", text: "a system that is not x86", source: seen("X417-sup") },
    { id: "os.build", severity: "refuse", text: "a guest that this build does not carry", source: seen("X417-sup") },
    { id: "os.unlisted", severity: "warn", text: "a guest that is not named", source: assumed("runs as HVM") },
    {
      id: "mem.fit",
      severity: "refuse",
      text: "memory and overhead of all VMs beyond the host less hypervisor and dom0: no overcommit",
      source: seen("X417-sup, XAPI-mem"),
    },
    { id: "mem.dynamic", severity: "warn", text: "Dynamic Memory Control in use", source: seen("XCP-83") },
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
    { id: "cpu.capped", severity: "warn", text: "a cap below a VM's peak demand", source: seen("X417-xl") },
  ],
  operations: [
    { id: "op.sched", text: "weight and cap change online", source: seen("X417-xl") },
    { id: "op.dom0", text: "dom0 memory changes with a restart of the host", source: recalled("fairly") },
  ],
  migration: [
    {
      id: "mig",
      text: "live, with storage, or warm: CPUs of one vendor, memory on the target, guest tools",
      source: seen("XCP-mig, XCP-83"),
    },
    { id: "mig.blockers", text: "passed-through PCI, vGPU or USB devices", source: seen("XCP-mig") },
    { id: "mig.batch", text: "evacuation moves 10 at a time in XAPI, 3 from Xen Orchestra", source: seen("XAPI-mem") },
  ],
  availability: [
    {
      id: "ha",
      text: "pool HA: shared heartbeat storage of 4 GB or more (not SMB, not iSCSI with CHAP), 3 hosts advised",
      source: seen("XCP-ha"),
    },
    {
      id: "ha.modes",
      text: "restart, best effort or disabled per VM; failures to tolerate follow from memory; the VM must be agile",
      source: seen("XCP-ha"),
    },
    { id: "pool", text: "64 hosts of one CPU vendor and version; 7 with XOSTOR", source: seen("XCP-req") },
  ],
  licence: { value: "open source; support by Vates per host", source: recalled("fairly") },
  overheadFormula: {
    value: "2 + ceil((256 v + 2 M) / 256) x shadow multiplier + ceil(38 v / 256) (MiB, v = vCPUs, M = MiB)",
    source: seen("XAPI-mem"),
    note: "2 vCPUs and 4096 MiB: 37; 1 and 1024: 12; 8 and 16384: 140",
  },
  deck: [
    {
      id: "seed.vcpu",
      says: "up to 32 virtual CPUs",
      slide: "SMP Guest Kernels",
      verdict: "differs",
      documented: "128 trusted, 32 for guests that are not trusted, 64 for Windows",
      source: seen("XCP-req"),
    },
  ],
};

/** A host whose processors lack what XCP-ng 8.3 runs on. */
function assistMisfits(site: Site<XcpNg83Settings>): readonly Misfit[] {
  if (hasFeatures(ASSISTED, site.machine.features)) return [];
  const value = site.machine.features.join(", ") || "none of its features";
  const needs = ASSISTED.map((set) => set.join(" + ")).join(" or ");
  return [{ code: "not-supported", what: "host-processor", value, needs, ...ruleOf(DESCRIPTION, "hw.slat") }];
}

/** MiB in one TiB. */
const MIB_PER_TIB = MIB_PER_GIB * MIB_PER_GIB;

type Bound = "vm.maxVcpuWindows" | "vm.maxVcpuUntrusted" | "vm.maxRamSnapshot";

function beyond(spec: PartitionSpec, resource: "vcpus" | "memoryMiB", rule: Bound): readonly Misfit[] {
  const value = spec[resource];
  const bound = FACTS[rule].value * (resource === "memoryMiB" ? MIB_PER_TIB : 1);
  if (value <= bound) return [];
  const evidence = { rule, source: FACTS[rule].source };
  return [{ code: "over-limit", scope: "partition", resource, value, bound, ...evidence }];
}

/** Bounds of Windows and of memory snapshots. */
function boundMisfits(spec: PartitionSpec, site: Site<XcpNg83Settings>): readonly Misfit[] {
  return [
    ...(spec.os.family === "windows" ? beyond(spec, "vcpus", "vm.maxVcpuWindows") : []),
    ...(site.settings.memorySnapshots ? beyond(spec, "memoryMiB", "vm.maxRamSnapshot") : []),
  ];
}

function moreCautions(site: Site<XcpNg83Settings>, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const untrusted = site.settings.trustedGuests
    ? []
    : specs.flatMap((spec) => beyond(spec, "vcpus", "vm.maxVcpuUntrusted"));
  if (!site.settings.dynamicMemory) return untrusted;
  const told = { what: "dynamic-memory", value: "Dynamic Memory Control", needs: "static memory instead" };
  return [...untrusted, { code: "not-supported", ...told, ...ruleOf(DESCRIPTION, "mem.dynamic") }];
}

/** MiB of one VM as XAPI counts it. */
function domainMiB(spec: PartitionSpec): number {
  const shadow = FACTS["mem.pagesPerVcpu"].value * spec.vcpus + FACTS["mem.pagesPerMiB"].value * spec.memoryMiB;
  return (
    spec.memoryMiB +
    FACTS["mem.extra"].value +
    Math.ceil(pagesMiB(shadow)) * FACTS["mem.shadowMultiplier"].value +
    Math.ceil(pagesMiB(FACTS["mem.vcpuPages"].value * spec.vcpus))
  );
}

const LAYER = withCore(
  xenLayer<XcpNg83Settings>({
    id: "xcp-ng-8.3",
    technique: "direct-hardware",
    hosts: () => ["x86-64"],
    facts: FACTS,
    settings: XcpNg83Settings,
    grains: GRAINS,
    limits: LIMITS,
    guests: GUESTS,
    description: DESCRIPTION,
    needRules: NEED_RULES,
    serviceFacts: ["svc.dom0Mem", "svc.dom0MemUpTo", "svc.dom0MemLarge", "svc.frame", "io.cost", "io.share"],
    addressableMiB: (memoryMiB) => memoryMiB,
    hypervisorMiB: (memoryMiB) => frameTableMiB(memoryMiB, FACTS["svc.frame"].value),
    dom0MiB: (memoryMiB, { dom0MemoryMiB }) => {
      const small = memoryMiB <= FACTS["svc.dom0MemUpTo"].value * MIB_PER_GIB;
      return dom0MemoryMiB ?? FACTS[small ? "svc.dom0Mem" : "svc.dom0MemLarge"].value * MIB_PER_GIB;
    },
    domainMiB,
    guestsUnder: () => GUESTS,
    scheduling: (settings) => creditTerms(FACTS["sched.default"].value, settings),
    capCores: creditCapCores,
    moreMachineMisfits: assistMisfits,
    morePartitionMisfits: boundMisfits,
    moreCautions,
  }),
  { ...XCP_NG_83_CORE, ...XCP_NG_83_COSTS },
);

export const XCP_NG_83: Platform = {
  id: "xcp-ng-8.3",
  title: "XCP-ng 8.3",
  maker: "Vates",
  generation: "XCP-ng 8.3 on Xen 4.17, October 2024",
  year: 2024,
  era: "living",
  layers: [LAYER],
};
