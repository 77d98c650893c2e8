/**
 * From columns to a packing: a bin per use, filled from the classes; what a column holds too much is left out. Rules that
 * columns know nothing of may refuse an item: it goes where it may, first fit, like the items that need nothing.
 */
import { BinLoads } from "../bin-loads.ts";
import { firstFit } from "../host-choice.ts";
import { lowestFree, openFor } from "../open-bin.ts";
import type { PackSolution } from "../problem.ts";
import { solutionOf } from "../solution.ts";
import type { Column, ColumnProblem } from "./column-problem.ts";

/**
 * Pack by columns.
 * @param placed items to be packed
 * @param uses [column] whole, ≥ 0
 * @returns nothing when an item finds no place
 */
export function placeColumns(
  problem: ColumnProblem,
  placed: readonly number[],
  { columns, uses }: { readonly columns: readonly Column[]; readonly uses: ArrayLike<number> },
): PackSolution | undefined {
  const loads = new BinLoads(problem.problem);
  const queues = problem.classes.map((items) => [...items].reverse());
  const refused: number[] = [];
  for (const [at, column] of columns.entries()) {
    for (let use = 0; use < uses[at]!; use++) {
      const items = [...column.classes].flatMap((c, k) => queues[c]!.splice(-column.counts[k]!));
      refused.push(...fillBin(loads, column.type, items));
    }
  }
  const byCost = [...loads.problem.types.keys()].toSorted((a, b) => costOf(loads, a) - costOf(loads, b) || a - b);
  const isClassed = new Uint8Array(loads.problem.items);
  for (const items of problem.classes) for (const item of items) isClassed[item] = 1;
  const others = placed.filter((item) => isClassed[item] === 0);
  for (const item of [...refused, ...queues.flat(), ...others]) {
    const open = firstFit(loads, item);
    const bin = open >= 0 ? open : openFor(loads, item, byCost);
    if (bin < 0) return undefined;
    loads.place(item, bin);
  }
  return solutionOf(loads, "columns");
}

const costOf = (loads: BinLoads, type: number): number => loads.problem.types[type]!.cost;

/** Open a bin and fill it. @returns the items that may not join */
function fillBin(loads: BinLoads, type: number, items: readonly number[]): readonly number[] {
  const [first] = items;
  if (first === undefined) return [];
  const number = lowestFree(loads, type);
  if (number > loads.problem.types[type]!.maxBins) return items;
  const lowest = loads.open(type, number);
  let bin = lowest;
  if (!loads.fits(first, lowest)) {
    loads.close(lowest);
    bin = openFor(loads, first, [type]);
    if (bin < 0) return items;
  }
  const refused: number[] = [];
  for (const item of items) {
    if (loads.fits(item, bin)) loads.place(item, bin);
    else refused.push(item);
  }
  return refused;
}
