/** The bound by counting over many slots: rows are passed over where they cannot matter, and the answer is as if none were. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { countBound } from "../../../planner/pack/bound-count.ts";
import { rowsOf } from "../../../planner/pack/least-demand.ts";
import { problemOf } from "./build-problem.ts";

/** By the definition, 0 where nothing is asked: of the items above each size, as many to a bin as the smallest of them allow. */
function byHand(sizes: readonly number[], capacity: number): number {
  const sorted = sizes.toSorted((a, b) => a - b);
  let most = 0;
  if (sorted.at(-1) === 0) return 0;
  for (let start = 0; start < sorted.length; start++) {
    if (start > 0 && sorted[start] === sorted[start - 1]) continue;
    let sum = 0;
    let held = 0;
    for (const size of sorted.slice(start)) {
      sum += size;
      if (sum > capacity) break;
      held++;
    }
    if (held > 0) most = Math.max(most, Math.ceil((sorted.length - start) / held));
  }
  return most;
}

it("is the highest of all slots, told with the first slot that gives it", () => {
  const sizes = fc.array(fc.array(fc.nat(30), { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 10, max: 60 }), (demand, capacity) => {
      const problem = problemOf({ demand: demand.map((slots) => [slots]), types: [{ capacity: [capacity] }] });
      const placed = demand.map((_, item) => item);
      const bySlot = Array.from({ length: 6 }, (_, slot) =>
        byHand(
          demand.map((slots) => slots[slot] ?? 0),
          capacity,
        ),
      );
      const bins = Math.max(...bySlot);
      const found = countBound(rowsOf(problem, placed), problem, placed);
      expect(found.bins).toBe(bins);
      if (bins > 0) expect(found.slot).toBe(bySlot.findIndex((most) => most === bins));
      // Told what is known already, it finds the same where that is less, and nothing beyond where it is not.
      for (const least of [bins - 1, bins, bins + 1]) {
        const beyond = countBound(rowsOf(problem, placed), problem, placed, least);
        if (least < bins) expect(beyond).toEqual(found);
        else expect(beyond.bins).toBeLessThanOrEqual(least);
      }
    }),
    { seed: 7, numRuns: 500 },
  );
});
