/**
 * Memory of Hyper-V machines: static, or dynamic between a minimum and the configured maximum. A host starts machines by
 * startup memory; in steady state each wants its demand and a buffer. Demand is what the plan's overcommit ratio makes of
 * configured memory. Left out: smart paging during restarts, page sharing (there is none).
 */
import { type Facts, numberOf } from "../fact.ts";
import { type PartitionWants, type Site, roundUpToGrid } from "../partitioning/index.ts";
import { MIB_PER_GIB } from "../units.ts";
import type { HyperVSettings } from "./hyper-v-settings.ts";

export interface DynamicMemory {
  readonly startupMiB: number;
  readonly minimumMiB: number;
  readonly maximumMiB: number;
}

type Memory = Pick<PartitionWants, "memoryMiB" | "memoryReservedMiB">;

/** Memory on the grid of the release. */
export const onGridMiB = (facts: Facts, memoryMiB: number): number =>
  roundUpToGrid(memoryMiB, { min: numberOf(facts, "vm.minRam"), step: numberOf(facts, "vm.memStep") });

/** The three figures of one machine: minimum ≤ startup ≤ maximum, each on the grid. */
export function dynamicMemory(facts: Facts, wants: Memory, settings: HyperVSettings): DynamicMemory {
  const maximumMiB = onGridMiB(facts, wants.memoryMiB);
  const atMost = (memoryMiB: number) => Math.min(maximumMiB, onGridMiB(facts, memoryMiB));
  const minimumMiB = atMost(Math.max(settings.minimumMiB, wants.memoryReservedMiB));
  return { minimumMiB, startupMiB: Math.max(minimumMiB, atMost(settings.startupMiB)), maximumMiB };
}

/** Overhead of one machine in MiB: a base that covers the first GiB, and an amount for each further one begun. */
export function overheadMiB(facts: Facts, memoryMiB: number): number {
  const further = Math.max(0, Math.ceil(memoryMiB / MIB_PER_GIB) - 1);
  return numberOf(facts, "mem.overhead.base") + numberOf(facts, "mem.overhead.perGiB") * further;
}

/** MiB one machine must find to start and to run its demand, overhead included. */
export function memoryClaimMiB(facts: Facts, spec: Memory, site: Site<HyperVSettings>): number {
  const own = overheadMiB(facts, spec.memoryMiB);
  if (!site.settings.dynamicMemory) return spec.memoryMiB + own;
  const { startupMiB } = dynamicMemory(facts, spec, site.settings);
  return Math.max(startupMiB, spec.memoryMiB / site.memoryOvercommitRatio) + own;
}

/** MiB one machine would like in steady state: demand and buffer, at most its maximum. */
export function steadyMiB(facts: Facts, spec: Memory, site: Site<HyperVSettings>): number {
  if (!site.settings.dynamicMemory) return memoryClaimMiB(facts, spec, site);
  const percent = 100;
  const demand = spec.memoryMiB / site.memoryOvercommitRatio;
  const buffered = demand * (1 + site.settings.bufferPercent / percent);
  const { startupMiB, maximumMiB } = dynamicMemory(facts, spec, site.settings);
  return Math.max(startupMiB, Math.min(maximumMiB, buffered)) + overheadMiB(facts, spec.memoryMiB);
}
