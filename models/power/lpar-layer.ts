/**
 * What POWER5 and its living successors share: a firmware hypervisor that gives each logical partition processing units
 * and virtual processors, or whole cores, and whole memory blocks; a Virtual I/O Server that owns shared adapters. One
 * processor mode holds for the layer. Dedicated cores and entitlements are constant claims (`entitledCores`); what
 * partitions use beyond them is time-shared in the pool. Left out: several pools at once, desired/minimum profiles.
 */
import { type Layer, type PartitionWants, type Site, sharedLayer } from "../partitioning/index.ts";
import { type Processors, dedicatedProcessors, sharedProcessors } from "./entitlement.ts";
import { ruleOf } from "./evidence.ts";
import {
  type LparGeneration,
  type LparSettings,
  activeCores,
  effectiveMode,
  lmbOf,
  slotsOwned,
  unitsOf,
} from "./lpar-generation.ts";
import { partitionMisfits, siteMisfits } from "./lpar-misfits.ts";
import { modelMisfits } from "./machines.ts";
import { pageTableMiB, roundUpToLmb } from "./memory.ts";

const HZ_PER_MHZ = 1e6;
const PERCENT = 100;

/** Hypervisor calls per second of a busy core, as a factor on its CPU. */
const callFactor = (site: Site<LparSettings>): number =>
  1 + (site.settings.hcallCycles * site.settings.hcallsPerSecond) / (site.machine.coreMhz * HZ_PER_MHZ);

function processorsOf<S extends LparSettings>(
  generation: LparGeneration<S>,
  wants: PartitionWants,
  site: Site<S>,
): Processors {
  const mode = effectiveMode(site.settings);
  const asked = {
    peakCores: wants.peakCores * callFactor(site),
    entitledRatio: mode === "uncapped" ? site.settings.entitlementPercent / PERCENT : 1,
    reservedCores: wants.cpuReservedMhz / site.machine.coreMhz,
    vcpus: wants.vcpus,
  };
  return mode === "dedicated" ? dedicatedProcessors(asked) : sharedProcessors(asked, generation.grid);
}

const maxMemoryMiB = (memoryMiB: number, lmbMiB: number, settings: LparSettings): number =>
  roundUpToLmb(memoryMiB * settings.maxMemoryRatio, lmbMiB);

function vendorSettings<S extends LparSettings>(generation: LparGeneration<S>, wants: PartitionWants, site: Site<S>) {
  const { settings } = site;
  const lmbMiB = lmbOf(generation, site);
  const processors = processorsOf(generation, wants, site);
  const most = maxMemoryMiB(memoryOf(generation, wants.memoryMiB, lmbMiB), lmbMiB, settings);
  const cpu =
    settings.processorMode === "dedicated"
      ? { dedicatedProcessors: processors.units }
      : {
          processingUnits: processors.units,
          virtualProcessors: processors.vps,
          ...(settings.processorMode === "uncapped" ? { uncappedWeight: settings.weight } : {}),
        };
  return {
    processorMode: settings.processorMode,
    ...cpu,
    lmbMiB,
    maxMemoryMiB: most,
    pageTableMiB: pageTableMiB(most, generation.pageTableDivisor(wants.os)),
    io: generation.ownsSlots(wants.os) ? "dedicated" : settings.io,
    ioSlots: slotsOwned(wants, settings, generation.ownsSlots),
  };
}

const memoryOf = <S extends LparSettings>(generation: LparGeneration<S>, wanted: number, lmbMiB: number) =>
  roundUpToLmb(Math.max(wanted, generation.minMemoryMiB), lmbMiB);

/** MiB the hypervisor and the service partitions keep, page tables of the latter included. */
function memoryKept<S extends LparSettings>(generation: LparGeneration<S>, site: Site<S>): number {
  const lmbMiB = lmbOf(generation, site);
  const { count, memoryMiBEach } = generation.services(site);
  const each = roundUpToLmb(memoryMiBEach, lmbMiB);
  const divisor = generation.pageTableDivisor({ family: "aix", architecture: "power" });
  const hypervisor = site.settings.hypervisorMiB ?? generation.hypervisorMiB(site.machine.memoryMiB);
  return roundUpToLmb(hypervisor, lmbMiB) + count * (each + pageTableMiB(each, divisor));
}

/** Cores of the pool: what entitlements may add up to and under which rule, and what partitions may use together. */
function poolOf<S extends LparSettings>(generation: LparGeneration<S>, site: Site<S>) {
  const { count, coresEach } = generation.services(site);
  const free = Math.max(0, activeCores(site) - count * coresEach);
  const unbounded = { entitled: free, shared: free, rule: generation.rules.entitlement };
  const bounds = site.settings.processorMode === "dedicated" ? undefined : generation.pool?.(site);
  if (bounds === undefined) return unbounded;
  const shared = Math.min(free, bounds.mostCores);
  const entitled = Math.max(0, shared - bounds.reservedCores);
  return entitled < free ? { entitled, shared, rule: bounds.rule } : unbounded;
}

/** Build the layer of one generation. */
export function lparLayer<S extends LparSettings>(generation: LparGeneration<S>): Layer<S> {
  const { facts, grains, limits, guests, rules } = generation;
  const rule = (id: string) => ruleOf(generation.description, id);
  const layer = sharedLayer<S>({
    id: generation.id,
    noun: "logical partition",
    nouns: "logical partitions",
    type: "logical",
    technique: "hypercall",
    hypervisorType: 1,
    memory: "dedicated",
    standsOn: ["server"],
    yields: "lpar",
    settings: generation.settings,
    description: { ...generation.description, facts, grains, limits, guests },
    service: {
      name: generation.serviceName,
      facts: generation.serviceFacts,
      takes: (site) => ({
        memoryMiB: memoryKept(generation, site),
        cores: site.machine.cores - poolOf(generation, site).shared,
      }),
    },
    supplies: (site) => ({
      partitions: generation.mostPartitions(site).count,
      entitledCores: poolOf(generation, site).entitled,
      ioSlots: site.machine.ioSlots,
    }),
    claims: (spec, site) => ({
      entitledCores: unitsOf(spec),
      ioSlots: slotsOwned(spec, site.settings, generation.ownsSlots),
    }),
    memoryClaimMiB: (spec, site) => {
      const most = maxMemoryMiB(spec.memoryMiB, lmbOf(generation, site), site.settings);
      return spec.memoryMiB + pageTableMiB(most, generation.pageTableDivisor(spec.os));
    },
    cpuFactor: (_spec, site) => callFactor(site),
    vendorSettings: (wants, site) => vendorSettings(generation, wants, site),
    evidence: (site) => ({
      partitions: rule(generation.mostPartitions(site).rule ?? rules.partitions),
      entitledCores: rule(poolOf(generation, site).rule),
      memoryMiB: rule(rules.memory),
      ioSlots: rule(rules.slots),
    }),
    guestRule: rule(rules.guest),
    needRules: generation.needRules,
    moreMachineMisfits: (site) => [
      ...modelMisfits(site.machine, generation.generation, {
        architecture: rule("machine.architecture"),
        model: rule("machine.model"),
      }),
      ...siteMisfits(generation, site, memoryKept(generation, site)),
      ...generation.moreMachineMisfits(site),
    ],
    morePartitionMisfits: (spec, site) => [
      ...partitionMisfits(generation, spec, site),
      ...generation.morePartitionMisfits(spec, site),
    ],
    moreCautions: generation.moreCautions,
  });
  return {
    ...layer,
    size: (wants, site) => ({
      ...layer.size(wants, site),
      vcpus: processorsOf(generation, wants, site).vps,
      memoryMiB: memoryOf(generation, wants.memoryMiB, lmbOf(generation, site)),
    }),
  };
}
