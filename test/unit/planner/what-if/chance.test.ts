/** From where on a rank correlation stands out: published critical values, and the same counted over all orders. */
import { describe, expect, it } from "vitest";
import { criticalRank } from "#planner/what-if/chance.ts";

/** [draws] critical value, two-sided at 5 %, three digits: published tables after Zar (1972) and Ramsey (1989). */
const PUBLISHED: readonly (readonly [draws: number, critical: number])[] = [
  [5, 1],
  [6, 0.886],
  [7, 0.786],
  [8, 0.738],
  [9, 0.7],
  [10, 0.648],
  [11, 0.618],
  [12, 0.587],
  [13, 0.56],
  [14, 0.538],
  [15, 0.521],
  [16, 0.503],
];

/** By Student's t with n − 2 degrees of freedom, as tables of Pearson's r give them: t 2.101, 2.048, 2.0106, 1.9845. */
const BY_STUDENT: readonly (readonly [draws: number, critical: number])[] = [
  [20, 0.444],
  [30, 0.361],
  [50, 0.279],
  [100, 0.197],
];

/** Orders of the ranks by the sum of their squared distances, counted over subsets of the ranks that are given out. */
function ordersBySum(n: number): readonly number[] {
  let layer = new Map([[0, new Map([[0, 1]])]]);
  for (let i = 0; i < n; i++) {
    const next = new Map<number, Map<number, number>>();
    for (const [taken, sums] of layer)
      for (let j = 0; j < n; j++) {
        if ((taken >> j) & 1) continue;
        const onwards = next.get(taken | (1 << j)) ?? new Map<number, number>();
        next.set(taken | (1 << j), onwards);
        for (const [sum, count] of sums)
          onwards.set(sum + (i - j) ** 2, (onwards.get(sum + (i - j) ** 2) ?? 0) + count);
      }
    layer = next;
  }
  const all = layer.get((1 << n) - 1) ?? new Map<number, number>();
  return Array.from({ length: (n ** 3 - n) / 3 + 1 }, (_, sum) => all.get(sum) ?? 0);
}

/** The least coefficient reached by chance in at most 5 % of the orders, both sides together. */
function countedCritical(n: number): number {
  const orders = ordersBySum(n);
  const total = orders.reduce((sum, count) => sum + count, 0);
  let [reached, critical] = [0, Infinity];
  for (const [sum, count] of orders.entries()) {
    reached += count;
    if ((2 * reached) / total > 0.05) break;
    if (count > 0) critical = 1 - (6 * sum) / (n ** 3 - n);
  }
  return critical;
}

describe("a rank correlation stands out from chance", () => {
  it.each(PUBLISHED)("of %i draws from %d on, as the published table says", (draws, critical) => {
    expect(criticalRank(draws)).toBeCloseTo(critical, 3);
  });

  it("never with four draws: two of their 24 orders are as extreme as the same order", () => {
    expect([criticalRank(4), countedCritical(4)]).toEqual([Infinity, Infinity]);
    expect(criticalRank(0)).toBe(Infinity);
  });

  it.each([5, 6, 7, 8, 9, 10, 11])("of %i draws where all orders of the ranks are counted", (draws) => {
    const exact = countedCritical(draws);
    // the table is cut after four digits, so the coefficient itself reaches it and the next one below does not
    expect(criticalRank(draws)).toBeLessThanOrEqual(exact);
    expect(criticalRank(draws)).toBeGreaterThan(exact - 6 / (draws ** 3 - draws));
  });

  it.each(BY_STUDENT)("of %i draws from %d on, by Student's t", (draws, critical) => {
    expect(criticalRank(draws)).toBeCloseTo(critical, 3);
  });

  it("by t within 0.0065 of the exact values published for 17 and more draws, and for less with more of them", () => {
    // Ramsey (1989): 17 draws 0.488, 20 0.447, 25 0.398, 30 0.362, 40 0.313
    for (const [draws, exact] of [
      [17, 0.488],
      [20, 0.447],
      [25, 0.398],
      [30, 0.362],
      [40, 0.313],
    ] as const)
      expect(Math.abs(criticalRank(draws) - exact)).toBeLessThan(0.0065);
    const all = Array.from({ length: 200 }, (_, i) => criticalRank(i + 5));
    expect(all.every((bound, i) => i === 0 || bound < all[i - 1]!)).toBe(true);
  });
});
