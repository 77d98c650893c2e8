/**
 * The hot loop of a descent: what a bin would consume on average, were one item not in it and another in it. One pass
 * over the slots, about 3 ns per slot on the reference machine; with weights per slot, one multiplication more.
 */
import type { BinLoads } from "../bin-loads.ts";
import type { LoadCurve } from "../load-curve.ts";

/**
 * Mean of the curve over the slots.
 * @param at.out item that is in the bin and counts as gone, −1 = none; `into` the other way round
 * @param weights [slot] of the mean, 1 on average; left out = all alike
 */
export function meanWith(
  loads: BinLoads,
  curve: LoadCurve,
  at: { readonly bin: number; readonly out: number; readonly into: number },
  weights: Float64Array | undefined,
): number {
  const { slots, types } = loads.problem;
  const type = loads.typeOf(at.bin);
  const row = types[type]!.demand[curve.dimension]!;
  const load = loads.loads;
  const knots = curve.knots[type]!;
  const last = knots.length - 1;
  const perUnit = last / curve.whole[type]!;
  const from = (at.bin * types[type]!.demand.length + curve.dimension) * slots;
  const [out, into] = [at.out * slots, at.into * slots];
  let sum = 0;
  for (let s = 0; s < slots; s++) {
    let carried = load[from + s]!;
    if (out >= 0) carried -= row[out + s]!;
    if (into >= 0) carried += row[into + s]!;
    const position = carried * perUnit;
    let value = knots[last]!;
    if (position < last) {
      const left = Math.trunc(position);
      const low = knots[left]!;
      value = low + (knots[left + 1]! - low) * (position - left);
    }
    sum += weights === undefined ? value : value * weights[s]!;
  }
  return sum / slots;
}
