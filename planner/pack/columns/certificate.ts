/**
 * The independent check of a bound by prices: no bin of any type can hold items worth more than it costs, so all items
 * together cost at least the sum of their prices. Needs no solver and no columns: only the problem and the prices. Each
 * type is searched exactly, with whole-number prices; steps are counted, and a check that is too hard counts as failed.
 */
import { bundleTogether } from "../bundle.ts";
import type { PackProblem } from "../problem.ts";
import { type ColumnProblem, columnProblem } from "./column-problem.ts";
import { UNIT, costInUnits, costStep, roundedUp, sumOf } from "./dual-bound.ts";
import { Knapsack } from "./knapsack.ts";
import type { KnapsackTask } from "./knapsack-task.ts";
import { LineKnapsack } from "./line-knapsack.ts";
import { chargeGroups } from "./pricing.ts";

/** Steps per type: some seconds. */
const STEPS = 200_000_000;

/** What prices prove of any packing of the placed items. */
export interface Proved {
  /** Least cost. */
  readonly cost: number;
  /** Fewest bins. */
  readonly bins: number;
}

/** A bound on cost as a bound on cost and bins: rounded up to a cost that packings can have. */
export function provedBy(problem: ColumnProblem, cost: number): Proved {
  const charges = problem.charges.reduce((sum, charge) => sum + Math.max(0, ...charge), 0);
  const dearest = problem.types.reduce((top, type) => (type.stock > 0 ? Math.max(top, type.cost) : top), 0) + charges;
  const rounded = roundedUp(cost, costStep(problem));
  // Room for the rounding of the division.
  return { cost: rounded, bins: dearest > 0 ? Math.max(0, Math.ceil(rounded / dearest - 1e-9)) : 0 };
}

/** The placed items by bundles: a bundle counts when it is placed whole. */
export function placedBundles(members: readonly (readonly number[])[], placed: readonly number[]): readonly number[] {
  const isPlaced = new Set(placed);
  return [...members.keys()].filter((b) => members[b]!.every((item) => isPlaced.has(item)));
}

/**
 * Check prices, and say what they prove.
 * @param placed indices of the items that are placed, each once
 * @param prices [item] worth in cost; parts finer than 2^-30 are cut off
 * @param stockPrices [type] what a bin of the type may hold beyond its cost
 * @returns nothing when some bin can hold more than it costs, when a price is negative or not a number, or when the check
 *   is too hard
 */
export function provesBound(
  problem: PackProblem,
  placed: readonly number[],
  { prices, stockPrices }: { readonly prices: Float64Array; readonly stockPrices?: Float64Array },
): Proved | undefined {
  if (prices.length !== problem.items || !prices.every((price) => price >= 0 && price < Infinity)) return undefined;
  const bundle = bundleTogether(problem);
  const folded = columnProblem(bundle.problem, placedBundles(bundle.members, placed));
  const worthOf = (b: number) => bundle.members[b]!.reduce((sum, item) => sum + Math.floor(prices[item]! * UNIT), 0);
  const price = Float64Array.from(folded.classes, (items) =>
    items.reduce((least, b) => Math.min(least, worthOf(b)), Infinity),
  );
  const stock = Float64Array.from(folded.types, (type, t) =>
    type.stock === Infinity ? 0 : Math.ceil(Math.max(0, stockPrices?.[t] ?? 0) * UNIT),
  );
  // Items that ask for the same are worth the same; a dearer one among them would claim what is not proved.
  if (folded.classes.some((items, c) => items.some((b) => worthOf(b) !== price[c]))) return undefined;
  const isFeasible = folded.types.every((type, t) => type.stock < 1 || holdsWithin(folded, t, { price, stock }));
  return isFeasible ? provedBy(folded, sumOf(folded, price, stock)) : undefined;
}

/** Can no bin of the type hold more than its cost and stock price? */
function holdsWithin(
  problem: ColumnProblem,
  type: number,
  { price, stock }: { readonly price: Float64Array; readonly stock: Float64Array },
): boolean {
  const rows = problem.types[type]!;
  const bar = costInUnits(problem, type) + stock[type]!;
  const task: KnapsackTask = { price, most: problem.need, bar, steps: STEPS, want: "best", found: () => false };
  const hasGroups = problem.rules > 0 || problem.charges.length > 0;
  const line = hasGroups ? undefined : LineKnapsack.for(rows);
  const answer = line?.search(task) ?? new Knapsack(rows, chargeGroups(problem, type)).search(task);
  return answer.isComplete && answer.worth <= bar;
}
