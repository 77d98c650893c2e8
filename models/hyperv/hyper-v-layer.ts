/**
 * What the releases of Hyper-V share: a hypervisor under a root partition that owns the drivers, machines of two
 * generations, static or dynamic memory, the core scheduler. A release hands in its own flat table of facts and its
 * statements. Left out: CPU groups, virtual NUMA topology, replica.
 */
import { type Facts, numberFact, numberOf } from "../fact.ts";
import {
  type CpuFeature,
  type Evidence,
  type GuestSupport,
  type Layer,
  type LayerDescription,
  type Limit,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type PartitionWants,
  type Site,
  architectureMisfits,
  cappedCautions,
  factEvidence,
  machineLimit,
  notSupported,
  partitionLimit,
  partitionLimitMisfits,
  processorMisfits,
  ruleEvidence,
  sharedLayer,
  unlistedCautions,
  usable,
} from "../partitioning/index.ts";
import {
  coresWhenRunning,
  evenVcpus,
  logicalMhz,
  maximumCpus,
  reservePercent,
  reservedLogical,
} from "./hyper-v-cpu.ts";
import { dynamicMemory, memoryClaimMiB, steadyMiB } from "./hyper-v-memory.ts";
import { type HyperVSettings, hyperVSettings } from "./hyper-v-settings.ts";

export interface HyperVRelease {
  readonly id: string;
  readonly facts: Facts;
  readonly guests: readonly GuestSupport[];
  readonly description: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests">;
}

/** What the hypervisor runs on: assistance with nested paging. */
export const ASSISTED: readonly (readonly CpuFeature[])[] = [
  ["vt-x", "slat"],
  ["amd-v", "slat"],
];

/** Generation of one machine: what was set, else 2, and 1 for a 32-bit system. */
function generationOf(wants: Pick<PartitionWants, "os">, settings: HyperVSettings): "1" | "2" {
  if (settings.generation !== "auto") return settings.generation;
  return wants.os.architecture === "x86-32" ? "1" : "2";
}

/** Limits of both generations apart; the ones of generation 2 that generation 1 stays within stand in the description. */
function limitsOf(facts: Facts) {
  const common: readonly Limit[] = [
    machineLimit(facts, "host.maxLogicalCpus", "threads"),
    machineLimit(facts, "host.maxRam", "memoryMiB", { effect: "clamp" }),
    partitionLimit(facts, "vm.maxVcpu.gen2", "vcpus"),
    partitionLimit(facts, "vm.maxRam.gen2", "memoryMiB"),
    partitionLimit(facts, "vm.maxNics.gen2", "nics"),
  ];
  const byGeneration: Readonly<Record<"1" | "2", readonly Limit[]>> = {
    "1": [
      partitionLimit(facts, "vm.maxVcpu.gen1", "vcpus"),
      partitionLimit(facts, "vm.maxRam.gen1", "memoryMiB"),
      partitionLimit(facts, "vm.maxDisks.gen1", "disks"),
      partitionLimit(facts, "vm.maxNics.gen1", "nics"),
    ],
    "2": [partitionLimit(facts, "vm.maxDisks.gen2", "disks")],
  };
  return { common, byGeneration };
}

const needRules = ({ description }: HyperVRelease): readonly NeedRule[] => [
  {
    need: "live-migration",
    ...ruleEvidence(description, "mig.dda"),
    instead: "no device assigned to the machine",
    metBy: (spec) => !spec.needs.includes("passthrough-device"),
  },
  {
    need: "passthrough-device",
    ...ruleEvidence(description, "io.dda"),
    instead: "an IOMMU in the host",
    metBy: (_spec, machine) => machine.features.includes("iommu"),
  },
];

/** Settings that this host or its cluster cannot have. */
function settingMisfits({ facts, description }: HyperVRelease, site: Site<HyperVSettings>): readonly Misfit[] {
  const { settings } = site;
  const found: Misfit[] = [];
  if (settings.scheduler === "root") {
    const told = { what: "scheduler", value: "root", needs: "core or classic" };
    found.push(notSupported(ruleEvidence(description, "sched.root"), told));
  }
  const counted = [
    { resource: "hosts", value: settings.clusterNodes, rule: "cluster.maxNodes" },
    { resource: "partitions", value: settings.clusterVms, rule: "cluster.maxVms" },
  ];
  for (const { resource, value, rule } of counted) {
    const bound = numberOf(facts, rule);
    if (value <= bound) continue;
    found.push({ code: "over-limit", scope: "machine", resource, value, bound, ...factEvidence(facts, rule) });
  }
  if (settings.dynamicMemory && settings.startupMiB < settings.minimumMiB) {
    const told = { resource: "memoryMiB", value: settings.startupMiB, bound: settings.minimumMiB };
    found.push({ code: "below-minimum", scope: "partition", ...told, ...ruleEvidence(description, "mem.startup") });
  }
  return found;
}

/** What one machine cannot have: its generation's limits, more virtual CPUs than the host has, a reserve beyond them. */
function machineOwnMisfits(
  { facts, description }: HyperVRelease,
  spec: PartitionSpec,
  site: Site<HyperVSettings>,
): readonly Misfit[] {
  const { machine, settings } = site;
  const generation = generationOf(spec, settings);
  const found: Misfit[] = [...partitionLimitMisfits(limitsOf(facts).byGeneration[generation], spec, "refuse")];
  if (generation === "2" && spec.os.architecture === "x86-32") {
    const told = { what: "guest-architecture", value: "x86-32 in generation 2", needs: "x86-64, or generation 1" };
    found.push(notSupported(ruleEvidence(description, "os.generation"), told));
  }
  if (spec.vcpus > machine.threads) {
    const told = { resource: "vcpus", value: spec.vcpus, bound: machine.threads };
    found.push({ code: "over-limit", scope: "partition", ...told, ...ruleEvidence(description, "vm.maxVcpuHost") });
  }
  const value = reservePercent(spec, site);
  const bound = numberOf(facts, "cpu.percentMax");
  if (value > bound) {
    const evidence = factEvidence(facts, "cpu.percentMax");
    found.push({ code: "over-limit", scope: "partition", resource: "pctOfVmVcpus", value, bound, ...evidence });
  }
  const vendor = settings.clusterCpuVendor;
  if (spec.needs.includes("live-migration") && vendor !== undefined && vendor !== machine.cpuVendor) {
    const told = { what: "live-migration", value: `${vendor} to ${machine.cpuVendor}`, needs: "one CPU maker" };
    found.push(notSupported(ruleEvidence(description, "mig.vendor"), told));
  }
  return found;
}

/** Windows of before Server 2008: its makers' integration services have no build for it. */
const OLD_WINDOWS = /^(nt|2000|2003|xp|me|9[58]|3\.)/i;

function oldGuestCautions(specs: readonly PartitionSpec[], evidence: Evidence): readonly Misfit[] {
  return specs
    .filter((spec) => spec.os.family === "windows" && OLD_WINDOWS.test(spec.os.version ?? ""))
    .map((spec) =>
      notSupported(evidence, { what: "guest-os-listed", value: spec.id, needs: "Windows Server 2008 or later" }),
    );
}

function cautionsOf(
  { facts, guests, description }: HyperVRelease,
  site: Site<HyperVSettings>,
  specs: readonly PartitionSpec[],
): readonly Misfit[] {
  const { machine, settings } = site;
  const found: Misfit[] = [
    ...unlistedCautions(guests, specs, machine),
    ...oldGuestCautions(specs, ruleEvidence(description, "os.old")),
  ];
  const capOf = (spec: PartitionSpec) => maximumCpus(spec.vcpus, site);
  found.push(...cappedCautions(specs, capOf, ruleEvidence(description, "cpu.capped")));
  const perSocket = machine.threads / machine.sockets;
  for (const spec of specs) {
    const even = evenVcpus(spec.vcpus, site);
    if (even !== undefined) {
      const told = { what: "full-use-of-cores", value: `${spec.vcpus} virtual CPUs`, needs: `${even}` };
      found.push(notSupported(ruleEvidence(description, "cpu.even"), told));
    }
    if (settings.dynamicMemory && spec.vcpus > perSocket) {
      const told = { resource: "vcpus", value: spec.vcpus, bound: perSocket };
      found.push({ code: "over-limit", scope: "partition", ...told, ...ruleEvidence(description, "mem.vnuma") });
    }
  }
  const needs = specs.reduce((sum, spec) => sum + steadyMiB(facts, spec, site), 0);
  const usableMiB = usable(limitsOf(facts).common, machine, "memoryMiB");
  const has = Math.max(0, usableMiB - serviceMiB(facts, settings));
  if (settings.dynamicMemory && needs > has) {
    const evidence = ruleEvidence(description, "mem.pressure");
    found.push({ code: "over-capacity", resource: "memoryMiB", needs, has, ...evidence });
  }
  return found;
}

/** MiB of hypervisor and root partition. */
const serviceMiB = (facts: Facts, settings: HyperVSettings): number =>
  numberOf(facts, "svc.hypervisor") + settings.rootMemoryMiB;

function vendorSettings(
  { facts }: HyperVRelease,
  wants: PartitionWants,
  site: Site<HyperVSettings>,
): Readonly<Record<string, number | string | boolean>> {
  const { settings } = site;
  return {
    generation: Number(generationOf(wants, settings)),
    scheduler: settings.scheduler,
    relativeWeight: settings.weight,
    reservePercentOfVcpus: reservePercent(wants, site),
    maximumPercentOfVcpus: settings.maximumPercent,
    coresWhenRunning: coresWhenRunning(wants.vcpus, site),
    dynamicMemory: settings.dynamicMemory,
    ...(settings.dynamicMemory
      ? {
          ...dynamicMemory(facts, wants, settings),
          bufferPercent: settings.bufferPercent,
          memoryPriority: settings.memoryPriority,
        }
      : {}),
  };
}

/** Build the layer of one release. */
export function hyperVLayer(release: HyperVRelease): Layer<HyperVSettings> {
  const { facts, guests, description } = release;
  const min = numberFact(facts, "vm.minRam");
  const step = numberFact(facts, "vm.memStep");
  return sharedLayer<HyperVSettings>({
    id: release.id,
    noun: "virtual machine",
    nouns: "virtual machines",
    type: "software",
    technique: "direct-hardware",
    hypervisorType: 1,
    // Dynamic memory only: a machine of static memory is given what it is configured with, whatever the ratio.
    memory: "overcommittable",
    standsOn: ["server"],
    yields: "virtual-machine",
    settings: hyperVSettings(facts),
    description: {
      ...description,
      facts,
      grains: [{ kind: "grid", resource: "memoryMiB", min, step, max: numberFact(facts, "vm.maxRam.gen2") }],
      limits: limitsOf(facts).common,
      guests,
    },
    service: {
      name: "root partition",
      facts: ["svc.hypervisor", "svc.root", "svc.rootCores"],
      takes: ({ settings }) => ({ memoryMiB: serviceMiB(facts, settings), cores: settings.rootCores }),
    },
    supplies: ({ machine }) => ({
      partitions: numberOf(facts, "host.maxVms"),
      vcpus: numberOf(facts, "host.maxVcpus"),
      cpuReservedMhz: machine.threads * logicalMhz(machine),
    }),
    claims: (spec, site) => ({ cpuReservedMhz: reservedLogical(spec, site) * logicalMhz(site.machine) }),
    memoryClaimMiB: (spec, site) => memoryClaimMiB(facts, spec, site),
    // Synthetic devices over VMBus; no figure was read.
    cpuFactor: () => 1 + numberOf(facts, "io.cost") / 100,
    vendorSettings: (wants, site) => vendorSettings(release, wants, site),
    evidence: {
      partitions: factEvidence(facts, "host.maxVms"),
      vcpus: factEvidence(facts, "host.maxVcpus"),
      memoryMiB: ruleEvidence(description, "mem.fit"),
      cpuReservedMhz: ruleEvidence(description, "cpu.reserve"),
    },
    guestRule: ruleEvidence(description, "os"),
    needRules: needRules(release),
    moreMachineMisfits: (site) => [
      ...architectureMisfits(["x86-64"], site.machine, ruleEvidence(description, "hw.arch")),
      ...processorMisfits(ASSISTED, site.machine, ruleEvidence(description, "hw.slat")),
      ...settingMisfits(release, site),
    ],
    morePartitionMisfits: (spec, site) => machineOwnMisfits(release, spec, site),
    moreCautions: (site, specs) => cautionsOf(release, site, specs),
  });
}
