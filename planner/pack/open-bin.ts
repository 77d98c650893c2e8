/**
 * Opening a bin for an item: which type, and which number within the type. Numbers matter only to items whose rules name
 * hosts; for them the named numbers are tried, and the lowest that no rule of theirs names stands for all others.
 */
import type { BinLoads } from "./bin-loads.ts";
import type { Fleet } from "./fleet.ts";
import { namesHosts } from "./host-rule.ts";

/** Lowest number of the type that is not open and not in `without`; may lie above the stock. */
export function lowestFree(loads: BinLoads, type: number, without: ReadonlySet<number> = new Set()): number {
  let number = 1;
  while (loads.isTaken(type, number) || without.has(number)) number++;
  return number;
}

/** Numbers of the type worth trying for an item, best first, all within stock and not open. */
function numbersFor(loads: BinLoads, item: number, type: number): readonly number[] {
  const stock = loads.problem.types[type]?.maxBins ?? 0;
  const named = new Set<number>();
  for (const rule of loads.rulesOf(item)) {
    if (!namesHosts(rule)) continue;
    for (const host of rule.hosts) if (host.type === type) named.add(host.number);
  }
  const numbers = new Set([lowestFree(loads, type)]);
  if (named.size > 0) {
    for (const number of [...named].toSorted((a, b) => a - b)) if (!loads.isTaken(type, number)) numbers.add(number);
    numbers.add(lowestFree(loads, type, named));
  }
  return [...numbers].filter((number) => number <= stock);
}

/** Types in the order in which to open the next bin: the one furthest behind the fleet's mix, then by worth for cost. */
export function mixOrder(loads: BinLoads, fleet: Fleet): readonly number[] {
  const progress = fleet.counts.map((count, t) => (count > 0 ? (loads.openOf(t) + 1) / count : Infinity));
  const rank = new Map(fleet.typeOrder.map((type, at) => [type, at]));
  const behind = (a: number, b: number) => (progress[a] === progress[b] ? 0 : progress[a]! < progress[b]! ? -1 : 1);
  return fleet.typeOrder.toSorted((a, b) => behind(a, b) || rank.get(a)! - rank.get(b)!);
}

/**
 * Open a bin that takes the item and return it, empty; −1 when no type in the order has one.
 * @param typeOrder type indices, most wanted first
 */
export function openFor(loads: BinLoads, item: number, typeOrder: readonly number[]): number {
  for (const type of typeOrder) {
    const { eligible, maxBins } = loads.problem.types[type]!;
    if (eligible[item] !== 1 || loads.openOf(type) >= maxBins) continue;
    for (const number of numbersFor(loads, item, type)) {
      const bin = loads.open(type, number);
      const isTooSmall = !loads.hasRoom(item, bin);
      if (!isTooSmall && loads.isAllowed(item, bin)) return bin;
      loads.close(bin);
      if (isTooSmall) break;
    }
  }
  return -1;
}
