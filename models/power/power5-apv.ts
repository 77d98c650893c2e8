/**
 * IBM POWER5 with Advanced POWER Virtualization (2004 to 2007): micro-partitions of at least 1/10 core in one shared pool,
 * or whole dedicated cores, by the layer's setting; adapters shared through a Virtual I/O Server. Whole and flat: every
 * value is a claim about POWER5 and nothing else.
 */
import { seen } from "../fact.ts";
import {
  type Grain,
  type GuestSupport,
  type Platform,
  type Site,
  machineLimit,
  partitionLimit,
  withCore,
} from "../partitioning/index.ts";
import { mostVpsWhole } from "./entitlement.ts";
import { activeCores } from "./lpar-generation.ts";
import { lparLayer } from "./lpar-layer.ts";
import { modelFacts } from "./machines.ts";
import { lmbTable } from "./memory.ts";
import { POWER5_CPU_FACTS as CPU } from "./power5-cpu-facts.ts";
import { POWER5_IO_FACTS as IO } from "./power5-io-facts.ts";
import { POWER5_MEMORY_FACTS as MEMORY } from "./power5-memory-facts.ts";
import { cautions, machineMisfits, partitionMisfits } from "./power5-rules.ts";
import { Power5Settings, power5Services } from "./power5-settings.ts";
import { POWER5_DECK, POWER5_RULES, POWER5_STATEMENTS } from "./power5-statements.ts";
import { POWER5_CORE } from "./core.ts";
import { POWER5_COSTS } from "./core-costs.ts";

const FACTS = { ...CPU, ...MEMORY, ...IO, ...modelFacts(5) };
const PERCENT = 100;

const GRAINS: readonly Grain[] = [
  { kind: "grid", resource: "processingUnits", min: CPU.puMinPerPartition, step: CPU.puStep },
  { kind: "values", resource: "lmbMiB", values: [16, 32, 64, 128, 256], fact: MEMORY.lmbSizes },
];

const LIMITS = [
  machineLimit(FACTS, "maxPhysicalCores", "cores"),
  machineLimit(FACTS, "maxLogicalProcessors", "threads"),
  partitionLimit(FACTS, "maxVpPerPartition", "vcpus"),
  partitionLimit(FACTS, "minPartitionMemory", "memoryMiB", { side: "min" }),
];

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "pv",
    families: ["aix"],
    architectures: ["power"],
    needsOneOf: [],
    source: seen("P2, P3"),
    note: "AIX 5.3; AIX 5.2 with dedicated processors and adapters only",
  },
  {
    mode: "pv",
    families: ["linux"],
    architectures: ["power"],
    needsOneOf: [],
    source: seen("P2, P3"),
    note: "SLES 9 and later, RHEL 3 and later",
  },
  {
    mode: "pv",
    families: ["ibm-i"],
    architectures: ["power"],
    needsOneOf: [],
    source: seen("P7"),
    note: "i5/OS V5R3 and later; owns its adapters, for it is no client of a VIOS here",
  },
];

/** Ten per shared core and never beyond the server's bound, less the service partitions; one per dedicated core. */
function mostPartitions(site: Site<Power5Settings>) {
  if (site.settings.manager === "vpm") return { count: MEMORY.vpm.value, rule: "P5-16" };
  const cores = Math.floor(activeCores(site));
  const perServer = CPU.maxPartitionsPerServer.value;
  if (site.settings.processorMode === "dedicated") return { count: Math.min(perServer, cores) };
  const { count } = power5Services(site);
  return { count: Math.min(perServer, cores * CPU.microPartitionsPerCore.value) - count };
}

const LAYER = withCore(
  lparLayer<Power5Settings>({
    id: "power5-apv",
    generation: 5,
    facts: FACTS,
    settings: Power5Settings,
    grains: GRAINS,
    limits: LIMITS,
    guests: GUESTS,
    description: { rules: POWER5_RULES, ...POWER5_STATEMENTS, deck: POWER5_DECK },
    needRules: [
      {
        need: "live-migration",
        rule: "P5-12",
        source: seen("P30"),
        instead: "POWER6 or later with Live Partition Mobility",
      },
    ],
    rules: {
      units: "P5-01",
      vps: "P5-02",
      entitlement: "P5-03",
      partitions: "P5-04",
      memory: "P5-05",
      growth: "P5-06",
      slots: "P5-09",
      guest: "P5-13",
    },
    grid: { min: CPU.puMinPerPartition.value, step: CPU.puStep.value, vpsPerUnit: CPU.vpsPerUnit.value },
    growth: {
      thresholdMiB: MEMORY.maxGrowthThreshold.value,
      smallRatio: MEMORY.maxGrowthSmall.value,
      largeRatio: MEMORY.maxGrowthLarge.value,
    },
    lmbRows: lmbTable([
      MEMORY["lmbDefault.below4"].value,
      MEMORY["lmbDefault.from4"].value,
      MEMORY["lmbDefault.from8"].value,
      MEMORY["lmbDefault.from16"].value,
      MEMORY["lmbDefault.above32"].value,
    ]),
    minMemoryMiB: MEMORY.minPartitionMemory.value,
    serviceName: "Virtual I/O Server",
    serviceFacts: ["viosShare", "viosMemory", "hypervisorBase", "hypervisorShare"],
    pageTableDivisor: () => MEMORY.hptRatio.value,
    hypervisorMiB: (installedMiB) =>
      MEMORY.hypervisorBase.value + (installedMiB * MEMORY.hypervisorShare.value) / PERCENT,
    services: power5Services,
    mostVps: (units) => mostVpsWhole(units, CPU.vpsPerUnit.value, CPU.maxVpPerPartition.value),
    mostPartitions,
    ownsSlots: (os) => os.family === "ibm-i",
    moreMachineMisfits: machineMisfits,
    morePartitionMisfits: partitionMisfits,
    moreCautions: cautions,
  }),
  { ...POWER5_CORE, ...POWER5_COSTS },
);

export const POWER5_APV: Platform = {
  id: "power5-apv",
  title: "IBM POWER5 Advanced POWER Virtualization",
  maker: "IBM",
  generation: "System p5 and i5, 2004 to 2007",
  year: 2004,
  era: "2006",
  layers: [LAYER],
};
