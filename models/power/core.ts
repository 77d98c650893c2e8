/**
 * How the POWER generations drive the simulated core: one scheduler each, whose terms are the vendor's words in a plan's
 * partitions. POWER5 has one shared pool; PowerVM the default pool and, where the layer's settings name one, the pool of
 * these partitions. Leaves out POWER4, whose processors are all dedicated.
 */
import { z } from "zod";
import { type Facts, numberFact, numberOf } from "../fact.ts";
import type { CpuModel, CorePartition, SchedulerChoice, Site } from "../partitioning/index.ts";
import { PROCESSOR_MODES } from "./entitlement.ts";
import { POWER10_FACTS } from "./power10-facts.ts";
import { POWER11_FACTS } from "./power11-facts.ts";
import { POWER5_CPU_FACTS } from "./power5-cpu-facts.ts";
import type { Power5Settings } from "./power5-settings.ts";
import { powerKit } from "./power-scheduler.ts";
import { DEFAULT_POOL, type PowerPool, type PowerTerms } from "./power-terms.ts";
import type { PowervmSettings } from "./powervm-settings.ts";

interface Generation<S> {
  readonly id: string;
  readonly title: string;
  readonly facts: Facts;
  readonly puMin: string;
  readonly pools: (site: Site<S>) => readonly PowerPool[];
  /** Index of the pool of these partitions. */
  readonly poolOf: (site: Site<S>) => number;
  /** Can dedicated partitions lend cores while they run? */
  readonly canDonate: boolean;
}

/** IBM's words for what a dedicated partition does with idle cores; the first two keep them while it runs. */
const SHARING_MODES = [
  "keep_idle_procs",
  "share_idle_procs",
  "share_idle_procs_active",
  "share_idle_procs_always",
] as const;
/** Only while the partition is off: what a profile says unless told otherwise (recalled, fairly). */
const SHARING_DEFAULT = "share_idle_procs";

/** One partition in the words of `vendorSettings`; memory and adapters are accepted and not looked at. */
function termsSchema<S>({ facts, puMin, canDonate }: Generation<S>) {
  return z
    .strictObject({
      processorMode: z.enum(PROCESSOR_MODES).default("uncapped"),
      /** Cores of a dedicated partition; left out = as many as its virtual processors. */
      dedicatedProcessors: z.int().min(1).optional(),
      /** Left out = the least there is for each virtual processor. */
      processingUnits: z.number().min(numberOf(facts, puMin)).optional(),
      virtualProcessors: z.int().min(1).optional(),
      uncappedWeight: z.int().min(0).max(numberOf(facts, "weightMax")).default(numberOf(facts, "weight")),
      lmbMiB: z.number().positive().optional(),
      maxMemoryMiB: z.number().positive().optional(),
      pageTableMiB: z.number().min(0).optional(),
      io: z.enum(["virtual", "dedicated"]).optional(),
      ioSlots: z.number().min(0).optional(),
      /** What a dedicated partition does with idle cores. */
      sharingMode: z.enum(canDonate ? SHARING_MODES : [SHARING_DEFAULT]).default(SHARING_DEFAULT),
    })
    .readonly();
}
type Terms = z.infer<ReturnType<typeof termsSchema>>;

const lendsWhileRunning = ({ sharingMode }: Terms): boolean =>
  sharingMode === "share_idle_procs_active" || sharingMode === "share_idle_procs_always";

/** Must a stated count be the number of vCPUs that are simulated? @throws RangeError naming the field and both */
function mustBe(field: string, stated: number | undefined, vcpus: number): void {
  if (stated !== undefined && stated !== vcpus)
    throw new RangeError(`${field} ${stated}: must be ${vcpus}, the partition's virtual processors`);
}

function termsOf(terms: Terms, partition: CorePartition, pool: number): Omit<PowerTerms, "dedicated"> {
  const { vcpus } = partition;
  mustBe("virtualProcessors", terms.virtualProcessors, vcpus);
  if (terms.processorMode === "dedicated") {
    mustBe("dedicatedProcessors", terms.dedicatedProcessors, vcpus);
    return { entitledCores: vcpus, uncappedWeight: 0, isCapped: true, pool };
  }
  const entitledCores = terms.processingUnits ?? 0;
  if (entitledCores > vcpus) throw new RangeError(`processingUnits ${entitledCores}: must be at most ${vcpus}`);
  return {
    entitledCores,
    uncappedWeight: terms.uncappedWeight,
    isCapped: terms.processorMode === "capped",
    pool,
  };
}

function choice<S>(generation: Generation<S>): SchedulerChoice<S> {
  const { id, title, facts, puMin } = generation;
  const perVcpu = Math.max(numberOf(facts, puMin), 1 / numberOf(facts, "vpsPerUnit"));
  return {
    name: "windows",
    kit: (site) =>
      powerKit({
        id,
        title,
        windowMs: numberFact(facts, "dispatchWindow"),
        pools: generation.pools(site),
        defaults: {
          entitledCores: perVcpu,
          uncappedWeight: numberOf(facts, "weight"),
          isCapped: false,
          pool: 0,
          dedicated: "no",
        },
      }),
    terms: termsSchema(generation),
    termsOf: (parsed, partition, site): PowerTerms => {
      // The schema above has parsed them.
      const terms = parsed as Terms;
      const isDedicated = terms.processorMode === "dedicated";
      const found = termsOf(terms, partition, isDedicated ? 0 : generation.poolOf(site));
      return {
        ...found,
        entitledCores: found.entitledCores > 0 ? found.entitledCores : perVcpu * partition.vcpus,
        dedicated: isDedicated ? (lendsWhileRunning(terms) ? "donate" : "keep") : "no",
      };
    },
  };
}

/** The default pool, and the bounded pool that the layer's settings put these partitions in. */
const powervmPools = ({ settings }: Site<PowervmSettings>): readonly PowerPool[] =>
  settings.poolMaxCores === undefined
    ? [DEFAULT_POOL]
    : [DEFAULT_POOL, { maxCores: settings.poolMaxCores, reservedCores: settings.poolReservedUnits }];

const powervm = (id: string, title: string, facts: Facts): CpuModel<PowervmSettings> => ({
  schedulers: [
    choice<PowervmSettings>({
      id,
      title,
      facts,
      puMin: "puMin",
      pools: powervmPools,
      poolOf: (site) => powervmPools(site).length - 1,
      canDonate: true,
    }),
  ],
});

/** POWER5 with Advanced POWER Virtualization: one pool; running dedicated partitions keep their cores. */
export const POWER5_CORE: CpuModel<Power5Settings> = {
  schedulers: [
    choice<Power5Settings>({
      id: "power5-apv",
      title: "POWER Hypervisor of POWER5",
      facts: POWER5_CPU_FACTS,
      puMin: "puMinPerPartition",
      pools: () => [DEFAULT_POOL],
      poolOf: () => 0,
      canDonate: false,
    }),
  ],
};

/** PowerVM on Power10: several pools; dedicated partitions may donate. */
export const POWER10_CORE = powervm("power10", "PowerVM on Power10", POWER10_FACTS);
/** PowerVM on Power11: several pools; dedicated partitions may donate. */
export const POWER11_CORE = powervm("power11", "PowerVM on Power11", POWER11_FACTS);
