/**
 * The packing for somebody who does not want to wait: every item into one of the bins opened last, or into a new one
 * (next fit over a short list). Its work is bounded whatever the problem, and it keeps every limit and rule; it is what a
 * search answers that is asked to stop before it has anything better.
 */
import { BinLoads } from "./bin-loads.ts";
import { openFor } from "./open-bin.ts";
import { type Peaks, peaksOf } from "./peaks.ts";
import type { PackProblem, PackSolution } from "./problem.ts";
import { solutionOf } from "./solution.ts";

/** Bins looked at per item: those opened last. */
const RECENT = 6;
/** Fit checks in older bins where no new one can be opened, in all. */
const MOST_CHECKS = 100_000;

/** Pack quickly. O(items × slots) */
export function quickFit(problem: PackProblem, peaks: readonly (readonly Peaks[])[] = peaksOf(problem)): PackSolution {
  const loads = new BinLoads(problem, peaks);
  const isRuled = new Uint8Array(problem.items);
  for (const { items } of problem.rules) for (const item of items) isRuled[item] = 1;
  const all = Array.from(isRuled, (_, item) => item);
  const ruled = all.filter((item) => isRuled[item] === 1);
  putQuickly(loads, [...ruled, ...all.filter((item) => isRuled[item] === 0)]);
  return { ...solutionOf(loads, "quick fit"), ended: "stopped" };
}

/** Put items that are nowhere into bins opened last, or new ones; those that find none stay out. */
export function putQuickly(loads: BinLoads, items: readonly number[]): void {
  const order = bestValueFirst(loads.problem);
  let checks = 0;
  for (const item of items) {
    let bin = recentFor(loads, item);
    if (bin < 0) bin = openFor(loads, item, order);
    for (let older = 0; bin < 0 && older < loads.bins && checks < MOST_CHECKS; older++, checks++) {
      if (loads.fits(item, older)) bin = older;
    }
    if (bin >= 0) loads.place(item, bin);
  }
}

function recentFor(loads: BinLoads, item: number): number {
  for (let bin = loads.bins - 1; bin >= Math.max(0, loads.bins - RECENT); bin--) if (loads.fits(item, bin)) return bin;
  return -1;
}

/** Types by what a bin costs per item it holds, were all items like the average one. */
function bestValueFirst(problem: PackProblem): readonly number[] {
  const width = problem.constant.length;
  const dearness = problem.types.map((type) => {
    const shares = type.capacity.map((limit, d) => mean(type.demand[d]!) / limit);
    const constants = type.room.map((limit, c) => meanOf(type.claim, { from: c, step: width }) / limit);
    return type.cost * Math.max(0, ...[...shares, ...constants].filter(Number.isFinite));
  });
  return problem.types.map((_, t) => t).toSorted((a, b) => dearness[a]! - dearness[b]! || a - b);
}

/** Numbers that are enough for a mean to sort types by. */
const SAMPLE = 10_000;

const mean = (of: Float64Array): number => meanOf(of, { from: 0, step: Math.max(1, Math.floor(of.length / SAMPLE)) });

function meanOf(of: Float64Array, { from, step }: { readonly from: number; readonly step: number }): number {
  let sum = 0;
  let count = 0;
  for (let at = from; at < of.length; at += step) {
    sum += of[at]!;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
