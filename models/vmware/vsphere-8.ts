/**
 * VMware vSphere 8.0, the living successor of Infrastructure 3: ESXi without a service console, every guest under
 * hardware assistance with nested paging. Whole and flat: every value is a claim about 8.0. Left out: clusters, vSAN,
 * tiered memory, devices beyond their counts.
 */
import { z } from "zod";
import { assumed, derived, recalled, seen } from "../fact.ts";
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
import { type EsxGeneration, SHARE_LEVELS, esxLayer } from "./esx-layer.ts";
import { ruleOf } from "./judge.ts";
import { VSPHERE_8_FACTS as FACTS } from "./vsphere-8-facts.ts";
import { extrapolationCautions, minFreeMiB, overheadMiB } from "./vsphere-8-memory.ts";
import { VSPHERE_8_CORE } from "./core.ts";
import { VSPHERE_8_COSTS } from "./core-costs.ts";

export const Vsphere8Settings = z.strictObject({
  /** CPU and memory shares of every VM. */
  shares: z.enum(SHARE_LEVELS).default("normal"),
});
export type Vsphere8Settings = z.infer<typeof Vsphere8Settings>;

const GRAINS: readonly Grain[] = [
  { kind: "grid", resource: "vcpus", min: FACTS["vm.vcpuStep"], step: FACTS["vm.vcpuStep"], max: FACTS["vm.maxVcpu"] },
  { kind: "grid", resource: "memoryMiB", min: FACTS["vm.minRam"], step: FACTS["vm.memStep"], max: FACTS["vm.maxRam"] },
];

const LIMITS = [
  machineLimit(FACTS, "host.maxLogicalCpus", "threads"),
  machineLimit(FACTS, "host.maxRam", "memoryMiB"),
  machineLimit(FACTS, "hw.minRam", "memoryMiB", { side: "min" }),
  machineLimit(FACTS, "hw.minCores", "cores", { side: "min" }),
  partitionLimit(FACTS, "vm.maxVcpu", "vcpus"),
  partitionLimit(FACTS, "vm.maxRam", "memoryMiB"),
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
    families: ["windows", "linux", "freebsd"],
    architectures: ["x86-64"],
    needsOneOf: ASSISTED,
    source: recalled("sure"),
    note: "64-bit Windows Server, Linux, BSD",
  },
  {
    mode: "hvm",
    families: ["windows", "linux", "freebsd"],
    architectures: ["x86-32"],
    needsOneOf: ASSISTED,
    source: recalled("sure"),
    note: "32-bit legacy systems are tolerated",
  },
  {
    mode: "hvm",
    families: "any",
    architectures: ["x86-64", "x86-32"],
    needsOneOf: ASSISTED,
    source: assumed("unmodified x86 systems run; this one is not on the support list"),
    note: "a system of the support list",
  },
];

const NEED_RULES: readonly NeedRule[] = [
  {
    need: "passthrough-device",
    rule: "io.passthrough",
    source: recalled("sure"),
    instead: "an IOMMU in the host",
    metBy: (_spec, machine) => machine.features.includes("iommu"),
  },
  {
    need: "live-migration",
    rule: "mig.passthrough",
    source: recalled("sure"),
    instead: "no device passed through",
    metBy: (spec) => !spec.needs.includes("passthrough-device"),
  },
];

const DESCRIPTION: EsxGeneration<Vsphere8Settings>["description"] = {
  rules: [
    { id: "hw.arch", severity: "refuse", text: "a host that is not 64-bit x86", source: recalled("sure") },
    {
      id: "hw.slat",
      severity: "refuse",
      text: "a host without VT-x or AMD-V and nested paging: binary translation is gone since 6.5/6.7",
      source: recalled("sure"),
    },
    { id: "os", severity: "refuse", text: "a guest without a row of the support table", source: recalled("sure") },
    {
      id: "os.unlisted",
      severity: "warn",
      text: "a guest that is not on the support list",
      source: assumed("it may run"),
    },
    {
      id: "host.vcpus",
      severity: "refuse",
      text: "more virtual CPUs on one host than 4096, or than 32 per core",
      source: recalled("sure"),
    },
    {
      id: "mem.fit",
      severity: "refuse",
      text: "configured memory (over the overcommit ratio) and overhead beyond the host less ESXi",
      source: derived("svc.ram, mem.overhead"),
    },
    {
      id: "mem.admission",
      severity: "refuse",
      text: "reservations and overhead beyond the host less ESXi and minFree",
      source: seen("V65-over, V-mem"),
    },
    {
      id: "cpu.admission",
      severity: "refuse",
      text: "CPU reservations beyond the host's MHz",
      source: recalled("sure"),
    },
    {
      id: "io.passthrough",
      severity: "refuse",
      text: "a device passed through on a host without an IOMMU",
      source: recalled("sure"),
    },
    {
      id: "mig.passthrough",
      severity: "refuse",
      text: "vMotion of a VM with a passed-through device (some makers' paths excepted)",
      source: recalled("sure"),
    },
    {
      id: "mem.extrapolated",
      severity: "warn",
      text: "a VM beyond the overhead table (8 vCPUs, 16 GiB): its overhead is extrapolated",
      source: derived("fit of the 6.5/6.7 table, V65-over"),
    },
  ],
  operations: [
    { id: "op.shares", text: "shares, reservation and limit change online", source: recalled("sure") },
    { id: "op.hotAdd", text: "virtual CPUs are hot-added, but not across 128 on a running VM", source: seen("V67-vm") },
    { id: "op.latency", text: "affinity and latency sensitivity per VM", source: recalled("sure") },
  ],
  migration: [
    {
      id: "mig.name",
      text: "vMotion, Storage vMotion, across vCenters: EVC or matching CPU features, one vendor, round trip up to 150 ms",
      source: recalled("sure"),
    },
    { id: "mig.blockers", text: "passed-through devices, except by makers' own paths", source: recalled("sure") },
    {
      id: "mig.concurrent",
      text: "4 per host on 1 GbE, 8 on 10 GbE; 128 per datastore; 2 Storage vMotions per host",
      source: seen("V67-mig"),
    },
  ],
  availability: [
    {
      id: "ha",
      text: "HA admission by slots (largest reservation, else 32 MHz), by share of the cluster (default) or by spare hosts",
      source: seen("V-ha"),
    },
    { id: "ft", text: "fault tolerance: up to 8 vCPUs and 128 GB per VM", source: seen("V80-cmp") },
    {
      id: "drs",
      text: "DRS every minute by VM score, 5 thresholds, affinity rules, optional ratio of vCPUs to CPUs; 64 hosts per cluster",
      source: seen("V-drs, V80-cmp"),
    },
    { id: "vcls", text: "2 embedded VMs per cluster from 8.0 U3, up to 3 before", source: seen("BC-KB") },
  ],
  licence: {
    value: "per physical core, at least 16 per CPU socket: sum over sockets of max(16, cores)",
    source: seen("V-lic"),
    note: "an order minimum of 72 cores is disputed and not counted",
  },
  overheadFormula: {
    value: "14.3 + 3.98 x vCPUs + 0.0074 M (MiB, M = configured MiB)",
    source: derived("fit of the 6.5/6.7 table, V65-over"),
    note: "within 1.3 MiB of the table (256 MiB to 16 GiB, 1 to 8 vCPUs); extrapolated above",
  },
  deck: [
    {
      id: "seed.vt",
      says: "VMware will use Intel VT and AMD Pacifica in the future",
      slide: "Direct hardware support method",
      verdict: "agrees",
      documented: "the future came: vSphere 8 runs on nothing else",
      source: recalled("sure"),
    },
    {
      id: "seed.vms",
      says: "at most 80 virtual machines per VMware image",
      slide: "z86 partitioning with VMware Infrastructure 3",
      verdict: "differs",
      documented: "1024 on vSphere 8 (host.maxVms)",
      source: recalled("sure"),
    },
    {
      id: "seed.smp",
      says: "up to 4 CPUs per virtual machine with Virtual SMP",
      slide: "z86 partitioning with VMware Infrastructure 3",
      verdict: "differs",
      documented: "768 (vm.maxVcpu), no add-on",
      source: seen("V80-vm"),
    },
  ],
};

/** A host whose processors lack what ESXi 8 runs on. */
function assistMisfits(site: Site<Vsphere8Settings>): readonly Misfit[] {
  if (hasFeatures(ASSISTED, site.machine.features)) return [];
  const value = site.machine.features.join(", ") || "none of its features";
  const needs = ASSISTED.map((set) => set.join(" + ")).join(" or ");
  return [{ code: "not-supported", what: "host-processor", value, needs, ...ruleOf(DESCRIPTION, "hw.slat") }];
}

/** More virtual CPUs than the host has logical ones. */
function vcpuMisfits(spec: PartitionSpec, site: Site<Vsphere8Settings>): readonly Misfit[] {
  const bound = site.machine.threads;
  if (spec.vcpus <= bound) return [];
  const source = FACTS["vm.maxVcpuHost"].source;
  return [
    {
      code: "over-limit",
      scope: "partition",
      resource: "vcpus",
      value: spec.vcpus,
      bound,
      rule: "vm.maxVcpuHost",
      source,
    },
  ];
}

const LAYER = withCore(
  esxLayer<Vsphere8Settings>({
    id: "vsphere-8",
    facts: FACTS,
    settings: Vsphere8Settings,
    hosts: ["x86-64"],
    technique: "direct-hardware",
    grains: GRAINS,
    limits: LIMITS,
    guests: GUESTS,
    service: {
      name: "ESXi",
      facts: ["svc.ram", "svc.cores"],
      takes: () => ({ memoryMiB: FACTS["svc.ram"].value * MIB_PER_GIB, cores: FACTS["svc.cores"].value }),
    },
    maxVcpus: (machine) => Math.min(FACTS["host.maxVcpus"].value, FACTS["host.maxVcpuPerCore"].value * machine.cores),
    minFreeMiB,
    overheadMiB,
    needRules: NEED_RULES,
    description: DESCRIPTION,
    moreMachineMisfits: assistMisfits,
    morePartitionMisfits: vcpuMisfits,
    moreCautions: (_site, specs) => extrapolationCautions(specs, ruleOf(DESCRIPTION, "mem.extrapolated")),
  }),
  { ...VSPHERE_8_CORE, ...VSPHERE_8_COSTS },
);

export const VSPHERE_8: Platform = {
  id: "vsphere-8",
  title: "VMware vSphere 8",
  maker: "VMware",
  generation: "vSphere 8.0 U2/U3, 2023 to 2024",
  year: 2022,
  era: "living",
  layers: [LAYER],
};
