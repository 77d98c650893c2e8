/** Pricing over all bin types: new columns for given prices, and what the best set of each type is worth. */
import { type Column, type ColumnProblem, columnOf } from "./column-problem.ts";
import { UNIT, costInUnits } from "./dual-bound.ts";
import type { Groups } from "./group-use.ts";
import { Knapsack } from "./knapsack.ts";
import { LineKnapsack } from "./line-knapsack.ts";
import type { Meter } from "../meter.ts";

/** Work of one step of the search, and of one cell of the table: measured. */
const SECONDS_PER_STEP = 12e-9;
const SECONDS_PER_CELL = 1.5e-9;
/** A set must be worth this share more than the bin to be of use: far below what a bound can tell apart. */
const MARGIN = 2 ** -23;
/** Columns kept of a round, and how often a class may come first among them. */
const COLUMNS_EACH_ROUND = 120;
const MOST_USES = 6;

export interface PricedColumn {
  readonly column: Column;
  /** What it is worth beyond its cost, in units, > 0. */
  readonly gain: number;
}

export interface Priced {
  /** Dearest first. */
  readonly columns: readonly PricedColumn[];
  /** [type] no set is worth more, in units. */
  readonly worth: readonly number[];
  /** True: no search was cut off, so `worth` is exact. */
  readonly isExact: boolean;
}

/** How hard to look; see {@link KnapsackTask}. */
export interface PricingEffort {
  readonly want: "best" | "each";
  /** Of each type's search. */
  readonly steps: number;
  /** Of the search for each class, with "each". */
  readonly stepsEach?: number;
}

export class Pricing {
  readonly #problem: ColumnProblem;
  readonly #meter: Meter;
  readonly #knapsacks: readonly Knapsack[];
  readonly #lines: readonly (LineKnapsack | undefined)[];

  constructor(problem: ColumnProblem, meter: Meter) {
    this.#problem = problem;
    this.#meter = meter;
    const hasGroups = problem.rules > 0 || problem.charges.length > 0;
    this.#knapsacks = problem.types.map((type, t) => new Knapsack(type, chargeGroups(problem, t)));
    this.#lines = problem.types.map((type) => (hasGroups ? undefined : LineKnapsack.for(type)));
  }

  /**
   * Columns worth more than they cost.
   * @param price [class] in units, whole
   * @param stock [type] price of one bin in units, whole
   * @param most [class] most of each class in a column
   */
  price(
    { price, stock, most }: { readonly price: Float64Array; readonly stock: Float64Array; readonly most: Int32Array },
    { want, steps, stepsEach }: PricingEffort,
  ): Priced {
    const found: PricedColumn[] = [];
    const worth: number[] = [];
    let isComplete = true;
    for (const [t, type] of this.#problem.types.entries()) {
      if (type.stock < 1) {
        worth.push(0);
        continue;
      }
      const cost = costInUnits(this.#problem, t) + stock[t]!;
      const bar = cost + Math.ceil(cost * MARGIN);
      const take = (counts: Int32Array, value: number): boolean => {
        found.push({ column: columnOf(this.#problem, t, counts), gain: value - cost });
        return true;
      };
      const line = this.#lines[t];
      const stopped = () => this.#meter.isStoppedNow;
      const task = {
        price,
        most,
        bar,
        steps,
        want,
        stopped,
        found: take,
        ...(stepsEach === undefined ? {} : { stepsEach }),
      };
      const answer = line === undefined ? this.#knapsacks[t]!.search(task) : line.search(task);
      this.#meter.spend(answer.steps * (line === undefined ? SECONDS_PER_STEP : SECONDS_PER_CELL));
      isComplete &&= answer.isComplete;
      worth.push(answer.worth);
    }
    const columns = chosen(found, price.length);
    return { columns, worth, isExact: isComplete };
  }

  /**
   * Every maximal set worth more than the bar of its type, or nothing when there are too many.
   * @param gap in units: what a column may fall short of its cost
   */
  enumerate(
    { price, stock, most }: { readonly price: Float64Array; readonly stock: Float64Array; readonly most: Int32Array },
    { gap, steps, limit }: { readonly gap: number; readonly steps: number; readonly limit: number },
  ): readonly Column[] | undefined {
    const found: Column[] = [];
    for (const [t, type] of this.#problem.types.entries()) {
      if (type.stock < 1) continue;
      const bar = costInUnits(this.#problem, t) + stock[t]! - gap;
      const answer = this.#knapsacks[t]!.search({
        price,
        most,
        bar,
        steps,
        want: "all",
        stopped: () => this.#meter.isStoppedNow,
        found: (counts) => found.push(columnOf(this.#problem, t, counts)) <= limit,
      });
      this.#meter.spend(answer.steps * SECONDS_PER_STEP);
      if (!answer.isComplete) return undefined;
    }
    return found;
  }
}

/** Rules and charges of the problem as the search of a type wants them. */
export function chargeGroups(problem: ColumnProblem, type: number): Groups {
  const charge = Float64Array.from(problem.charges, (cost) => Math.floor(cost[type]! * UNIT));
  return { rulesOf: problem.rulesOf, rules: problem.rules, chargesOf: problem.chargesOf, charge };
}

/** The dearest columns, none of whose classes all stand in several dearer ones already. */
function chosen(found: readonly PricedColumn[], classes: number): readonly PricedColumn[] {
  const uses = new Int32Array(classes);
  const taken: PricedColumn[] = [];
  for (const priced of found.toSorted((a, b) => b.gain - a.gain)) {
    if (taken.length >= COLUMNS_EACH_ROUND) break;
    const members = priced.column.classes;
    if (taken.length > 0 && members.every((c) => uses[c]! >= MOST_USES)) continue;
    for (const c of members) uses[c]!++;
    taken.push(priced);
  }
  return taken;
}
