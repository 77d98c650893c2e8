/**
 * Proxmox VE 8 (2023): KVM and QEMU as a product, the living generation of what the deck names as QEMU. Whole and flat.
 * Left out: containers (LXC) beside machines, storage sizes, hugepages and NUMA settings.
 */
import { z } from "zod";
import { assumed, recalled } from "../fact.ts";
import {
  type CpuFeature,
  type GuestSupport,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type Platform,
  type Site,
  architectureMisfits,
  cappedCautions,
  factEvidence,
  machineLimit,
  notSupported,
  partitionLimit,
  percentOf,
  processorMisfits,
  ruleEvidence,
  sharedLayer,
  unlistedCautions,
  withCore,
} from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import { PROXMOX_VE_8_FACTS as FACTS } from "./proxmox-ve-8-facts.ts";
import { PROXMOX_VE_8_DESCRIPTION as DESCRIPTION } from "./proxmox-ve-8-statements.ts";
import { PROXMOX_CORE } from "./core.ts";
import { PROXMOX_COSTS } from "./core-costs.ts";

export const ProxmoxVe8Settings = z.strictObject({
  /** Relative weight of every machine. */
  cpuUnits: z.int().min(FACTS["cpu.unitsMin"].value).max(FACTS["cpu.unitsMax"].value).default(FACTS["cpu.units"].value),
  /** Ceiling of every machine in CPUs, fractions allowed; 0 = none. */
  cpuLimit: z.number().min(0).max(FACTS["cpu.limitMax"].value).default(FACTS["cpu.limit"].value),
  /** Relative weight in sharing memory by the balloon. */
  memoryShares: z.int().min(0).max(FACTS["mem.sharesMax"].value).default(FACTS["mem.shares"].value),
  /** Memory kept for the host, beside what its storage takes. */
  hostMemoryMiB: z
    .number()
    .min(FACTS["svc.hostMin"].value * MIB_PER_GIB)
    .max(1e9)
    .default(FACTS["svc.host"].value * MIB_PER_GIB),
  /** Storage of ZFS or Ceph that this host serves itself. */
  localStorageTiB: z.number().min(0).max(1e6).default(0),
  /** Restart on another node; needs a quorum of nodes. */
  highAvailability: z.boolean().default(false),
  clusterNodes: z.int().min(1).max(1e4).default(1),
  /** CPU maker of the hosts machines migrate to and from; left out = this host's. */
  clusterCpuVendor: z.string().min(1).max(40).optional(),
});
export type ProxmoxVe8Settings = z.infer<typeof ProxmoxVe8Settings>;

const LIMITS = [
  machineLimit(FACTS, "hw.minRam", "memoryMiB", { side: "min" }),
  partitionLimit(FACTS, "vm.maxVcpu", "vcpus"),
  partitionLimit(FACTS, "vm.maxDisks", "disks"),
  partitionLimit(FACTS, "vm.maxNics", "nics"),
];

const ASSISTED: readonly (readonly CpuFeature[])[] = [["vt-x"], ["amd-v"]];

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "hvm",
    families: ["windows", "linux", "freebsd", "netbsd", "solaris"],
    architectures: ["x86-64", "x86-32"],
    needsOneOf: ASSISTED,
    source: recalled("sure"),
    note: "Windows, Linux, BSD, Solaris",
  },
  {
    mode: "hvm",
    families: "any",
    architectures: ["x86-64", "x86-32"],
    needsOneOf: ASSISTED,
    source: assumed("unmodified x86 systems run; nobody states this one"),
    note: "Windows, Linux, BSD or Solaris",
  },
];

const NEED_RULES: readonly NeedRule[] = [
  {
    need: "live-migration",
    ...ruleEvidence(DESCRIPTION, "mig.passthrough"),
    instead: "no device assigned to the machine",
    metBy: (spec) => !spec.needs.includes("passthrough-device"),
  },
  {
    need: "passthrough-device",
    ...ruleEvidence(DESCRIPTION, "io.passthrough"),
    instead: "an IOMMU in the host",
    metBy: (_spec, machine) => machine.features.includes("iommu"),
  },
];

type Here = Site<ProxmoxVe8Settings>;

/** MiB of one machine beside its memory. */
const overheadMiB = (spec: PartitionSpec): number =>
  FACTS["mem.overhead.base"].value +
  (FACTS["mem.overhead.percent"].value / 100) * spec.memoryMiB +
  FACTS["mem.overhead.perVcpu"].value * spec.vcpus;

/** An assigned device may write anywhere in the machine's memory: all of it stays where it is. */
const isPinned = (spec: PartitionSpec): boolean => spec.needs.includes("passthrough-device");

const memoryClaimMiB = (spec: PartitionSpec, site: Here): number =>
  spec.memoryMiB / (isPinned(spec) ? 1 : site.memoryOvercommitRatio) + overheadMiB(spec);

/** MiB of the host itself and of the storage it serves. */
const hostMiB = ({ settings }: Here): number =>
  settings.hostMemoryMiB + FACTS["svc.perStorage"].value * MIB_PER_GIB * settings.localStorageTiB;

/** High availability without a quorum. */
function quorumMisfits({ settings }: Here): readonly Misfit[] {
  const bound = FACTS["ha.minNodes"].value;
  const value = settings.clusterNodes;
  if (!settings.highAvailability || value >= bound) return [];
  const evidence = ruleEvidence(DESCRIPTION, "ha.nodes");
  return [{ code: "below-minimum", scope: "machine", resource: "hosts", value, bound, ...evidence }];
}

/** More virtual CPUs than the host has, a move to another maker's CPUs. */
function machineOwnMisfits(spec: PartitionSpec, { machine, settings }: Here): readonly Misfit[] {
  const found: Misfit[] = [];
  if (spec.vcpus > machine.threads) {
    const told = { resource: "vcpus", value: spec.vcpus, bound: machine.threads };
    found.push({ code: "over-limit", scope: "partition", ...told, ...ruleEvidence(DESCRIPTION, "vm.vcpuOverHost") });
  }
  const vendor = settings.clusterCpuVendor;
  if (spec.needs.includes("live-migration") && vendor !== undefined && vendor !== machine.cpuVendor) {
    const told = { what: "live-migration", value: `${vendor} to ${machine.cpuVendor}`, needs: "one CPU maker" };
    found.push(notSupported(ruleEvidence(DESCRIPTION, "mig.vendor"), told));
  }
  return found;
}

function cautionsOf(site: Here, specs: readonly PartitionSpec[]): readonly Misfit[] {
  const { machine, settings } = site;
  const capOf = () => (settings.cpuLimit === 0 ? undefined : settings.cpuLimit);
  const found: Misfit[] = [
    ...unlistedCautions(GUESTS, specs, machine),
    ...cappedCautions(specs, capOf, ruleEvidence(DESCRIPTION, "cpu.capped")),
  ];
  for (const spec of specs.filter((one) => one.cpuReservedMhz > 0)) {
    const told = { what: "reserved-CPU", value: spec.id, needs: "a platform with CPU reservations" };
    found.push(notSupported(ruleEvidence(DESCRIPTION, "cpu.reserved"), told));
  }
  const vcpus = specs.reduce((sum, spec) => sum + spec.vcpus, 0);
  const most = FACTS["host.vcpuPerCore"].value * machine.cores;
  if (vcpus > most) {
    const evidence = factEvidence(FACTS, "host.vcpuPerCore");
    found.push({ code: "over-limit", scope: "machine", resource: "vcpus", value: vcpus, bound: most, ...evidence });
  }
  const needs = hostMiB(site) + specs.reduce((sum, spec) => sum + spec.memoryMiB + overheadMiB(spec), 0);
  const has = (machine.memoryMiB * FACTS["mem.balloonTarget"].value) / 100;
  if (site.memoryOvercommitRatio > 1 && needs > has) {
    const evidence = ruleEvidence(DESCRIPTION, "mem.balloon");
    found.push({ code: "over-capacity", resource: "memoryMiB", needs, has, ...evidence });
  }
  return found;
}

const LAYER = withCore(
  sharedLayer<ProxmoxVe8Settings>({
    id: "proxmox-ve-8",
    noun: "virtual machine",
    nouns: "virtual machines",
    type: "software",
    technique: "direct-hardware",
    hypervisorType: 1,
    memory: "overcommittable",
    standsOn: ["server"],
    yields: "virtual-machine",
    settings: ProxmoxVe8Settings,
    description: { ...DESCRIPTION, facts: FACTS, limits: LIMITS, guests: GUESTS },
    service: {
      name: "Proxmox VE host",
      facts: ["svc.host", "svc.perStorage", "svc.cores"],
      takes: (site) => ({ memoryMiB: hostMiB(site), cores: FACTS["svc.cores"].value }),
    },
    supplies: (site) => ({ memoryReservedMiB: Math.max(0, site.machine.memoryMiB - hostMiB(site)) }),
    claims: (spec) => ({
      memoryReservedMiB: (isPinned(spec) ? spec.memoryMiB : spec.memoryReservedMiB) + overheadMiB(spec),
    }),
    memoryClaimMiB,
    cpuFactor: () => 1 + FACTS["io.cost"].value / 100,
    vendorSettings: (wants, { machine, settings }) => ({
      cores: wants.vcpus,
      cpuunits: settings.cpuUnits,
      cpulimit: settings.cpuLimit,
      cpulimitPctOfOneCpu: percentOf(settings.cpuLimit, "pctOfOneCpu", {
        vcpus: wants.vcpus,
        hostCpus: machine.threads,
      }).percent,
      balloonMiB: wants.memoryReservedMiB,
      shares: settings.memoryShares,
    }),
    evidence: {
      memoryMiB: ruleEvidence(DESCRIPTION, "mem.fit"),
      memoryReservedMiB: ruleEvidence(DESCRIPTION, "mem.minimum"),
    },
    guestRule: ruleEvidence(DESCRIPTION, "os"),
    needRules: NEED_RULES,
    moreMachineMisfits: (site) => [
      ...architectureMisfits(["x86-64"], site.machine, ruleEvidence(DESCRIPTION, "hw.arch")),
      ...processorMisfits(ASSISTED, site.machine, ruleEvidence(DESCRIPTION, "hw.hvm")),
      ...quorumMisfits(site),
    ],
    morePartitionMisfits: machineOwnMisfits,
    moreCautions: cautionsOf,
  }),
  { ...PROXMOX_CORE, ...PROXMOX_COSTS },
);

export const PROXMOX_VE_8: Platform = {
  id: "proxmox-ve-8",
  title: "Proxmox VE 8",
  maker: "Proxmox",
  generation: "Proxmox VE 8, 2023, on KVM and QEMU",
  year: 2023,
  era: "living",
  layers: [LAYER],
};
