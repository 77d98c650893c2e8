/**
 * What all PR/SM generations share: firmware that cuts a mainframe into logical partitions, engines of one type shared by
 * weight or dedicated whole, storage given out once and in granules that grow with its size. A generation hands in its own
 * flat table of facts. One pool of engines per machine: a target is all CPs or all IFLs, all shared or all dedicated.
 * Left out: channels one by one, caps in MSU, the effect of machine use on CPU per transaction.
 */
import { type Facts, numberFact, numberOf } from "../fact.ts";
import {
  type Layer,
  type LayerDescription,
  type PartitionSpec,
  type PartitionWants,
  type Site,
  roundUpToGrid,
  sharedLayer,
} from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import { lparCautions } from "./lpar-cautions.ts";
import { type LparGeneration, type LparSettings, poolOf, setApart } from "./lpar-generation.ts";
import { finestGranule, granuleMiB } from "./lpar-granules.ts";
import { lparMachineMisfits, lparPartitionMisfits } from "./lpar-rules.ts";
import { mainframe } from "./machines.ts";
import { ruleOf } from "./rules.ts";
import { verticals } from "./weights.ts";

const PERCENT = 100;

/** Active partitions this machine may have. */
const maxPartitions = (facts: Facts, site: Site): number =>
  mainframe(site.machine.model)?.lps ?? numberOf(facts, "lps");

/** Whole engines of a dedicated partition: its peak, at least one. */
const dedicatedEngines = (wants: PartitionWants): number => Math.max(1, Math.ceil(wants.peakCores));

/** The weight of one partition: its peak in parts of the pool, on IBM's scale. */
function weightOf(facts: Facts, wants: PartitionWants, site: Site<LparSettings>): number {
  if (site.settings.weight !== undefined) return site.settings.weight;
  const [min, max] = [numberOf(facts, "weight.min"), numberOf(facts, "weight.max")];
  return Math.min(max, Math.max(min, Math.ceil((max * wants.peakCores) / Math.max(1, poolOf(site)))));
}

/** IBM's terms for one partition. */
function vendorSettings<S extends LparSettings>(generation: LparGeneration<S>, wants: PartitionWants, site: Site<S>) {
  const { settings } = site;
  const type = settings.engines === "cp" ? "CPs" : "IFLs";
  const storage = {
    ...(settings.reservedStorageMiB > 0 ? { reservedStorageMiB: settings.reservedStorageMiB } : {}),
    ...((settings.expandedStorageMiB ?? 0) > 0 ? { expandedStorageMiB: settings.expandedStorageMiB ?? 0 } : {}),
    storageGranuleMiB: granuleMiB(generation.facts, Math.max(wants.memoryMiB, settings.reservedStorageMiB)),
  };
  if (settings.processors === "dedicated") return { [`dedicated${type}`]: dedicatedEngines(wants), ...storage };
  const logical = Math.max(1, Math.ceil(wants.vcpus));
  const planned = verticals(Math.min(wants.peakCores, logical), logical);
  return {
    [`logical${type}`]: logical,
    weight: weightOf(generation.facts, wants, site),
    initialCapping: settings.capped,
    ...(settings.absoluteCap === undefined ? {} : { absoluteCap: settings.absoluteCap }),
    ...(generation.hasHiperDispatch
      ? { verticalHigh: planned.high, verticalMedium: planned.medium, verticalLow: planned.low }
      : {}),
    ...storage,
  };
}

/** Storage rounded up to the granule that the larger of initial and reserved storage calls for. */
function storageMiB<S extends LparSettings>(generation: LparGeneration<S>, wanted: number, site: Site<S>): number {
  const granule = granuleMiB(generation.facts, Math.max(wanted, site.settings.reservedStorageMiB));
  return roundUpToGrid(wanted, { min: granule, step: granule });
}

/** Build the layer of one PR/SM generation. */
export function lparLayer<S extends LparSettings>(generation: LparGeneration<S>): Layer<S> {
  const { facts, limits, guests } = generation;
  const stated = generation.description;
  const description: LayerDescription = {
    ...stated,
    facts,
    limits,
    guests,
    grains: [
      {
        kind: "grid",
        resource: "vcpus",
        min: numberFact(facts, "lp.minProcessors"),
        step: numberFact(facts, "lp.minProcessors"),
      },
      { kind: "grid", resource: "memoryMiB", min: finestGranule(facts), step: finestGranule(facts) },
    ],
  };
  const layer = sharedLayer<S>({
    id: generation.id,
    noun: "logical partition",
    nouns: "logical partitions",
    type: "logical",
    technique: "direct-hardware",
    memory: "dedicated",
    standsOn: ["server"],
    yields: "lpar",
    settings: generation.settings,
    description,
    service: {
      name: "PR/SM firmware",
      facts: ["hsa", "management.planned"],
      takes: (site) => ({ memoryMiB: numberOf(facts, "hsa") * MIB_PER_GIB, cores: setApart(site.settings) }),
    },
    supplies: (site) => ({
      partitions: maxPartitions(facts, site),
      cpuReservedMhz: poolOf(site) * site.machine.coreMhz,
      ...(site.settings.lcss === undefined
        ? {}
        : { "block:lcss-place": site.settings.lcss * numberOf(facts, "lpsPerLcss") }),
      ...(site.settings.processors === "dedicated" ? { vcpus: poolOf(site) } : {}),
    }),
    claims: (spec, site) => ({
      cpuReservedMhz: spec.cpuReservedMhz,
      ...(site.settings.lcss === undefined ? {} : { "block:lcss-place": 1 }),
    }),
    memoryClaimMiB: (spec, site) => spec.memoryMiB + (site.settings.expandedStorageMiB ?? 0),
    cpuFactor: (_spec, site) => 1 / (1 - site.settings.managementPercent / PERCENT),
    vendorSettings: (wants, site) => vendorSettings(generation, wants, site),
    evidence: {
      partitions: ruleOf(stated, "PR-01"),
      "block:lcss-place": ruleOf(stated, "PR-02"),
      vcpus: ruleOf(stated, "PR-04"),
      memoryMiB: ruleOf(stated, "PR-08"),
      cpuReservedMhz: ruleOf(stated, "cpu.floor"),
    },
    guestRule: ruleOf(stated, "guest"),
    needRules: [
      {
        need: "live-migration",
        ...ruleOf(stated, "PR-09"),
        instead: "z/VM from 6.2 in a cluster, for its Linux guests",
      },
    ],
    moreMachineMisfits: (site) => lparMachineMisfits(generation, site),
    morePartitionMisfits: (spec, site) => lparPartitionMisfits(generation, spec, site),
    moreCautions: (site, specs) => lparCautions(generation, site, specs),
  });
  return {
    ...layer,
    size: (wants, site): PartitionSpec => ({
      ...layer.size(wants, site),
      ...(site.settings.processors === "dedicated" ? { vcpus: dedicatedEngines(wants) } : {}),
      memoryMiB: storageMiB(generation, wants.memoryMiB, site),
    }),
  };
}
