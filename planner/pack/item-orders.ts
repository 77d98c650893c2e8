/**
 * Orders in which a constructive packer takes items: the hard ones first, by several ideas of "hard". Items tied to
 * named hosts come before all others in every order, because nothing else can make room for them later. Equal items are
 * ordered by a seeded shuffle.
 */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Fleet } from "./fleet.ts";
import { namesHosts } from "./host-rule.ts";
import type { Peaks } from "./peaks.ts";
import type { PackProblem } from "./problem.ts";

export const ITEM_ORDERS = [
  "by-worth",
  "by-largest-share",
  "by-sum-of-shares",
  "by-constants",
  "by-peak",
  "smallest-first",
] as const;
export type ItemOrder = (typeof ITEM_ORDERS)[number];

/** Sizes of all items in several measures, 1 = the largest bin's worth of a resource. */
export interface ItemSizes {
  /** [item] worth of the item's peaks and claims at the fleet's prices. */
  readonly worth: Float64Array;
  readonly largestShare: Float64Array;
  readonly sumOfShares: Float64Array;
  readonly constants: Float64Array;
  readonly peak: Float64Array;
  /** [item] 1 = tied to named hosts, or under a rule that asks to be served early. */
  readonly isTied: Uint8Array;
  /** [item] seeded rank, for ties. */
  readonly rank: Int32Array;
}

/** Measure every item on the first type of the fleet's order that may take it. */
export function itemSizes(
  problem: PackProblem,
  peaks: readonly (readonly Peaks[])[],
  fleet: Fleet,
  seed: number,
): ItemSizes {
  const { items } = problem;
  const zeros = () => new Float64Array(items);
  const sizes = { worth: zeros(), largestShare: zeros(), sumOfShares: zeros(), constants: zeros(), peak: zeros() };
  const most = [
    ...problem.varying.map((_, d) => largestFinite(problem.types.map((type) => type.capacity[d]!))),
    ...problem.constant.map((_, c) => largestFinite(problem.types.map((type) => type.room[c]!))),
  ];
  const dimensions = problem.varying.length;
  for (let item = 0; item < items; item++) {
    const t = fleet.typeOrder.find((type) => problem.types[type]!.eligible[item] === 1);
    if (t === undefined) continue;
    most.forEach((limit, r) => {
      const amount =
        r < dimensions
          ? peaks[t]![r]!.height[item]!
          : problem.types[t]!.claim[item * problem.constant.length + r - dimensions]!;
      const share = limit > 0 ? amount / limit : 0;
      const part = r < dimensions ? sizes.peak : sizes.constants;
      part[item] = Math.max(part[item]!, share);
      sizes.sumOfShares[item]! += share;
      sizes.largestShare[item] = Math.max(sizes.largestShare[item]!, share);
      sizes.worth[item]! += amount * fleet.unitPrice[t]![r]!;
    });
  }
  return { ...sizes, isTied: tiedItems(problem), rank: shuffledRanks(items, seed) };
}

/** Items in the given order, tied ones first. */
export function inOrder(sizes: ItemSizes, order: ItemOrder): readonly number[] {
  const [size, sign] = measure(sizes, order);
  const { isTied, rank } = sizes;
  return Array.from(rank, (_, item) => item).sort(
    (a, b) => isTied[b]! - isTied[a]! || sign * (size[b]! - size[a]!) || rank[a]! - rank[b]!,
  );
}

function measure(sizes: ItemSizes, order: ItemOrder): readonly [Float64Array, 1 | -1] {
  switch (order) {
    case "by-worth":
      return [sizes.worth, 1];
    case "by-largest-share":
      return [sizes.largestShare, 1];
    case "by-sum-of-shares":
      return [sizes.sumOfShares, 1];
    case "by-constants":
      return [sizes.constants, 1];
    case "by-peak":
      return [sizes.peak, 1];
    case "smallest-first":
      return [sizes.largestShare, -1];
  }
}

const largestFinite = (amounts: readonly number[]): number =>
  amounts.reduce((top, amount) => (Number.isFinite(amount) ? Math.max(top, amount) : top), 0);

function tiedItems(problem: PackProblem): Uint8Array {
  const isTied = new Uint8Array(problem.items);
  for (const rule of problem.rules) {
    if (rule.isUrgent === true || (namesHosts(rule) && rule.isExclusive))
      for (const item of rule.items) isTied[item] = 1;
  }
  return isTied;
}

function shuffledRanks(items: number, seed: number): Int32Array {
  const random = xoroshiro128plus(seed);
  const ranks = Int32Array.from({ length: items }, (_, item) => item);
  for (let last = items - 1; last > 0; last--) {
    const other = uniformInt(random, 0, last);
    [ranks[last], ranks[other]] = [ranks[other]!, ranks[last]!];
  }
  return ranks;
}
