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

/** Numbers of the type worth trying for an item, one by one, all free and within stock. */
function* numbersFor(loads: BinLoads, item: number, type: number): Generator<number> {
  const stock = loads.problem.types[type]?.maxBins ?? 0;
  const lowest = lowestFree(loads, type);
  if (lowest <= stock) yield lowest;
  const named = new Set<number>();
  for (const rule of loads.rulesOf(item)) {
    if (!namesHosts(rule)) continue;
    for (const { type: of, number } of rule.hosts) {
      if (of !== type || named.has(number)) continue;
      named.add(number);
      if (number !== lowest && number <= stock && !loads.isTaken(type, number)) yield number;
    }
  }
  const unnamed = named.size === 0 ? lowest : lowestFree(loads, type, named);
  if (unnamed !== lowest && unnamed <= stock) yield unnamed;
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
