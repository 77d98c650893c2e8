/**
 * CPU use over two weeks of hours, as a share of a workload's virtual CPUs: five shapes with noise and spikes. The two
 * weeks begin on Monday 2005-10-24 so that the end of the month falls inside. All figures are invented.
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { HOURS_PER_DAY } from "#models/units.ts";

export type Shape = "office" | "night" | "flat" | "weekend" | "month-end";

/** First hour of the sample, a Monday. */
export const SAMPLE_START = "2005-10-24T00:00:00Z";
/** Two weeks of hours. */
export const SAMPLE_HOURS = 336;

const DAYS_PER_WEEK = 7;
const SATURDAY = 5;
const SUNDAY = 6;
/** 31 October and 1 November, counted in days from the start. */
const MONTH_END_DAYS: ReadonlySet<number> = new Set([7, 8]);

/** Share of the peak by hour of a working day, with lunch. */
const WORKING_DAY: readonly number[] = [
  0.02, 0.02, 0.02, 0.02, 0.02, 0.03, 0.08, 0.25, 0.6, 0.9, 1, 0.95, 0.7, 0.8, 1, 0.95, 0.85, 0.5, 0.25, 0.12, 0.06,
  0.04, 0.03, 0.02,
];
const NIGHT: readonly number[] = [
  0.9, 1, 1, 0.95, 0.7, 0.4, 0.1, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.03, 0.05, 0.1,
  0.3, 0.6, 0.8,
];
const SATURDAY_SHARE = 0.12;
const SUNDAY_SHARE = 0.06;
const REPORT_HOURS = { from: 6, to: 20 };
const CLOSING_HOURS = { from: 6, to: 23 };
const QUIET_SHARE = 0.05;
/** A month-end workload's ordinary working day, as a share of its peak at the end of the month. */
const ORDINARY_DAY_SHARE = 0.2;

interface Hour {
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
}

const within = (hour: number, span: { readonly from: number; readonly to: number }) =>
  hour >= span.from && hour < span.to;

function officeShare({ weekday, hour }: Hour): number {
  const share = WORKING_DAY[hour] ?? 0;
  if (weekday === SATURDAY) return share * SATURDAY_SHARE;
  return weekday === SUNDAY ? share * SUNDAY_SHARE : share;
}

/** Share of the workload's own peak that the shape gives in that hour, 0–1, without noise. */
export function shareAt(shape: Shape, at: Hour): number {
  switch (shape) {
    case "office":
      return officeShare(at);
    case "night":
      return NIGHT[at.hour] ?? 0;
    case "flat":
      return 1;
    case "weekend":
      return at.weekday >= SATURDAY && within(at.hour, REPORT_HOURS) ? 1 : QUIET_SHARE;
    case "month-end":
      return MONTH_END_DAYS.has(at.day) && within(at.hour, CLOSING_HOURS) ? 1 : officeShare(at) * ORDINARY_DAY_SHARE;
  }
}

/** Lowest and highest peak of a workload of each shape, as a share of its virtual CPUs. */
const PEAKS: Readonly<Record<Shape, readonly [number, number]>> = {
  office: [0.1, 0.27],
  night: [0.15, 0.4],
  flat: [0.03, 0.11],
  weekend: [0.25, 0.55],
  "month-end": [0.3, 0.65],
};
const BASE: readonly [number, number] = [0.008, 0.03];
const NOISE: readonly [number, number] = [0.82, 1.18];
const SPIKE_CHANCE = 0.008;
const SPIKE: readonly [number, number] = [0.08, 0.3];

const draw = (random: RandomGenerator, [from, to]: readonly [number, number]) =>
  from + (to - from) * uniformFloat64(random);

/** CPU use of one workload, hour by hour, 0–1 of its virtual CPUs; moves the generator on. */
export function profileOf(shape: Shape, random: RandomGenerator): Float64Array {
  const peak = draw(random, PEAKS[shape]);
  const floor = draw(random, BASE);
  return Float64Array.from({ length: SAMPLE_HOURS }, (_, i) => {
    const day = Math.floor(i / HOURS_PER_DAY);
    const share = shareAt(shape, { day, weekday: day % DAYS_PER_WEEK, hour: i % HOURS_PER_DAY });
    const noise = draw(random, NOISE);
    const spike = uniformFloat64(random) < SPIKE_CHANCE ? draw(random, SPIKE) : 0;
    return Math.min(1, (floor + peak * share) * noise + spike);
  });
}
