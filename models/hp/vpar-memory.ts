/**
 * What the vPars monitor and the cells' firmware leave of an nPartition's memory. Memory is interleaved over the cells
 * (ILM) or local to one (CLM); the monitor, its dump area and what each running partition costs come from interleaved
 * memory, the firmware of each cell from its own. Sources: T1335-90098 appendix D; A.05 guide, p. 310 (an example).
 */
import type { Machine } from "../partitioning/index.ts";

const MIB_PER_GIB = 1024;
const PERCENT = 100;

/** MiB that never reach a virtual partition. */
export interface VparFootprint {
  readonly monitorMiB: number;
  readonly dumpMiB: number;
  /** For every virtual partition that is up; charged to the last one booted. */
  readonly perVparMiB: number;
  readonly firmwarePerCellMiB: number;
}

/** Memory of an nPartition: interleaved, and local to each of its cells. */
export interface VparMemory {
  readonly cells: number;
  readonly ilmMiB: number;
  readonly clmPerCellMiB: number;
}

/** An nPartition's memory with so many percent of each cell kept local; a server without cells counts as one cell. */
export function memoryOf(machine: Machine, clmPercent: number): VparMemory {
  const cells = Math.max(1, machine.blocks.find((block) => block.name === "cell")?.count ?? 1);
  const clmMiB = (machine.memoryMiB * clmPercent) / PERCENT;
  return { cells, ilmMiB: machine.memoryMiB - clmMiB, clmPerCellMiB: clmMiB / cells };
}

/**
 * MiB free for partitions: interleaved, and local in each cell.
 * @param vpars partitions that are up, ≥ 0
 */
export function freeMemory(
  memory: VparMemory,
  footprint: VparFootprint,
  vpars: number,
): { readonly ilmMiB: number; readonly clmPerCellMiB: number } {
  const isLocal = memory.clmPerCellMiB > 0;
  const { monitorMiB, dumpMiB, perVparMiB, firmwarePerCellMiB } = footprint;
  const firmwareMiB = isLocal ? 0 : firmwarePerCellMiB * memory.cells;
  return {
    ilmMiB: Math.max(0, memory.ilmMiB - monitorMiB - dumpMiB - perVparMiB * vpars - firmwareMiB),
    clmPerCellMiB: isLocal ? Math.max(0, memory.clmPerCellMiB - firmwarePerCellMiB) : 0,
  };
}

/** Whole granules in what is free; interleaved and local memory do not share one. */
export function granulesIn(free: ReturnType<typeof freeMemory>, cells: number, granuleMiB: number): number {
  return Math.floor(free.ilmMiB / granuleMiB) + cells * Math.floor(free.clmPerCellMiB / granuleMiB);
}

/** The granule that the firmware of Itanium starts from, doubled until no more than `maxGranules` hold all memory. */
export function doubledGranule(startMiB: number, maxGranules: number, memoryMiB: number): number {
  let granuleMiB = startMiB;
  while (memoryMiB / granuleMiB > maxGranules) granuleMiB *= 2;
  return granuleMiB;
}

/** Is it a power of two, and no less than the smallest granule? */
export const isGranule = (valueMiB: number, minMiB: number): boolean =>
  valueMiB >= minMiB && Number.isInteger(Math.log2(valueMiB));

/**
 * Partitions whose kernels find a granule below 2 GB on PA-RISC, the monitor's own granule left out.
 * @param windowGiB memory that kernels boot in
 */
export function vparsBelow(windowGiB: number, granuleMiB: number): number {
  return Math.max(0, Math.floor((windowGiB * MIB_PER_GIB) / granuleMiB) - 1);
}
