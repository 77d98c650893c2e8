/**
 * Descent: make a packing cheaper by small moves, each kept only when the price that comes first falls, or stays and a
 * later one falls. Moves: an item to the bin where it costs least, two items exchanged, a bin changed for another type,
 * a whole bin emptied (empty.ts), and the items that bring a charge taken out of a bin together (gather.ts). Every state on the way is a valid packing,
 * so it may be stopped at any time; a price is never made worse for a later one.
 *
 * With bins counted first and a power curve second this lowers the energy of a fixed fleet.
 */
import type { BinLoads } from "../bin-loads.ts";
import { namesHosts } from "../host-rule.ts";
import { type Meter, TOUCH } from "../meter.ts";
import { lowestFree } from "../open-bin.ts";
import { type Pricing, priced } from "../pricing.ts";
import { Xorshift } from "../xorshift.ts";
import { emptyAll } from "./empty.ts";
import { gather } from "./gather.ts";
import { Ledger } from "./ledger.ts";
import { type Descent, exchanged, isFall, isLower } from "./moves.ts";

/** Bins looked at for one item: all of a small packing, a random sample of a large one. */
const MOST_LOOKS = 96;
/** Exchanges tried per item and round. */
const SWAPS_PER_ITEM = 24;
/** Share of a price's total below which a fall is rounding and not worth a move. */
const LEAST_GAIN = 1e-9;
/** Fixed steps of a look beside the slots: fit check, calls. */
const STEPS_PER_LOOK = 40;

/**
 * Lower the prices of a packing in place until no move does, or the meter ends it.
 * @param seed of the run: same packing, prices, seed and effort, same result
 */
export function descend(
  loads: BinLoads,
  pricing: Pricing,
  run: { readonly meter: Meter; readonly seed: number },
): void {
  const { meter, seed } = run;
  const least = priced(loads, pricing).map((total) => total * LEAST_GAIN);
  const state: Descent = {
    loads,
    ledger: new Ledger(loads, pricing, meter),
    meter,
    draws: new Xorshift(seed),
    least,
  };
  const order = Int32Array.from({ length: loads.problem.items }, (_, item) => item);
  for (let gained = 1; gained > 0 && meter.goesOn; ) {
    gained =
      gather(state) +
      emptyAll(state) +
      relocateAll(state, order) +
      retypeAll(state) +
      swapMany(state, order.length * SWAPS_PER_ITEM);
  }
}

/** Move every item to the bin where it costs least; returns how many moved. */
function relocateAll(state: Descent, order: Int32Array): number {
  const { loads, meter, draws } = state;
  shuffle(order, draws);
  let moved = 0;
  for (const item of order) {
    if (!meter.goesOn) break;
    if (loads.binOf(item) >= 0 && relocate(state, item)) moved++;
  }
  return moved;
}

/** Put a list into random order, in place. */
function shuffle(list: Int32Array, draws: Xorshift): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = draws.below(at + 1);
    const item = list[at]!;
    list[at] = list[other]!;
    list[other] = item;
  }
}

function relocate(state: Descent, item: number): boolean {
  const { loads, ledger, draws, least, meter } = state;
  const from = loads.binOf(item);
  const left = new Float64Array(least.length);
  const delta = new Float64Array(least.length);
  const lowest = new Float64Array(least.length);
  ledger.leave(item, left);
  loads.remove(item);
  const start = draws.below(loads.bins);
  const step = Math.max(1, Math.floor(loads.bins / MOST_LOOKS));
  let best = from;
  for (let at = 0; at < loads.bins; at += step) {
    const bin = (start + at) % loads.bins;
    if (bin === from || !loads.isOpen(bin) || loads.itemsIn(bin).length === 0 || !loads.fits(item, bin)) continue;
    delta.set(left);
    ledger.join(item, bin, delta);
    if (!isFall(delta, least) || !isLower(delta, lowest)) continue;
    best = bin;
    lowest.set(delta);
  }
  meter.spend(Math.min(loads.bins, MOST_LOOKS) * STEPS_PER_LOOK * TOUCH + 2 * loads.problem.slots * TOUCH);
  loads.place(item, best);
  if (best === from) return false;
  if (loads.itemsIn(from).length === 0) loads.close(from);
  ledger.renew(from);
  ledger.renew(best);
  return true;
}

/** Try exchanges of random pairs; returns how many were made. */
function swapMany(state: Descent, tries: number): number {
  const { loads, ledger, meter, draws, least } = state;
  const { items } = loads.problem;
  const delta = new Float64Array(least.length);
  let made = 0;
  for (let n = 0; n < tries && meter.goesOn; n++) {
    const [a, b] = [draws.below(items), draws.below(items)];
    const [binA, binB] = [loads.binOf(a), loads.binOf(b)];
    meter.spend(STEPS_PER_LOOK * TOUCH);
    if (binA === binB || binA < 0 || binB < 0) continue;
    delta.fill(0);
    ledger.swap(a, b, delta);
    if (!isFall(delta, least) || !exchanged(loads, a, b)) continue;
    meter.spend(STEPS_PER_LOOK * loads.problem.slots * TOUCH);
    ledger.renew(binA);
    ledger.renew(binB);
    made++;
  }
  return made;
}

/** Change every bin for the type in which its items cost least; returns how many changed. */
function retypeAll(state: Descent): number {
  const { loads, ledger, meter, least } = state;
  const { types } = loads.problem;
  if (types.length < 2) return 0;
  let changed = 0;
  for (let bin = 0; bin < loads.bins && meter.goesOn; bin++) {
    if (!loads.isOpen(bin) || loads.itemsIn(bin).length === 0) continue;
    for (const type of types.keys()) {
      if (type === loads.typeOf(bin)) continue;
      const delta = new Float64Array(least.length);
      ledger.retype(bin, type, delta);
      const target = isFall(delta, least) ? retyped(loads, bin, type) : -1;
      if (target < 0) continue;
      ledger.renew(bin);
      ledger.renew(target);
      changed++;
      break;
    }
  }
  return changed;
}

/** Move a whole bin into a new one of another type and return that; −1 = it does not fit, everything as it was. */
function retyped(loads: BinLoads, bin: number, type: number): number {
  const { maxBins } = loads.problem.types[type]!;
  const items = [...loads.itemsIn(bin)];
  const number = lowestFree(loads, type);
  if (loads.openOf(type) >= maxBins || number > maxBins) return -1;
  // Items whose rules name hosts stay where they are: a new bin's number would have to suit all of them.
  if (items.some((item) => loads.rulesOf(item).some(namesHosts))) return -1;
  for (const item of items) loads.remove(item);
  const target = loads.open(type, number);
  const isMoved = items.every((item) => {
    if (!loads.fits(item, target)) return false;
    loads.place(item, target);
    return true;
  });
  if (isMoved) {
    loads.close(bin);
    return target;
  }
  for (const item of items) {
    if (loads.binOf(item) === target) loads.remove(item);
    loads.place(item, bin);
  }
  loads.close(target);
  return -1;
}
