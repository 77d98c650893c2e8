/**
 * The cheapest repair of a small case, by search: sets of items that move besides those that must, from the cheapest set
 * up, and for each every way to place them. Where it ends within its limits nothing is cheaper; larger cases are left to
 * ejection.
 */
import type { BinLoads } from "../pack/bin-loads.ts";
import { openFor } from "../pack/open-bin.ts";
import { inPlacingOrder } from "./placing-order.ts";
import { excessOf, mustLeave } from "./take-out.ts";
import { type Placement, type Today, boardOf, placementOf, typesInStock, usedOf } from "./today.ts";

/** With so many items that could stay, every set of them is tried; with more, sets of up to three; then none. */
const MOST_FOR_ALL_SETS = 8;
const MOST_FOR_SMALL_SETS = 20;
const SMALL_SET = 3;
/** Placements tried over all sets. */
const MOST_NODES = 20_000;

interface Search {
  readonly today: Today;
  readonly board: BinLoads;
  readonly mostHosts: number;
  nodes: number;
}

/** The cheapest repair on no more hosts than today, everything placed; undefined = none found within the limits. */
export function fewestMoves(today: Today): Placement | undefined {
  const forced = new Set(mustLeave(today));
  const free = [...today.at.keys()].filter((item) => !forced.has(item));
  if (free.length > MOST_FOR_SMALL_SETS) return undefined;
  const sets = setsOf(free, free.length <= MOST_FOR_ALL_SETS ? free.length : SMALL_SET);
  const price = (set: readonly number[]) => set.reduce((sum, item) => sum + today.price[item]!, 0);
  const priced = sets.map((set) => ({ set, price: price(set) }));
  priced.sort((a, b) => a.price - b.price || a.set.length - b.set.length);
  const board = boardOf(today, today);
  for (const item of forced) if (board.binOf(item) >= 0) board.remove(item);
  const search: Search = { today, board, mostHosts: usedOf(today), nodes: 0 };
  for (const { set } of priced) {
    const found = withMoved(search, set, [...forced]);
    if (found !== undefined) return found;
    if (search.nodes > MOST_NODES) return undefined;
  }
  return undefined;
}

/** All sets of up to `most` of the items, the empty one first. */
function setsOf(items: readonly number[], most: number): readonly (readonly number[])[] {
  let last: readonly (readonly number[])[] = [[]];
  const all = [...last];
  for (let size = 1; size <= most; size++) {
    last = last.flatMap((set) =>
      items.filter((item) => set.length === 0 || item > set.at(-1)!).map((item) => [...set, item]),
    );
    all.push(...last);
  }
  return all;
}

/** Everything placed with just this set moved, or undefined and the board as it was. */
function withMoved(search: Search, set: readonly number[], forced: readonly number[]): Placement | undefined {
  const { board, today } = search;
  for (const item of set) board.remove(item);
  const items = inPlacingOrder(today, [...forced, ...set]);
  const found = isSound(board) && isPlaced(search, items, 0) ? placementOf(board, today.hosts) : undefined;
  if (found === undefined) for (const item of set) board.place(item, today.at[item]!);
  return found;
}

/** No host is over, no rule is broken by what is placed. */
function isSound(board: BinLoads): boolean {
  for (let bin = 0; bin < board.bins; bin++) if (board.isOpen(bin) && excessOf(board, bin) > 0) return false;
  const concerned = new Set(board.problem.rules.flatMap((rule) => rule.items));
  return [...concerned].every((item) => board.binOf(item) < 0 || board.isAllowed(item, board.binOf(item)));
}

function isPlaced(search: Search, items: readonly number[], at: number): boolean {
  const { board, today } = search;
  const item = items[at];
  if (item === undefined) return true;
  if (search.nodes++ > MOST_NODES) return false;
  for (let bin = 0; bin < board.bins; bin++) {
    if (today.isDrained[bin] === 1 || !board.fits(item, bin)) continue;
    if (board.itemsIn(bin).length === 0 && usedOn(board) >= search.mostHosts) continue;
    board.place(item, bin);
    if (isPlaced(search, items, at + 1)) return true;
    board.remove(item);
  }
  if (usedOn(board) >= search.mostHosts) return false;
  const fresh = openFor(board, item, typesInStock(board, today));
  if (fresh < 0) return false;
  board.place(item, fresh);
  if (isPlaced(search, items, at + 1)) return true;
  board.remove(item);
  board.close(fresh);
  return false;
}

const usedOn = (board: BinLoads): number => {
  let used = 0;
  for (let bin = 0; bin < board.bins; bin++) if (board.itemsIn(bin).length > 0) used++;
  return used;
};
