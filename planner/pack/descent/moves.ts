/** What the moves of a descent share: its state, when a difference counts as a fall, and the exchange of two items. */
import type { BinLoads } from "../bin-loads.ts";
import type { Meter } from "../meter.ts";
import type { Xorshift } from "../xorshift.ts";
import type { Ledger } from "./ledger.ts";

/** What a descent works on. */
export interface Descent {
  readonly loads: BinLoads;
  readonly ledger: Ledger;
  readonly meter: Meter;
  readonly draws: Xorshift;
  /** [price] smallest fall that counts, ≥ 0: below it a difference is rounding. */
  readonly least: Float64Array;
}

/** Is this difference a fall: the first price that moves at all falls, by more than rounding? */
export function isFall(delta: Float64Array, least: Float64Array): boolean {
  for (let p = 0; p < delta.length; p++) {
    if (delta[p]! < -least[p]!) return true;
    if (delta[p]! > 0) return false;
  }
  return false;
}

/** Is `a` the better difference? */
export function isLower(a: Float64Array, b: Float64Array): boolean {
  for (let p = 0; p < a.length; p++) if (a[p] !== b[p]) return a[p]! < b[p]!;
  return false;
}

/** Exchange two placed items where both fit and the rules allow; false = everything as it was. */
export function exchanged(loads: BinLoads, a: number, b: number): boolean {
  const [binA, binB] = [loads.binOf(a), loads.binOf(b)];
  loads.remove(a);
  loads.remove(b);
  if (loads.fits(a, binB)) {
    loads.place(a, binB);
    if (loads.fits(b, binA)) {
      loads.place(b, binA);
      return true;
    }
    loads.remove(a);
  }
  loads.place(a, binA);
  loads.place(b, binB);
  return false;
}
