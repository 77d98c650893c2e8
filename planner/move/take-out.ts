/**
 * What cannot stay where it stands: everything on a drained host, items their host may not hold, the cheapest few of a
 * host that is too full, and of a broken rule the cheapest items that break it.
 */
import type { BinLoads } from "../pack/bin-loads.ts";
import type { Today } from "./today.ts";

/** What must move whatever else does: on a drained host, on one that may not hold it, or nowhere yet. Ascending. */
export function mustLeave(today: Today): readonly number[] {
  return [...today.at.keys()].filter((item) => {
    const host = today.at[item]!;
    if (host < 0 || today.isDrained[host] === 1) return true;
    return today.problem.types[today.hosts[host]!.type]!.eligible[item] !== 1;
  });
}

/** Take out of the board what must leave its host; returns it, ascending. */
export function takeOut(board: BinLoads, today: Today): readonly number[] {
  const out = mustLeave(today).filter((item) => board.binOf(item) >= 0);
  for (const item of out) board.remove(item);
  for (let host = 0; host < board.bins; host++) out.push(...relieve(board, today, host));
  out.push(...takeOutBreakers(board, today));
  return out.filter((item) => !returns(board, today, item)).sort((a, b) => a - b);
}

/** Put it back if its host takes it after all: others that left have made room. */
function returns(board: BinLoads, today: Today, item: number): boolean {
  const home = today.at[item]!;
  if (home < 0 || today.isDrained[home] === 1 || !board.fits(item, home)) return false;
  board.place(item, home);
  return true;
}

/** Take out of a host that is too full: the cheapest item that is enough, else what relieves most for its price. */
function relieve(board: BinLoads, today: Today, host: number): readonly number[] {
  const out: number[] = [];
  while (excessOf(board, host) > 0) {
    const inside = [...board.itemsIn(host)].sort((a, b) => today.price[a]! - today.price[b]! || a - b);
    const before = excessOf(board, host);
    let best = { item: -1, worth: -1 };
    for (const item of inside) {
      board.remove(item);
      const after = excessOf(board, host);
      board.place(item, host);
      const isEnough = after === 0;
      const worth = isEnough ? Infinity : (before - after) / Math.max(today.price[item]!, Number.MIN_VALUE);
      if (worth > best.worth) best = { item, worth };
      if (isEnough) break;
    }
    board.remove(best.item);
    out.push(best.item);
  }
  const dearestFirst = out.toSorted((a, b) => today.price[b]! - today.price[a]! || a - b);
  return dearestFirst.filter((item) => {
    if (!board.hasRoom(item, host)) return true;
    board.place(item, host);
    return false;
  });
}

/** By how much a host is over, in shares of its capacities; 0 = it holds. */
export function excessOf(board: BinLoads, host: number): number {
  const { capacity, room } = board.problem.types[board.typeOf(host)]!;
  const over = (used: number, most: number) => (used > most ? (used - most) / Math.max(most, 1) : 0);
  let excess = 0;
  for (let d = 0; d < capacity.length; d++) excess += over(board.topOf(host, d), capacity[d]!);
  for (let c = 0; c < room.length; c++) excess += over(board.usedOf(host, c), room[c]!);
  return excess;
}

/** Items that a rule forbids where they stand, cheapest first, until none is left. */
function takeOutBreakers(board: BinLoads, today: Today): readonly number[] {
  const concerned = new Set(today.problem.rules.flatMap((rule) => rule.items));
  const cheapestFirst = [...concerned].sort((a, b) => today.price[a]! - today.price[b]! || a - b);
  return cheapestFirst.filter((item) => {
    const host = board.binOf(item);
    if (host < 0 || board.isAllowed(item, host)) return false;
    board.remove(item);
    if (!board.isAllowed(item, host)) return true;
    board.place(item, host);
    return false;
  });
}
