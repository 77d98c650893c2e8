/** What a user may set for POWER5 Advanced POWER Virtualization, and the VIOS that follows from it. */
import { z } from "zod";
import type { Site } from "../partitioning/index.ts";
import { PROCESSOR_MODES, roundUpUnits } from "./entitlement.ts";
import { type ServicePartitions, activeCores } from "./lpar-generation.ts";
import { POWER5_CPU_FACTS as CPU } from "./power5-cpu-facts.ts";
import { POWER5_IO_FACTS as IO } from "./power5-io-facts.ts";
import { IO_SIZES_KIB, viosLoadCores, vscsiCycles } from "./vios.ts";

const PERCENT = 100;

/** LMB sizes an administrator may choose, MiB. */
const LMB_SIZES = [16, 32, 64, 128, 256] as const;

/** Online changes that somebody wants of every partition. */
const CHANGES = ["processors", "memory", "processor-mode"] as const;

export const Power5Settings = z.strictObject({
  /** Mode of every partition: whole cores, a ceiling, or a share with spare capacity by weight. */
  processorMode: z.enum(PROCESSOR_MODES).default("uncapped"),
  /** Uncapped weight; 0 gets no spare capacity. */
  weight: z.int().min(0).max(CPU.weightMax.value).default(CPU.weight.value),
  /** Entitlement of an uncapped partition in percent of its peak. */
  entitlementPercent: z.number().min(1).max(PERCENT).default(CPU["plan.entitlement"].value),
  /** Cores activated under capacity on demand; left out = all. */
  activeCores: z.int().min(1).optional(),
  lmbMiB: z.literal([...LMB_SIZES]).optional(),
  /** The profile's maximum memory over the desired one; page tables follow the maximum. */
  maxMemoryRatio: z.number().min(1).default(1),
  /** Memory the hypervisor keeps, as IBM's planning tool says; left out = the planning rule. */
  hypervisorMiB: z.number().positive().optional(),
  io: z.enum(["virtual", "dedicated"]).default("virtual"),
  /** Who shares adapters: a VIOS on System p, an i5/OS partition on System i, or nobody. */
  ioHost: z.enum(["vios", "i5-os", "none"]).default("vios"),
  viosCount: z.int().min(1).max(2).default(1),
  /** Entitlement of each VIOS in processing units; left out = by rule of thumb and load. */
  viosUnits: z.number().min(CPU.puMinPerPartition.value).optional(),
  viosMemoryMiB: z.number().positive().default(IO.viosMemory.value),
  /** Throughput of all partitions together through the VIOS. */
  viosNetworkMBps: z.number().min(0).default(0),
  jumboFrames: z.boolean().default(false),
  viosDiskIops: z.number().min(0).default(0),
  viosIoKiB: z.literal([...IO_SIZES_KIB]).default(8),
  /** Is the APV feature bought? */
  apvFeature: z.boolean().default(true),
  /** One managing tool: HMC, Integrated Virtualization Manager, or Virtual Partition Manager of System i. */
  manager: z.enum(["hmc", "ivm", "vpm"]).default("hmc"),
  /** What must be changeable while partitions run. */
  onlineChanges: z.array(z.enum(CHANGES)).default([]),
  hcallCycles: z.number().min(0).default(CPU.hcallCost.value),
  hcallsPerSecond: z.number().min(0).default(CPU.hcallRate.value),
});
export type Power5Settings = z.infer<typeof Power5Settings>;

/** Is there a partition that serves virtual adapters? */
export const hasIoHost = (settings: Power5Settings): boolean => settings.ioHost !== "none";

/** Busy cores of each service partition under the stated throughput. */
export function viosLoad(site: Site<Power5Settings>): number {
  const { settings, machine } = site;
  const load = {
    networkMBps: settings.viosNetworkMBps,
    cyclesPerByte: IO[settings.jumboFrames ? "seaCycles.mtu9000" : "seaCycles.mtu1500"].value,
    diskIops: settings.viosDiskIops,
    cyclesPerOperation: vscsiCycles(IO, settings.viosIoKiB),
  };
  return viosLoadCores(load, machine.coreMhz) / settings.viosCount;
}

/** Units of each service partition: what is set, else the larger of the rule of thumb and the load at its target use. */
export function power5Services(site: Site<Power5Settings>): ServicePartitions {
  const { settings } = site;
  if (!hasIoHost(settings)) return { count: 0, coresEach: 0, memoryMiBEach: 0 };
  const byShare = (activeCores(site) * IO.viosShare.value) / PERCENT;
  const byLoad = (viosLoad(site) * PERCENT) / IO.viosTargetUse.value;
  const grid = { min: CPU.puMinPerPartition.value, step: CPU.puStep.value, vpsPerUnit: CPU.vpsPerUnit.value };
  return {
    count: settings.viosCount,
    coresEach: settings.viosUnits ?? roundUpUnits(Math.max(byShare, byLoad), grid),
    memoryMiBEach: settings.viosMemoryMiB,
  };
}
