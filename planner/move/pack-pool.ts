/**
 * Everything from the hosts to be emptied, packed into the other hosts in use: the largest first, each into the fullest
 * host that takes it. What fits nowhere throws out something that moves anyway, or, at a price, something that stood still.
 */
import type { BinLoads } from "../pack/bin-loads.ts";
import type { Meter } from "../pack/meter.ts";
import { RoomOrder } from "./choose-host.ts";
import { placeByEjection } from "./eject.ts";
import { inPlacingOrder } from "./placing-order.ts";
import { type Placement, type Today, boardOf } from "./today.ts";

/** Ejections: per pooled item, and at least. */
const STEPS_PER_ITEM = 4;
const FEWEST_STEPS = 400;
/** An item that stood still counts, when in the way, as much as one that was in the way so often. */
const STILL_STEPS = 20;

/** Counted work, measured on the reference machine: a slot of an item placed or removed, and a fit check. */
const SECONDS_PER_SLOT = 3e-9;
const SECONDS_PER_CHECK = 30e-9;

export interface Packed {
  /** [item] host. */
  readonly at: Int32Array;
  /** What found no place, the largest first; empty = it worked. */
  readonly waiting: readonly number[];
  /** Hosts that what waits would fill, rounded up. */
  readonly missing: number;
}

interface Pooling {
  readonly emptying: readonly number[];
  readonly mayEject: boolean;
  readonly meter: Meter;
}

/** Pack the rest without these hosts. O(pool × hosts) fit checks */
export function packedWithout(today: Today, before: Placement, { emptying, mayEject, meter }: Pooling): Packed {
  const board = boardOf(today, before);
  const pool = emptying.flatMap((host) => [...board.itemsIn(host)]);
  for (const item of pool) board.remove(item);
  const { items, slots, varying } = today.problem;
  meter.spend((items + 2 * pool.length) * slots * varying.length * SECONDS_PER_SLOT);
  const without = new Set(emptying);
  const targets = [...before.hosts.keys()].filter((host) => !without.has(host) && board.itemsIn(host).length > 0);
  const order = new RoomOrder(board, today.worths, targets);
  const waiting = inPlacingOrder(today, pool).filter((item) => {
    if (meter.isStopped) return true;
    const checked = order.checks;
    const host = order.choose(item);
    meter.spend((order.checks - checked) * SECONDS_PER_CHECK);
    if (host >= 0) order.place(item, host);
    return host < 0;
  });
  const isPlaced = waiting.length === 0 || (mayEject && ejected(today, { board, order, meter, pool, waiting }));
  return { at: atOf(board), waiting: isPlaced ? [] : waiting, missing: missingFor(today, waiting) };
}

interface Ejecting {
  readonly board: BinLoads;
  readonly order: RoomOrder;
  readonly meter: Meter;
  readonly pool: readonly number[];
  readonly waiting: readonly number[];
}

function ejected(today: Today, { board, order, meter, pool, waiting }: Ejecting): boolean {
  const cost = (item: number, host: number) => (host === today.at[item] ? STILL_STEPS : 0);
  const steps = FEWEST_STEPS + STEPS_PER_ITEM * pool.length;
  if (!placeByEjection({ board, order, cost, meter, steps }, waiting.toReversed())) return false;
  goHome(board, today, order);
  return true;
}

/** Worth of the items over the worth of the host that holds most. */
function missingFor({ prepared, problem }: Today, items: readonly number[]): number {
  const { sizes, fleet } = prepared;
  const finite = (amount: number) => (Number.isFinite(amount) ? amount : 0);
  const held = problem.types.map(({ capacity, room }, t) =>
    [...capacity, ...room].reduce((sum, amount, r) => sum + finite(amount) * fleet.unitPrice[t]![r]!, 0),
  );
  const most = held.reduce((top, worth) => Math.max(top, worth), 0);
  const worth = items.reduce((sum, item) => sum + sizes.worth[item]!, 0);
  return most > 0 ? Math.ceil(worth / most) : 0;
}

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
