/**
 * Opening a bin for an item: which type, and which number within the type. Numbers matter only to items whose rules name
 * hosts or runs of hosts; for them the lowest free number of every run is tried, named or not.
 */
import type { BinLoads } from "./bin-loads.ts";
import type { Fleet } from "./fleet.ts";
import { namesHosts } from "./host-rule.ts";

/** Lowest number of the type from `start` on that is not open; may lie above the stock. */
export function lowestFreeFrom(loads: BinLoads, type: number, start: number): number {
  let number = start;
  while (loads.isTaken(type, number)) number++;
  return number;
}

/** Lowest number of the type that is not open; may lie above the stock. */
export const lowestFree = (loads: BinLoads, type: number): number => lowestFreeFrom(loads, type, 1);

/** Where runs of numbers that the item's rules treat alike begin, ascending, from 1. */
function runsOf(loads: BinLoads, item: number, type: number): readonly number[] {
  const starts = new Set<number>([1]);
  for (const rule of loads.rulesOf(item)) {
    if (!namesHosts(rule)) continue;
    for (const host of rule.hosts) {
      if (host.type === type) starts.add(host.number).add((host.to ?? host.number) + 1);
    }
  }
  return [...starts].filter((start) => start < Infinity).toSorted((a, b) => a - b);
}

/** Numbers of the type worth trying to open for an item: the lowest free one of every run, all within stock; the lowest of all first. */
export function* numbersFor(loads: BinLoads, item: number, type: number): Generator<number> {
  const { maxBins, lastNumber = maxBins } = loads.problem.types[type] ?? { maxBins: 0 };
  if (loads.openOf(type) >= maxBins) return;
  const starts = runsOf(loads, item, type);
  for (const [at, start] of starts.entries()) {
    const last = Math.min(lastNumber, (starts[at + 1] ?? Infinity) - 1);
    let number = start;
    while (number <= last && loads.isTaken(type, number)) number++;
    if (number <= last) yield number;
  }
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
