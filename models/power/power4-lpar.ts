/**
 * IBM POWER4 LPAR (2001 to 2004): logical partitions of whole processors, memory in 256 MiB steps and whole I/O slots; no
 * shared pool, no virtual I/O, no service partition. Whole and flat. Left out: affinity partitions of the p690.
 */
import { z } from "zod";
import { recalled, seen } from "../fact.ts";
import {
  type Grain,
  type GuestSupport,
  type Layer,
  type Machine,
  type PartitionSpec,
  type PartitionWants,
  type Platform,
  type Site,
  partitionLimit,
  sharedLayer,
  DEDICATED_CPUS,
} from "../partitioning/index.ts";
import { POWER4_COSTS } from "./core-costs.ts";
import { MIB_PER_GIB } from "../units.ts";
import { dedicatedProcessors } from "./entitlement.ts";
import { ruleOf } from "./evidence.ts";
import { modelFacts, modelMisfits, powerModel } from "./machines.ts";
import { roundUpToLmb } from "./memory.ts";
import { POWER4_FACTS as OWN } from "./power4-facts.ts";
import { cautions, isLarge, partitionMisfits } from "./power4-rules.ts";
import { POWER4_DESCRIPTION } from "./power4-statements.ts";

const FACTS = { ...OWN, ...modelFacts(4) };
const rule = (id: string) => ruleOf(POWER4_DESCRIPTION, id);

const Power4Settings = z.strictObject({
  /** Memory the firmware keeps, as IBM's table says; left out = the planning value. */
  firmwareMiB: z.number().positive().default(OWN.firmwareOverhead.value),
  /** Must processors and memory be changeable while partitions run? */
  onlineChanges: z.boolean().default(false),
});
type Power4Settings = z.infer<typeof Power4Settings>;

const GRAINS: readonly Grain[] = [
  { kind: "grid", resource: "cores", min: OWN.cpuGrain, step: OWN.cpuGrain },
  { kind: "grid", resource: "memoryMiB", min: OWN.minMemory, step: OWN.memoryGrain },
];

const GUESTS: readonly GuestSupport[] = [
  {
    mode: "pv",
    families: ["aix"],
    architectures: ["power"],
    needsOneOf: [],
    source: seen("P17"),
    note: "AIX 5.1 and later",
  },
  { mode: "pv", families: ["linux"], architectures: ["power"], needsOneOf: [], source: seen("P17") },
  {
    mode: "pv",
    families: ["ibm-i"],
    architectures: ["power"],
    needsOneOf: [],
    source: recalled("sure"),
    note: "OS/400 on iSeries models of POWER4",
  },
];

/** A slot for boot, one for network, and what the workload had beyond. */
const slotsWanted = (wants: PartitionWants): number =>
  OWN["ioNeed.boot"].value +
  Math.max(OWN["ioNeed.network"].value, wants.nics) +
  (wants.needs.includes("passthrough-device") ? 1 : 0);

/** Page table of one partition in MiB. */
const tableMiB = (memoryMiB: number): number =>
  OWN.pageTable.value + OWN.pageTablePerStep.value * Math.floor(memoryMiB / (OWN.pageTableStep.value * MIB_PER_GIB));

/** Large AIX 5.1 partitions this machine can hold: n of them need more than 16 + 16 n GB installed. */
function largeMost(machine: Machine): number {
  const each = OWN["largePartition.above"].value;
  const beyond = machine.memoryMiB / MIB_PER_GIB - OWN["largePartition.spare"].value;
  return Math.max(0, Math.ceil(beyond / each) - 1);
}

const coresOf = (wants: PartitionWants, site: Site): number =>
  dedicatedProcessors({
    peakCores: wants.peakCores,
    entitledRatio: 1,
    reservedCores: wants.cpuReservedMhz / site.machine.coreMhz,
    vcpus: wants.vcpus,
  }).units;

const mostPartitions = (machine: Machine): number =>
  Math.min(powerModel(machine.model)?.maxPartitions?.value ?? OWN.maxPartitions.value, machine.cores);

const SHARED = sharedLayer<Power4Settings>({
  id: "power4-lpar",
  noun: "logical partition",
  nouns: "logical partitions",
  type: "logical",
  technique: "hypercall",
  hypervisorType: 1,
  memory: "dedicated",
  standsOn: ["server"],
  yields: "lpar",
  settings: Power4Settings,
  description: {
    ...POWER4_DESCRIPTION,
    facts: FACTS,
    grains: GRAINS,
    limits: [partitionLimit(FACTS, "minMemory", "memoryMiB", { side: "min" })],
    guests: GUESTS,
  },
  supplies: (site) => ({
    partitions: mostPartitions(site.machine),
    entitledCores: site.machine.cores,
    ioSlots: site.machine.ioSlots,
    "block:large-real-mode-area": largeMost(site.machine),
  }),
  claims: (spec) => ({
    entitledCores: spec.vcpus,
    ioSlots: slotsWanted(spec),
    ...(isLarge(spec) ? { "block:large-real-mode-area": 1 } : {}),
  }),
  service: {
    name: "firmware",
    facts: ["firmwareOverhead"],
    takes: (site) => ({ memoryMiB: roundUpToLmb(site.settings.firmwareMiB, OWN.memoryGrain.value), cores: 0 }),
  },
  memoryClaimMiB: (spec) => spec.memoryMiB + tableMiB(spec.memoryMiB),
  cpuFactor: () => 1,
  vendorSettings: (wants, site) => ({
    dedicatedProcessors: coresOf(wants, site),
    pageTableMiB: tableMiB(roundUpToLmb(wants.memoryMiB, OWN.memoryGrain.value)),
    ioSlots: slotsWanted(wants),
  }),
  evidence: {
    partitions: rule("maxPartitions"),
    entitledCores: rule("cpuGrain"),
    ioSlots: rule("ioNeed"),
    memoryMiB: rule("memory.fit"),
    "block:large-real-mode-area": rule("largePartition"),
  },
  guestRule: rule("os"),
  needRules: [
    {
      need: "live-migration",
      rule: "mig.none",
      source: seen("P30"),
      instead: "POWER6 or later with Live Partition Mobility",
    },
  ],
  moreMachineMisfits: (site) =>
    modelMisfits(site.machine, 4, { architecture: rule("machine.architecture"), model: rule("machine.model") }),
  morePartitionMisfits: (spec, site) => partitionMisfits(spec, site.settings.onlineChanges),
  moreCautions: (_site, specs) => cautions(specs),
});

/** Whole processors belong to one partition each: nothing is time-shared. */
const LAYER: Layer<Power4Settings> = {
  core: { ...DEDICATED_CPUS, ...POWER4_COSTS },
  ...SHARED,
  cpu: "dedicated",
  supply: (site) => ({ ...SHARED.supply(site), sharedCores: 0 }),
  size: (wants, site): PartitionSpec => ({
    ...SHARED.size(wants, site),
    vcpus: coresOf(wants, site),
  }),
};

export const POWER4_LPAR: Platform = {
  id: "power4-lpar",
  title: "IBM POWER4 LPAR",
  maker: "IBM",
  generation: "pSeries and iSeries, 2001 to 2004",
  year: 2001,
  era: "2006",
  layers: [LAYER],
};
