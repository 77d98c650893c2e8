/**
 * The slot grid of a plan: what one slot is, and into which slot a moment falls. Time is UTC; weeks start on Monday.
 * Slots are an hour long except for "peak", which folds everything into one.
 */
import { HOURS_PER_DAY, HOURS_PER_WEEK, MINUTES_PER_HOUR } from "#models/units.ts";
import type { Series, Slots, TimeModel } from "../contract/index.ts";

const MS_PER_HOUR = 3_600_000;
/** 1 January 1970 was a Thursday: hour 0 of the epoch is hour 72 of a week that starts on Monday. */
const EPOCH_HOUR_OF_WEEK = 72;
/** Longest trace kept hour by hour: a leap year. */
export const MOST_TRACE_SLOTS = 8784;

export interface SlotGrid {
  readonly slots: Slots;
  /** Slot of an hour counted from the epoch; −1 when outside a trace. */
  slotOf(epochHour: number): number;
  /** Slots to borrow from when `slot` was never measured, nearest kin first (same hour of other days). */
  kinOf(slot: number): readonly number[];
}

/** Hours since the epoch of an RFC 3339 time, as a fraction. */
export const epochHours = (time: string): number => Date.parse(time) / MS_PER_HOUR;

const cyclic = (model: TimeModel, count: number, offset: number): SlotGrid => ({
  slots: { model, count, minutes: MINUTES_PER_HOUR },
  slotOf: (epochHour) => (((Math.floor(epochHour) + offset) % count) + count) % count,
  kinOf: (slot) =>
    Array.from({ length: count / HOURS_PER_DAY - 1 }, (_, day) => (slot + (day + 1) * HOURS_PER_DAY) % count),
});

function traceGrid(series: readonly Series[]): SlotGrid {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const s of series) {
    const start = epochHours(s.start);
    first = Math.min(first, Math.floor(start));
    last = Math.max(last, Math.ceil(start + (s.values.length * s.slotMinutes) / MINUTES_PER_HOUR));
  }
  if (!Number.isFinite(first)) [first, last] = [0, 1];
  const count = Math.max(1, Math.min(MOST_TRACE_SLOTS, last - first));
  return {
    slots: { model: "trace", count, minutes: MINUTES_PER_HOUR, start: new Date(first * MS_PER_HOUR).toISOString() },
    slotOf: (epochHour) => {
      const slot = Math.floor(epochHour) - first;
      return slot >= 0 && slot < count ? slot : -1;
    },
    kinOf: (slot) => {
      const kin: number[] = [];
      for (let other = slot % HOURS_PER_DAY; other < count; other += HOURS_PER_DAY) if (other !== slot) kin.push(other);
      return kin;
    },
  };
}

/** The grid of a time model; "trace" spans all series of the request, up to {@link MOST_TRACE_SLOTS} hours. */
export function slotGrid(model: TimeModel, series: readonly Series[]): SlotGrid {
  switch (model) {
    case "peak":
      return {
        slots: { model, count: 1, minutes: HOURS_PER_WEEK * MINUTES_PER_HOUR },
        slotOf: () => 0,
        kinOf: () => [],
      };
    case "day":
      return cyclic(model, HOURS_PER_DAY, 0);
    case "week":
      return cyclic(model, HOURS_PER_WEEK, EPOCH_HOUR_OF_WEEK);
    case "trace":
      return traceGrid(series);
  }
}
