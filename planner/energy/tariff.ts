/**
 * A price that changes with the hour, as one price per slot: a slot of a week or a trace takes the mean of the hours it
 * covers; where the slots do not say the weekday (a day) or the hour (the peak), the mean over what they may be.
 */
import { HOURS_PER_DAY, HOURS_PER_WEEK, MINUTES_PER_HOUR } from "#models/units.ts";
import type { Slots, Tariff } from "../contract/index.ts";

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

/** Minute of the week at which slot 0 begins, from Monday 0:00; 0 where the slots name no start. */
export function firstMinute({ start }: Pick<Slots, "start">): number {
  if (start === undefined) return 0;
  const week = HOURS_PER_WEEK * MINUTES_PER_HOUR;
  const minute = Date.parse(start) / MS_PER_MINUTE + EPOCH_HOUR_OF_WEEK * MINUTES_PER_HOUR;
  // A remainder keeps the sign, and traces may begin before 1970.
  return ((minute % week) + week) % week;
}

/**
 * Price per kWh in every slot; the grams of CO2e per kWh are told in the same form and read by the same rule.
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
  const first = firstMinute(slots);
  return Float64Array.from({ length: slots.count }, (_, s) => meanOver(week, first + s * slots.minutes, slots.minutes));
}

/** Mean over all hours: what a kWh costs a load that never changes. */
export const meanPrice = (tariff: Tariff): number => mean(priceOfWeek(tariff));
