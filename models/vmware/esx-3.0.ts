/**
 * VMware ESX Server 3.0 with VirtualCenter 2.0 (June 2006), the hypervisor of VMware Infrastructure 3. Trap-and-map with
 * binary translation for 32-bit guests; 64-bit guests need VT-x on Intel and segment limits on AMD. Whole and flat: every
 * value is a claim about 3.0 and nothing else.
 */
import { assumed, deck, derived, fact, numberOf, recalled, seen } from "../fact.ts";
import { type Grain, type GuestSupport, type Platform, machineLimit, partitionLimit } from "../partitioning/index.ts";
import { esxLayer } from "./esx-layer.ts";

const FACTS = {
  "host.maxLogicalCpus": fact(32, "CPUs", recalled("sure")),
  "host.maxRam": fact(64, "GiB", seen("VCP3")),
  "host.maxVcpus": fact(128, "vCPUs", seen("VCP3"), "powered on"),
  "host.maxVms": fact(128, "VMs", recalled("sure"), "the deck says 80, see host.seedVms"),
  "host.seedVms": fact(80, "VMs", deck("z86 partitioning with VMware Infrastructure 3"), "likely the ESX 2.x figure"),
  "host.vcpuPerCore": fact(8, "vCPUs per core", recalled("fairly")),
  "vm.maxVcpu": fact(4, "vCPUs", seen("VI3-max"), "1, 2 or 4; above 1 needs Virtual SMP"),
  "vm.vcpuValues": fact("1, 2, 4", "vCPUs", recalled("sure"), "3 is not offered"),
  "vm.maxRam": fact(16, "GiB", seen("VI3-max")),
  "vm.minRam": fact(4, "MiB", recalled("fairly")),
  "vm.memStep": fact(4, "MiB", recalled("fairly")),
  "vm.maxDisks": fact(
    60,
    "disks",
    seen("VI3-max"),
    "4 SCSI controllers x 15 targets; a disk up to 2 TB; 4 IDE devices (CD)",
  ),
  "vm.maxNics": fact(4, "NICs", seen("VI3-max"), "6 PCI devices in all"),
  "cluster.drsHosts": fact(32, "hosts", recalled("fairly")),
  "cluster.haHosts": fact(16, "hosts", recalled("fairly")),
  "cluster.haFailures": fact(4, "host failures", recalled("sure"), "5 primary nodes"),
  "vc.hosts": fact(100, "hosts", recalled("fairly"), "per VirtualCenter"),
  "vc.vms": fact(1500, "VMs", recalled("fairly"), "per VirtualCenter"),
  "vmfs.hosts": fact(32, "hosts", seen("VI3-max"), "per VMFS volume; 256 LUNs per host"),
  "cpu.shares.low": fact(500, "shares per vCPU", seen("VCP3")),
  "cpu.shares.normal": fact(1000, "shares per vCPU", seen("VCP3")),
  "cpu.shares.high": fact(2000, "shares per vCPU", seen("VCP3")),
  "cpu.reservation": fact(0, "MHz", recalled("sure"), "default; checked at power-on"),
  "cpu.limit": fact("unlimited", "MHz", recalled("sure"), "default"),
  "sched.name": fact(
    "proportional share, relaxed co-scheduling",
    "",
    seen("V-cosched"),
    "only lagging vCPUs must be co-started",
  ),
  "sched.slice": fact(50, "ms", seen("V-slice"), "VMkernel quantum; for 3.x recalled"),
  "sched.cells": fact(4, "logical CPUs per cell", recalled("fairly"), "a 4-vCPU VM must fit in one cell"),
  "sched.skew": fact(3, "ms", recalled("unsure"), "co-stop threshold, tunable; the default is not documented"),
  "mem.shares.low": fact(5, "shares per MiB", seen("VCP3")),
  "mem.shares.normal": fact(10, "shares per MiB", seen("VCP3")),
  "mem.shares.high": fact(20, "shares per MiB", seen("VCP3")),
  "mem.reclaim": fact("page sharing, then balloon, then swap to the .vswp file", "", seen("ESX2-adm, VCP3")),
  "mem.balloonMax": fact(65, "% of the VM", recalled("sure")),
  "mem.idleTax": fact(75, "%", seen("ESX2-adm")),
  "mem.sample": fact(60, "s", seen("VCP3")),
  "mem.minFree": fact(6, "% of RAM", recalled("sure"), "state high; soft 4, hard 2, low 1"),
  "mem.overhead.1.base": fact(109.65, "MiB", derived("fit of the vSphere 4.0 table, V40-over; upper bound for VI3")),
  "mem.overhead.1.perMiB": fact(0.01375, "MiB per MiB", derived("fit of the vSphere 4.0 table, V40-over")),
  "mem.overhead.2.base": fact(153.9, "MiB", derived("fit of the vSphere 4.0 table, V40-over; upper bound for VI3")),
  "mem.overhead.2.perMiB": fact(0.02164, "MiB per MiB", derived("fit of the vSphere 4.0 table, V40-over")),
  "mem.overhead.4.base": fact(236.1, "MiB", derived("fit of the vSphere 4.0 table, V40-over; upper bound for VI3")),
  "mem.overhead.4.perMiB": fact(0.02171, "MiB per MiB", derived("fit of the vSphere 4.0 table, V40-over")),
  "svc.console": fact(272, "MiB", seen("V40-over"), "service console default; 800 at most"),
  "svc.consoleMax": fact(800, "MiB", seen("ESX2-adm")),
  "svc.vmkernel": fact(24, "MiB", seen("ESX2-adm"), "the ESX 2 value; a few tens of MiB in 3.x"),
  "svc.consoleCpu": fact(8, "% of one CPU", seen("ESX2-adm"), "minimum of ESX 2, kept as default"),
  "io.path": fact("drivers in the VMkernel; guests see vlance, vmxnet, e1000, BusLogic, LSI", "", recalled("sure")),
  "io.cost": fact(
    3,
    "%",
    seen("VMW-cmp"),
    "average slowdown over CPU, memory and I/O suites on 3.0.1; a vendor's own study",
  ),
  "mig.concurrent": fact(2, "VMotions per host", recalled("fairly")),
  "hw.minimum": fact("2 CPUs of 1.5 GHz, 1 GB RAM, 1 NIC, a free disk", "", seen("VCP3")),
  "hw.minCpus": fact(2, "CPUs", seen("VCP3")),
  "drs.interval": fact(5, "min", seen("V-drs")),
  "ha.heartbeat": fact(15, "s", recalled("sure"), "no heartbeat for this long = failed"),
} as const;

const GRAINS: readonly Grain[] = [
  { kind: "values", resource: "vcpus", values: [1, 2, 4], fact: FACTS["vm.vcpuValues"] },
  { kind: "grid", resource: "memoryMiB", min: FACTS["vm.minRam"], step: FACTS["vm.memStep"], max: FACTS["vm.maxRam"] },
];

const LIMITS = [
  machineLimit(FACTS, "host.maxLogicalCpus", "threads"),
  machineLimit(FACTS, "host.maxRam", "memoryMiB"),
  machineLimit(FACTS, "hw.minCpus", "cores", { side: "min", effect: "warn" }),
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

const LAYER = esxLayer({
  id: "esx-3.0",
  facts: FACTS,
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
  description: {
    rules: [
      {
        id: "vm.maxVcpu",
        severity: "refuse",
        text: "more than 4 virtual CPUs, or 3 given as they are (rounded up to 4)",
        source: seen("VI3-max"),
      },
      { id: "os", severity: "refuse", text: "64-bit guest on an Intel host without VT-x", source: recalled("sure") },
      {
        id: "host.maxVms",
        severity: "refuse",
        text: "more virtual machines or virtual CPUs than the host maximum",
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
        text: "VMotion: shared SAN, iSCSI or NAS; a Gigabit VMotion network; same CPU vendor and SSE3 level; same network labels",
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
        text: "VMware HA restarts VMs on other hosts after 15 s without heartbeat; at most 4 host failures, 16 hosts",
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
      note: "upper bound for VI3; within 0.02 MiB of the table",
    },
    deck: [
      {
        id: "seed.vms",
        says: "at most 80 virtual machines per VMware image",
        slide: "z86 partitioning with VMware Infrastructure 3",
        verdict: "differs",
        documented: "128 on ESX 3.0 (host.maxVms), 170 on ESX 3.5",
        source: recalled("sure"),
      },
      {
        id: "seed.smp",
        says: "up to 4 CPUs per virtual machine with Virtual SMP",
        slide: "z86 partitioning with VMware Infrastructure 3",
        verdict: "agrees",
        documented: "4 (vm.maxVcpu)",
        source: seen("VI3-max"),
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
        documented: "ESX 3.0 uses VT-x for 64-bit guests on Intel",
        source: recalled("sure"),
      },
    ],
  },
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
});

export const ESX_30: Platform = {
  id: "esx-3.0",
  title: "VMware ESX Server 3.0",
  maker: "VMware",
  generation: "VMware Infrastructure 3, June 2006",
  year: 2006,
  era: "2006",
  layers: [LAYER],
};
