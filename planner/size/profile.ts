/**
 * One workload's measured series folded onto the slot grid: per slot the chosen percentile of the samples that fall into
 * it (100 = the highest). A slot without a sample takes the highest of its kin (same hour of other days), and if those are
 * empty too, the workload's highest slot: what was not measured is never assumed to be idle.
 */
import { MINUTES_PER_HOUR } from "#models/units.ts";
import type { Series } from "../contract/index.ts";
import { type SlotGrid, epochHours } from "./slots.ts";

/** Nearest-rank percentile of a non-empty list. @param percentile 0 < p ≤ 100 */
export function nearestRank(samples: number[], percentile: number): number {
  if (percentile >= 100) return samples.reduce((highest, v) => Math.max(highest, v), 0);
  const sorted = Float64Array.from(samples).sort();
  return sorted[Math.max(0, Math.ceil((percentile / 100) * sorted.length) - 1)] ?? 0;
}

function collect(series: readonly Series[], grid: SlotGrid): (number[] | undefined)[] {
  const samples: (number[] | undefined)[] = Array.from({ length: grid.slots.count });
  for (const s of series) {
    const start = epochHours(s.start);
    const step = s.slotMinutes / MINUTES_PER_HOUR;
    s.values.forEach((value, i) => {
      if (value === null) return;
      const slot = grid.slotOf(start + i * step);
      if (slot < 0) return;
      (samples[slot] ??= []).push(value);
    });
  }
  return samples;
}

function fillGaps(profile: Float64Array, measured: readonly boolean[], grid: SlotGrid): void {
  let highest = 0;
  for (const value of profile) highest = Math.max(highest, value);
  measured.forEach((isMeasured, slot) => {
    if (isMeasured) return;
    const kin = grid.kinOf(slot).filter((other) => measured[other] === true);
    profile[slot] = kin.length === 0 ? highest : kin.reduce((most, other) => Math.max(most, profile[other] ?? 0), 0);
  });
}

/**
 * Fold series of one workload and metric onto the grid.
 * @returns one value per slot in the metric's unit, or undefined when no sample falls into the grid
 */
export function foldSeries(series: readonly Series[], grid: SlotGrid, percentile: number): Float64Array | undefined {
  const samples = collect(series, grid);
  if (samples.every((s) => s === undefined)) return undefined;
  const profile = new Float64Array(grid.slots.count);
  samples.forEach((s, slot) => {
    if (s !== undefined) profile[slot] = nearestRank(s, percentile);
  });
  const measured = samples.map((s) => s !== undefined);
  if (measured.includes(false)) fillGaps(profile, measured, grid);
  return profile;
}
