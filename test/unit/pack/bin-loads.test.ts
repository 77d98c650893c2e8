/** The state of a packing: its quick fit check is the plain one, and taking out undoes putting in. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BinLoads } from "#planner/pack/bin-loads.ts";
import type { PackProblem } from "#planner/pack/index.ts";
import { line, problemOf, smallProblem } from "./build-problem.ts";

/** The plain answer: sums over all items in the bin, slot by slot. */
function fitsPlainly(problem: PackProblem, loads: BinLoads, item: number, bin: number): boolean {
  const type = problem.types[loads.typeOf(bin)]!;
  const inside = [...loads.itemsIn(bin), item];
  const inEverySlot = type.demand.every((rows, d) =>
    Array.from({ length: problem.slots }, (_, s) => s).every(
      (s) => inside.reduce((sum, i) => sum + rows[i * problem.slots + s]!, 0) <= type.capacity[d]!,
    ),
  );
  const inEveryRoom = [...type.room].every(
    (room, c) => inside.reduce((sum, i) => sum + type.claim[i * type.room.length + c]!, 0) <= room,
  );
  return type.eligible[item] === 1 && inEverySlot && inEveryRoom;
}

describe("BinLoads", () => {
  it("answers the fit check as a plain recount would, through random placing and taking out", () => {
    const moves = fc.array(fc.record({ item: fc.nat(5), bin: fc.nat(3) }), { maxLength: 30 });
    let yes = 0;
    let no = 0;
    fc.assert(
      fc.property(smallProblem, moves, ({ problem }, moves) => {
        const endless = { ...problem, types: problem.types.map((type) => ({ ...type, maxBins: Infinity })) };
        const loads = new BinLoads(endless);
        const bins = [0, 1, 2, 3].map((n) => loads.open(n % endless.types.length, n + 1));
        for (const { item: any, bin: at } of moves) {
          const item = any % endless.items;
          const bin = bins[at]!;
          if (loads.binOf(item) >= 0) {
            loads.remove(item);
            continue;
          }
          const isRoom = loads.hasRoom(item, bin);
          expect(isRoom).toBe(fitsPlainly(endless, loads, item, bin));
          if (isRoom) yes++;
          else no++;
          if (isRoom) loads.place(item, bin);
        }
      }),
      { numRuns: 2000, seed: 77 },
    );
    expect(Math.min(yes, no)).toBeGreaterThan(500);
  });

  it("finds the one slot between two peaks in which two items do not fit", () => {
    // Peaks 8 in slots 0 and 2 beside 2: 10 of 10 there; in slot 1 both ask 6: 12.
    const problem = problemOf({ demand: [[[8, 6, 2]], [[2, 6, 8]]], types: [{ capacity: [10] }] });
    const loads = new BinLoads(problem);
    const bin = loads.open(0, 1);
    loads.place(0, bin);
    expect(loads.fits(1, bin)).toBe(false);
  });

  it("is empty again, loads and maximum, after everything was taken out", () => {
    const loads = new BinLoads(line([3, 4, 2], 10));
    const bin = loads.open(0, 1);
    for (const item of [0, 1, 2]) loads.place(item, bin);
    expect([loads.topOf(bin, 0), loads.placed]).toEqual([9, 3]);
    for (const item of [1, 0, 2]) loads.remove(item);
    expect([loads.topOf(bin, 0), ...loads.loadOf(bin), loads.placed, loads.itemsIn(bin).length]).toEqual([0, 0, 0, 0]);
  });

  it("uses a closed bin again for the next one opened, with its new type and number", () => {
    const problem = problemOf({ demand: [[[1]]], types: [{ capacity: [10] }, { capacity: [20] }] });
    const loads = new BinLoads(problem);
    const first = loads.open(0, 1);
    loads.close(first);
    expect(loads.isOpen(first)).toBe(false);
    expect(loads.open(1, 5)).toBe(first);
    expect([loads.bins, loads.typeOf(first), loads.numberOf(first), loads.openOf(0)]).toEqual([1, 1, 5, 0]);
  });

  it("refuses a number that is taken or beyond the stock, and to close a bin in use", () => {
    const problem = problemOf({ demand: [[[1]]], types: [{ capacity: [10], maxBins: 2 }] });
    const loads = new BinLoads(problem);
    const bin = loads.open(0, 1);
    loads.place(0, bin);
    expect(() => loads.open(0, 1)).toThrow("bin number 1 of type 0 cannot be opened");
    expect(() => loads.open(0, 3)).toThrow("stock 2");
    expect(() => loads.close(bin)).toThrow("bin 0 still holds 1 items");
  });
});
