/**
 * A whole packing as plain arrays, as the repair needs it, and the way back to a packing that keeps every limit: bins
 * that are over lose their least items, which are put wherever there is room or into further bins.
 */
import { BinLoads } from "./bin-loads.ts";
import { firstFit } from "./host-choice.ts";
import { openFor } from "./open-bin.ts";
import type { Prepared } from "./prepared.ts";
import { putQuickly } from "./quick-fit.ts";
import type { Ask } from "./stop-asked.ts";
import type { Placing } from "./team.ts";

/** Work of putting one number of one item into a bin, or of one fit check, in touches. */
const PLACE_TOUCHES = 4;

/** Fit checks that even haste has time for: a few milliseconds. */
const MOST_HASTY_CHECKS = 100_000;

/** A packing in which bins may be over their limits. Bin numbers run from 0 without gaps; some may be empty. */
export interface FleetState {
  /** [item] bin, −1 = nowhere. */
  readonly binOf: Int32Array;
  /** [bin] */
  readonly typeOf: Int32Array;
  /** [bin] number within its type; 0 = any will do. */
  readonly numberOf: Int32Array;
}

/** The packing of `loads`, bins without items left out. */
export function stateOf(loads: BinLoads, isShared: boolean): FleetState {
  const open = Array.from({ length: loads.bins }, (_, bin) => bin).filter(
    (bin) => loads.isOpen(bin) && loads.itemsIn(bin).length > 0,
  );
  const place = new Int32Array(loads.bins).fill(-1);
  open.forEach((bin, at) => (place[bin] = at));
  const binOf = int32(loads.problem.items, isShared);
  for (let item = 0; item < binOf.length; item++) binOf[item] = place[loads.binOf(item)] ?? -1;
  const typeOf = int32(open.length, isShared);
  open.forEach((bin, at) => (typeOf[at] = loads.typeOf(bin)));
  return { binOf, typeOf, numberOf: Int32Array.from(open, (bin) => loads.numberOf(bin)) };
}

/** An array of 32-bit whole numbers, in shared memory when several threads are to see it. */
export const int32 = (length: number, isShared: boolean): Int32Array =>
  isShared ? new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT)) : new Int32Array(length);

/** The state with its items listed bin by bin. O(items + bins) */
export function placingOf({ binOf, typeOf }: FleetState, isShared: boolean): Placing {
  const bins = typeOf.length;
  const start = int32(bins + 1, isShared);
  let placed = 0;
  for (const bin of binOf) {
    if (bin < 0) continue;
    start[bin + 1]!++;
    placed++;
  }
  for (let bin = 0; bin < bins; bin++) start[bin + 1]! += start[bin]!;
  const order = int32(placed, isShared);
  const next = start.slice();
  binOf.forEach((bin, item) => {
    if (bin >= 0) order[next[bin]!++] = item;
  });
  return { binOf, typeOf, start, order };
}

/**
 * The state as a packing within all limits. O(items × slots + items left out × bins)
 * @param order items, most important first: the least ones of a bin that is over go elsewhere
 * @param how.isHasty leave out what takes long: much that is left over goes into new bins
 * @throws StopAsked from `how.ask`
 */
export function legalised(
  state: FleetState,
  prepared: Prepared,
  order: readonly number[],
  { isHasty, ask }: { readonly isHasty: boolean; readonly ask: Ask },
): BinLoads {
  const { problem, peaks } = prepared;
  const loads = new BinLoads(problem, peaks);
  const bins = opened(state, loads);
  const left: number[] = [];
  // In haste by number, so that memory is read in sequence.
  for (const item of isHasty ? state.binOf.keys() : order) {
    ask(PLACE_TOUCHES * problem.slots * problem.varying.length);
    const bin = bins[state.binOf[item]!];
    if (bin !== undefined && bin >= 0 && mayJoin(loads, item, bin)) loads.place(item, bin);
    else left.push(item);
  }
  const { worth } = prepared.sizes;
  for (const bin of bins) {
    if (bin < 0) continue;
    while (isOver(loads, bin)) {
      ask(loads.itemsIn(bin).length * PLACE_TOUCHES * problem.slots);
      left.push(isHasty ? reliefOut(loads, bin, worth) : takenOut(loads, bin, worth));
    }
  }
  left.sort((a, b) => worth[b]! - worth[a]! || a - b);
  const cheapestFirst = problem.types
    .map((_, t) => t)
    .toSorted((a, b) => problem.types[a]!.cost - problem.types[b]!.cost || a - b);
  const isLong = isHasty && left.length * loads.bins > MOST_HASTY_CHECKS;
  if (isLong) putQuickly(loads, left);
  for (const item of isLong ? [] : left) {
    ask(loads.bins * PLACE_TOUCHES);
    const found = firstFit(loads, item);
    const bin = found >= 0 ? found : openFor(loads, item, cheapestFirst);
    if (bin >= 0) loads.place(item, bin);
  }
  for (let bin = 0; bin < loads.bins; bin++) if (loads.isOpen(bin) && loads.itemsIn(bin).length === 0) loads.close(bin);
  return loads;
}

/** May the item stand in the bin, whatever its size? */
const mayJoin = (loads: BinLoads, item: number, bin: number): boolean =>
  loads.problem.types[loads.typeOf(bin)]!.eligible[item] === 1 && loads.isAllowed(item, bin);

/** Is the bin beyond any of its limits? */
function isOver(loads: BinLoads, bin: number): boolean {
  const { capacity, room } = loads.problem.types[loads.typeOf(bin)]!;
  return (
    capacity.some((limit, d) => loads.topOf(bin, d) > limit) || room.some((limit, c) => loads.usedOf(bin, c) > limit)
  );
}

/** Takes the least item out without which the bin holds, or the greatest when no single one is enough. */
function takenOut(loads: BinLoads, bin: number, worth: Float64Array): number {
  const items = [...loads.itemsIn(bin)].sort((a, b) => worth[a]! - worth[b]! || a - b);
  for (const item of items) {
    loads.remove(item);
    if (!isOver(loads, bin)) return item;
    loads.place(item, bin);
  }
  const greatest = items.at(-1)!;
  loads.remove(greatest);
  return greatest;
}

/**
 * Takes the least item out that by itself brings the bin back within the first limit it is beyond, or the one that asks
 * most of it. O(items in the bin)
 */
function reliefOut(loads: BinLoads, bin: number, worth: Float64Array): number {
  const { slots, types } = loads.problem;
  const { capacity, room, demand, claim } = types[loads.typeOf(bin)]!;
  const d = capacity.findIndex((limit, at) => loads.topOf(bin, at) > limit);
  const c = room.findIndex((limit, at) => loads.usedOf(bin, at) > limit);
  const excess = d >= 0 ? loads.topOf(bin, d) - capacity[d]! : loads.usedOf(bin, c) - room[c]!;
  const slot = d >= 0 ? loads.topSlots[bin * capacity.length + d]! : 0;
  const asks = (item: number) => (d >= 0 ? demand[d]![item * slots + slot]! : claim[item * room.length + c]!);
  const isBetter = (item: number, than: number) => {
    if (asks(item) < excess || asks(than) < excess) return asks(item) > asks(than);
    return worth[item]! < worth[than]!;
  };
  const out = loads.itemsIn(bin).reduce((best, item) => (isBetter(item, best) ? item : best));
  loads.remove(out);
  return out;
}

/** Opens the state's bins: those with a number of their own first, the others on the lowest numbers left. */
function opened(state: FleetState, loads: BinLoads): Int32Array {
  const bins = new Int32Array(state.typeOf.length).fill(-1);
  state.numberOf.forEach((number, bin) => {
    if (number > 0 && !loads.isTaken(state.typeOf[bin]!, number)) bins[bin] = loads.open(state.typeOf[bin]!, number);
  });
  const next = loads.problem.types.map(() => 1);
  state.typeOf.forEach((type, bin) => {
    if (bins[bin]! >= 0) return;
    while (loads.isTaken(type, next[type]!)) next[type]!++;
    if (next[type]! <= loads.problem.types[type]!.maxBins) bins[bin] = loads.open(type, next[type]!);
  });
  return bins;
}
