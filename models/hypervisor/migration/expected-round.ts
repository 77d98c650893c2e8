/**
 * How long one round is expected to take, and what it sends. Without a skip rule: due / speed. With one, pages come up in
 * random order and only those still clean are sent, so the share x that had its turn obeys dx/dt = speed / clean(t). For
 * one random set that is t = ln(1 + due λ / speed) / λ; several sets are taken in steps of x, each by this formula with
 * the mean λ of the pages still clean. The sender looks once per batch: clean(t) is read half a batch earlier.
 */
import { cleanShare, type DirtyModel, stillClean, sum } from "./dirty-pages.ts";

/** A round at constant speeds. */
export interface SteadyRound {
  readonly model: DirtyModel;
  readonly due: Float64Array;
  /** Sent per second, > 0. */
  readonly pagesPerSecond: number;
  /** Guest seconds per second. */
  readonly guestSpeed: number;
  /** Pages per look, Infinity when nothing is skipped. */
  readonly batchPages: number;
}

/** Steps of x for several sets; one set is exact with any number. */
export const SCAN_STEPS = 256;

/** Expected seconds of a round; what it sends is that times the speed. */
export function roundSeconds(round: SteadyRound): number {
  const { model, due, pagesPerSecond, guestSpeed, batchPages } = round;
  const pages = sum(due);
  if (batchPages >= pages) return pages / pagesPerSecond;
  const lag = (batchPages / pagesPerSecond / 2) * guestSpeed;
  let seconds = 0;
  for (let step = 0; step < SCAN_STEPS; step++) {
    const guestSeconds = Math.max(0, seconds * guestSpeed - lag);
    const clean = stillClean(model, due, guestSeconds);
    if (clean <= 0) break;
    const decay = guestSeconds > 0 ? (hitsPerSecond(model, due, guestSeconds) / clean) * guestSpeed : 0;
    const plain = clean / SCAN_STEPS / pagesPerSecond;
    seconds += decay > 0 ? Math.log1p(decay * plain) / decay : plain;
  }
  return seconds;
}

/** Clean pages due that are written per guest second. */
function hitsPerSecond(model: DirtyModel, due: Float64Array, guestSeconds: number): number {
  let hits = 0;
  for (let k = 0; k < due.length; k++) {
    const clean = cleanShare(model, k, guestSeconds);
    const share = model.isSwept[k] === 1 ? (clean > 0 ? 1 : 0) : clean;
    hits += (due[k] as number) * (model.perSecond[k] as number) * share;
  }
  return hits;
}
