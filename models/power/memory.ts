/**
 * Memory of a logical partition: whole logical memory blocks (LMBs), of one size for the whole server, and beside them a
 * hardware page table that follows the profile's maximum. Left out: affinity, active memory expansion.
 */
import { MIB_PER_GIB } from "../units.ts";

/** Tolerance for fractional MiB. */
const MIB_EPSILON = 1e-6;

/** `amount` rounded up to whole blocks of `lmbMiB`, at least one. */
export function roundUpToLmb(amount: number, lmbMiB: number): number {
  return Math.max(1, Math.ceil(amount / lmbMiB - MIB_EPSILON)) * lmbMiB;
}

/** Is the amount a whole number of blocks? */
export function isOnLmb(amount: number, lmbMiB: number): boolean {
  return Math.abs(amount / lmbMiB - Math.round(amount / lmbMiB)) <= MIB_EPSILON;
}

/**
 * Page table of a partition in MiB: its maximum memory over `divisor` (64, or 128 on later machines), as the next power
 * of two.
 */
export function pageTableMiB(maxMemoryMiB: number, divisor: number): number {
  let table = 1;
  while (table < maxMemoryMiB / divisor - MIB_EPSILON) table *= 2;
  return table;
}

/** One row of the default LMB table: servers of at least `fromMiB` (or just above it) have blocks of `lmbMiB`. */
export interface LmbRow {
  readonly fromMiB: number;
  readonly lmbMiB: number;
}

/** The table by its five sizes: below 4 GiB, from 4, from 8, from 16, above 32 GiB. */
export function lmbTable(sizes: readonly [number, number, number, number, number]): readonly LmbRow[] {
  const starts = [0, 4 * MIB_PER_GIB, 8 * MIB_PER_GIB, 16 * MIB_PER_GIB, 32 * MIB_PER_GIB + 1];
  return sizes.map((lmbMiB, row) => ({ fromMiB: starts[row] ?? 0, lmbMiB }));
}

/** The default LMB of a server with this much memory. */
export function defaultLmbMiB(table: readonly LmbRow[], installedMiB: number): number {
  return table.findLast((row) => installedMiB >= row.fromMiB)?.lmbMiB ?? table[0]?.lmbMiB ?? 1;
}

/** What a profile may grow to: 16 × a small initial size, 64 × one of at least the threshold. */
export interface GrowthRule {
  readonly thresholdMiB: number;
  readonly smallRatio: number;
  readonly largeRatio: number;
}

/** Largest profile maximum in MiB for this initial memory. */
export function mostGrowthMiB(initialMiB: number, rule: GrowthRule): number {
  return initialMiB * (initialMiB < rule.thresholdMiB ? rule.smallRatio : rule.largeRatio);
}
