/**
 * Repair: what must leave its host finds another, at the least cost of moves. In this order: a host that takes it as it
 * is; a fresh host in place of one that was emptied; a chain in which others make room; a further host. Small cases are
 * searched through, so that the moves are the fewest there can be.
 */
import type { BinLoads } from "../pack/bin-loads.ts";
import type { Meter } from "../pack/meter.ts";
import { openFor } from "../pack/open-bin.ts";
import { RoomOrder } from "./choose-host.ts";
import { placeByEjection } from "./eject.ts";
import { fewestMoves } from "./fewest-moves.ts";
import { inPlacingOrder } from "./placing-order.ts";
import { mustLeave, takeOut } from "./take-out.ts";
import { type Placement, type Today, boardOf, placementOf, typesInStock, usedOf } from "./today.ts";

/** Ejections per item without a place. */
const STEPS_PER_ITEM = 400;
/** A native in the way counts as much as being in the way so often. */
const NATIVE_STEPS = 20;

/** Make today's placement a valid one, with the fewest or cheapest moves found; what fits nowhere is at −1. */
export function repair(today: Today, meter: Meter): Placement {
  const board = boardOf(today, today);
  const left = takeOut(board, today);
  const homeless = [...today.at.keys()].filter((item) => today.at[item] === -1);
  const pool = inPlacingOrder(today, [...left, ...homeless]);
  if (pool.length === 0) return { hosts: today.hosts, at: today.at.slice() };
  const order = new RoomOrder(board, today.worths, targets(board, today));
  const waiting = pool.filter((item) => {
    const host = order.choose(item);
    if (host >= 0) order.place(item, host);
    return host < 0;
  });
  const rest = openHosts({ today, board, order, meter }, waiting, usedOf(today));
  const isCheapest = rest.length === 0 && pool.length === mustLeave(today).length;
  if (isCheapest) return placementOf(board, today.hosts);
  const searched = fewestMoves(today);
  return searched ?? placeByForce({ today, board, order, meter }, rest);
}

interface Repair {
  readonly today: Today;
  readonly board: BinLoads;
  readonly order: RoomOrder;
  readonly meter: Meter;
}

/** Place what is left by chains, or, where they fail, into hosts beyond today's number. */
function placeByForce(state: Repair, rest: readonly number[]): Placement {
  const { today, board, order, meter } = state;
  if (rest.length === 0) return placementOf(board, today.hosts);
  const before = Int32Array.from({ length: board.problem.items }, (_, item) => board.binOf(item));
  const cost = (item: number, host: number) => (host === today.at[item] ? NATIVE_STEPS : 0);
  const stack = [...rest].reverse();
  if (placeByEjection({ board, order, cost, meter, steps: rest.length * STEPS_PER_ITEM }, stack)) {
    return placementOf(board, today.hosts);
  }
  restore(board, before);
  const refreshed: Repair = { ...state, order: new RoomOrder(board, today.worths, targets(board, today)) };
  openHosts(refreshed, rest, Infinity);
  return placementOf(board, today.hosts);
}

/** Place into fresh hosts while no more than so many are used; returns what is left. */
function openHosts({ today, board, order }: Repair, items: readonly number[], mostHosts: number): readonly number[] {
  let used = Array.from({ length: board.bins }, (_, bin) => bin).filter((bin) => board.itemsIn(bin).length > 0).length;
  return items.filter((item) => {
    const open = order.choose(item);
    if (open >= 0) {
      order.place(item, open);
      return false;
    }
    if (used >= mostHosts) return true;
    const bin = openFor(board, item, typesInStock(board, today));
    if (bin < 0) return true;
    used++;
    order.place(item, bin);
    return false;
  });
}

/** Hosts that may take items. */
function targets(board: BinLoads, today: Today): readonly number[] {
  return Array.from({ length: board.bins }, (_, bin) => bin).filter(
    (bin) => board.isOpen(bin) && today.isDrained[bin] !== 1,
  );
}

/** Put every item into the bin it is to be in. */
function restore(board: BinLoads, at: Int32Array): void {
  const moved = [...at.keys()].filter((item) => board.binOf(item) !== at[item]);
  for (const item of moved) if (board.binOf(item) >= 0) board.remove(item);
  for (const item of moved) if (at[item]! >= 0) board.place(item, at[item]!);
}
