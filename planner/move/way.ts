/**
 * The way from one placement to the next, host by host: whenever the hosts taken up so far are all empty, the placement on
 * the way is a plan of its own, with so many hosts and so many moves. These are the points of the trade-off curve.
 */
import type { BinLoads } from "../pack/bin-loads.ts";
import type { Emptying } from "./empty-hosts.ts";
import { type Placement, type Today, boardOf, placementOf } from "./today.ts";

/** One stretch of the way: from a valid placement, by emptying hosts. */
export interface Stretch {
  readonly today: Today;
  readonly before: Placement;
  readonly emptying: Emptying;
}

interface Walk {
  readonly board: BinLoads;
  readonly before: Int32Array;
  readonly goal: Int32Array;
  /** [host] items that leave it although it stays in use. */
  readonly thrownOut: ReadonlyMap<number, readonly number[]>;
  /** Since the last visit. */
  moved: number[];
}

/** Shown a plan on the way and the items that moved since the one before; false = stop here. */
export type Visit = (board: BinLoads, moved: readonly number[]) => boolean;

/**
 * Walk the stretch and show the board wherever it is a plan of its own, in order.
 * @returns the placement where the walk ended
 */
export function walk({ today, before, emptying }: Stretch, visit: Visit): Placement {
  const board = boardOf(today, before);
  const state: Walk = {
    board,
    before: before.at,
    goal: emptying.after.at,
    thrownOut: thrownOutOf(before, emptying),
    moved: [],
  };
  let pending: readonly number[] = [];
  for (const host of emptying.emptied) {
    const leaving = [...board.itemsIn(host)].filter((item) => state.goal[item] !== host).sort((a, b) => a - b);
    pending = [...pending, ...leaving].filter((item) => !moves(state, item));
    if (pending.length > 0) continue;
    if (!visit(board, state.moved)) return placementOf(board, before.hosts);
    state.moved = [];
  }
  if (arrives(state)) visit(board, state.moved);
  return placementOf(board, before.hosts);
}

function thrownOutOf(before: Placement, { after, emptied }: Emptying): ReadonlyMap<number, readonly number[]> {
  const empty = new Set(emptied);
  const thrown = new Map<number, number[]>();
  for (const [item, host] of before.at.entries()) {
    if (host < 0 || host === after.at[item] || empty.has(host)) continue;
    thrown.set(host, [...(thrown.get(host) ?? []), item]);
  }
  return thrown;
}

/** Move the item to its goal if that takes it, with those moved out of the way that leave anyway. */
function moves(state: Walk, item: number): boolean {
  const { board, goal } = state;
  const to = goal[item]!;
  if (hop(state, item)) return true;
  for (const other of state.thrownOut.get(to) ?? []) {
    if (board.binOf(other) === to && hop(state, other) && hop(state, item)) return true;
  }
  return false;
}

function hop({ board, goal, moved }: Walk, item: number): boolean {
  const from = board.binOf(item);
  board.remove(item);
  const fits = board.fits(item, goal[item]!);
  board.place(item, fits ? goal[item]! : from);
  if (fits) moved.push(item);
  return fits;
}

/** Put at its goal what is not there yet; was there any? */
function arrives({ board, goal, moved }: Walk): boolean {
  const late = [...goal.keys()].filter((item) => goal[item]! >= 0 && board.binOf(item) !== goal[item]);
  for (const item of late) board.remove(item);
  for (const item of late) board.place(item, goal[item]!);
  moved.push(...late);
  return late.length > 0;
}
