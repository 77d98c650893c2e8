/**
 * Whole bins emptied: every item of a bin goes where it costs least among the others, hardest first, and the bin closes,
 * when the prices fall by it all together. Single moves would not get there: each of them costs, and only the last one
 * saves the bin.
 */
import { TOUCH } from "../meter.ts";
import { type Descent, isFall, isLower } from "./moves.ts";

/** Bins looked at for one item: all of a small packing, evenly spaced ones of a large one. */
const MOST_LOOKS = 96;
/** Fixed steps of a look beside the slots. */
const STEPS_PER_LOOK = 40;

/** Empty what can be emptied with gain, fewest items first; returns how many bins closed. */
export function emptyAll(state: Descent): number {
  const { loads, meter } = state;
  const order = Array.from({ length: loads.bins }, (_, bin) => bin)
    .filter((bin) => loads.isOpen(bin) && loads.itemsIn(bin).length > 0)
    .toSorted((a, b) => loads.itemsIn(a).length - loads.itemsIn(b).length || a - b);
  let closed = 0;
  for (const bin of order) {
    if (!meter.goesOn) break;
    if (isEmptied(state, bin)) closed++;
  }
  return closed;
}

function isEmptied(state: Descent, bin: number): boolean {
  const { loads, ledger, meter, least } = state;
  const peaks = loads.peaks[loads.typeOf(bin)]!;
  const size = (item: number) => peaks.reduce((sum, { height }) => sum + height[item]!, 0);
  const items = [...loads.itemsIn(bin)].sort((a, b) => size(b) - size(a) || a - b);
  const total = new Float64Array(least.length);
  const moved: number[] = [];
  for (const item of items) {
    ledger.leave(item, total);
    loads.remove(item);
    const target = meter.goesOn ? cheapestFor(state, item, bin) : -1;
    if (target >= 0) ledger.join(item, target, total);
    loads.place(item, target < 0 ? bin : target);
    if (target < 0) break;
    moved.push(item);
    ledger.renew(target);
    ledger.renew(bin);
  }
  if (moved.length === items.length && isFall(total, least)) {
    loads.close(bin);
    return true;
  }
  for (const item of moved) {
    const target = loads.binOf(item);
    loads.remove(item);
    loads.place(item, bin);
    ledger.renew(target);
  }
  ledger.renew(bin);
  return false;
}

/** The other bin in use that takes the item for least; −1 = none takes it. */
function cheapestFor({ loads, ledger, draws, meter, least }: Descent, item: number, bin: number): number {
  const start = draws.below(loads.bins);
  const step = Math.max(1, Math.floor(loads.bins / MOST_LOOKS));
  const delta = new Float64Array(least.length);
  const lowest = new Float64Array(least.length);
  let best = -1;
  for (let at = 0; at < loads.bins; at += step) {
    const other = (start + at) % loads.bins;
    if (other === bin || !loads.isOpen(other) || loads.itemsIn(other).length === 0 || !loads.fits(item, other))
      continue;
    delta.fill(0);
    ledger.join(item, other, delta);
    if (best >= 0 && !isLower(delta, lowest)) continue;
    best = other;
    lowest.set(delta);
  }
  meter.spend((Math.min(loads.bins, MOST_LOOKS) * STEPS_PER_LOOK + 4 * loads.problem.slots) * TOUCH);
  return best;
}
