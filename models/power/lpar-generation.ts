/**
 * What a generation of the POWER hypervisor hands to the common layer: its flat table, its settings, its figures and the
 * ids of its rules; and the few questions that both the layer and its judges ask.
 */
import type { z } from "zod";
import type { Facts } from "../fact.ts";
import type {
  Grain,
  GuestSupport,
  LayerDescription,
  Limit,
  Misfit,
  NeedRule,
  PartitionSpec,
  PartitionWants,
  Site,
} from "../partitioning/index.ts";
import type { ProcessorMode, UnitGrid } from "./entitlement.ts";
import { type GrowthRule, type LmbRow, defaultLmbMiB } from "./memory.ts";
import type { PowerGeneration } from "./power-model.ts";

export interface LparSettings {
  readonly processorMode: ProcessorMode;
  /** Uncapped weight, 0 to 255; 0 gets no spare capacity. */
  readonly weight: number;
  /** Entitlement of an uncapped partition in percent of its peak. */
  readonly entitlementPercent: number;
  /** Cores that are activated; left out = all. */
  readonly activeCores?: number | undefined;
  readonly lmbMiB?: number | undefined;
  /** The profile's maximum memory over its desired one, ≥ 1. */
  readonly maxMemoryRatio: number;
  /** What the hypervisor keeps, where a planning tool said so; left out = the planning rule. */
  readonly hypervisorMiB?: number | undefined;
  /** "virtual": adapters are shared through a service partition; "dedicated": every partition owns slots. */
  readonly io: "virtual" | "dedicated";
  readonly hcallCycles: number;
  readonly hcallsPerSecond: number;
}

/** Ids of the rules under which the generation states the common refusals. */
export interface LparRules {
  readonly units: string;
  readonly vps: string;
  readonly entitlement: string;
  readonly partitions: string;
  readonly memory: string;
  readonly growth: string;
  readonly slots: string;
  readonly guest: string;
}

/** The service partitions of a site: how many, and what each is given. */
export interface ServicePartitions {
  readonly count: number;
  readonly coresEach: number;
  readonly memoryMiBEach: number;
}

export interface LparGeneration<S extends LparSettings> {
  readonly id: string;
  readonly generation: PowerGeneration;
  readonly facts: Facts;
  readonly settings: z.ZodType<S>;
  readonly grains: readonly Grain[];
  readonly limits: readonly Limit[];
  readonly guests: readonly GuestSupport[];
  readonly description: Omit<LayerDescription, "facts" | "grains" | "limits" | "guests">;
  readonly needRules: readonly NeedRule[];
  readonly rules: LparRules;
  readonly grid: UnitGrid;
  readonly growth: GrowthRule;
  readonly lmbRows: readonly LmbRow[];
  readonly minMemoryMiB: number;
  readonly serviceName: string;
  readonly serviceFacts: readonly string[];
  /** Page table of a partition is its maximum memory over this. */
  readonly pageTableDivisor: (os: PartitionWants["os"]) => number;
  readonly hypervisorMiB: (installedMiB: number) => number;
  readonly services: (site: Site<S>) => ServicePartitions;
  /** Most virtual processors for these units on this machine. */
  readonly mostVps: (units: number, site: Site<S>) => number;
  /** Partitions this machine may hold beside its service partitions, and the rule when it is not the common one. */
  readonly mostPartitions: (site: Site<S>) => { readonly count: number; readonly rule?: string };
  /** Bounds of a shared processor pool, where the generation has pools that can be bounded. */
  readonly pool?: (site: Site<S>) => {
    readonly mostCores: number;
    readonly reservedCores: number;
    readonly rule: string;
  };
  /** Does this system own its adapters even where others share? */
  readonly ownsSlots: (os: PartitionWants["os"]) => boolean;
  readonly moreMachineMisfits: (site: Site<S>) => readonly Misfit[];
  readonly morePartitionMisfits: (spec: PartitionSpec, site: Site<S>) => readonly Misfit[];
  readonly moreCautions: (site: Site<S>, specs: readonly PartitionSpec[]) => readonly Misfit[];
}

/** Cores that are activated. */
export const activeCores = (site: Site<LparSettings>): number =>
  Math.min(site.machine.cores, site.settings.activeCores ?? site.machine.cores);

/** An uncapped partition of weight 0 gets nothing spare: it is planned as a capped one. */
export const effectiveMode = (settings: LparSettings): ProcessorMode =>
  settings.processorMode === "uncapped" && settings.weight === 0 ? "capped" : settings.processorMode;

/** Block size of the server: the one that is set, else the default for its memory. */
export const lmbOf = <S extends LparSettings>(generation: LparGeneration<S>, site: Site<S>): number =>
  site.settings.lmbMiB ?? defaultLmbMiB(generation.lmbRows, site.machine.memoryMiB);

/** Processing units, or whole cores, a spec was given; what a judge sees, not what sizing would give. */
export function unitsOf(spec: PartitionSpec): number {
  const units = spec.settings["processingUnits"] ?? spec.settings["dedicatedProcessors"];
  return typeof units === "number" ? units : spec.vcpus;
}

/** Slots a partition owns: its adapters where nothing is shared, and one for a device passed through. */
export function slotsOwned(
  wants: PartitionWants,
  settings: Pick<LparSettings, "io">,
  ownsSlots: (os: PartitionWants["os"]) => boolean,
): number {
  const owns = settings.io === "dedicated" || ownsSlots(wants.os);
  const adapters = owns ? wants.nics + (wants.disks > 0 ? 1 : 0) : 0;
  return adapters + (wants.needs.includes("passthrough-device") ? 1 : 0);
}
