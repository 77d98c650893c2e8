/**
 * From a packing under construction to a solution: bins sorted by type and number, numbers closed up. A bin that holds an
 * item whose rules name hosts keeps its number; the others of its type take the lowest that remain.
 */
import { BinLoads } from "./bin-loads.ts";
import { chargeAt, heldBy } from "./charge.ts";
import { namesHosts } from "./host-rule.ts";
import type { PackProblem, PackSolution } from "./problem.ts";

/** What a packing is judged by: first fewer left out, then cost, then bins. */
export interface Score {
  readonly unplaced: number;
  readonly cost: number;
  readonly bins: number;
}

export function scoreOf(loads: BinLoads): Score {
  const open = Array.from({ length: loads.bins }, (_, bin) => bin).filter((bin) => loads.isOpen(bin));
  const cost = open.reduce((sum, bin) => sum + loads.problem.types[loads.typeOf(bin)]!.cost, 0);
  return { unplaced: loads.problem.items - loads.placed, cost, bins: open.length };
}

/** Is `a` strictly better than `b`? */
export const isBetter = (a: Score, b: Score): boolean =>
  a.unplaced !== b.unplaced ? a.unplaced < b.unplaced : a.cost !== b.cost ? a.cost < b.cost : a.bins < b.bins;

/** The packing as a solution; bins without items are left out. */
export function solutionOf(loads: BinLoads, packer: string): PackSolution {
  const used = Array.from({ length: loads.bins }, (_, bin) => bin).filter(
    (bin) => loads.isOpen(bin) && loads.itemsIn(bin).length > 0,
  );
  const numbers = new Map<number, number>();
  for (const t of loads.problem.types.keys()) {
    const ofType = used
      .filter((bin) => loads.typeOf(bin) === t)
      .toSorted((a, b) => loads.numberOf(a) - loads.numberOf(b));
    const fixed = ofType.filter((bin) => loads.itemsIn(bin).some((item) => loads.rulesOf(item).some(namesHosts)));
    const kept = new Set(fixed.map((bin) => loads.numberOf(bin)));
    for (const bin of fixed) numbers.set(bin, loads.numberOf(bin));
    let next = 1;
    for (const bin of ofType) {
      if (numbers.has(bin)) continue;
      while (kept.has(next)) next++;
      numbers.set(bin, next++);
    }
  }
  const numberOf = (bin: number) => numbers.get(bin) ?? 0;
  const order = used.toSorted((a, b) => loads.typeOf(a) - loads.typeOf(b) || numberOf(a) - numberOf(b));
  const place = new Map(order.map((bin, at) => [bin, at]));
  return {
    binOf: Int32Array.from({ length: loads.problem.items }, (_, item) => place.get(loads.binOf(item)) ?? -1),
    typeOf: order.map((bin) => loads.typeOf(bin)),
    numberOf: order.map(numberOf),
    packer,
  };
}

/** A solution as a packing that can be changed; bin indices are those of the solution. */
export function loadsOf(problem: PackProblem, { typeOf, numberOf, binOf }: PackSolution): BinLoads {
  const loads = new BinLoads(problem);
  const bins = typeOf.map((type, bin) => loads.open(type, numberOf[bin] ?? bin + 1));
  binOf.forEach((bin, item) => {
    if (bin >= 0) loads.place(item, bins[bin]!);
  });
  return loads;
}

/** Cost of a packing with its charges. */
export function costOfSolution(problem: PackProblem, { binOf, typeOf }: PackSolution): number {
  let cost = typeOf.reduce((sum, type) => sum + problem.types[type]!.cost, 0);
  for (const charge of problem.charges ?? []) {
    const held = heldBy(charge, (item) => binOf[item]!);
    for (const [bin, n] of held) cost += chargeAt(charge, typeOf[bin]!, n);
  }
  return cost;
}
