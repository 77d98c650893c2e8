/**
 * What PowerVM is on its living generations: processing units from 1/20 core, a shared processor pool that may have a
 * maximum and a reserve, VIOS in pairs, Live Partition Mobility. A generation hands in its own flat table. Left out:
 * several pools at once (a plan fills one), memory sharing and compression, SR-IOV capacities.
 */
import type { z } from "zod";
import { type Facts, type Sourced, numberFact, numberOf, recalled } from "../fact.ts";
import {
  type DeckStatement,
  type GuestSupport,
  type Layer,
  type Site,
  type Statement,
  machineLimit,
} from "../partitioning/index.ts";
import { mostVpsStarted } from "./entitlement.ts";
import { activeCores } from "./lpar-generation.ts";
import { lparLayer } from "./lpar-layer.ts";
import { defaultLmbMiB, lmbTable } from "./memory.ts";
import { cautions, machineMisfits, partitionMisfits } from "./powervm-rules.ts";
import { type PowervmSettings, powervmServices } from "./powervm-settings.ts";
import { POWERVM_RULES, POWERVM_STATEMENTS } from "./powervm-statements.ts";

export interface PowervmGeneration {
  readonly id: "power10" | "power11";
  readonly generation: 10 | 11;
  readonly facts: Facts;
  readonly settings: z.ZodType<PowervmSettings>;
  readonly licence: Sourced<string>;
  readonly certification: Statement;
  readonly deck: readonly DeckStatement[];
}

type VmSite = Site<PowervmSettings>;
const PERCENT = 100;

const GUESTS: readonly GuestSupport[] = (["aix", "linux", "ibm-i"] as const).map((family) => ({
  mode: "pv",
  families: [family],
  architectures: ["power"],
  needsOneOf: [],
  source: recalled("fairly"),
  note: { aix: "AIX 7.2, 7.3", linux: "RHEL, SLES, Ubuntu for ppc64le", "ibm-i": "IBM i 7.3 to 7.6" }[family],
}));

/** Bounds of the pool the partitions are in; the default pool has none. */
const poolOf = (site: VmSite) => ({
  mostCores: site.settings.poolMaxCores ?? site.machine.cores,
  reservedCores: site.settings.poolReservedUnits,
  rule: "PV-04",
});

/** Twenty per shared core and never beyond the hypervisor's bound, less the VIOS; one per dedicated core. */
function mostPartitions(facts: Facts, site: VmSite): number {
  const most = numberOf(facts, "maxPartitions");
  const cores = activeCores(site);
  if (site.settings.processorMode === "dedicated") return Math.min(most, cores);
  return Math.min(most, cores * numberOf(facts, "microPartitionsPerCore")) - site.settings.viosCount;
}

/** Build the layer of one generation. */
export function powervmLayer(generation: PowervmGeneration): Layer<PowervmSettings> {
  const { facts } = generation;
  const value = (key: string) => numberOf(facts, key);
  const small = value("lmbDefault.upTo32");
  const lmbRows = lmbTable([small, small, small, small, value("lmbDefault.above32")]);
  const blockOf = (site: VmSite) => site.settings.lmbMiB ?? defaultLmbMiB(lmbRows, site.machine.memoryMiB);
  const lmb = facts["lmb"];
  if (lmb === undefined) throw new Error(`${generation.id}: no fact "lmb"`);
  return lparLayer<PowervmSettings>({
    ...generation,
    grains: [
      { kind: "grid", resource: "processingUnits", min: numberFact(facts, "puMin"), step: numberFact(facts, "puStep") },
      { kind: "values", resource: "lmbMiB", values: [128, 256, 1024, 2048, 4096], fact: lmb },
    ],
    limits: [machineLimit(facts, "maxCores", "cores"), machineLimit(facts, "maxMemory", "memoryMiB")],
    guests: GUESTS,
    description: {
      ...POWERVM_STATEMENTS,
      availability: [...POWERVM_STATEMENTS.availability, generation.certification],
      rules: POWERVM_RULES,
      licence: generation.licence,
      deck: generation.deck,
    },
    needRules: [],
    rules: {
      units: "PV-01",
      vps: "PV-02",
      entitlement: "PV-03",
      partitions: "PV-06",
      memory: "PV-07",
      growth: "PV-07",
      slots: "io.slots",
      guest: "PV-15",
    },
    grid: { min: value("puMin"), step: value("puStep"), vpsPerUnit: value("vpsPerUnit") },
    growth: {
      thresholdMiB: value("growthThreshold"),
      smallRatio: value("growthSmall"),
      largeRatio: value("growthLarge"),
    },
    lmbRows,
    minMemoryMiB: 1,
    serviceName: "Virtual I/O Server",
    serviceFacts: ["viosShare", "viosMemory", "hypervisorBase", "hypervisorShare"],
    pageTableDivisor: (os) => value(os.family === "ibm-i" ? "hptRatioIbmI" : "hptRatio"),
    hypervisorMiB: (installedMiB) => value("hypervisorBase") + (installedMiB * value("hypervisorShare")) / PERCENT,
    services: (site) => powervmServices(facts, site),
    mostVps: (units, site) => mostVpsStarted(units, value("vpsPerUnit"), activeCores(site)),
    mostPartitions: (site) => ({ count: mostPartitions(facts, site) }),
    pool: poolOf,
    ownsSlots: () => false,
    moreMachineMisfits: (site) => machineMisfits(facts, generation.id, site),
    morePartitionMisfits: (spec, site) => partitionMisfits(facts, spec, site, blockOf(site)),
    moreCautions: cautions,
  });
}
