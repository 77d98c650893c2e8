/**
 * A price that changes with the hour, as one price per slot: a slot of a week or a trace takes the mean of the hours it
 * covers; where the slots do not say the weekday (a day) or the hour (the peak), the mean over what they may be.
 */
import type { Slots, Tariff } from "../contract/index.ts";

const HOURS_PER_DAY = 24;
const HOURS_PER_WEEK = 168;
const MINUTES_PER_HOUR = 60;
/** 1 January 1970 was a Thursday: so many hours after a Monday's midnight. */
const EPOCH_HOUR_OF_WEEK = 72;
const MS_PER_MINUTE = 60_000;

/** [168] price of every hour of a week, from Monday 0:00. */
export function priceOfWeek(tariff: Tariff): Float64Array {
  if (typeof tariff === "number") return new Float64Array(HOURS_PER_WEEK).fill(tariff);
  return Float64Array.from({ length: HOURS_PER_WEEK }, (_, hour) => tariff[hour % tariff.length] ?? 0);
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean price over some minutes of the week, which may begin anywhere in it and go round. */
function meanOver(week: Float64Array, fromMinute: number, minutes: number): number {
  let sum = 0;
  for (let at = fromMinute; at < fromMinute + minutes; ) {
    const hour = Math.floor(at / MINUTES_PER_HOUR);
    const until = Math.min((hour + 1) * MINUTES_PER_HOUR, fromMinute + minutes);
    sum += week[hour % HOURS_PER_WEEK]! * (until - at);
    at = until;
  }
  return sum / minutes;
}

/**
 * Price per kWh in every slot.
 * @returns [slots.count], in the tariff's money; hours are those of the slots' own clock (UTC for traces)
 */
export function pricePerSlot(tariff: Tariff, slots: Slots): Float64Array {
  const week = priceOfWeek(tariff);
  if (slots.model === "peak") return new Float64Array(slots.count).fill(mean(week));
  if (slots.model === "day") {
    const day = Float64Array.from({ length: HOURS_PER_WEEK }, (_, hour) => {
      const sameHours = Float64Array.from(
        { length: HOURS_PER_WEEK / HOURS_PER_DAY },
        (_value, d) => week[d * HOURS_PER_DAY + (hour % HOURS_PER_DAY)]!,
      );
      return mean(sameHours);
    });
    return Float64Array.from({ length: slots.count }, (_, s) => meanOver(day, s * slots.minutes, slots.minutes));
  }
  const first =
    slots.start === undefined
      ? 0
      : (Date.parse(slots.start) / MS_PER_MINUTE + EPOCH_HOUR_OF_WEEK * MINUTES_PER_HOUR) %
        (HOURS_PER_WEEK * MINUTES_PER_HOUR);
  return Float64Array.from({ length: slots.count }, (_, s) => meanOver(week, first + s * slots.minutes, slots.minutes));
}

/** Mean over all hours: what a kWh costs a load that never changes. */
export const meanPrice = (tariff: Tariff): number => mean(priceOfWeek(tariff));
