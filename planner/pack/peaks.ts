/**
 * The highest slot of every item, which lets most fit checks end without looking at the slots at all. Many types share
 * their demand arrays by reference, so each distinct array is read once.
 */
import type { PackProblem } from "./problem.ts";
import { type Ask, NEVER_ASK } from "./stop-asked.ts";

/** Peak of every item in one demand array. */
export interface Peaks {
  /** [item] highest demand over the slots. */
  readonly height: Float64Array;
  /** [item] first slot that has it. */
  readonly slot: Int32Array;
}

/** Peaks by [type][varying dimension]; types that share an array share its peaks. O(distinct arrays × items × slots). */
export function peaksOf(problem: PackProblem, ask: Ask = NEVER_ASK): readonly (readonly Peaks[])[] {
  const known = new Map<Float64Array, Peaks>();
  const of = (demand: Float64Array): Peaks => {
    const found = known.get(demand) ?? peaksIn(demand, problem.slots, ask);
    known.set(demand, found);
    return found;
  };
  return problem.types.map((type) => type.demand.map(of));
}

function peaksIn(demand: Float64Array, slots: number, ask: Ask): Peaks {
  const items = slots === 0 ? 0 : demand.length / slots;
  const height = new Float64Array(items);
  const slot = new Int32Array(items);
  for (let item = 0; item < items; item++) {
    const from = item * slots;
    let at = from;
    for (let s = from + 1; s < from + slots; s++) if (demand[s]! > demand[at]!) at = s;
    height[item] = demand[at]!;
    slot[item] = at - from;
    ask(slots);
  }
  return { height, slot };
}
