/**
 * What an item asks of a resource at the very least, whichever type it goes to: the ground every bound stands on. An
 * item that may go to a type without a limit on the resource asks nothing.
 */
import type { BinType, PackProblem } from "./problem.ts";

/** Types an item may go to. */
const typesOf = (problem: PackProblem, item: number): readonly BinType[] =>
  problem.types.filter((type) => type.eligible[item] === 1);

/**
 * Least demand over eligible types, [item * slots + slot]; may be a type's own array where all agree, so never write to it.
 */
export function leastDemand(problem: PackProblem, dimension: number): Float64Array {
  const [first] = problem.types;
  const shared = first?.demand[dimension];
  const isShared = problem.types.every(
    (type) => type.demand[dimension] === shared && Number.isFinite(type.capacity[dimension]),
  );
  if (shared !== undefined && isShared) return shared;
  const { items, slots } = problem;
  const least = new Float64Array(items * slots);
  for (let item = 0; item < items; item++) {
    const types = typesOf(problem, item);
    if (types.some((type) => type.capacity[dimension] === Infinity)) continue;
    const rows = [...new Set(types.map((type) => type.demand[dimension]!))];
    for (let at = item * slots; at < (item + 1) * slots; at++) {
      let low = Infinity;
      for (const row of rows) low = Math.min(low, row[at]!);
      least[at] = rows.length === 0 ? 0 : low;
    }
  }
  return least;
}

/** Least claim over eligible types, [item]. */
export function leastClaim(problem: PackProblem, constant: number): Float64Array {
  const width = problem.constant.length;
  const [only, ...others] = problem.types;
  if (only !== undefined && others.length === 0 && only.room[constant]! < Infinity) {
    const { eligible, claim } = only;
    return Float64Array.from(eligible, (is, item) => (is === 1 ? claim[item * width + constant]! : 0));
  }
  return Float64Array.from({ length: problem.items }, (_, item) => {
    const types = typesOf(problem, item);
    if (types.length === 0 || types.some((type) => type.room[constant] === Infinity)) return 0;
    return Math.min(...types.map((type) => type.claim[item * width + constant]!));
  });
}

/** One resource that adds up: the amounts at one slot, and what the types hold of it. */
export interface Row {
  readonly resource: string;
  readonly slot?: number;
  /** Sum of the least demands of the placed items. */
  readonly need: number;
  /** Highest least demand of one placed item. */
  readonly highest: number;
  /** [type] capacity; Infinity = not limited. */
  readonly capacity: readonly number[];
  /** Least demand of an item in this row. */
  readonly of: (item: number) => number;
}

/** Every resource at every slot, constants last, with the need of the placed items. O(dimensions × items × slots) */
export function rowsOf(problem: PackProblem, placed: readonly number[]): readonly Row[] {
  const { slots } = problem;
  const varying = problem.varying.flatMap((resource, d) => {
    const least = leastDemand(problem, d);
    const need = new Float64Array(slots);
    const highest = new Float64Array(slots);
    for (const item of placed) {
      for (let s = 0; s < slots; s++) {
        const amount = least[item * slots + s]!;
        need[s]! += amount;
        if (amount > highest[s]!) highest[s] = amount;
      }
    }
    const capacity = problem.types.map((type) => type.capacity[d]!);
    return Array.from({ length: slots }, (_, slot): Row => {
      const of = (item: number) => least[item * slots + slot]!;
      return { resource, slot, need: need[slot]!, highest: highest[slot]!, capacity, of };
    });
  });
  const constant = problem.constant.map((resource, c): Row => {
    const least = leastClaim(problem, c);
    const of = (item: number) => least[item]!;
    const capacity = problem.types.map((type) => type.room[c]!);
    const need = placed.reduce((sum, item) => sum + of(item), 0);
    return { resource, need, highest: placed.reduce((top, item) => Math.max(top, of(item)), 0), capacity, of };
  });
  return [...varying, ...constant];
}
