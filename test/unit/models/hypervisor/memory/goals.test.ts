/** Who is left with how much: shares and idle tax by hand, the published experiment's shape, replacement by age. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  FREE_THRESHOLDS,
  IDLE_TAX,
  type HostMemory,
  freeStateOf,
  idlePrice,
  recencyGoals,
  rho,
  shareGoals,
  sumOf,
} from "#models/hypervisor/memory/index.ts";
import { PAGES_PER_MIB, anyMemory, memoryOf } from "./builders.ts";

const taxed = (state: HostMemory, pool: number, taxRatio: number) => {
  const goals = new Float64Array(state.configured.length);
  shareGoals(state, pool, taxRatio, goals);
  return goals;
};
const byAge = (state: HostMemory, pool: number) => {
  const goals = new Float64Array(state.configured.length);
  recencyGoals(state, pool, goals);
  return goals;
};

describe("memory by shares", () => {
  test("an idle page costs 1 / (1 - 0.75) = 4 active ones", () => {
    expect(idlePrice(IDLE_TAX.taxRatio.value)).toBe(IDLE_TAX.idlePrice.value);
  });

  test("rho of 1,000 shares on 100 pages, half of them idle: 1000 / (100 x (0.5 + 4 x 0.5)) = 4", () => {
    expect(rho({ shares: 1000, pages: 100, activeRatio: 0.5 }, 0.75)).toBe(4);
  });

  test("everyone gets what it wants where that fits", () => {
    expect([...taxed(memoryOf(1000, [{ configured: 400 }, { configured: 500, wanted: 300 }]), 1000, 0.75)]).toEqual([
      400, 300,
    ]);
  });

  test("without a tax shares alone count: 2:1 over 900 pages", () => {
    const state = memoryOf(900, [
      { configured: 800, shares: 2000, active: 0 },
      { configured: 800, shares: 1000 },
    ]);
    expect([...taxed(state, 900, 0)]).toEqual([600, 300]);
  });

  test("a tax of 75 % on an idle guest: 100 active + (x - 100)/4 and x share 850 pages", () => {
    // 75 + 1.25 x = 850: x = 620 for the busy one, 100 + 520/4 = 230 for the idle one; rho is 1000/620 for both
    const state = memoryOf(850, [{ configured: 800, active: 100 }, { configured: 800 }]);
    expect([...taxed(state, 850, 0.75)]).toEqual([230, 620]);
    expect(rho({ shares: 1000, pages: 230, activeRatio: 100 / 230 }, 0.75)).toBeCloseTo(1000 / 620, 12);
  });

  test("floors and wishes bound the result: 500 kept, the rest to those who want it", () => {
    const state = memoryOf(1000, [
      { configured: 800, minimum: 500, shares: 1 },
      { configured: 800 },
      { configured: 100 },
    ]);
    expect([...taxed(state, 1000, 0)]).toEqual([500, 400, 100]);
  });

  test("the published experiment: two of 256 MB on 360 MB, one idle; the tax moves memory to the busy one", () => {
    // an idle guest with a tenth in use: 25.6 + (x - 25.6)/4 + x = 360 MB: x = 272.6, cut to its 256; 104 MB for the idle one
    const size = 256 * PAGES_PER_MIB;
    const state = memoryOf(360 * PAGES_PER_MIB, [
      { configured: size, active: Math.floor(0.1 * size) },
      { configured: size },
    ]);
    const [untaxedIdle, untaxedBusy] = taxed(state, state.hostPages, 0);
    expect([untaxedIdle, untaxedBusy]).toEqual([180 * PAGES_PER_MIB, 180 * PAGES_PER_MIB]);
    const [idle, busy] = taxed(state, state.hostPages, 0.75);
    expect([idle, busy]).toEqual([104 * PAGES_PER_MIB, 256 * PAGES_PER_MIB]);
  });

  test("refuses floors beyond the pool and a tax of 1", () => {
    const state = memoryOf(100, [
      { configured: 80, minimum: 80 },
      { configured: 80, minimum: 30 },
    ]);
    expect(() => taxed(state, 100, 0)).toThrow("minimum pages are 110 in all");
    expect(() => taxed(state, 200, 1)).toThrow("taxRatio is 1");
    expect(() => taxed(state, 200, -0.1)).toThrow("taxRatio is -0.1");
  });

  test("any host: whole pages, within floor and wish, the pool used up where wishes exceed it, more shares never less", () => {
    const property = fc.property(anyMemory, fc.double({ min: 0, max: 0.95, noNaN: true }), (state, taxRatio) => {
      const goals = taxed(state, state.hostPages, taxRatio);
      const wishes = sumOf(state.wanted);
      expect(sumOf(goals)).toBeLessThanOrEqual(state.hostPages);
      expect(sumOf(goals)).toBe(Math.min(wishes, state.hostPages));
      for (const [i, goal] of goals.entries()) {
        expect(Number.isInteger(goal)).toBe(true);
        expect(goal).toBeLessThanOrEqual(state.wanted[i] ?? 0);
        expect(goal).toBeGreaterThanOrEqual(Math.min(state.minimum[i] ?? 0, state.wanted[i] ?? 0));
      }
      const before = goals[0] ?? 0;
      state.shares[0] = 2 * (state.shares[0] ?? 1);
      // one page for the rounding
      expect(taxed(state, state.hostPages, taxRatio)[0]).toBeGreaterThanOrEqual(before - 1);
    });
    fc.assert(property, { seed: 4113, numRuns: 200 });
  });
});

describe("memory by age", () => {
  test("idle pages go first, in proportion: 300 + 100 active stay, 200 idle pages for 400 and 200 asked", () => {
    const state = memoryOf(600, [
      { configured: 700, active: 300 },
      { configured: 300, active: 100 },
    ]);
    // idle 400 and 200, room 600 - 400 = 200: a third of each, 133 and 66 whole pages
    expect([...byAge(state, 600)]).toEqual([433, 166]);
  });

  test("then active pages, above the floors: 100 kept, 200 pages for 200 and 200 asked", () => {
    const state = memoryOf(300, [
      { configured: 300, minimum: 100, active: 300 },
      { configured: 300, active: 200 },
    ]);
    // hot 300 + 200 = 500; (300 - 100) / (500 - 100) = 1/2: 100 + 100 and 100
    expect([...byAge(state, 300)]).toEqual([200, 100]);
  });

  test("refuses floors beyond the pool", () => {
    expect(() => byAge(memoryOf(10, [{ configured: 20, minimum: 11 }]), 10)).toThrow("minimum pages are 11");
  });

  test("any host: whole pages within floor and wish, at most the pool and at least all but one page a guest", () => {
    const property = fc.property(anyMemory, (state) => {
      const goals = byAge(state, state.hostPages);
      const most = Math.min(sumOf(state.wanted), state.hostPages);
      expect(sumOf(goals)).toBeLessThanOrEqual(most);
      expect(sumOf(goals)).toBeGreaterThanOrEqual(most - goals.length);
      for (const [i, goal] of goals.entries()) {
        expect(Number.isInteger(goal)).toBe(true);
        expect(goal).toBeLessThanOrEqual(state.wanted[i] ?? 0);
        expect(goal).toBeGreaterThanOrEqual(Math.min(state.minimum[i] ?? 0, state.wanted[i] ?? 0));
      }
    });
    fc.assert(property, { seed: 4114, numRuns: 200 });
  });
});

describe("free states", () => {
  test.each([
    [0.06, "high"],
    [0.04, "high"],
    [0.039, "soft"],
    [0.02, "soft"],
    [0.019, "hard"],
    [0.01, "hard"],
    [0.009, "low"],
    [0, "low"],
  ] as const)("%f of memory free is %s", (freeRatio, state) => {
    expect(freeStateOf(freeRatio)).toBe(state);
  });

  test("thresholds are the published 6, 4, 2 and 1 %", () => {
    expect(Object.values(FREE_THRESHOLDS).map(({ value }) => value)).toEqual([0.06, 0.04, 0.02, 0.01]);
  });
});
