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

/** Tells every sample with its slot, those outside of the grid left out. */
function eachSample(series: readonly Series[], grid: SlotGrid, tell: (slot: number, value: number) => void): void {
  for (const { start, slotMinutes, values } of series) {
    const from = epochHours(start);
    const step = slotMinutes / MINUTES_PER_HOUR;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === null || value === undefined) continue;
      const slot = grid.slotOf(from + i * step);
      if (slot >= 0) tell(slot, value);
    }
  }
}

/** Per slot the samples that fall into it. */
function collect(series: readonly Series[], grid: SlotGrid): (number[] | undefined)[] {
  const samples: (number[] | undefined)[] = Array.from({ length: grid.slots.count });
  eachSample(series, grid, (slot, value) => {
    (samples[slot] ??= []).push(value);
  });
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

/** Highest sample of each slot, and which slots have one: no list of samples is made, which is what folding spends its time on. */
function highestOf(series: readonly Series[], grid: SlotGrid) {
  const profile = new Float64Array(grid.slots.count);
  const measured = Array.from({ length: grid.slots.count }, () => false);
  eachSample(series, grid, (slot, value) => {
    measured[slot] = true;
    if (value > profile[slot]!) profile[slot] = value;
  });
  return { profile, measured };
}

/** A percentile of the samples of each slot. */
function percentileOf(series: readonly Series[], grid: SlotGrid, percentile: number) {
  const samples = collect(series, grid);
  const profile = Float64Array.from(samples, (s) => (s === undefined ? 0 : nearestRank(s, percentile)));
  return { profile, measured: samples.map((s) => s !== undefined) };
}

const HIGHEST = 100;

/**
 * Fold series of one workload and metric onto the grid.
 * @returns one value per slot in the metric's unit, or undefined when no sample falls into the grid
 */
export function foldSeries(series: readonly Series[], grid: SlotGrid, percentile: number): Float64Array | undefined {
  const isHighest = percentile >= HIGHEST;
  const { profile, measured } = isHighest ? highestOf(series, grid) : percentileOf(series, grid, percentile);
  if (!measured.includes(true)) return undefined;
  if (measured.includes(false)) fillGaps(profile, measured, grid);
  return profile;
}
