/**
 * Where stock is what binds: put every item somewhere in the bins there are, over their limits where need be, and squeeze
 * until nothing is over (squeeze.ts). The start gives every item, largest first, to the bin that it strains least, of those
 * to the one that stays emptiest in its fullest resource.
 */
import { BinLoads } from "../bin-loads.ts";
import { firstFit } from "../host-choice.ts";
import { type Meter, TOUCH } from "../meter.ts";
import { peaksOf } from "../peaks.ts";
import type { PackProblem, PackSolution } from "../problem.ts";
import { solutionOf } from "../solution.ts";
import { suitability, worthOf } from "./measures.ts";
import { Overload } from "./overload.ts";
import { FastRandom } from "./random.ts";
import { Squeeze } from "./squeeze.ts";

/** Resources × slots above which a step takes too long. */
const MOST_ROWS = 64;
/** Items × bins that are kept track of. */
const MOST_PAIRS = 4_000_000;

/**
 * Is the stock so limited, and the problem so small and free of rules, that `placeAll` may help?
 * @param placed items that stand somewhere by now
 */
export function isSqueezable(problem: PackProblem, placed: number): boolean {
  const { types, items, rules, varying, slots, constant } = problem;
  const stock = types.reduce((sum, { maxBins }) => sum + maxBins, 0);
  const rows = varying.length * slots + constant.length;
  if (rules.length > 0 || rows === 0 || rows > MOST_ROWS || stock * items > MOST_PAIRS) return false;
  const stocked = { ...problem, types: types.filter(({ maxBins }) => maxBins > 0) };
  const suits = suitability(stocked, peaksOf(stocked));
  return (
    Array.from({ length: items }, (_, item) => item).filter((item) => suits.some((s) => s[item] === 1)).length > placed
  );
}

/**
 * A packing of all items that fit a bin of the stock alone; where none is found before the meter ends, of those that are
 * left of the closest miss once every bin keeps its limits.
 */
export function placeAll(problem: PackProblem, seed: number, meter: Meter): PackSolution {
  const peaks = peaksOf(problem);
  const suits = suitability(problem, peaks);
  const bins = Int32Array.from(problem.types.flatMap(({ maxBins }, t) => Array.from({ length: maxBins }, () => t)));
  const it = new Overload(problem, bins);
  const worth = worthOf(problem, peaks);
  const order = Array.from(worth.keys()).sort((a, b) => worth[b]! - worth[a]! || a - b);
  for (const item of order) {
    const bin = leastStrained(it, item, suits);
    if (bin < 0) continue;
    it.place(item, bin);
    it.renew(bin);
  }
  meter.spend(problem.items * it.bins * it.rows * TOUCH);
  const squeeze = new Squeeze(it, suits, new FastRandom(seed, "squeeze"), meter);
  const binOf = squeeze.run() ? it.binOf : squeeze.closest;
  return solutionOf(within(new BinLoads(problem, peaks), order, { bins, binOf }), "squeeze");
}

/** The items in their bins as far as limits allow, largest first; then the others wherever they fit. */
function within(
  loads: BinLoads,
  order: readonly number[],
  { bins, binOf }: { readonly bins: Int32Array; readonly binOf: Int32Array },
): BinLoads {
  for (const type of bins) loads.open(type, loads.openOf(type) + 1);
  const left = order.filter((item) => {
    const bin = binOf[item]!;
    if (bin < 0 || !loads.hasRoom(item, bin)) return true;
    loads.place(item, bin);
    return false;
  });
  for (const item of left) {
    const bin = firstFit(loads, item);
    if (bin >= 0) loads.place(item, bin);
  }
  return loads;
}

/** The bin that the item strains least, of those the one that stays emptiest; −1 = it fits none alone. */
function leastStrained(it: Overload, item: number, suits: readonly Uint8Array[]): number {
  let found = -1;
  let least = Infinity;
  let emptiest = Infinity;
  for (let bin = 0; bin < it.bins; bin++) {
    if (suits[it.typeOf[bin]!]![item] !== 1) continue;
    const strain = it.strainWith(item, bin) - it.strain[bin]!;
    const share = fullestWith(it, item, bin);
    if (strain > least || (strain === least && share >= emptiest)) continue;
    found = bin;
    least = strain;
    emptiest = share;
  }
  return found;
}

/** Share in use of the bin's fullest resource, were the item in it. */
function fullestWith({ rows, load, limit, amounts, typeOf }: Overload, item: number, bin: number): number {
  let fullest = 0;
  for (let r = 0; r < rows; r++) {
    const most = limit[bin * rows + r]!;
    const used = load[bin * rows + r]! + amounts[typeOf[bin]!]![item * rows + r]!;
    if (most > 0 && used > fullest * most) fullest = used / most;
  }
  return fullest;
}
