/**
 * Bounds by what cannot stand beside what: items above half the largest bin need a bin each, and what they leave over
 * limits the middling ones (L2 of Martello and Toth); items above a third, a quarter … count as such by rounding
 * (the dual feasible functions u(k) of Fekete and Schepers). One resource at one slot at a time, whole numbers only.
 * Source: S. Martello, P. Toth, "Lower bounds and reduction procedures for the bin packing problem", 1990.
 */
import type { Row } from "./least-demand.ts";
import type { PackBound } from "./problem.ts";

/** Above k = 5 an item of a sixth of a bin already counts; larger k add next to nothing over the plain sum. */
const MOST_PARTS = 5;

/** Sorted descending. */
function sortedSizes(row: Row, placed: readonly number[]): Float64Array {
  return Float64Array.from(placed, row.of).sort().reverse();
}

/** L2 over all thresholds. O(n) on sorted sizes. */
function martelloToth(sizes: Float64Array, capacity: number): number {
  const sums = new Float64Array(sizes.length + 1);
  sizes.forEach((size, i) => (sums[i + 1] = sums[i]! + size));
  let halves = 0;
  while (halves < sizes.length && 2 * sizes[halves]! > capacity) halves++;
  let best = halves;
  let alone = halves;
  // The threshold falls from half a bin down to the smallest item, and fewer large items fill a bin on their own.
  for (let last = halves; last < sizes.length; last++) {
    const threshold = sizes[last]!;
    while (alone > 0 && sizes[alone - 1]! <= capacity - threshold) alone--;
    if (last + 1 < sizes.length && sizes[last + 1] === threshold) continue;
    const leftOver = (halves - alone) * capacity - (sums[halves]! - sums[alone]!);
    const middling = sums[last + 1]! - sums[halves]!;
    best = Math.max(best, halves + Math.max(0, Math.ceil((middling - leftOver) / capacity)));
  }
  return best;
}

/** A row with items above a `1 / (MOST_PARTS + 1)` share of its largest bin. */
interface Candidate {
  readonly row: Row;
  readonly capacity: number;
  /** Sizes that are a part of the bin for some k; smaller ones count nothing. */
  readonly large: number[];
}

/**
 * No pairwise bound of the row is above this: u(k) makes an item at most (k + 1) ÷ k times as large, L2 at most twice, and
 * nothing counts before k reaches the largest item.
 */
function mostOf(row: Row, capacity: number): number {
  const k = Math.max(1, Math.ceil(capacity / row.highest) - 1);
  return Math.ceil(((k + 1) / k) * (row.need / capacity)) + 1;
}

/** Rows that pairs may say something about, with their large sizes; items are read in order of memory. */
function candidatesOf(rows: readonly Row[], placed: readonly number[], least: number): readonly Candidate[] {
  const candidates = rows.flatMap((row): readonly Candidate[] => {
    const capacity = row.capacity.reduce((top, c) => (Number.isFinite(c) ? Math.max(top, c) : top), 0);
    const isIdle = capacity === 0 || row.highest > capacity || row.highest * (MOST_PARTS + 1) <= capacity;
    return isIdle || mostOf(row, capacity) <= least ? [] : [{ row, capacity, large: [] }];
  });
  for (const item of placed) {
    for (const { row, capacity, large } of candidates) {
      const size = row.of(item);
      if (size * (MOST_PARTS + 1) >= capacity) large.push(size);
    }
  }
  return candidates;
}

/** Bins by u(k): size in whole (k + 1)-ths, exact multiples keep their size. */
function byParts(sizes: readonly number[], capacity: number, k: number): number {
  let sum = 0;
  for (const size of sizes) {
    const parts = size * (k + 1);
    sum += parts % capacity === 0 ? size * k : Math.floor(parts / capacity) * capacity;
  }
  return Math.ceil(sum / (k * capacity));
}

/**
 * Best pairwise bound over all rows in which some item is above a `1 / MOST_PARTS` share of the largest bin.
 * @param least rows that cannot prove more bins than this are left out
 */
export function pairwiseBound(rows: readonly Row[], placed: readonly number[], least = 0): PackBound {
  let best: PackBound = { bins: 0, kind: "none" };
  for (const { row, capacity, large } of candidatesOf(rows, placed, least)) {
    let bins = row.highest * 2 > capacity ? martelloToth(sortedSizes(row, placed), capacity) : 0;
    for (let k = 1; k <= MOST_PARTS; k++) bins = Math.max(bins, byParts(large, capacity, k));
    if (bins <= best.bins) continue;
    const slot = row.slot === undefined ? {} : { slot: row.slot };
    best = { bins, kind: "pairwise", resource: row.resource, ...slot };
  }
  return best;
}
