/**
 * Diving: fix the most used column of the master, solve again, and so on down to a packing. Where the cost rises above
 * the aim, columns for what is still to be packed are generated before the dive is given up; so it finds packings that
 * no choice among the first columns contains (triplets). Each further dive draws among the columns used nearly as much.
 * Source: diving heuristics for column generation, Sadykov, Vanderbeck, Pessoa, Tahiri and Uchoa 2019.
 */
import type { RandomStream } from "../../../models/random.ts";
import type { Meter } from "../meter.ts";
import { UNIT } from "./dual-bound.ts";
import type { Master, MasterAnswer } from "./master.ts";
import type { Pricing } from "./pricing.ts";

/** Uses this close to a whole number are one: simplex tolerance with room. */
const TOLERANCE = 1e-6;
/** Pricing rounds at one node. */
const MOST_ROUNDS = 40;
/** Steps of a pricing round, in all and for each class. */
const STEPS = 200_000;
const STEPS_EACH = 500;
/** Later dives draw among columns used at most this much less than the most used. */
const DRAW_WITHIN = 0.25;

export interface DiveTask {
  readonly master: Master;
  readonly pricing: Pricing;
  readonly meter: Meter;
  /** A packing that costs no more is what is wanted: columns are generated to stay within it. */
  readonly aim: number;
  /** A packing that costs more is of no use. */
  readonly most: number;
  /** Draws for dives after the first; absent = always the most used. */
  readonly random?: RandomStream;
}

export interface Dived {
  readonly cost: number;
  /** [column] whole */
  readonly uses: Float64Array;
}

/** One dive. @returns nothing when it came to nothing; the master is as before, with more columns */
export function dive(task: DiveTask): Dived | undefined {
  const { master, meter, most } = task;
  const { problem } = master;
  const fixed = new Map<number, number>();
  const left = Int32Array.from(problem.need);
  const fix = (column: number, times: number): void => {
    const total = (fixed.get(column) ?? 0) + times;
    fixed.set(column, total);
    master.bound(column, total, Infinity);
    const { classes, counts } = master.columns[column]!;
    for (const [k, c] of classes.entries()) left[c] = Math.max(0, left[c]! - times * counts[k]!);
  };
  let found: Dived | undefined;
  while (meter.goesOn) {
    const answer = within(task, left);
    if (!answer.isSolved || answer.cost > most + TOLERANCE) break;
    if (!fixNext({ answer, fixed, fix, left }, task)) {
      found = { cost: answer.cost, uses: answer.uses.map(Math.round) };
      break;
    }
  }
  for (const column of fixed.keys()) master.bound(column, 0, Infinity);
  return found;
}

/** Solve the master, and generate columns while it costs more than the aim. */
function within({ master, pricing, meter, aim }: DiveTask, left: Int32Array): MasterAnswer {
  let answer = master.solve();
  for (
    let round = 0;
    round < MOST_ROUNDS && answer.isSolved && answer.cost > aim + TOLERANCE && meter.goesOn;
    round++
  ) {
    const price = answer.price.map((p, c) => (left[c]! > 0 ? Math.floor(p * UNIT) : 0));
    const stock = answer.stock.map((p) => Math.floor(p * UNIT));
    const { columns } = pricing.price(
      { price, stock, most: left },
      { want: "each", steps: STEPS, stepsEach: STEPS_EACH },
    );
    if (master.add(columns.map(({ column }) => column)) === 0) break;
    answer = master.solve();
  }
  return answer;
}

/** Fix all that is whole already, or one column more. @returns false when nothing is left to fix */
function fixNext(
  state: {
    readonly answer: MasterAnswer;
    readonly fixed: ReadonlyMap<number, number>;
    readonly fix: (column: number, times: number) => void;
    readonly left: Int32Array;
  },
  { random }: DiveTask,
): boolean {
  const { answer, fixed, fix } = state;
  const free = (column: number) => answer.uses[column]! - (fixed.get(column) ?? 0);
  let top = 0;
  let hasWhole = false;
  let isWhole = true;
  for (let column = 0; column < answer.uses.length; column++) {
    const use = free(column);
    if (use < TOLERANCE) continue;
    const whole = Math.floor(use + TOLERANCE);
    if (whole >= 1) {
      fix(column, whole);
      hasWhole = true;
    }
    const part = use - whole;
    if (part > TOLERANCE) isWhole = false;
    top = Math.max(top, part);
  }
  if (isWhole) return false;
  if (hasWhole) return true;
  const within = random === undefined ? TOLERANCE : DRAW_WITHIN;
  const near = [...answer.uses.keys()].filter((column) => free(column) >= Math.max(TOLERANCE, top - within));
  fix(near[random === undefined ? 0 : Math.floor(random.uniform() * near.length)]!, 1);
  return true;
}
