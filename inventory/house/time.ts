/** Times in house CSV files: RFC 3339 with a zone, the same without one (read as UTC), or seconds or milliseconds since 1970. */

export interface TimeReading {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  readonly hasZone: boolean;
}

export const EXPECTED_TIME = "a time such as 2026-01-31T14:05:00Z";

const MS_PER_SECOND = 1000;
const MS_PER_MINUTE = 60_000;
const SECONDS_DIGITS = /^\d{9,10}$/;
const MILLISECONDS_DIGITS = /^\d{12,13}$/;
const CALENDAR =
  /^(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/** Offset of a zone text in milliseconds. */
function offsetOf(zone: string): number {
  const found = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (found === null) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return (found[1] === "-" ? -minutes : minutes) * MS_PER_MINUTE;
}

/** Text as a time; undefined where it is none, a 31st of February included. */
export function readTime(text: string): TimeReading | undefined {
  if (SECONDS_DIGITS.test(text)) return { at: Number(text) * MS_PER_SECOND, hasZone: true };
  if (MILLISECONDS_DIGITS.test(text)) return { at: Number(text), hasZone: true };
  const found = CALENDAR.exec(text);
  if (found === null) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const time = [hour ?? 0, minute ?? 0, second ?? 0] as const;
  if (time[0] > 23 || time[1] > 59 || time[2] > 59) return undefined;
  const local = Date.UTC(year, month - 1, day, ...time);
  // Date.UTC carries a 13th month or a 31st of April over; a real date comes back as it went in.
  const back = new Date(local);
  if (back.getUTCFullYear() !== year || back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return undefined;
  const zone = found[7];
  return { at: local - offsetOf(zone ?? ""), hasZone: zone !== undefined };
}
