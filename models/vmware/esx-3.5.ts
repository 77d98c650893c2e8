/**
 * VMware ESX Server 3.5 with VirtualCenter 2.5 (December 2007), the second hypervisor of VMware Infrastructure 3, with
 * larger hosts and machines and Storage VMotion. Whole and flat: every value is a claim about 3.5 and nothing else. Left
 * out: ESX 3i without a service console.
 */
import { assumed, deck, derived, numberOf, recalled, seen } from "../fact.ts";
import {
  type Grain,
  type GuestSupport,
  type Platform,
  machineLimit,
  partitionLimit,
  withCore,
} from "../partitioning/index.ts";
import { ESX_35_FACTS as FACTS } from "./esx-3.5-facts.ts";
import { type EsxGeneration, esxLayer } from "./esx-layer.ts";
import { Vi3Settings, starterMisfits, vmotionMisfits } from "./vi3-editions.ts";
import { ESX_35_CORE } from "./core.ts";
import { ESX_COSTS } from "./core-costs.ts";

const GRAINS: readonly Grain[] = [
  { kind: "values", resource: "vcpus", values: [1, 2, 4], fact: FACTS["vm.vcpuValues"] },
  { kind: "grid", resource: "memoryMiB", min: FACTS["vm.minRam"], step: FACTS["vm.memStep"], max: FACTS["vm.maxRam"] },
];

const LIMITS = [
  machineLimit(FACTS, "host.maxLogicalCpus", "threads"),
  machineLimit(FACTS, "host.maxRam", "memoryMiB"),
  machineLimit(FACTS, "hw.minCpus", "cores", { side: "min", effect: "warn" }),
  machineLimit(FACTS, "hw.minRam", "memoryMiB", { side: "min", effect: "warn" }),
  partitionLimit(FACTS, "vm.maxVcpu", "vcpus"),
  partitionLimit(FACTS, "vm.maxRam", "memoryMiB"),
  partitionLimit(FACTS, "vm.maxDisks", "disks"),
  partitionLimit(FACTS, "vm.maxNics", "nics"),
];

const SUPPORTED = ["windows", "linux", "netware", "solaris"] as const;

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "trap-and-map",
    families: SUPPORTED,
    architectures: ["x86-32"],
    needsOneOf: [],
    source: recalled("sure"),
    note: "Windows NT4 to 2003, RHEL, SLES, NetWare 5.1-6.5, Solaris 10 x86",
  },
  {
    mode: "hvm",
    families: SUPPORTED,
    architectures: ["x86-64"],
    needsOneOf: [["vt-x"], ["segment-limits-64"], ["amd-v"]],
    source: recalled("sure"),
    note: "64-bit: VT-x on Intel, segment limits (rev D/E and later, so every AMD-V part) on AMD",
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

/** Overhead by the table's three columns; a VM has 1, 2 or 4 virtual CPUs. */
function overheadMiB(vcpus: number, memoryMiB: number): number {
  const column = vcpus <= 1 ? 1 : vcpus <= 2 ? 2 : 4;
  return numberOf(FACTS, `mem.overhead.${column}.base`) + numberOf(FACTS, `mem.overhead.${column}.perMiB`) * memoryMiB;
}

const DESCRIPTION: EsxGeneration<Vi3Settings>["description"] = {
  rules: [
    {
      id: "vm.maxVcpu",
      severity: "refuse",
      text: "more than 4 virtual CPUs; 3 are rounded up to 4",
      source: seen("VI35-diff"),
    },
    { id: "os", severity: "refuse", text: "64-bit guest on an Intel host without VT-x", source: recalled("sure") },
    {
      id: "host.vcpus",
      severity: "refuse",
      text: "more virtual CPUs powered on than the host maximum",
      source: seen("VI35-diff"),
    },
    { id: "hw.arch", severity: "refuse", text: "a host that is not x86", source: recalled("sure") },
    { id: "vm.vcpuValues", severity: "refuse", text: "3 virtual CPUs given as they are", source: recalled("sure") },
    {
      id: "mem.fit",
      severity: "refuse",
      text: "configured memory (over the overcommit ratio) and overhead beyond the host less the service console",
      source: derived("svc.console, svc.vmkernel, mem.overhead"),
    },
    {
      id: "cpu.admission",
      severity: "refuse",
      text: "CPU reservations beyond the host's MHz less the service console",
      source: recalled("sure"),
    },
    { id: "io.passthrough", severity: "refuse", text: "a device passed through to a guest", source: recalled("sure") },
    {
      id: "lic.starter",
      severity: "refuse",
      text: "Foundation (before: Starter) edition on more than 4 CPUs or 8 GB",
      source: seen("VI3-lic"),
    },
    {
      id: "lic.vmotion",
      severity: "refuse",
      text: "live migration without the Enterprise edition",
      source: recalled("sure"),
    },
    {
      id: "mem.admission",
      severity: "refuse",
      text: "reservations and overhead beyond unreserved memory",
      source: seen("ESX2-adm, V40-over"),
    },
    {
      id: "host.vcpuPerCore",
      severity: "warn",
      text: "more than 8 virtual CPUs per core",
      source: recalled("fairly"),
    },
    {
      id: "host.seedVms",
      severity: "warn",
      text: "more than 80 virtual machines: the deck's figure",
      source: deck("z86 partitioning with VMware Infrastructure 3"),
    },
    {
      id: "os.unlisted",
      severity: "warn",
      text: "a guest system that is not on the support list",
      source: assumed("runs unmodified, not supported"),
    },
  ],
  operations: [
    { id: "op.shares", text: "shares, reservation and limit change online", source: seen("VCP3") },
    { id: "op.size", text: "virtual CPUs and memory change with the VM powered off", source: recalled("sure") },
  ],
  migration: [
    {
      id: "mig.name",
      text: "VMotion and Storage VMotion: shared SAN, iSCSI or NAS; a Gigabit VMotion network; same CPU vendor and SSE3 level; same network labels",
      source: seen("VCP3, VI3-lic"),
    },
    {
      id: "mig.blockers",
      text: "connected local CD or floppy, internal-only switch, CPU affinity, MSCS cluster VM, local disks",
      source: recalled("sure"),
    },
  ],
  availability: [
    {
      id: "ha",
      text: "VMware HA restarts VMs on other hosts after 15 s without heartbeat; at most 4 host failures, 32 hosts",
      source: recalled("sure"),
    },
    {
      id: "drs",
      text: "DRS every 5 minutes, 5 thresholds, affinity and anti-affinity rules, up to 32 hosts",
      source: seen("V-drs"),
    },
  ],
  licence: {
    value: "per 2 physical CPU sockets, cores not counted; VMotion, HA and DRS come with Enterprise",
    source: seen("VI3-lic"),
  },
  overheadFormula: {
    value: "1 vCPU: 109.65 + 0.01375 M; 2: 153.9 + 0.02164 M; 4: 236.1 + 0.02171 M (MiB, M = configured MiB)",
    source: derived("fit of the vSphere 4.0 table, V40-over"),
    note: "upper bound for 3.5; within 0.05 MiB of the table",
  },
  deck: [
    {
      id: "seed.vms",
      says: "at most 80 virtual machines per VMware image",
      slide: "z86 partitioning with VMware Infrastructure 3",
      verdict: "differs",
      documented: "170 on ESX 3.5 (host.maxVms); 80 was likely the ESX 2.x figure",
      source: seen("VI35-diff"),
    },
    {
      id: "seed.smp",
      says: "up to 4 CPUs per virtual machine with Virtual SMP",
      slide: "z86 partitioning with VMware Infrastructure 3",
      verdict: "agrees",
      documented: "4 (vm.maxVcpu)",
      source: seen("VI35-diff"),
    },
    {
      id: "seed.tech",
      says: "runs directly on the hardware, no hosting operating system; trap and map; direct I/O pass-through; VMFS",
      slide: "z86 partitioning with VMware Infrastructure 3",
      verdict: "agrees",
      documented: "type 1 with binary translation; VMkernel drivers",
      source: recalled("sure"),
    },
    {
      id: "seed.vt",
      says: "VMware will use Intel VT and AMD Pacifica in the future",
      slide: "Direct hardware support method",
      verdict: "differs",
      documented: "ESX 3.5 uses VT-x for 64-bit guests on Intel",
      source: recalled("sure"),
    },
  ],
};

const LAYER = withCore(
  esxLayer<Vi3Settings>({
    id: "esx-3.5",
    facts: FACTS,
    settings: Vi3Settings,
    hosts: ["x86-32", "x86-64"],
    technique: "trap-and-map",
    grains: GRAINS,
    limits: LIMITS,
    guests: GUESTS,
    service: {
      name: "service console",
      facts: ["svc.console", "svc.vmkernel", "svc.consoleCpu"],
      takes: () => ({
        memoryMiB: FACTS["svc.console"].value + FACTS["svc.vmkernel"].value,
        cores: FACTS["svc.consoleCpu"].value / 100,
      }),
    },
    maxVcpus: () => FACTS["host.maxVcpus"].value,
    minFreeMiB: (memoryMiB) => (memoryMiB * FACTS["mem.minFree"].value) / 100,
    overheadMiB,
    needRules: [
      {
        need: "passthrough-device",
        rule: "io.passthrough",
        source: recalled("sure"),
        instead: "no device pass-through to a guest in this generation",
      },
    ],
    description: DESCRIPTION,
    moreMachineMisfits: (site) => starterMisfits(FACTS, DESCRIPTION, site),
    morePartitionMisfits: (spec, site) => vmotionMisfits(DESCRIPTION, spec, site),
    moreCautions: (_site, specs) =>
      specs.length > FACTS["host.seedVms"].value
        ? [
            {
              code: "over-limit",
              scope: "machine",
              resource: "partitions",
              value: specs.length,
              bound: FACTS["host.seedVms"].value,
              rule: "host.seedVms",
              source: FACTS["host.seedVms"].source,
            },
          ]
        : [],
  }),
  { ...ESX_35_CORE, ...ESX_COSTS },
);

export const ESX_35: Platform = {
  id: "esx-3.5",
  title: "VMware ESX Server 3.5",
  maker: "VMware",
  generation: "VMware Infrastructure 3.5, December 2007",
  year: 2007,
  era: "2006",
  layers: [LAYER],
};
