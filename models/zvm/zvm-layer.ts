/**
 * What all z/VM releases share: a hypervisor (CP) in a logical partition, guests with a share of it and virtual CPUs,
 * memory handed out twice by paging. A release hands in its own flat table of facts. The cost on a guest's CPU holds that
 * of PR/SM below. Left out: memory saved by shared segments, the schedule itself, how paging slows guests.
 */
import { numberFact, numberOf } from "../fact.ts";
import { type Layer, type PartitionWants, type Resources, type Site, sharedLayer } from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import { ruleOf } from "./rules.ts";
import type { ZvmRelease, ZvmSettings } from "./zvm-release.ts";
import { absoluteShare, isAbsolute, zvmCautions, zvmMachineMisfits, zvmPartitionMisfits } from "./zvm-rules.ts";

const PERCENT = 100;

/** MiB of expanded storage: as set, or by advice a part of the partition's storage up to a bound. */
function expandedMiB<S extends ZvmSettings>(release: ZvmRelease<S>, site: Site<S>): number {
  if (!("xstore.share" in release.facts)) return 0;
  if (site.settings.expandedStorageMiB !== undefined) return site.settings.expandedStorageMiB;
  const advised = (site.machine.memoryMiB * numberOf(release.facts, "xstore.share")) / PERCENT;
  return Math.min(advised, numberOf(release.facts, "xstore.max") * MIB_PER_GIB);
}

/** Cores and MiB that CP and its service machines take. */
function taken<S extends ZvmSettings>(release: ZvmRelease<S>, site: Site<S>) {
  const { settings, machine } = site;
  return {
    memoryMiB: settings.serviceMemoryMiB + settings.dcssMiB + expandedMiB(release, site),
    cores: (machine.cores * settings.systemPercent) / PERCENT,
  };
}

function suppliesOf<S extends ZvmSettings>(release: ZvmRelease<S>, site: Site<S>): Resources {
  const { facts } = release;
  const { machine, settings } = site;
  const free = taken(release, site);
  return {
    partitions: numberOf(facts, "loggedOnUsers"),
    memoryReservedMiB: Math.max(0, machine.memoryMiB - free.memoryMiB),
    cpuReservedMhz: Math.max(0, machine.cores - free.cores) * machine.coreMhz,
    ...("mem.maxInUse" in facts ? { virtualMemoryMiB: numberOf(facts, "mem.maxInUse") } : {}),
    ...(settings.pagingSpaceMiB === undefined ? {} : { pagingMiB: settings.pagingSpaceMiB }),
  };
}

/** IBM's terms for one guest. */
function vendorSettings<S extends ZvmSettings>(release: ZvmRelease<S>, wants: PartitionWants, site: Site<S>) {
  const { settings, machine } = site;
  const vcpus = Math.max(1, Math.ceil(wants.vcpus));
  const most = Math.min(numberOf(release.facts, "vm.maxVcpu"), machine.threads);
  return {
    share: isAbsolute(wants, settings)
      ? `ABSOLUTE ${absoluteShare(release, wants, site)}%`
      : `RELATIVE ${Math.ceil(vcpus * settings.sharePerVcpu)}`,
    maximumShare: "NOLIMIT",
    virtualCpus: vcpus,
    maximumVirtualCpus: Math.max(vcpus, most),
    ...(wants.memoryReservedMiB > 0 ? { reservedMiB: wants.memoryReservedMiB } : {}),
  };
}

/** Build the layer of one z/VM release. */
export function zvmLayer<S extends ZvmSettings>(release: ZvmRelease<S>): Layer<S> {
  const { facts, limits, guests, description } = release;
  const pgmbkRatio = numberOf(facts, "PGMBK") / 2 ** 10;
  return sharedLayer<S>({
    id: release.id,
    noun: "virtual machine",
    nouns: "virtual machines",
    type: "software",
    technique: release.technique,
    hypervisorType: 1,
    memory: "overcommittable",
    standsOn: release.standsOn,
    yields: "virtual-machine",
    settings: release.settings,
    description: {
      ...description,
      facts,
      limits,
      guests,
      grains: [
        {
          kind: "grid",
          resource: "vcpus",
          min: numberFact(facts, "vm.vcpuStep"),
          step: numberFact(facts, "vm.vcpuStep"),
          max: numberFact(facts, "vm.maxVcpu"),
        },
        {
          kind: "grid",
          resource: "memoryMiB",
          min: numberFact(facts, "memoryGrain"),
          step: numberFact(facts, "memoryGrain"),
        },
      ],
    },
    service: {
      name: "CP and service machines",
      facts: ["svc.memory", "cpOverheadSystem", ...("xstore.share" in facts ? ["xstore.share", "xstore.max"] : [])],
      takes: (site) => taken(release, site),
    },
    supplies: (site) => suppliesOf(release, site),
    claims: (spec, site) => ({
      memoryReservedMiB: spec.memoryReservedMiB,
      cpuReservedMhz: spec.cpuReservedMhz,
      ...("mem.maxInUse" in facts ? { virtualMemoryMiB: spec.memoryMiB } : {}),
      ...(site.settings.pagingSpaceMiB === undefined
        ? {}
        : { pagingMiB: spec.memoryMiB * (1 - 1 / site.memoryOvercommitRatio) }),
    }),
    memoryClaimMiB: (spec, site) => spec.memoryMiB / site.memoryOvercommitRatio + spec.memoryMiB * pgmbkRatio,
    cpuFactor: (_spec, site) =>
      ((site.settings.simulationFactor ?? 1) * site.settings.tvRatio) /
      (1 - numberOf(facts, "prsm.management") / PERCENT),
    vendorSettings: (wants, site) => vendorSettings(release, wants, site),
    evidence: {
      partitions: { rule: "loggedOnUsers", source: numberFact(facts, "loggedOnUsers").source },
      memoryMiB: ruleOf(description, "mem.fit"),
      memoryReservedMiB: ruleOf(description, "mem.reserved"),
      cpuReservedMhz: ruleOf(description, "cpu.floor"),
      pagingMiB: ruleOf(description, "ZV-10"),
      ...("mem.maxInUse" in facts ? { virtualMemoryMiB: ruleOf(description, "ZV-05") } : {}),
    },
    guestRule: ruleOf(description, "ZV-08"),
    needRules: [],
    moreMachineMisfits: (site) => zvmMachineMisfits(release, site),
    morePartitionMisfits: (spec, site) => zvmPartitionMisfits(release, spec, site),
    moreCautions: (site, specs) => zvmCautions(release, site, specs),
  });
}
