/**
 * Reading charges: what a bin pays for so many items of one. A plain charge is paid once, whatever the number; a charge by
 * steps rises with it (four guests per licence, a licence for all at the end). Tools that know plain charges only read
 * `cost`, the first step: as steps never fall, that is at most what is due, so what they prove stays proved.
 */
import type { Charge } from "./problem.ts";

/** What a bin of the type pays when it holds n of the items, by weight. @param n whole, ≥ 0; beyond the last step = the last */
export function chargeAt({ cost, steps }: Pick<Charge, "cost" | "steps">, type: number, n: number): number {
  if (n <= 0) return 0;
  const rising = steps?.[type];
  if (rising === undefined) return cost[type]!;
  return rising[n < rising.length ? n : rising.length - 1]!;
}

/** How many items, by weight, each bin holds that holds any. @param binOf −1 = not placed */
export function heldBy({ items, weights }: Charge, binOf: (item: number) => number): ReadonlyMap<number, number> {
  const held = new Map<number, number>();
  for (const [k, item] of items.entries()) {
    const bin = binOf(item);
    if (bin >= 0) held.set(bin, (held.get(bin) ?? 0) + (weights?.[k] ?? 1));
  }
  return held;
}

/**
 * A charge from its steps; a plain one where they never rise after the first.
 * @param of.steps [type][n], 0 at n = 0, never falling, at least two each
 */
export function chargeOf({ id, items, steps }: Pick<Charge, "id" | "items"> & Required<Pick<Charge, "steps">>): Charge {
  const cost = Float64Array.from(steps, (rising) => rising[1]!);
  const isPlain = steps.every((rising) => rising.at(-1) === rising[1]);
  return isPlain ? { id, items, cost } : { id, items, cost, steps };
}

/** The same charge, each price times the factor. @param factor ≥ 0 */
export function scaledCharge(charge: Charge, factor: number): Charge {
  const times = (prices: Float64Array) => prices.map((price) => price * factor);
  return {
    ...charge,
    cost: times(charge.cost),
    ...(charge.steps === undefined ? {} : { steps: charge.steps.map(times) }),
    ...(charge.heldMoney === undefined ? {} : { heldMoney: charge.heldMoney * factor }),
  };
}
