/**
 * The complete restricted master. In a packing that costs no more than the aim, no column can be dearer than its items by
 * more than the aim is above the bound: prices leave no room for it. Where that gap is small, all such columns can be
 * listed, and the mixed-integer program over them decides. Prices from the inside of the optimal face leave fewer, so
 * the generated ones are mixed with the plain shares where those prove as much. Source: enumeration of columns by reduced
 * cost, Baldacci, Christofides and Mingozzi 2008.
 */
import type { Meter } from "../meter.ts";
import type { LinearSolver } from "../solver.ts";
import type { Column, ColumnProblem } from "./column-problem.ts";
import { type DualBound, UNIT, roundedUp, sumOf } from "./dual-bound.ts";
import { shareBounds } from "./generate.ts";
import { Master } from "./master.ts";
import type { Pricing } from "./pricing.ts";

/** More columns than this are too many for a mixed-integer program. */
const MOST_COLUMNS = 12_000;
/** Steps of the search for them: about a second. */
const STEPS = 50_000_000;
/** Gap up to which it is tried, in steps of cost: above it, columns are legion. */
const MOST_GAP = 0.5;

export interface CompleteTask {
  readonly problem: ColumnProblem;
  readonly solver: LinearSolver;
  readonly pricing: Pricing;
  readonly meter: Meter;
  /** Of {@link costStep}. */
  readonly step: number;
  readonly bound: DualBound;
  /** Counted seconds for the mixed-integer program. */
  readonly effort: number;
}

/** A whole-number choice of columns. */
export interface WholeChoice {
  readonly cost: number;
  readonly columns: readonly Column[];
  /** [column] whole */
  readonly uses: Float64Array;
}

/** The mean of the prices and of those plain shares that round up to the same cost. */
function inner(problem: ColumnProblem, bound: DualBound, step: number): DualBound {
  const aim = roundedUp(bound.cost, step);
  const all = [bound, ...shareBounds(problem).filter((share) => roundedUp(share.cost, step) >= aim)];
  const mean = (of: (one: DualBound) => number) => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  const price = bound.price.map((_, c) => Math.floor(mean((one) => one.price[c]!)));
  const stock = bound.stock.map((_, t) => Math.ceil(mean((one) => one.stock[t]!)));
  return { cost: sumOf(problem, price, stock), price, stock };
}

/** The cheapest packing by the columns that one within the aim can use; nothing when there are too many of them. */
export function packByAllColumns(task: CompleteTask): WholeChoice | undefined {
  const { problem, solver, pricing, meter, step, effort } = task;
  const aim = roundedUp(task.bound.cost, step);
  const prices = inner(problem, task.bound, step);
  if (step === 0 || aim - prices.cost > MOST_GAP * step) return undefined;
  // One unit for each rounding of a price.
  const gap = Math.ceil((aim - prices.cost) * UNIT) + problem.need.length;
  const columns = pricing.enumerate({ ...prices, most: problem.need }, { gap, steps: STEPS, limit: MOST_COLUMNS });
  if (columns === undefined || !meter.goesOn) return undefined;
  const master = new Master(problem, solver, meter);
  try {
    master.add(columns);
    // Rounding of sums in the solver.
    const found = master.solveWhole(effort, { target: aim + 1e-6 });
    return found === undefined ? undefined : { ...found, columns: master.columns };
  } finally {
    master.dispose();
  }
}
