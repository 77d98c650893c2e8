/**
 * Rounds of repair over a whole fleet: bins are dealt into groups at random, those that are over evenly, every group is
 * repaired by itself (on as many threads as the team has), and the next round deals anew. When a round helps little the
 * next may take longer and looks at hard limits and soft ones in turn; when several in a row do, the fleet is given up.
 */
import { type FleetState, placingOf } from "./fleet-state.ts";
import { type Meter, TOUCH } from "./meter.ts";
import { longestShare } from "./team-of-one.ts";
import type { FlatProblem, PackTeam, RepairJob } from "./team.ts";
import { Xorshift } from "./xorshift.ts";

/** Bins per group: with some forty items of a few hundred numbers each, about 2 MB, which a core's cache holds. */
const GROUP = 64;
/** Of those at most this many that are over, so that the others can help. */
const OVER_PER_GROUP = 3;
/** Work per bin that is over, in the first round, in seconds of the reference machine. */
const FIRST_EFFORT = 0.0006;
/** Most work per bin that is over. */
const MOST_EFFORT = 0.02;
/** A round that leaves more than this share of the overload helped little. */
const LITTLE = 0.8;
/** Rounds in a row that may help little. */
const MOST_IN_VAIN = 5;
/**
 * Strain begins 1 % below the limits: with none the repair ends with all bins a little over (0.64 on 10,000 × 168 after
 * the work that leaves 0.05 with this), with 2 % it takes half as long again.
 */
const SOFTNESS = 0.01;
/**
 * Where that no longer helps, the few bins left over are stuck because every exchange strains some other column that is
 * nearly full; a round in which only what is beyond the limits counts sets them free (10,000 × 168: 0.10 % above the
 * bound instead of 0.44 % after the same work).
 */
const HARDNESS = 0.0001;
const MOST_SEED = 2 ** 30;
/** Work of listing the items bin by bin, per item. */
const PLACING_TOUCHES = 20;

export interface Rounds {
  readonly flat: FlatProblem;
  readonly state: FleetState;
  readonly meter: Meter;
  readonly team: PackTeam;
  readonly seed: number;
}

/** Repair until nothing is over, it no longer helps, or the work is spent; `state.binOf` is rewritten. Returns what is over. */
export function repairRounds({ flat, state, meter, team, seed }: Rounds): number {
  const random = new Xorshift(seed);
  const bins = state.typeOf.length;
  let overs = Int32Array.from({ length: bins }, (_, bin) => bin);
  let left = Infinity;
  let effort = FIRST_EFFORT;
  let softness = SOFTNESS;
  for (let round = 0, inVain = 0; inVain < MOST_IN_VAIN && (round === 0 || meter.goesOn); round++) {
    const placing = placingOf(state, team.isShared);
    const most = Math.max(0, meter.effort - meter.spent);
    const jobs = deal(overs, bins, random).map((group): RepairJob => {
      const share = Math.min(effort * group.overs, most);
      return { bins: group.bins, seed: random.below(MOST_SEED), effort: share, softness };
    });
    const reports = team.repair({ flat, placing, jobs }, () => meter.isStoppedNow);
    meter.spend(longestShare(reports, team.size) + flat.items * TOUCH * PLACING_TOUCHES);
    const over = reports.reduce((sum, report) => sum + report.over, 0);
    overs = Int32Array.from(reports.flatMap((report) => report.overs));
    if (over === 0) return 0;
    const isLittle = over > left * LITTLE;
    inVain = isLittle ? inVain + 1 : 0;
    if (isLittle) {
      effort = Math.min(MOST_EFFORT, effort * 2);
      softness = softness === SOFTNESS ? HARDNESS : SOFTNESS;
    }
    left = over;
  }
  return left;
}

/** Groups of bins: those that are over dealt out evenly, filled up with bins that are not. */
function deal(
  overs: Int32Array,
  bins: number,
  random: Xorshift,
): readonly { readonly bins: Int32Array; readonly overs: number }[] {
  const isOver = new Uint8Array(bins);
  for (const bin of overs) isOver[bin] = 1;
  const over = shuffled(overs, random);
  const rest = shuffled(
    Int32Array.from({ length: bins }, (_, bin) => bin).filter((bin) => isOver[bin] === 0),
    random,
  );
  const most = Math.max(1, Math.round(bins / GROUP));
  const count = Math.min(most, Math.max(1, Math.ceil(over.length / OVER_PER_GROUP)));
  // Every helper when all groups are dealt, else just enough to fill them up.
  const helpers = count === most ? rest : rest.subarray(0, Math.max(0, count * GROUP - over.length));
  const groups = Array.from({ length: count }, (): number[] => []);
  over.forEach((bin, at) => groups[at % count]!.push(bin));
  const overIn = groups.map((group) => group.length);
  helpers.forEach((bin, at) => groups[(over.length + at) % count]!.push(bin));
  return groups.map((group, g) => ({ bins: Int32Array.from(group), overs: overIn[g]! }));
}

function shuffled(of: Int32Array, random: Xorshift): Int32Array {
  const list = of.slice();
  for (let last = list.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [list[last], list[other]] = [list[other]!, list[last]!];
  }
  return list;
}
