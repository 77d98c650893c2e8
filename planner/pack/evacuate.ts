/**
 * Finishing moves. `evacuate` empties whole bins, emptiest first, into the others; `downsize` changes a bin for a cheaper
 * type that holds the same items. Each step is kept only as a whole: a bin that cannot be emptied is put back as it was.
 */
import type { BinLoads } from "./bin-loads.ts";
import { lowestFree } from "./open-bin.ts";
import { namesHosts } from "./host-rule.ts";
import type { Prepared } from "./prepared.ts";

/** Rounds gain less and less, and the first that gains nothing is the last. */
const MOST_ROUNDS = 8;

/** Fit checks that closing may take, about a second; a fixed count, so the result does not depend on the clock. */
const MOST_CHECKS = 20_000_000;

/** Close as many bins as whole-bin evacuation can; returns how many. O(rounds × items × bins) fit checks. */
export function evacuate(loads: BinLoads, prepared: Prepared, stopped: () => boolean): number {
  const { worth } = prepared.sizes;
  let closed = 0;
  const budget = { checks: MOST_CHECKS };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const fill = Array.from({ length: loads.bins }, (_, bin) =>
      loads.itemsIn(bin).reduce((sum, i) => sum + worth[i]!, 0),
    );
    const open = fill.map((_, bin) => bin).filter((bin) => loads.isOpen(bin));
    const byFill = open.toSorted((a, b) => fill[a]! - fill[b]! || a - b);
    const fullestFirst = byFill.toReversed();
    let gained = 0;
    for (const bin of byFill) {
      if (budget.checks <= 0 || stopped()) return closed + gained;
      if (emptied(loads, bin, { targets: fullestFirst, budget }, worth)) gained++;
    }
    closed += gained;
    if (gained === 0) break;
  }
  return closed;
}

/** Move everything out of the bin and close it, or leave it as it was. */
function emptied(
  loads: BinLoads,
  bin: number,
  into: { readonly targets: readonly number[]; readonly budget: { checks: number } },
  worth: Float64Array,
): boolean {
  const items = [...loads.itemsIn(bin)].sort((a, b) => worth[b]! - worth[a]! || a - b);
  const moved: number[] = [];
  for (const item of items) {
    loads.remove(item);
    const target = into.targets.find((other) => {
      into.budget.checks--;
      return other !== bin && loads.fits(item, other);
    });
    if (target === undefined) {
      loads.place(item, bin);
      putBack(loads, moved, bin);
      return false;
    }
    loads.place(item, target);
    moved.push(item);
  }
  loads.close(bin);
  return true;
}

function putBack(loads: BinLoads, items: readonly number[], bin: number): void {
  for (const item of items) {
    loads.remove(item);
    loads.place(item, bin);
  }
}

/** Change bins for cheaper types where everything in them fits; returns how many were changed. */
export function downsize(loads: BinLoads, stopped: () => boolean): number {
  const { types } = loads.problem;
  const cheapestFirst = types.map((_, t) => t).toSorted((a, b) => types[a]!.cost - types[b]!.cost || a - b);
  let changed = 0;
  const last = loads.bins;
  for (let bin = 0; bin < last; bin++) {
    if (stopped()) return changed;
    if (!loads.isOpen(bin)) continue;
    const cost = types[loads.typeOf(bin)]!.cost;
    const isChanged = cheapestFirst.some((type) => types[type]!.cost < cost && isChangedTo(loads, bin, type));
    if (isChanged) changed++;
  }
  return changed;
}

/** Move the whole bin to a new one of the type, or leave it as it was. */
function isChangedTo(loads: BinLoads, bin: number, type: number): boolean {
  const { maxBins, eligible } = loads.problem.types[type]!;
  const items = [...loads.itemsIn(bin)];
  if (loads.openOf(type) >= maxBins || items.some((item) => eligible[item] !== 1)) return false;
  // Items whose rules name hosts stay where they are: a new bin's number would have to suit all of them.
  if (items.some((item) => loads.rulesOf(item).some(namesHosts))) return false;
  const target = loads.open(type, lowestFree(loads, type));
  const moved: number[] = [];
  for (const item of items) {
    loads.remove(item);
    if (!loads.fits(item, target)) {
      loads.place(item, bin);
      putBack(loads, moved, bin);
      loads.close(target);
      return false;
    }
    loads.place(item, target);
    moved.push(item);
  }
  loads.close(bin);
  return true;
}
