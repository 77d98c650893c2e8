/**
 * Where the warm-up of a run ends, by MSER: of all cuts in the first half, the one whose rest has the smallest standard
 * error (squared deviations over the square of the number left). On batches of five it is MSER-5. A cut at the very end of
 * the searched half says that the run never settled. Recalled: White, Cobb and Spratt 2000.
 */

/** Batches to leave out at the front, and whether the run settled before its middle. */
export interface WarmUp {
  readonly batches: number;
  readonly isSettled: boolean;
}

/** The MSER cut of batch means in time order. O(n); none left out for fewer than two. */
export function warmUpOf(means: Float64Array): WarmUp {
  const last = Math.floor(means.length / 2);
  let best = { batches: 0, error: Infinity };
  // From the back, so that mean and squares of every rest come by Welford's update; later cuts are seen first.
  let mean = 0;
  let squares = 0;
  for (let from = means.length - 1, left = 1; from >= 0; from--, left++) {
    const value = means[from] ?? 0;
    const distance = value - mean;
    mean += distance / left;
    squares += distance * (value - mean);
    const error = squares / left ** 2;
    if (from <= last && error <= best.error) best = { batches: from, error };
  }
  return { batches: best.batches, isSettled: means.length < 2 || best.batches < last };
}
