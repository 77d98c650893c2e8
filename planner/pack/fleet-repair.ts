/**
 * Repair of a packing whose bins are a little beyond their limits: swaps and moves between two bins that make both
 * together less over, looked for at random around the worst column of a bin that is over. Nothing but strict gains is
 * taken, so it ends; big fleets are repaired group by group, each group a few dozen bins that fit the processor's cache,
 * with the groups shuffled from round to round.
 * The idea, a search among packings of fixed size that may break limits, is that of the consistent neighbourhood and
 * guided ejection searches for bin packing; the swap step is the plain one.
 */
import { BinGroup } from "./bin-group.ts";
import { TOUCH } from "./meter.ts";
import type { FlatProblem, Placing, RepairJob, RepairReport } from "./team.ts";
import { Xorshift } from "./xorshift.ts";

/** Partner bins tried around one column of one bin, and draws to find one with room in that column. */
const PARTNERS = 3;
const DRAWS = 8;
/** Pairs of items drawn per partner. */
const PAIRS = 48;
/** Work of one pair that ends at the comparison in one column. */
const PAIR_TOUCHES = 6;
/** Between two questions whether to stop, in bins looked at. */
const ASK_EVERY = 64;

/** Repair the group in place: binOf of its items is rewritten. */
export function repairGroup(flat: FlatProblem, placing: Placing, job: RepairJob, stopped: () => boolean): RepairReport {
  const group = new BinGroup(flat, placing, job.bins);
  const random = new Xorshift(job.seed);
  let spent = group.items.length * group.width * 3 * TOUCH;
  const look: Look = { own: new Float64Array(0), theirs: new Float64Array(0), touches: 0 };
  let isStopped = false;
  for (let looks = 1; group.count > 1 && spent < job.effort; looks++) {
    if (looks % ASK_EVERY === 0 && stopped()) {
      isStopped = true;
      break;
    }
    const bin = group.pickOver(random);
    if (bin < 0) break;
    look.touches = 0;
    relieve(group, bin, random, look);
    spent += look.touches * TOUCH;
  }
  group.store(placing, job.bins);
  const overs = [...job.bins].filter((_, b) => group.over[b]! > 0);
  return { over: group.over.reduce((sum, over) => sum + over, 0), overs, spent, isStopped };
}

/** What one look at a bin works with; the arrays are used again and again. */
interface Look {
  /** Column values of the bin's items. */
  own: Float64Array;
  /** Column values of the partner's items; one more for "nothing back". */
  theirs: Float64Array;
  touches: number;
}

/** Try exchanges around the bin's worst column with a few partners that have room there. */
function relieve(group: BinGroup, bin: number, random: Xorshift, look: Look): boolean {
  const { width, load } = group;
  const column = group.worstColumn(bin);
  const rows = group.rowsOf[bin]!;
  const inside = group.contents[bin]!;
  if (look.own.length < inside.length) look.own = new Float64Array(2 * inside.length);
  for (let a = 0; a < inside.length; a++) look.own[a] = rows[inside[a]! * width + column]!;
  look.touches += width + 2 * inside.length;
  for (let partner = 0; partner < PARTNERS; partner++) {
    let to = -1;
    let room = 0;
    for (let draw = 0; draw < DRAWS && room <= 0; draw++) {
      to = random.below(group.count - 1);
      if (to >= bin) to++;
      room = group.limitOf[to]![column]! - load[to * width + column]!;
    }
    look.touches += DRAWS;
    if (room > 0 && exchanged(group, { bin, to, column, room }, random, look)) return true;
  }
  return false;
}

/** Draw pairs of items that help the bin in the column and leave the partner within its limit there; make the first gain. */
function exchanged(
  group: BinGroup,
  at: { readonly bin: number; readonly to: number; readonly column: number; readonly room: number },
  random: Xorshift,
  look: Look,
): boolean {
  const { width, nothing } = group;
  const { bin, to, column, room } = at;
  const inside = group.contents[bin]!;
  const there = group.contents[to]!;
  const rows = group.rowsOf[bin]!;
  const n = there.length;
  if (look.theirs.length <= n) look.theirs = new Float64Array(2 * n + 1);
  for (let b = 0; b < n; b++) look.theirs[b] = rows[there[b]! * width + column]!;
  look.theirs[n] = 0;
  look.touches += 2 * n + PAIRS * PAIR_TOUCHES;
  const { own, theirs } = look;
  const isAlike = group.rowsOf[to] === rows;
  const before = group.over[bin]! + group.over[to]!;
  for (let pair = 0; pair < PAIRS; pair++) {
    const a = random.below(inside.length);
    const b = random.below(n + 1);
    const relief = own[a]! - theirs[b]!;
    if (relief <= 0 || (isAlike && relief > room)) continue;
    const item = inside[a]!;
    const back = b < n ? there[b]! : nothing;
    if (!mayExchange(group, { bin, item, to, back })) continue;
    look.touches += width / 2;
    const overThere = group.overWith(to, back, item, before);
    if (overThere >= before) continue;
    const overHere = group.overWith(bin, item, back, before - overThere);
    if (overHere + overThere >= before) continue;
    group.exchange(bin, item, to, back);
    group.setOver(bin, overHere);
    group.setOver(to, overThere);
    look.touches += 4 * width;
    return true;
  }
  return false;
}

function mayExchange(
  group: BinGroup,
  { bin, item, to, back }: { readonly bin: number; readonly item: number; readonly to: number; readonly back: number },
): boolean {
  if (group.isFixed[item] === 1) return false;
  if (group.eligibleOf[to]?.[item] === 0) return false;
  if (back === group.nothing) return true;
  return group.isFixed[back] === 0 && group.eligibleOf[bin]?.[back] !== 0;
}
