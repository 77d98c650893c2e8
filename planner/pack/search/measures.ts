/** What a search needs to know about items before it starts: where they fit alone, how large they are, which are alike. */
import type { Peaks } from "../peaks.ts";
import type { PackProblem } from "../problem.ts";

/** [type][item] 1 = eligible, and fits an empty bin of the type. O(types × items × resources) */
export function suitability(problem: PackProblem, peaks: readonly (readonly Peaks[])[]): readonly Uint8Array[] {
  return problem.types.map(({ eligible, capacity, room, claim }, t) => {
    const suits = Uint8Array.from(eligible);
    for (let item = 0; item < problem.items; item++) {
      for (let d = 0; d < capacity.length; d++) if (peaks[t]![d]!.height[item]! > capacity[d]!) suits[item] = 0;
      for (let c = 0; c < room.length; c++) if (claim[item * room.length + c]! > room[c]!) suits[item] = 0;
    }
    return suits;
  });
}

/**
 * [item] size: its shares of the largest bin, resources weighed by how much of them is asked for in all, scaled so
 * that the largest is 1. Peaks stand for varying demand.
 */
export function worthOf(problem: PackProblem, peaks: readonly (readonly Peaks[])[]): Float64Array {
  const worth = new Float64Array(problem.items);
  const add = (limits: readonly number[], amount: (item: number) => number): void => {
    const limit = limits.reduce((top, l) => (Number.isFinite(l) && l > top ? l : top), 0);
    if (limit === 0) return;
    let total = 0;
    for (let item = 0; item < problem.items; item++) total += amount(item) / limit;
    for (let item = 0; item < problem.items; item++) worth[item]! += (total * amount(item)) / limit;
  };
  const [first] = problem.types;
  if (first === undefined) return worth;
  problem.varying.forEach((_, d) => {
    const { height } = peaks[0]![d]!;
    add(
      problem.types.map((type) => type.capacity[d]!),
      (item) => height[item]!,
    );
  });
  const constants = problem.constant.length;
  problem.constant.forEach((_, c) => {
    add(
      problem.types.map((type) => type.room[c]!),
      (item) => first.claim[item * constants + c]!,
    );
  });
  const largest = worth.reduce((top, w) => Math.max(top, w), 0);
  return largest > 0 ? worth.map((w) => w / largest) : worth;
}

/** [item] the first item that is alike: same demand, claim and eligibility on every type, and neither has a rule. */
export function classesOf(problem: PackProblem): Int32Array {
  const ruled = new Set(problem.rules.flatMap((rule) => rule.items));
  const charged = new Set((problem.charges ?? []).flatMap((charge) => charge.items));
  const rows = new Map<Float64Array | Uint8Array, number>();
  for (const type of problem.types) {
    for (const demand of type.demand) rows.set(demand, problem.slots);
    rows.set(type.claim, problem.constant.length);
    rows.set(type.eligible, 1);
  }
  const arrays = [...rows];
  const isAlike = (a: number, b: number): boolean =>
    arrays.every(([array, width]) => {
      for (let at = 0; at < width; at++) if (array[a * width + at] !== array[b * width + at]) return false;
      return true;
    });
  const known = new Map<number, number[]>();
  return Int32Array.from({ length: problem.items }, (_, item) => {
    if (ruled.has(item) || charged.has(item)) return item;
    let hash = 0;
    for (const [array, width] of arrays) {
      for (let at = 0; at < width; at++) hash = (Math.imul(hash, 31) + array[item * width + at]!) | 0;
    }
    const alike = known.get(hash);
    if (alike === undefined) known.set(hash, [item]);
    const found = alike?.find((other) => isAlike(item, other));
    if (alike !== undefined && found === undefined) alike.push(item);
    return found ?? item;
  });
}
