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
import { PairLook } from "./pair-look.ts";
import type { FlatProblem, Placing, RepairJob, RepairReport } from "./team.ts";
import { Xorshift } from "./xorshift.ts";

/** Partner bins tried around one column of one bin, and draws to find one with room in that column. */
const PARTNERS = 4;
const DRAWS = 8;
/** Rows are read in random order: what a touch costs more than one in sequence. */
const MISSES = 1.3;
/** Between two questions whether to stop, in bins looked at. */
const ASK_EVERY = 32;

/** Repair the group in place: binOf of its items is rewritten. */
export function repairGroup(flat: FlatProblem, placing: Placing, job: RepairJob, stopped: () => boolean): RepairReport {
  const group = new BinGroup(flat, placing, job.bins, job.softness);
  const random = new Xorshift(job.seed);
  let spent = group.items.length * group.width * 3 * TOUCH;
  const look = new PairLook();
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
    spent += look.touches * TOUCH * MISSES;
  }
  group.store(placing, job.bins);
  const overs = [...job.bins].filter((_, b) => group.over[b]! > 0);
  return { over: group.over.reduce((sum, over) => sum + over, 0), overs, spent, isStopped };
}

/** Try exchanges around the bin's tightest column with a few partners that have room there. */
function relieve(group: BinGroup, bin: number, random: Xorshift, look: PairLook): void {
  const { width, load } = group;
  look.face(group, bin);
  const column = look.column;
  for (let partner = 0; partner < PARTNERS; partner++) {
    let to = -1;
    let room = 0;
    for (let draw = 0; draw < DRAWS && room <= 0; draw++) {
      to = random.below(group.count - 1);
      if (to >= bin) to++;
      room = group.limitOf[to]![column]! - load[to * width + column]!;
    }
    look.touches += 2 * DRAWS;
    if (room > 0 && exchanged(group, look, { bin, to }, random)) return;
  }
}

/** Go through the pairs of items of the two bins that look good; make the first that gains. */
function exchanged(
  group: BinGroup,
  look: PairLook,
  { bin, to }: { readonly bin: number; readonly to: number },
  random: Xorshift,
): boolean {
  const inside = group.contents[bin]!;
  const there = group.contents[to]!;
  const { width, nothing } = group;
  const before = group.strain[bin]! + group.strain[to]!;
  look.meet(group, to, before);
  const first = random.below(inside.length);
  for (let n = 0; n < inside.length; n++) {
    const a = first + n < inside.length ? first + n : first + n - inside.length;
    for (let b = look.next(a, -1); b >= 0; b = look.next(a, b)) {
      const item = inside[a]!;
      const back = b < there.length ? there[b]! : nothing;
      if (!mayExchange(group, { bin, item, to, back })) continue;
      look.touches += width / 2;
      const strainThere = group.strainWith(to, back, item, before);
      if (strainThere >= before) continue;
      const strainHere = group.strainWith(bin, item, back, before - strainThere);
      if (strainHere + strainThere >= before) continue;
      group.exchange(bin, item, to, back);
      group.renew(bin);
      group.renew(to);
      look.touches += 4 * width;
      return true;
    }
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
