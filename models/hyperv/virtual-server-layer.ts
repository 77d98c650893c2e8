/**
 * What the releases of Virtual Server share: a service on Windows Server 2003, machines with one virtual CPU, memory that
 * is given out once, a weight and a reserve and maximum in percent of the whole system. A release hands in its own flat
 * table of facts, its guests and what it counts as a CPU. Left out: disk formats, virtual networks, guest clusters.
 */
import { z } from "zod";
import { type Facts, numberFact, numberOf } from "../fact.ts";
import {
  type CpuPercent,
  type Evidence,
  type Grain,
  type GuestSupport,
  type Layer,
  type LayerDescription,
  type Limit,
  type Machine,
  type Misfit,
  type NeedRule,
  type PartitionSpec,
  type PartitionWants,
  type Site,
  architectureMisfits,
  cappedCautions,
  cpusOf,
  factEvidence,
  modeFor,
  notSupported,
  percentOf,
  ruleEvidence,
  sharedLayer,
  unlistedCautions,
} from "../partitioning/index.ts";

/** Settings of a release, with bounds and defaults from its own facts; a release may extend them. */
export function virtualServerSettings(facts: Facts) {
  const wholeSystem = 100;
  return z.strictObject({
    /** Edition of Virtual Server on the host. */
    edition: z.enum(["standard", "enterprise"]).default("enterprise"),
    /** Memory kept for Windows Server 2003 and the service, at least what the host itself asks for. */
    hostMemoryMiB: z.number().min(numberOf(facts, "hw.minRam")).max(1e6).default(numberOf(facts, "svc.host")),
    /** Relative weight of every machine. */
    weight: z
      .int()
      .min(numberOf(facts, "cpu.weightMin"))
      .max(numberOf(facts, "cpu.weightMax"))
      .default(numberOf(facts, "cpu.weight")),
    /** Floor of every machine in percent of the system: all CPUs of the host together are 100. */
    reservedPctOfSystem: z.number().min(0).max(wholeSystem).default(0),
    /** Ceiling of every machine in percent of the system; left out = one CPU. */
    maximumPctOfSystem: z.number().min(numberOf(facts, "cpu.maxLeast")).max(wholeSystem).optional(),
    ioShareRatio: z.number().min(0).max(1).default(numberOf(facts, "io.share")),
    ioCostPercent: z.number().min(0).max(1000).default(numberOf(facts, "io.cost")),
  });
}
export type VirtualServerSettings = z.infer<ReturnType<typeof virtualServerSettings>>;

export interface VirtualServerRelease<S extends VirtualServerSettings> {
  readonly id: string;
  readonly facts: Facts;
  readonly settings: z.ZodType<S>;
  readonly limits: readonly Limit[];
  readonly guests: readonly GuestSupport[];
  /** The rows of the table that the settings leave; left out = all. */
  readonly guestsUnder?: (settings: S) => readonly GuestSupport[];
  readonly description: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests">;
  /** CPUs as the host's Windows and the percentages count them. */
  readonly hostCpus: (machine: Machine) => number;
  /** CPUs as the editions count them. */
  readonly editionCpus: { readonly quantity: "cores" | "sockets"; of(machine: Machine): number };
  readonly maxVms: (site: Site<S>) => number;
  readonly maxVmsEvidence: Evidence;
  readonly vendorSettings?: (site: Site<S>) => Readonly<Record<string, number | string | boolean>>;
  readonly moreMachineMisfits?: (site: Site<S>) => readonly Misfit[];
  readonly moreCautions?: (site: Site<S>) => readonly Misfit[];
}

const pctOfSystem = (percent: number): CpuPercent => ({ kind: "pctOfSystem", percent });

/** Percent of the system as text people set: four decimals. */
const shown = (percent: number): number => Number(percent.toFixed(4));

/** What the percentages refer to: a machine has one virtual CPU. */
const countsOf = <S extends VirtualServerSettings>(release: VirtualServerRelease<S>, machine: Machine) => ({
  vcpus: numberOf(release.facts, "vm.maxVcpu"),
  hostCpus: release.hostCpus(machine),
});

const systemMhz = (machine: Machine): number => machine.cores * machine.coreMhz;

/** The most a machine may get, in percent of the system: one CPU. */
const oneCpu = <S extends VirtualServerSettings>(release: VirtualServerRelease<S>, machine: Machine): number =>
  percentOf(1, "pctOfSystem", countsOf(release, machine)).percent;

/** Reserve of one machine in percent of the system: the setting, or what its guaranteed MHz are, whichever is more. */
function reservedOf(wants: Pick<PartitionWants, "cpuReservedMhz">, site: Site<VirtualServerSettings>): number {
  const ofSystem = (wants.cpuReservedMhz / systemMhz(site.machine)) * 100;
  return Math.max(site.settings.reservedPctOfSystem, ofSystem);
}

const maximumOf = <S extends VirtualServerSettings>(release: VirtualServerRelease<S>, site: Site<S>): number =>
  site.settings.maximumPctOfSystem ?? oneCpu(release, site.machine);

/** Edition, host size, and a maximum beyond one CPU: reasons against the whole host. */
function machineMisfits<S extends VirtualServerSettings>(
  release: VirtualServerRelease<S>,
  site: Site<S>,
): readonly Misfit[] {
  const { facts, description, editionCpus } = release;
  const { machine, settings } = site;
  const found: Misfit[] = [...architectureMisfits(["x86-32", "x86-64"], machine, ruleEvidence(description, "hw.arch"))];
  const cpus = editionCpus.of(machine);
  const most = numberOf(facts, "host.maxCpus.standard");
  if (settings.edition === "standard" && cpus > most) {
    const told = { resource: editionCpus.quantity, value: cpus, bound: most };
    found.push({ code: "over-limit", scope: "machine", ...told, ...factEvidence(facts, "host.maxCpus.standard") });
  }
  const slowest = numberOf(facts, "hw.minMhz");
  if (machine.coreMhz < slowest) {
    const told = { resource: "coreMhz", value: machine.coreMhz, bound: slowest };
    found.push({ code: "below-minimum", scope: "machine", ...told, ...factEvidence(facts, "hw.minMhz") });
  }
  const bound = oneCpu(release, machine);
  const value = maximumOf(release, site);
  if (value > bound) {
    const told = { resource: "pctOfSystem", value, bound };
    found.push({ code: "over-limit", scope: "partition", ...told, ...ruleEvidence(description, "cpu.max") });
  }
  return [...found, ...(release.moreMachineMisfits?.(site) ?? [])];
}

/** A reserve beyond the one CPU that a machine has. */
function reserveMisfits<S extends VirtualServerSettings>(
  release: VirtualServerRelease<S>,
  spec: PartitionSpec,
  site: Site<S>,
): readonly Misfit[] {
  const value = reservedOf(spec, site);
  const bound = oneCpu(release, site.machine);
  if (value <= bound + 1e-9) return [];
  const evidence = ruleEvidence(release.description, "cpu.reservedOfOne");
  return [{ code: "over-limit", scope: "partition", resource: "pctOfSystem", value, bound, ...evidence }];
}

const needRules = (description: Pick<LayerDescription, "rules">): readonly NeedRule[] => [
  {
    need: "live-migration",
    ...ruleEvidence(description, "mig.none"),
    instead: "a platform that moves running machines; here a machine is saved and restored on another node",
  },
  {
    need: "passthrough-device",
    ...ruleEvidence(description, "io.passthrough"),
    instead: "a device that the service emulates",
  },
];

function vendorSettings<S extends VirtualServerSettings>(
  release: VirtualServerRelease<S>,
  wants: PartitionWants,
  site: Site<S>,
): Readonly<Record<string, number | string | boolean>> {
  const counts = countsOf(release, site.machine);
  const maximum = maximumOf(release, site);
  const cpus = cpusOf(pctOfSystem(maximum), counts);
  return {
    relativeWeight: site.settings.weight,
    reservedPctOfSystem: shown(reservedOf(wants, site)),
    maximumPctOfSystem: shown(maximum),
    maximumPctOfOneCpu: shown(percentOf(cpus, "pctOfOneCpu", counts).percent),
    ...release.vendorSettings?.(site),
  };
}

const grainsOf = (facts: Facts): readonly Grain[] => [
  {
    kind: "grid",
    resource: "memoryMiB",
    min: numberFact(facts, "vm.minRam"),
    step: numberFact(facts, "vm.memStep"),
    max: numberFact(facts, "vm.maxRam"),
  },
];

/** Build the layer of one release. */
export function virtualServerLayer<S extends VirtualServerSettings>(release: VirtualServerRelease<S>): Layer<S> {
  const { facts, limits, guests, description } = release;
  const guestsUnder = (settings: S) => release.guestsUnder?.(settings) ?? guests;
  const layer = sharedLayer<S>({
    id: release.id,
    noun: "virtual machine",
    nouns: "virtual machines",
    type: "software",
    technique: "trap-and-map",
    hypervisorType: 2,
    memory: "dedicated",
    standsOn: ["server"],
    yields: "virtual-machine",
    settings: release.settings,
    description: { ...description, facts, grains: grainsOf(facts), limits, guests },
    service: {
      name: "Windows Server 2003 host",
      facts: ["svc.host", "svc.hostCpu", "io.cost", "io.share"],
      takes: (site) => ({ memoryMiB: site.settings.hostMemoryMiB, cores: numberOf(facts, "svc.hostCpu") / 100 }),
    },
    supplies: (site) => ({ partitions: release.maxVms(site), cpuReservedMhz: systemMhz(site.machine) }),
    claims: (spec, site) => ({ cpuReservedMhz: (reservedOf(spec, site) * systemMhz(site.machine)) / 100 }),
    memoryClaimMiB: (spec) => spec.memoryMiB + numberOf(facts, "mem.overhead"),
    // Devices are emulated in user mode on the host; the cost is charged to the machine that does the I/O.
    cpuFactor: (_spec, site) => 1 + (site.settings.ioShareRatio * site.settings.ioCostPercent) / 100,
    vendorSettings: (wants, site) => vendorSettings(release, wants, site),
    evidence: {
      partitions: release.maxVmsEvidence,
      memoryMiB: ruleEvidence(description, "mem.fit"),
      cpuReservedMhz: ruleEvidence(description, "cpu.reserved"),
    },
    guestRule: ruleEvidence(description, "os"),
    needRules: needRules(description),
    moreMachineMisfits: (site) => machineMisfits(release, site),
    morePartitionMisfits: (spec, site) => reserveMisfits(release, spec, site),
    moreCautions: (site, specs) => [
      ...unlistedCautions(guests, specs, site.machine),
      ...cappedCautions(
        specs,
        () => (maximumOf(release, site) * site.machine.cores) / 100,
        ruleEvidence(description, "cpu.capped"),
      ),
      ...(release.moreCautions?.(site) ?? []),
    ],
  });
  return {
    ...layer,
    size: (wants, site) => ({
      ...layer.size(wants, site),
      mode: modeFor(guestsUnder(site.settings), wants.os, site.machine)?.mode ?? "none",
    }),
  };
}

/** Word sizes of the host's Windows; "auto" takes x64 where the processors are. */
export const HOST_SYSTEMS = ["auto", "x86", "x64"] as const;
type HostSystemSite = Site<{ readonly hostSystem: (typeof HOST_SYSTEMS)[number] }>;

/** The host's Windows as it is installed on this machine. */
export function hostSystemOf({ machine, settings }: HostSystemSite): "x86" | "x64" {
  if (settings.hostSystem !== "auto") return settings.hostSystem;
  return machine.architecture === "x86-64" ? "x64" : "x86";
}

/** An x64 Windows chosen for a host whose processors are 32-bit. */
export function hostSystemMisfits(
  description: Pick<LayerDescription, "rules">,
  site: HostSystemSite,
): readonly Misfit[] {
  if (hostSystemOf(site) === "x86" || site.machine.architecture !== "x86-32") return [];
  const told = { what: "host-system", value: "Windows Server 2003 x64", needs: "x86-64 processors" };
  return [notSupported(ruleEvidence(description, "host.os"), told)];
}
