/**
 * Hours of the real calendar: how often each hour of the week comes in a month. Hours are of one clock throughout: no
 * summer time, no holidays.
 */
import { HOURS_PER_DAY, HOURS_PER_WEEK } from "#models/units.ts";

const MS_PER_DAY = 86_400_000;
const MONTHS_PER_YEAR = 12;
const DAYS_PER_WEEK = 7;
/** 1 January 1970 was the fourth day of a week that begins on Monday: so many days after it. */
const EPOCH_WEEKDAY = 3;

/** A month: year 1900–2399, month 1–12. */
export interface Month {
  readonly year: number;
  readonly month: number;
}

const daysSinceEpoch = ({ year, month }: Month): number => Date.UTC(year, month - 1, 1) / MS_PER_DAY;

/** The month so many months later. */
export function monthsLater({ year, month }: Month, months: number): Month {
  const count = year * MONTHS_PER_YEAR + month - 1 + months;
  return { year: Math.floor(count / MONTHS_PER_YEAR), month: (count % MONTHS_PER_YEAR) + 1 };
}

/** "2026-01". */
export const monthText = ({ year, month }: Month): string => `${year}-${String(month).padStart(2, "0")}`;

/** A month of its text. @throws Error naming a text that is none */
export function monthOf(text: string): Month {
  const found = /^(19\d\d|2[0-3]\d\d)-(0[1-9]|1[0-2])$/.exec(text);
  if (found === null) throw new Error(`"${text}" is no month from 1900-01 to 2399-12, like 2026-01`);
  return { year: Number(found[1]), month: Number(found[2]) };
}

/** [168] how often each hour of the week, from Monday 0:00, comes in a month. */
export function hoursOfWeekIn(month: Month): Float64Array {
  const first = daysSinceEpoch(month);
  const days = daysSinceEpoch(monthsLater(month, 1)) - first;
  const hours = new Float64Array(HOURS_PER_WEEK);
  for (let day = 0; day < days; day++) {
    const weekday = (((first + day + EPOCH_WEEKDAY) % DAYS_PER_WEEK) + DAYS_PER_WEEK) % DAYS_PER_WEEK;
    for (let hour = 0; hour < HOURS_PER_DAY; hour++) hours[weekday * HOURS_PER_DAY + hour]! += 1;
  }
  return hours;
}
