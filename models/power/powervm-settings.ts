/** What a user may set for PowerVM: processor mode, one shared processor pool, memory, VIOS, and the other side of a move. */
import { z } from "zod";
import { type Facts, numberOf } from "../fact.ts";
import type { Site } from "../partitioning/index.ts";
import { PROCESSOR_MODES, roundUpUnits } from "./entitlement.ts";
import { type LparSettings, type ServicePartitions, activeCores } from "./lpar-generation.ts";

const PERCENT = 100;

/** LMB sizes an administrator may choose, MiB. */
const LMB_SIZES = [128, 256, 1024, 2048, 4096] as const;

/** Processor compatibility modes, oldest first. */
export const COMPATIBILITY_MODES = ["power8", "power9", "power10", "power11"] as const;
export type CompatibilityMode = (typeof COMPATIBILITY_MODES)[number];

export interface PowervmSettings extends LparSettings {
  /** Shared processor pools of the server, the default one included. */
  readonly pools: number;
  /** Pool of these partitions; 0 is the default one, which has no maximum. */
  readonly poolId: number;
  /** Maximum pool capacity in cores (MPC). */
  readonly poolMaxCores?: number | undefined;
  /** Reserved pool capacity in processing units (RPC). */
  readonly poolReservedUnits: number;
  readonly viosCount: number;
  readonly viosUnits?: number | undefined;
  readonly viosMemoryMiB: number;
  /** Active memory sharing. */
  readonly sharedMemory: boolean;
  readonly compatibilityMode: CompatibilityMode;
  /** The other side of live moves, where it is known to differ. */
  readonly peerMode?: CompatibilityMode | undefined;
  readonly peerLmbMiB?: number | undefined;
  readonly commonStorageAndVlans: boolean;
}

/** The schema of one generation. @param own newest compatibility mode, which is the default */
export function powervmSettings(facts: Facts, own: CompatibilityMode): z.ZodType<PowervmSettings> {
  return z.strictObject({
    processorMode: z.enum(PROCESSOR_MODES).default("uncapped"),
    weight: z.int().min(0).max(numberOf(facts, "weightMax")).default(numberOf(facts, "weight")),
    entitlementPercent: z.number().min(1).max(PERCENT).default(numberOf(facts, "plan.entitlement")),
    activeCores: z.int().min(1).optional(),
    lmbMiB: z.literal([...LMB_SIZES]).optional(),
    maxMemoryRatio: z.number().min(1).default(1),
    hypervisorMiB: z.number().positive().optional(),
    io: z.enum(["virtual", "dedicated"]).default("virtual"),
    pools: z.int().min(1).default(1),
    poolId: z.int().min(0).default(0),
    poolMaxCores: z.number().positive().optional(),
    poolReservedUnits: z.number().min(0).default(numberOf(facts, "poolReserved")),
    viosCount: z.int().min(0).max(2).default(2),
    viosUnits: z.number().min(numberOf(facts, "puMin")).optional(),
    viosMemoryMiB: z.number().positive().default(numberOf(facts, "viosMemory")),
    sharedMemory: z.boolean().default(false),
    compatibilityMode: z.enum(COMPATIBILITY_MODES).default(own),
    peerMode: z.enum(COMPATIBILITY_MODES).optional(),
    peerLmbMiB: z.literal([...LMB_SIZES]).optional(),
    commonStorageAndVlans: z.boolean().default(true),
    hcallCycles: z.number().min(0).default(numberOf(facts, "hcallCost")),
    hcallsPerSecond: z.number().min(0).default(numberOf(facts, "hcallRate")),
  });
}

/** The VIOS of a site: what is set, else a share of the active cores. */
export function powervmServices(facts: Facts, site: Site<PowervmSettings>): ServicePartitions {
  const { settings } = site;
  const grid = { min: numberOf(facts, "puMin"), step: numberOf(facts, "puStep"), vpsPerUnit: 1 };
  const byShare = roundUpUnits((activeCores(site) * numberOf(facts, "viosShare")) / PERCENT, grid);
  return {
    count: settings.viosCount,
    coresEach: settings.viosUnits ?? byShare,
    memoryMiBEach: settings.viosMemoryMiB,
  };
}
