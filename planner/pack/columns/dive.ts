/**
 * Diving: fix the most used column of the master, solve again, and so on down to a packing. Where the cost rises above
 * the aim, columns for what is still to be packed are generated before the dive is given up; so it finds packings that
 * no choice among the first columns contains (triplets). Each further dive draws among the columns used nearly as much.
 * Source: diving heuristics for column generation, Sadykov, Vanderbeck, Pessoa, Tahiri and Uchoa 2019.
 */
import type { RandomStream } from "#models/random.ts";
import type { Meter } from "../meter.ts";
import type { WholeChoice } from "./complete.ts";
import { UNIT, roundedUp } from "./dual-bound.ts";
import type { Master, MasterAnswer } from "./master.ts";
import type { Pricing } from "./pricing.ts";
import { greedyColumns } from "./start-columns.ts";

/** Uses this close to a whole number are one: simplex tolerance with room. */
const TOLERANCE = 1e-6;
/** Pricing rounds at one node: of the first dive, which is to be quick, and of later ones. */
const FIRST_ROUNDS = 3;
const MOST_ROUNDS = 40;
/**
 * Columns fixed at one node without asking again: one, and this share of the bins still open; those beside the most used
 * one must be used at least so much.
 */
const FIRST_FIX = { share: 0.15, from: 0.3 };
const FIX = { share: 0.04, from: 0.5 };
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
  /** Of {@link costStep}: how far the aim is let out where it cannot be kept. */
  readonly step: number;
  /** A packing that costs more is of no use. */
  readonly most: number;
  /** Draws for dives after the first; absent = always the most used. */
  readonly random?: RandomStream;
}

/**
 * One dive. Cut off by the meter, it is finished greedily.
 * @returns nothing when it came to nothing; the master is as before, with more columns
 */
export function dive(task: DiveTask): WholeChoice | undefined {
  const { master, meter, most, step } = task;
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
  let found: WholeChoice | undefined;
  let { aim } = task;
  while (meter.goesOn) {
    const answer = within({ ...task, aim }, left);
    if (answer.cost > aim + TOLERANCE) aim = roundedUp(answer.cost - TOLERANCE, step);
    if (!answer.isSolved || answer.cost > most + TOLERANCE) break;
    if (!meter.goesOn) found = finished(master, fixed, left);
    else if (!fixNext({ master, answer, fixed, fix, left }, task.random)) {
      found = { cost: answer.cost, columns: master.columns, uses: answer.uses.map(Math.round) };
      break;
    }
  }
  for (const column of fixed.keys()) master.bound(column, 0, Infinity);
  return found;
}

/** What is fixed, and the rest filled in greedily, cheap types first; nothing when stock does not do. */
function finished(
  { problem, columns }: Master,
  fixed: ReadonlyMap<number, number>,
  left: Int32Array,
): WholeChoice | undefined {
  const byCost = [...problem.types.keys()].toSorted((a, b) => problem.types[a]!.cost - problem.types[b]!.cost || a - b);
  const rest = byCost.flatMap((type) => greedyColumns(problem, type, left));
  if (left.some((count) => count > 0)) return undefined;
  const all = [...[...fixed.keys()].map((column) => columns[column]!), ...rest];
  const uses = Float64Array.from([...fixed.values(), ...rest.map(() => 1)]);
  return { cost: all.reduce((sum, { cost }, at) => sum + cost * uses[at]!, 0), columns: all, uses };
}

/** Solve the master, and generate columns while it costs more than the aim. */
function within({ master, pricing, meter, aim, random }: DiveTask, left: Int32Array): MasterAnswer {
  const rounds = random === undefined ? FIRST_ROUNDS : MOST_ROUNDS;
  let answer = master.solve();
  for (let round = 0; round < rounds && answer.isSolved && answer.cost > aim + TOLERANCE && meter.goesOn; round++) {
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

/** Fix all that is whole already, or the most used and some others much used. @returns false when nothing is left */
function fixNext(
  state: {
    readonly master: Master;
    readonly answer: MasterAnswer;
    readonly fixed: ReadonlyMap<number, number>;
    readonly fix: (column: number, times: number) => void;
    readonly left: Int32Array;
  },
  random: RandomStream | undefined,
): boolean {
  const { answer, fixed, fix } = state;
  const parts: { readonly column: number; readonly part: number }[] = [];
  let hasWhole = false;
  let open = 0;
  for (const [column, use] of answer.uses.entries()) {
    const free = use - (fixed.get(column) ?? 0);
    if (free < TOLERANCE) continue;
    open += free;
    const whole = Math.floor(free + TOLERANCE);
    if (free - whole > TOLERANCE) parts.push({ column, part: free - whole });
    if (whole < 1) continue;
    fix(column, whole);
    hasWhole = true;
  }
  if (parts.length === 0) return false;
  if (hasWhole) return true;
  parts.sort((a, b) => b.part - a.part || a.column - b.column);
  const near = parts.filter(({ part }) => part >= parts[0]!.part - (random === undefined ? TOLERANCE : DRAW_WITHIN));
  fix(near[random === undefined ? 0 : Math.floor(random.uniform() * near.length)]!.column, 1);
  fixMore(state, parts, { open, ...(random === undefined ? FIRST_FIX : FIX) });
  return true;
}

/** Fix columns that are used much and hold nothing that is packed by now. */
function fixMore(
  { master, fix, left }: Pick<Parameters<typeof fixNext>[0], "master" | "fix" | "left">,
  parts: readonly { readonly column: number; readonly part: number }[],
  { open, share, from }: { readonly open: number; readonly share: number; readonly from: number },
): void {
  let count = 0;
  for (const { column, part } of parts) {
    if (count >= Math.floor(open * share) || part < from) return;
    const { classes, counts } = master.columns[column]!;
    if (!classes.every((c, k) => left[c]! >= counts[k]!)) continue;
    fix(column, 1);
    count++;
  }
}
