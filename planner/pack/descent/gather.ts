/**
 * Charges saved by gathering: a charge is paid once by every bin that holds one of its items, so it pays to keep them on
 * few bins. Bin by bin, fewest of the items first, all of them are moved into bins that pay the charge already; where one
 * has no room, a bigger or equal item that brings no such charge makes room by going the other way. Kept only as a whole,
 * and only when the prices fall.
 */
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
      if (isFreed(state, c, bin)) gained++;
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

/** Move the charge's items out of the bin, or leave everything as it was. */
function isFreed(state: Descent, c: number, bin: number): boolean {
  const { loads, ledger, meter, least } = state;
  const { held } = ledger.charges[c]!;
  if (!loads.isOpen(bin) || held[bin] === 0) return false;
  const paying = Array.from({ length: loads.bins }, (_, other) => other).filter(
    (other) => other !== bin && held[other]! > 0,
  );
  const items = loads.itemsIn(bin).filter((item) => ledger.chargesOf(item).includes(c));
  const before = priced(loads, ledger.pricing);
  const log: Move[] = [];
  const isOut = items.every((item) => meter.goesOn && isSent(state, { item, c, paying }, log));
  meter.spend(STEPS_PER_SLOT * loads.bins * loads.problem.slots * TOUCH);
  if (
    isOut &&
    isFall(
      priced(loads, ledger.pricing).map((total, p) => total - before[p]!),
      least,
    )
  ) {
    if (loads.itemsIn(bin).length === 0) loads.close(bin);
    for (const touched of new Set(log.flatMap(({ from, to }) => [from, to]))) ledger.renew(touched);
    return true;
  }
  undo(state, log);
  return false;
}

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
  const free = paying.find((bin) => loads.fits(item, bin));
  loads.place(item, free ?? from);
  meter.spend(paying.length * STEPS_PER_TRY * TOUCH);
  if (free !== undefined) {
    log.push({ item, from, to: free });
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
    return true;
  }
  return false;
}
