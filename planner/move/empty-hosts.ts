/**
 * Emptying whole hosts: to do without k hosts, at least the k that are cheapest to empty must be, so those are taken. All
 * that stands on them is pooled and packed into the rest (pack-pool.ts). How many can go is searched: down from the bound
 * without ejections, by as many hosts as what found no place would fill, then up again with ejections. A host whose item
 * blocks is left alone and the next one taken instead.
 */
import { lowerBound } from "../pack/bound.ts";
import type { Meter } from "../pack/meter.ts";
import { type Packed, packedWithout } from "./pack-pool.ts";
import { type Placement, type Today, fillOf, hostPrices, usedOf } from "./today.ts";
import { stuckHosts } from "./stuck-hosts.ts";

/** Hosts that may turn out to be in the way in one attempt, and items without a place up to which one is blamed. */
const MOST_EXCHANGES = 6;
const FEW_WAITING = 3;

/** Hosts emptied together, in the order in which to empty them. */
export interface Emptying {
  /** Where everything stands afterwards. */
  readonly after: Placement;
  readonly emptied: readonly number[];
}

interface Attempt {
  readonly today: Today;
  readonly before: Placement;
  /** Hosts in use that can be emptied, the cheapest first. */
  readonly order: readonly number[];
  readonly meter: Meter;
}

/** Empty as many hosts as can be found; undefined = none. */
export function emptyHosts(today: Today, before: Placement, meter: Meter): Emptying | undefined {
  const placed = [...before.at.keys()].filter((item) => before.at[item]! >= 0);
  const needed = lowerBound(today.prepared.problem, placed).bins;
  if (usedOf(before) <= needed) return undefined;
  const stuck = stuckHosts(today, before);
  const order = cheapestFirst(today, before).filter((host) => !stuck.has(host));
  const most = Math.min(order.length, usedOf(before) - Math.max(needed, 1));
  const attempt: Attempt = { today, before, order, meter };
  return withEjections(attempt, mostEmptied(attempt, most), most);
}

/** The most hosts that can be emptied without ejection: down from all until it goes, then by halving. */
function mostEmptied(attempt: Attempt, most: number): Emptying | undefined {
  let [low, high] = [0, most + 1];
  let best: Emptying | undefined;
  for (let hosts = most; hosts > low && hosts < high && attempt.meter.goesOn; ) {
    const { found, missing } = emptied(attempt, hosts, false);
    if (found === undefined) high = hosts;
    else [low, best] = [hosts, found];
    const down = hosts - Math.max(1, missing, most - hosts);
    hosts = low > 0 || down <= 0 ? (low + high) >> 1 : down;
  }
  return best;
}

/** Further with ejections, in steps that double while it goes and halve when it does not. */
function withEjections(attempt: Attempt, plain: Emptying | undefined, most: number): Emptying | undefined {
  let best = plain;
  let isDoubling = true;
  for (let step = 1; step >= 1 && attempt.meter.goesOn; ) {
    const done = best?.emptied.length ?? 0;
    const hosts = Math.min(most, done + step);
    if (hosts <= done) break;
    const { found } = emptied(attempt, hosts, true);
    if (found !== undefined) best = found;
    else isDoubling = false;
    step = isDoubling ? step * 2 : step >> 1;
  }
  return best;
}

/** Hosts in use by the price of emptying them for what that saves; then the emptier one. */
function cheapestFirst(today: Today, placement: Placement): readonly number[] {
  const price = hostPrices(today, placement);
  const fill = fillOf(placement);
  const cost = placement.hosts.map(({ type }) => today.problem.types[type]!.cost);
  const rate = (host: number) => price[host]! / cost[host]!;
  return [...fill.keys()]
    .filter((host) => fill[host]! > 0)
    .sort((a, b) => rate(a) - rate(b) || fill[a]! - fill[b]! || a - b);
}

/** Empty so many hosts, exchanging those that are in the way; not found: how many more hosts it would have taken. */
function emptied(
  { today, before, order, meter }: Attempt,
  hosts: number,
  mayEject: boolean,
): { readonly found?: Emptying; readonly missing: number } {
  const blocked = new Set<number>();
  let packed: Packed | undefined;
  while (blocked.size <= MOST_EXCHANGES && meter.goesOn) {
    const chosen = order.filter((host) => !blocked.has(host)).slice(0, hosts);
    if (chosen.length < hosts) break;
    packed = packedWithout(today, before, { emptying: chosen, mayEject, meter });
    if (packed.waiting.length === 0)
      return { found: { after: { hosts: before.hosts, at: packed.at }, emptied: chosen }, missing: 0 };
    if (packed.waiting.length > FEW_WAITING) break;
    blocked.add(before.at[packed.waiting[0]!]!);
  }
  return { missing: packed?.missing ?? 0 };
}
