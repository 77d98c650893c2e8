/**
 * Weighted max-min sharing between a floor and a ceiling per taker: raise one common level L, give each taker
 * min(max(L × weight, floor), ceiling), stop where the amount is used up. Exact: L is found among the sorted 2N levels at
 * which some taker leaves its floor or reaches its ceiling, then solved in closed form. The arithmetic runs in an order
 * that follows from the takers' values alone, so the order of the input cannot reach even the last bit.
 */

/** Takers by column, equally long. Weights ≥ 0 and finite, 0 ≤ floor ≤ ceiling < Infinity. */
export interface Takers {
  readonly weight: Float64Array;
  readonly floor: Float64Array;
  readonly ceiling: Float64Array;
}

/** A weight below this part of the largest counts as zero: its level would leave the range of a double. */
const VANISHING_RATIO = 1e-100;

/**
 * What each taker gets of `amount`; sums to min(amount, sum of ceilings). Floors that exceed the amount together are all
 * scaled by one factor. A weight of zero is the limit of a vanishing one: its floor, and an equal part of what is left
 * when every weighted taker is at its ceiling. O(n log n).
 * @param amount ≥ 0, finite, in the unit of floors and ceilings
 */
export function waterFill(amount: number, takers: Takers): Float64Array {
  const { floor, ceiling } = takers;
  const order = canonicalOrder(takers);
  const floors = sumOf(floor, order);
  if (floors >= amount) return floors === 0 ? new Float64Array(floor.length) : floor.map((f) => f * (amount / floors));
  if (sumOf(ceiling, order) <= amount) return ceiling.slice();

  const largest = takers.weight.reduce((max, w) => Math.max(max, w), 0);
  const weight = takers.weight.map((w) => (w >= largest * VANISHING_RATIO && largest > 0 ? w / largest : 0));
  const weighted = order.filter((i) => (weight[i] ?? 0) > 0);
  const weightless = order.filter((i) => weight[i] === 0);
  const left = amount - sumOf(floor, weightless);

  const got = floor.slice();
  if (sumOf(ceiling, weighted) > left) {
    fill(left, { ...takers, weight }, { order: weighted, got });
  } else {
    for (const i of weighted) got[i] = ceiling[i] ?? 0;
    const ones = new Float64Array(weight.length).fill(1);
    fill(amount - sumOf(ceiling, weighted), { ...takers, weight: ones }, { order: weightless, got });
  }
  return got;
}

/** Fills `amount`, which lies between the floors and the ceilings of the takers in `order`, all of positive weight. */
function fill(amount: number, takers: Takers, into: { order: Uint32Array; got: Float64Array }): void {
  const { weight, floor, ceiling } = takers;
  const { order, got } = into;
  const at = (column: Float64Array, i: number) => column[i] ?? 0;
  const share = (level: number, i: number) => Math.min(Math.max(level * at(weight, i), at(floor, i)), at(ceiling, i));

  const levels = new Float64Array(2 * order.length);
  for (const [k, i] of order.entries()) {
    levels[2 * k] = at(floor, i) / at(weight, i);
    levels[2 * k + 1] = at(ceiling, i) / at(weight, i);
  }
  levels.sort();
  // The first level at which the amount is reached; the level sought lies between the one before it and this one.
  let below = 0;
  let above = levels.length - 1;
  while (below < above) {
    const middle = (below + above) >> 1;
    let sum = 0;
    for (const i of order) sum += share(at(levels, middle), i);
    if (sum >= amount) above = middle;
    else below = middle + 1;
  }
  const top = at(levels, above);
  const bottom = above === 0 ? 0 : at(levels, above - 1);

  let held = 0;
  let freeWeight = 0;
  for (const i of order) {
    if (at(floor, i) / at(weight, i) >= top) held += at(floor, i);
    else if (at(ceiling, i) / at(weight, i) <= bottom) held += at(ceiling, i);
    else freeWeight += at(weight, i);
  }
  const level = freeWeight > 0 ? Math.min(Math.max((amount - held) / freeWeight, bottom), top) : top;
  for (const i of order) got[i] = share(level, i);
}

/** Indices sorted by the takers' values: equal takers are interchangeable, so any order of the input sums alike. */
function canonicalOrder({ weight, floor, ceiling }: Takers): Uint32Array {
  const by = (column: Float64Array, a: number, b: number) => (column[a] ?? 0) - (column[b] ?? 0);
  return Uint32Array.from(weight.keys()).sort(
    (a, b) => by(weight, a, b) || by(floor, a, b) || by(ceiling, a, b) || a - b,
  );
}

function sumOf(column: Float64Array, order: Uint32Array): number {
  let sum = 0;
  for (const i of order) sum += column[i] ?? 0;
  return sum;
}
