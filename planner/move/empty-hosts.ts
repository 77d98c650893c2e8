/**
 * Emptying whole hosts: to do without k hosts, at least the k that are cheapest to empty must be, so those are taken. All
 * that stands on them is pooled and packed into the rest, the largest first, each into the fullest host that takes it;
 * what fits nowhere throws out something that moves anyway, or at its price something that would have stayed. A host
 * whose items block is left alone and the next one taken instead.
 */
import type { BinLoads } from "../pack/bin-loads.ts";
import { lowerBound } from "../pack/bound.ts";
import type { Meter } from "../pack/meter.ts";
import { RoomOrder } from "./choose-host.ts";
import { placeByEjection } from "./eject.ts";
import { inPlacingOrder } from "./placing-order.ts";
import { type Placement, type Today, boardOf, fillOf, hostPrices, usedOf } from "./today.ts";

/** Ejections per pooled item. */
const STEPS_PER_ITEM = 4;
const FEWEST_STEPS = 400;
/** A native in the way counts as much as being in the way so often. */
const NATIVE_STEPS = 20;
/** Hosts that may turn out to be in the way in one attempt. */
const MOST_EXCHANGES = 12;

/** Hosts emptied together, in the order in which to empty them. */
export interface Emptying {
  /** Where everything stands afterwards. */
  readonly after: Placement;
  readonly emptied: readonly number[];
}

interface Attempt {
  readonly today: Today;
  readonly before: Placement;
  /** Hosts in use, the cheapest to empty first. */
  readonly order: readonly number[];
  readonly meter: Meter;
}

/** Empty as many hosts as can be found; undefined = none. */
export function emptyHosts(today: Today, before: Placement, meter: Meter): Emptying | undefined {
  const placed = [...before.at.keys()].filter((item) => before.at[item]! >= 0);
  const used = usedOf(before);
  const most = used - lowerBound(today.prepared.problem, placed).bins;
  if (most <= 0) return undefined;
  const attempt: Attempt = { today, before, order: cheapestFirst(today, before), meter };
  const plain = mostEmptied(attempt, most);
  return withEjections(attempt, plain, most);
}

/** The most hosts that can be emptied without ejection: down from all, in doubling steps, then by halving. */
function mostEmptied(attempt: Attempt, most: number): Emptying | undefined {
  let [low, high] = [0, most + 1];
  let best: Emptying | undefined;
  for (let step = 1, hosts = most; hosts > low && attempt.meter.goesOn; ) {
    const found = emptied(attempt, hosts, 0);
    if (found === undefined) high = hosts;
    else [low, best] = [hosts, found];
    if (found === undefined && low === 0 && hosts - step > 0) {
      hosts -= step;
      step *= 2;
    } else hosts = (low + high) >> 1;
  }
  return best;
}

/** Host by host further with ejections, as long as that goes. */
function withEjections(attempt: Attempt, plain: Emptying | undefined, most: number): Emptying | undefined {
  let best = plain;
  for (let hosts = (plain?.emptied.length ?? 0) + 1; hosts <= most && attempt.meter.goesOn; hosts++) {
    const found = emptied(attempt, hosts, STEPS_PER_ITEM);
    if (found === undefined) break;
    best = found;
  }
  return best;
}

/** Hosts in use by the price of emptying them for what that saves; then the emptier one. */
export function cheapestFirst(today: Today, placement: Placement): readonly number[] {
  const price = hostPrices(today, placement);
  const fill = fillOf(placement);
  const cost = placement.hosts.map(({ type }) => today.problem.types[type]!.cost);
  const rate = (host: number) => price[host]! / cost[host]!;
  return [...fill.keys()]
    .filter((host) => fill[host]! > 0)
    .sort((a, b) => rate(a) - rate(b) || fill[a]! - fill[b]! || a - b);
}

/** Empty so many hosts, exchanging those that are in the way; undefined = not found. */
function emptied(attempt: Attempt, hosts: number, stepsPerItem: number): Emptying | undefined {
  const blocked = new Set<number>();
  for (let tries = 0; tries <= MOST_EXCHANGES && attempt.meter.goesOn; tries++) {
    const chosen = attempt.order.filter((host) => !blocked.has(host)).slice(0, hosts);
    if (chosen.length < hosts) return undefined;
    const packed = packedWithout(attempt, chosen, stepsPerItem);
    if (packed instanceof Int32Array) return { after: { hosts: attempt.before.hosts, at: packed }, emptied: chosen };
    blocked.add(packed.blockedBy);
  }
  return undefined;
}

/** Where everything stands without the hosts, or the host whose item found no place. */
function packedWithout(
  { today, before, meter }: Attempt,
  emptying: readonly number[],
  stepsPerItem: number,
): Int32Array | { readonly blockedBy: number } {
  const board = boardOf(today, before);
  const pool = emptying.flatMap((host) => [...board.itemsIn(host)]);
  for (const item of pool) board.remove(item);
  meter.spend(today.problem.items * today.problem.slots * SECONDS_PER_SLOT);
  const without = new Set(emptying);
  const targets = [...before.hosts.keys()].filter((host) => !without.has(host) && board.itemsIn(host).length > 0);
  const order = new RoomOrder(board, today.prepared, targets);
  const waiting = inPlacingOrder(today, pool).filter((item) => {
    if (meter.isStopped) return true;
    const host = order.choose(item);
    meter.spend(order.hosts.length * SECONDS_PER_CHECK);
    if (host >= 0) order.place(item, host);
    return host < 0;
  });
  const [largest] = waiting;
  if (largest === undefined) return atOf(board);
  const steps = stepsPerItem === 0 ? 0 : FEWEST_STEPS + stepsPerItem * pool.length;
  const cost = (item: number, host: number) => (host === today.at[item] ? NATIVE_STEPS : 0);
  if (steps > 0 && placeByEjection({ board, order, cost, meter, steps }, waiting.toReversed())) {
    goHome(board, today, order);
    return atOf(board);
  }
  return { blockedBy: before.at[largest]! };
}

/** Counted work of building a board, per slot of an item, and of one fit check; measured on the reference machine. */
const SECONDS_PER_SLOT = 4e-9;
const SECONDS_PER_CHECK = 20e-9;

const atOf = (board: BinLoads): Int32Array =>
  Int32Array.from({ length: board.problem.items }, (_, item) => board.binOf(item));

/** Items that were thrown out of their home and would fit there again return. */
function goHome(board: BinLoads, today: Today, order: RoomOrder): void {
  const mayTake = new Set(order.hosts);
  for (let returned = 1; returned > 0; ) {
    returned = 0;
    for (const [item, home] of today.at.entries()) {
      if (board.binOf(item) === home || !mayTake.has(home)) continue;
      if (!board.fits(item, home)) continue;
      order.remove(item);
      order.place(item, home);
      returned++;
    }
  }
}
