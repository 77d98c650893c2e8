/**
 * Mean of a correlated series with its confidence interval: warm-up cut by MSER, then batch means. 30 batches, fewer while
 * neighbours are still correlated (lag-1 autocorrelation of 0.1 or more), down to 10; the half width is Student's. What
 * does not hold is said in `cautions`, and a half width that cannot be had is absent, never NaN.
 */
import type { ObservationSeries } from "./series.ts";
import { studentQuantile } from "./student.ts";
import { warmUpOf } from "./warm-up.ts";

/** Numbers of batches tried in turn: 20 to 30 by common practice, fewer only where batches are still correlated. */
const BATCH_COUNTS = [30, 25, 20, 15, 10] as const;
const FEWEST_BATCHES = 10;
/** Batches count as independent below this lag-1 autocorrelation. */
const INDEPENDENT_BELOW = 0.1;

/** What a reader must know about an estimate: no interval, an interval too narrow, or a run that never settled. */
export type Caution = "too-few-observations" | "batches-correlated" | "not-settled";

export interface MeanEstimate {
  /** In the observations' unit; absent without observations. */
  readonly mean?: number;
  /** The interval is mean ± halfWidth; absent with too few observations. */
  readonly halfWidth?: number;
  /** Confidence of the interval, 0 to 1. */
  readonly level: number;
  /** Batches the interval rests on, 0 without one. */
  readonly batches: number;
  /** Observations left out at the front. */
  readonly cut: number;
  readonly observations: number;
  readonly cautions: readonly Caution[];
}

/**
 * Estimates the mean of a series; the last, incomplete batch of the series is not counted in.
 * @param level confidence of the interval, above 0 and below 1
 * @throws RangeError for another level
 */
export function estimateMean(series: ObservationSeries, level: number): MeanEstimate {
  const means = series.means();
  const warmUp = warmUpOf(means);
  const observations = series.count;
  const settled: readonly Caution[] = warmUp.isSettled ? [] : ["not-settled"];
  const left = means.length - warmUp.batches;
  if (left < FEWEST_BATCHES) {
    const mean = series.mean();
    const few = { level, batches: 0, cut: 0, observations, cautions: ["too-few-observations"] as const };
    return mean === undefined ? few : { mean, ...few };
  }
  const choice = chooseBatches(means.subarray(warmUp.batches));
  const { mean, deviation, isCorrelated, batches } = choice;
  return {
    mean,
    halfWidth: (studentQuantile(level, batches.length - 1) * deviation) / Math.sqrt(batches.length),
    level,
    batches: batches.length,
    cut: (warmUp.batches + choice.dropped) * series.batchSize,
    observations,
    cautions: isCorrelated ? [...settled, "batches-correlated"] : settled,
  };
}

interface Batching extends Spread {
  readonly batches: Float64Array;
  /** Short batches dropped at the front so that the long ones come out equal. */
  readonly dropped: number;
  readonly isCorrelated: boolean;
}

/** The largest number of batches whose neighbours look independent; the smallest number when none does. */
function chooseBatches(means: Float64Array): Batching {
  let last: Batching | undefined;
  for (const count of BATCH_COUNTS) {
    if (count > means.length) continue;
    const size = Math.floor(means.length / count);
    const dropped = means.length - size * count;
    const batches = Float64Array.from({ length: count }, (_, b) =>
      meanOf(means.subarray(dropped + b * size, dropped + (b + 1) * size)),
    );
    const spread = spreadOf(batches);
    last = { ...spread, batches, dropped, isCorrelated: spread.autocorrelation >= INDEPENDENT_BELOW };
    if (!last.isCorrelated) break;
  }
  if (last === undefined) throw new Error(`${means.length} batch means are fewer than ${FEWEST_BATCHES}`);
  return last;
}

interface Spread {
  readonly mean: number;
  /** Standard deviation of the batches. */
  readonly deviation: number;
  /** Lag 1; 0 when all batches are equal. */
  readonly autocorrelation: number;
}

function spreadOf(batches: Float64Array): Spread {
  const mean = meanOf(batches);
  let squares = 0;
  let products = 0;
  for (const [i, batch] of batches.entries()) {
    squares += (batch - mean) ** 2;
    if (i > 0) products += (batch - mean) * ((batches[i - 1] ?? mean) - mean);
  }
  const deviation = Math.sqrt(squares / (batches.length - 1));
  return { mean, deviation, autocorrelation: squares > 0 ? products / squares : 0 };
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
