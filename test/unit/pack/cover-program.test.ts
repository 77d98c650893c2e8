/** The cover program: by hand, and by weak and strong duality on random tables. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cheapestCover } from "#planner/pack/cover-program.ts";

describe("cheapestCover", () => {
  it("mixes two types that are good at different things", () => {
    // 0.5x + 0.1y ≥ 1 and 0.1x + 0.5y ≥ 1 at cost 1 each: x = y = 1 / 0.6; each row is worth 1 / 0.6 as well.
    const answer = cheapestCover({
      cost: [1, 1],
      stock: [Infinity, Infinity],
      share: [
        [0.5, 0.1],
        [0.1, 0.5],
      ],
    });
    expect(answer?.units[0]).toBeCloseTo(1 / 0.6, 9);
    expect(answer?.units[1]).toBeCloseTo(1 / 0.6, 9);
    expect(answer?.prices[0]).toBeCloseTo(1 / 0.6, 9);
  });

  it("uses up the better type and goes on with the other", () => {
    // Half the need per unit; one unit of the cheap type is there, the second comes from the dear one.
    const answer = cheapestCover({ cost: [1, 3], stock: [1, Infinity], share: [[0.5], [0.5]] });
    expect(answer?.units).toEqual([1, 1]);
  });

  it("says so when the stock cannot cover", () => {
    expect(cheapestCover({ cost: [1], stock: [1], share: [[0.5]] })).toBeUndefined();
  });

  it("covers every row within stock, at the cost that its prices prove least", () => {
    const share = fc.integer({ min: 1, max: 40 }).map((n) => n / 100);
    const table = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([types, rows]) =>
      fc.record({
        cost: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: types, maxLength: types }),
        stock: fc.array(fc.constantFrom(Infinity, 1, 3), { minLength: types, maxLength: types }),
        share: fc.array(fc.array(share, { minLength: rows, maxLength: rows }), { minLength: types, maxLength: types }),
      }),
    );
    fc.assert(
      fc.property(table, (cover) => {
        const answer = cheapestCover(cover);
        if (answer === undefined) {
          const [rows] = cover.share;
          const reach = rows!.map((_, r) => cover.share.reduce((sum, s, t) => sum + s[r]! * cover.stock[t]!, 0));
          expect(Math.min(...reach)).toBeLessThan(1);
          return;
        }
        answer.units.forEach((n, t) => expect(n).toBeLessThanOrEqual(cover.stock[t]! + 1e-9));
        answer.prices.forEach((_, r) => {
          expect(cover.share.reduce((sum, s, t) => sum + s[r]! * answer.units[t]!, 0)).toBeGreaterThanOrEqual(1 - 1e-9);
        });
        // Prices less what scarce types are overpaid by equal the cost of the units.
        const cost = answer.units.reduce((sum, n, t) => sum + n * cover.cost[t]!, 0);
        const worth = answer.prices.reduce((sum, price) => sum + price, 0);
        const excess = cover.share.reduce((sum, s, t) => {
          const over = s.reduce((of, x, r) => of + x * answer.prices[r]!, 0) - cover.cost[t]!;
          return sum + (over > 1e-9 ? over * cover.stock[t]! : 0);
        }, 0);
        expect(worth - excess).toBeCloseTo(cost, 6);
      }),
      { numRuns: 1000, seed: 8 },
    );
  });
});
