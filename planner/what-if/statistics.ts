/** Percentiles and rank correlation of a handful of numbers; exact, no interpolation, ties share their ranks. */

/** What many draws come to. */
export interface Spread {
  readonly mean: number;
  /** A twentieth of the draws are no more than this (nearest rank). */
  readonly p5: number;
  readonly median: number;
  readonly p95: number;
}

/** The least value that at least this part of the sorted values does not exceed. @param sorted at least one value */
const ranked = (sorted: readonly number[], ratio: number): number =>
  sorted[Math.max(0, Math.ceil(ratio * sorted.length) - 1)] ?? Number.NaN;

/** Mean and percentiles; undefined without values. O(n log n) */
export function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return { mean, p5: ranked(sorted, 0.05), median: ranked(sorted, 0.5), p95: ranked(sorted, 0.95) };
}

/** [i] rank of values[i] from 1; equal values share the middle of their ranks. */
function ranksOf(values: readonly number[]): readonly number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const ranks = values.map(() => 0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let at = from; at < to; at++) ranks[order[at]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/**
 * Spearman's rank correlation, −1 to 1: how surely the one rises with the other. Undefined where either does not vary.
 * @param a, b the same number of values
 */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number | undefined {
  const [ranksA, ranksB] = [ranksOf(a), ranksOf(b)];
  const middle = (a.length + 1) / 2;
  let [both, squaresA, squaresB] = [0, 0, 0];
  for (const [i, rank] of ranksA.entries()) {
    const [dA, dB] = [rank - middle, (ranksB[i] ?? middle) - middle];
    both += dA * dB;
    squaresA += dA * dA;
    squaresB += dB * dB;
  }
  return squaresA === 0 || squaresB === 0 ? undefined : both / Math.sqrt(squaresA * squaresB);
}
