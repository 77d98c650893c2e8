/**
 * Charges saved by gathering: a charge is paid by every bin that holds one of its items, so it pays to keep them on few
 * bins. Bin by bin, fewest of the items first, all of them are moved into bins that pay the charge already, best where it
 * rises least; where one has no room, a bigger or equal item that brings no such charge makes room by going the other way.
 * Of a charge by steps, also only as many are moved as take the bin down one step. Kept only as a whole, and only when the
 * prices fall.
 */
import { chargeAt } from "../charge.ts";
import { TOUCH } from "../meter.ts";
import { priced } from "../pricing.ts";
import { type Descent, exchanged, isFall } from "./moves.ts";

/** Exchanges tried for one item that has no room: random partners in the bins that pay. */
const MOST_PARTNERS = 400;
/** Steps per bin and slot of pricing the whole packing, before and after. */
const STEPS_PER_SLOT = 12;
/** Steps of one try beside the slots. */
const STEPS_PER_TRY = 60;

/** Take charged items together; returns how many bins were rid of a charge. */
export function gather(state: Descent): number {
  const { ledger, meter } = state;
  let gained = 0;
  for (const c of ledger.charges.keys()) {
    for (const bin of fewestFirst(state, c)) {
      if (!meter.goesOn) return gained;
      if (isFreed(state, c, bin) || isLowered(state, c, bin)) gained++;
    }
  }
  return gained;
}

/** Bins that pay the charge, those with the fewest of its items first. */
function fewestFirst({ loads, ledger }: Descent, c: number): readonly number[] {
  const { held } = ledger.charges[c]!;
  const paying = Array.from({ length: loads.bins }, (_, bin) => bin).filter((bin) => held[bin]! > 0);
  return paying.length < 2 ? [] : paying.toSorted((a, b) => held[a]! - held[b]! || a - b);
}

/** The charge's items in a bin. */
const chargedIn = ({ loads, ledger }: Descent, c: number, bin: number): readonly number[] =>
  loads.itemsIn(bin).filter((item) => ledger.chargesOf(item).includes(c));

/** Move all of the charge's items out of the bin, or leave everything as it was. */
function isFreed(state: Descent, c: number, bin: number): boolean {
  if (!state.loads.isOpen(bin) || state.ledger.charges[c]!.held[bin] === 0) return false;
  return isSentAway(state, { c, bin }, chargedIn(state, c, bin));
}

/** Move as few of the items out of the bin as lower what it pays, lightest first, or leave everything as it was. */
function isLowered(state: Descent, c: number, bin: number): boolean {
  const { loads, ledger } = state;
  const charge = ledger.charges[c]!;
  const held = charge.held[bin]!;
  if (!loads.isOpen(bin) || held === 0 || charge.steps === undefined) return false;
  const type = loads.typeOf(bin);
  const due = chargeAt(charge, type, held);
  let kept = held - 1;
  while (kept > 0 && chargeAt(charge, type, kept) === due) kept--;
  if (kept === 0) return false;
  const peaks = loads.peaks[type]!;
  const size = (item: number) => peaks.reduce((sum, { height }) => sum + height[item]!, 0);
  const out: number[] = [];
  let left = held;
  for (const item of chargedIn(state, c, bin).toSorted((a, b) => size(a) - size(b) || a - b)) {
    if (left <= kept) break;
    out.push(item);
    left -= ledger.weightsOf(item)[ledger.chargesOf(item).indexOf(c)]!;
  }
  return isSentAway(state, { c, bin }, out);
}

/** Move these items out of the bin, where the prices fall by it. */
function isSentAway(
  state: Descent,
  { c, bin }: { readonly c: number; readonly bin: number },
  items: readonly number[],
): boolean {
  const { loads, ledger, meter, least } = state;
  const charge = ledger.charges[c]!;
  const paying = Array.from({ length: loads.bins }, (_, other) => other).filter(
    (other) => other !== bin && charge.held[other]! > 0,
  );
  const before = priced(loads, ledger.pricing);
  const log: Move[] = [];
  const isOut = items.every((item) => meter.goesOn && isSent(state, { item, c, paying }, log));
  meter.spend(STEPS_PER_SLOT * loads.bins * loads.problem.slots * TOUCH);
  const change = isOut ? priced(loads, ledger.pricing).map((total, p) => total - before[p]!) : undefined;
  if (change === undefined || !isFall(change, least)) {
    undo(state, log);
    // The books of a plain charge were left as they were.
    if (charge.steps !== undefined) for (const touched of touchedBy(log)) ledger.renew(touched);
    return false;
  }
  if (loads.itemsIn(bin).length === 0) loads.close(bin);
  for (const touched of touchedBy(log)) ledger.renew(touched);
  return true;
}

const touchedBy = (log: readonly Move[]): ReadonlySet<number> => new Set(log.flatMap(({ from, to }) => [from, to]));

/** No item moves twice: what came in exchange brings no charge and is in no bin that pays. */
interface Move {
  readonly item: number;
  readonly from: number;
  readonly to: number;
}

function undo({ loads }: Descent, log: readonly Move[]): void {
  for (const { item } of log) loads.remove(item);
  for (const { item, from } of log) loads.place(item, from);
}

/** Of the bins that pay and have room, the first where the charge rises least; undefined = none has room. */
function placeFor(
  { loads, ledger }: Descent,
  { item, c, paying }: { readonly item: number; readonly c: number; readonly paying: readonly number[] },
): number | undefined {
  const charge = ledger.charges[c]!;
  if (charge.steps === undefined) return paying.find((bin) => loads.fits(item, bin));
  const weight = ledger.weightsOf(item)[ledger.chargesOf(item).indexOf(c)]!;
  let best: number | undefined;
  let lowest = Infinity;
  for (const bin of paying) {
    const [type, held] = [loads.typeOf(bin), charge.held[bin]!];
    const rise = chargeAt(charge, type, held + weight) - chargeAt(charge, type, held);
    if (rise >= lowest || !loads.fits(item, bin)) continue;
    best = bin;
    lowest = rise;
    if (rise === 0) break;
  }
  return best;
}

/** Put one charged item into a bin that pays, by itself or in exchange. */
function isSent(
  state: Descent,
  want: { readonly item: number; readonly c: number; readonly paying: readonly number[] },
  log: Move[],
): boolean {
  const { loads, ledger, meter, draws } = state;
  const { item, c, paying } = want;
  const from = loads.binOf(item);
  loads.remove(item);
  const free = placeFor(state, want);
  loads.place(item, free ?? from);
  meter.spend(paying.length * STEPS_PER_TRY * TOUCH);
  if (free !== undefined) {
    log.push({ item, from, to: free });
    if (ledger.charges[c]!.steps !== undefined) ledger.renew(free);
    return true;
  }
  for (let tries = 0; tries < MOST_PARTNERS && meter.goesOn; tries++) {
    const bin = paying[draws.below(paying.length)]!;
    const inside = loads.itemsIn(bin);
    const partner = inside[draws.below(inside.length)];
    if (partner === undefined || ledger.chargesOf(partner).includes(c)) continue;
    meter.spend((STEPS_PER_TRY + 6 * loads.problem.slots) * TOUCH);
    if (!exchanged(loads, item, partner)) continue;
    log.push({ item, from, to: bin }, { item: partner, from: bin, to: from });
    if (ledger.charges[c]!.steps !== undefined) ledger.renew(bin);
    return true;
  }
  return false;
}
