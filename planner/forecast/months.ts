/** Months of the calendar, and days counted back from them. UTC; weeks of seven days. */

const MS_PER_DAY = 86_400_000;
const DAYS_PER_WEEK = 7;
const MONTHS_PER_YEAR = 12;
/** Of the Gregorian calendar: 365.2425 days a year. */
const WEEKS_PER_MONTH = 365.2425 / DAYS_PER_WEEK / MONTHS_PER_YEAR;

/** First day of the month that is `months` after `start`, in ms since 1970. @param start "2026-12" */
function firstDay(start: string, months: number): number {
  const [year = 0, month = 1] = start.split("-").map(Number);
  return Date.UTC(year, month - 1 + months, 1);
}

/** "2028-03". @param start "2026-12" @param months whole, ≥ 0 */
export const calendarMonth = (start: string, months: number): string =>
  new Date(firstDay(start, months)).toISOString().slice(0, "2026-12".length);

/** The day some weeks before the first of a month: "2027-12-08". */
export const weeksBefore = (start: string, months: number, weeks: number): string =>
  new Date(firstDay(start, months) - Math.ceil(weeks * DAYS_PER_WEEK) * MS_PER_DAY)
    .toISOString()
    .slice(0, "2026-12-01".length);

/** The last whole month that leaves so many weeks before `months`; below 0 = too late already. */
export const monthBefore = (months: number, weeks: number): number => Math.floor(months - weeks / WEEKS_PER_MONTH);
