/**
 * Watts per slot as watts per hour of the week: each hour is the mean of the slots that lie in it, by their minutes; an
 * hour no slot lies in takes the mean of all. Exact wherever slots divide or are made of whole hours.
 */
import { HOURS_PER_DAY, HOURS_PER_WEEK, MINUTES_PER_HOUR } from "#models/units.ts";
import type { Slots } from "../contract/index.ts";
import { firstMinute } from "./tariff.ts";

/** Which slots make up each hour: those of hour h stand at begin[h] … begin[h + 1]; an hour without any takes the mean. */
export interface WeekFold {
  readonly begin: Int32Array;
  readonly slot: Int32Array;
  readonly share: Float64Array;
}

interface Piece {
  readonly hour: number;
  readonly slot: number;
  readonly minutes: number;
}

/** A slot cut at the full hours it spans. */
function piecesOf(slot: number, fromMinute: number, minutes: number): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = fromMinute; at < fromMinute + minutes; ) {
    const hour = Math.floor(at / MINUTES_PER_HOUR);
    const until = Math.min((hour + 1) * MINUTES_PER_HOUR, fromMinute + minutes);
    pieces.push({ hour: hour % HOURS_PER_WEEK, slot, minutes: until - at });
    at = until;
  }
  return pieces;
}

function allPieces(slots: Slots): readonly Piece[] {
  const numbers = Array.from({ length: slots.count }, (_, slot) => slot);
  const first = firstMinute(slots);
  switch (slots.model) {
    case "peak":
      return [];
    case "day":
      return numbers.flatMap((slot) =>
        Array.from({ length: HOURS_PER_WEEK / HOURS_PER_DAY }, (_, day) =>
          piecesOf(slot, day * HOURS_PER_DAY * MINUTES_PER_HOUR + slot * slots.minutes, slots.minutes),
        ).flat(),
      );
    case "week":
    case "trace":
      return numbers.flatMap((slot) => piecesOf(slot, first + slot * slots.minutes, slots.minutes));
  }
}

/** How slots fold onto the week. */
export function weekFold(slots: Slots): WeekFold {
  const pieces = allPieces(slots).toSorted((a, b) => a.hour - b.hour || a.slot - b.slot);
  const covered = new Float64Array(HOURS_PER_WEEK);
  const begin = new Int32Array(HOURS_PER_WEEK + 1);
  for (const { hour, minutes } of pieces) {
    covered[hour]! += minutes;
    begin[hour + 1]! += 1;
  }
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) begin[hour + 1]! += begin[hour]!;
  return {
    begin,
    slot: Int32Array.from(pieces, ({ slot }) => slot),
    share: Float64Array.from(pieces, ({ hour, minutes }) => minutes / covered[hour]!),
  };
}

/** Watts per slot, each times the slot's factor, folded into the hours of the week. @param into [168] overwritten */
export function foldInto(into: Float64Array, fold: WeekFold, watts: ArrayLike<number>, factor: Float64Array): void {
  let mean = Number.NaN;
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    const [from, until] = [fold.begin[hour]!, fold.begin[hour + 1]!];
    let sum = 0;
    for (let at = from; at < until; at++) {
      const slot = fold.slot[at]!;
      sum += fold.share[at]! * watts[slot]! * factor[slot]!;
    }
    if (from === until) {
      if (Number.isNaN(mean)) mean = meanOf(watts, factor);
      sum = mean;
    }
    into[hour] = sum;
  }
}

function meanOf(watts: ArrayLike<number>, factor: Float64Array): number {
  let sum = 0;
  for (let slot = 0; slot < factor.length; slot++) sum += watts[slot]! * factor[slot]!;
  return sum / factor.length;
}
