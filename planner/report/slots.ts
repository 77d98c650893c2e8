/**
 * Time slots in words: "14:00" for a day, "Mon 14:00" for a week, the UTC time for a trace. Slot 0 is midnight, of
 * Monday for a week; a trace starts when its data starts.
 */
import { HOURS_PER_DAY, MINUTES_PER_HOUR } from "#models/units.ts";
import type { Slots } from "../contract/index.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const MINUTES_PER_DAY = HOURS_PER_DAY * MINUTES_PER_HOUR;
const MS_PER_MINUTE = 60_000;
/** "2026-01-05T14:00" of an ISO time; its first ten characters are the date. */
const ISO_MINUTE_LENGTH = 16;
const ISO_DATE_LENGTH = 10;

const two = (value: number) => String(value).padStart(2, "0");

const clock = (minute: number) => {
  const ofDay = minute % MINUTES_PER_DAY;
  return `${two(Math.floor(ofDay / MINUTES_PER_HOUR))}:${two(Math.floor(ofDay % MINUTES_PER_HOUR))}`;
};

/** Date and time of a trace's slot, or undefined when the trace has no start. */
function traceTime(slots: Slots, slot: number): string | undefined {
  const start = slots.start === undefined ? Number.NaN : Date.parse(slots.start);
  if (Number.isNaN(start)) return undefined;
  return new Date(start + slot * slots.minutes * MS_PER_MINUTE).toISOString();
}

/** When a slot begins, in words. @param slot index from 0; the end of the last slot may be asked too */
export function slotLabel(slots: Slots, slot: number): string {
  const minute = slot * slots.minutes;
  switch (slots.model) {
    case "peak":
      return "the whole period";
    case "day":
      return clock(minute);
    case "week":
      return `${DAYS[Math.floor(minute / MINUTES_PER_DAY) % DAYS.length] ?? ""} ${clock(minute)}`;
    case "trace": {
      const time = traceTime(slots, slot);
      return time === undefined ? `slot ${slot + 1}` : `${time.slice(0, ISO_MINUTE_LENGTH)}Z`;
    }
  }
}

/** A run of slots: "Mon 14:00 to Mon 16:00", end excluded. */
export function slotSpan(slots: Slots, from: number, count: number): string {
  if (slots.model === "peak") return slotLabel(slots, from);
  return `${slotLabel(slots, from)} to ${slotLabel(slots, from + count)}`;
}

/** The day a slot belongs to: a week day, a date, or "" where there is only one day. */
function dayOf(slots: Slots, slot: number): string {
  switch (slots.model) {
    case "peak":
    case "day":
      return "";
    case "week":
      return slotLabel(slots, slot).slice(0, DAYS[0].length);
    case "trace":
      return traceTime(slots, slot)?.slice(0, ISO_DATE_LENGTH) ?? "";
  }
}

/** Consecutive slots of one day. */
export interface SlotDay {
  readonly label: string;
  readonly from: number;
  readonly count: number;
}

/** The days of the plan's time, in order; one without a label when time is folded to a day or not at all. */
export function slotDays(slots: Slots): readonly SlotDay[] {
  const days: { label: string; from: number; count: number }[] = [];
  for (let slot = 0; slot < slots.count; slot++) {
    const label = dayOf(slots, slot);
    const last = days.at(-1);
    if (last !== undefined && last.label === label) last.count++;
    else days.push({ label, from: slot, count: 1 });
  }
  return days;
}

/** How the plan looked at time, as a sentence. */
export function timeText(slots: Slots): string {
  const each = slots.minutes === MINUTES_PER_HOUR ? "one hour" : `${slots.minutes} minutes`;
  switch (slots.model) {
    case "peak":
      return "Every workload is counted at its own peak, as if all peaks fell together.";
    case "day":
      return `Measurements are folded onto one day of ${slots.count} slots of ${each}.`;
    case "week":
      return `Measurements are folded onto one week of ${slots.count} slots of ${each}.`;
    case "trace":
      return `Measurements are taken as they came: ${slots.count} slots of ${each} from ${slotLabel(slots, 0)}.`;
  }
}
