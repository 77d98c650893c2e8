/** Steps of every rule: rates and limits by hand, and what must hold on any host at every step. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BALLOON_MEMORY,
  CP_PAGING_MEMORY,
  HOST_SWAP_MEMORY,
  type HostMemory,
  MEMORY_RULES,
  type MemoryRule,
  STATIC_MEMORY,
  TAXED_MEMORY,
  applyTargets,
  checkMemory,
  emptyMemory,
  reclaim,
  sumOf,
} from "#models/hypervisor/memory/index.ts";
import { anyMemory, memoryOf, targetsOf } from "./builders.ts";

function run(rule: MemoryRule, state: HostMemory, seconds: number): HostMemory {
  const targets = targetsOf(state);
  for (let second = 0; second < seconds; second++) {
    reclaim(rule, state, 1, targets);
    applyTargets(state, targets);
  }
  return state;
}

describe("reclaiming", () => {
  test("static memory is given at once and refused when it does not fit", () => {
    const state = run(STATIC_MEMORY, memoryOf(100, [{ configured: 60 }, { configured: 40, wanted: 1 }]), 1);
    expect([...state.resident]).toEqual([60, 40]);
    expect(() => run(STATIC_MEMORY, memoryOf(99, [{ configured: 60 }, { configured: 40 }]), 1)).toThrow(
      "configured pages are 100 in all: at most hostPages, 99",
    );
  });

  test("a balloon takes 2,560 pages a second until the guest holds its goal", () => {
    // 20,000 pages for two equal guests: goal 10,000 each; the first holds all 20,000
    const state = memoryOf(20_000, [{ configured: 20_000, resident: 20_000 }, { configured: 20_000 }]);
    run(BALLOON_MEMORY, state, 1);
    expect([...state.ballooned]).toEqual([2560, 0]);
    expect([...state.resident]).toEqual([17_440, 2560]);
    // 10,000 / 2,560 = 3.9: settled after four seconds
    run(BALLOON_MEMORY, state, 3);
    expect([...state.resident]).toEqual([10_000, 10_000]);
    expect([...state.swapped]).toEqual([0, 0]);
  });

  test("in state soft the host pages out only what the balloon can never take: 65 % of the guest", () => {
    // 3 % free, goal 94,000: 3,000 above; the limit of a guest of 280,000 is 182,000
    const state = (ballooned: number) => {
      const memory = memoryOf(100_000, [{ configured: 280_000, resident: 97_000 }]);
      memory.ballooned[0] = ballooned;
      return run(TAXED_MEMORY, memory, 1);
    };
    const roomy = state(100_000);
    expect([roomy.ballooned[0], roomy.swapped[0]]).toEqual([102_560, 0]);
    const full = state(182_000);
    expect([full.ballooned[0], full.swapped[0]]).toEqual([182_000, 2000]);
  });

  test("an idle guest of few shares loses its memory to a busy one by balloon, then also by swap", () => {
    const state = memoryOf(100_000, [
      { configured: 100_000, active: 0, shares: 1, resident: 94_000 },
      { configured: 100_000, shares: 100_000 },
    ]);
    run(TAXED_MEMORY, state, 120);
    expect(state.resident[1]).toBeGreaterThan(93_000);
    expect((state.ballooned[0] ?? 0) + (state.swapped[0] ?? 0) + (state.resident[0] ?? 0)).toBe(94_000);
    expect(state.ballooned[0]).toBeLessThanOrEqual(65_000);
  });

  test("in state hard the host pages out what the balloon has not taken yet", () => {
    // 98.5 % in use: the balloon takes 2,560, swap 2,000 in the same second; the other wants nothing
    const state = memoryOf(100_000, [
      { configured: 100_000, resident: 98_500, wanted: 98_500 },
      { configured: 100_000, wanted: 0 },
    ]);
    run(TAXED_MEMORY, state, 1);
    // goal 94,000: 4,500 above; 2,560 by balloon, the remaining 1,940 by swap
    expect([state.ballooned[0], state.swapped[0], state.resident[0]]).toEqual([2560, 1940, 94_000]);
  });

  test("in state high nothing is paged out", () => {
    // 5 % free: 1,000 pages above the goal of 94,000, all by balloon
    const state = memoryOf(100_000, [{ configured: 100_000, wanted: 95_000, resident: 95_000 }]);
    run(TAXED_MEMORY, state, 1);
    expect([state.ballooned[0], state.swapped[0], state.resident[0]]).toEqual([1000, 0, 94_000]);
  });

  test("sharing finds 50 pages of a guest a second, 200 in all, and their frames are free", () => {
    const five = Array.from({ length: 5 }, () => ({ configured: 1000, resident: 1000, sharable: 300 }));
    const state = run(TAXED_MEMORY, memoryOf(100_000, five), 1);
    expect([...state.shared]).toEqual([50, 50, 50, 50, 0]);
    expect([...state.resident]).toEqual([950, 950, 950, 950, 1000]);
    run(TAXED_MEMORY, state, 30);
    expect([...state.shared]).toEqual([300, 300, 300, 300, 300]);
    expect([...state.resident]).toEqual([700, 700, 700, 700, 700]);
  });

  test("a host that pages writes 2,000 pages a second, z/VM ten times that", () => {
    const start = () => memoryOf(50_000, [{ configured: 50_000, active: 0, resident: 50_000 }, { configured: 40_000 }]);
    expect(run(HOST_SWAP_MEMORY, start(), 1).swapped[0]).toBe(2000);
    expect(run(CP_PAGING_MEMORY, start(), 1).swapped[0]).toBe(20_000);
    // all 40,000 active pages stay, 10,000 of the idle ones
    expect([...run(CP_PAGING_MEMORY, start(), 3).resident]).toEqual([10_000, 40_000]);
  });

  test("pages come back when the pressure is gone, from the device first", () => {
    const state = memoryOf(50_000, [{ configured: 50_000, active: 0, resident: 50_000 }, { configured: 40_000 }]);
    run(HOST_SWAP_MEMORY, state, 30);
    expect(state.swapped[0]).toBe(40_000);
    state.wanted[1] = 0;
    state.active[1] = 0;
    run(HOST_SWAP_MEMORY, state, 60);
    expect([state.resident[0], state.swapped[0]]).toEqual([50_000, 0]);
  });

  test("a step of no time moves no page but free ones", () => {
    const state = memoryOf(100, [{ configured: 100, resident: 80 }, { configured: 100 }]);
    const targets = targetsOf(state);
    reclaim(BALLOON_MEMORY, state, 0, targets);
    expect([...targets.resident]).toEqual([80, 20]);
    expect(() => reclaim(BALLOON_MEMORY, state, -1, targets)).toThrow("dtSeconds is -1");
  });

  test("any host, any rule but static: never more pages than the host has, whole pages, nothing lost, goals reached", () => {
    const rules = MEMORY_RULES.filter((rule) => rule !== STATIC_MEMORY);
    const property = fc.property(anyMemory, fc.constantFrom(...rules), (state, rule) => {
      const targets = targetsOf(state);
      for (let second = 0; second < 60; second++) {
        // working sets move about: the first guest alternates between using all and using nothing
        if (second % 20 === 0) state.active[0] = second % 40 === 0 ? (state.wanted[0] ?? 0) : 0;
        reclaim(rule, state, 1, targets);
        applyTargets(state, targets);
        expect(sumOf(state.resident)).toBeLessThanOrEqual(state.hostPages);
        for (let guest = 0; guest < state.wanted.length; guest++) {
          const held = [state.resident, state.shared, state.ballooned, state.swapped].map(
            (pages) => pages[guest] ?? -1,
          );
          for (const pages of held) expect(Number.isInteger(pages) && pages >= 0).toBe(true);
          expect(held.reduce((sum, pages) => sum + pages, 0)).toBeLessThanOrEqual(state.wanted[guest] ?? 0);
        }
        checkMemory(state);
      }
    });
    fc.assert(property, { seed: 4115, numRuns: 60 });
  });

  test("the order of guests does not matter but for a page of rounding each", () => {
    const property = fc.property(anyMemory, (state) => {
      const guests = state.configured.length;
      const turned = emptyMemory(state.hostPages, guests);
      for (const field of ["configured", "minimum", "shares", "wanted", "active"] as const)
        for (let i = 0; i < guests; i++) turned[field][guests - 1 - i] = state[field][i] ?? 0;
      const one = run(CP_PAGING_MEMORY, state, 20).resident;
      const other = run(CP_PAGING_MEMORY, turned, 20).resident;
      for (let i = 0; i < guests; i++)
        expect(Math.abs((one[i] ?? 0) - (other[guests - 1 - i] ?? 0))).toBeLessThanOrEqual(guests);
    });
    fc.assert(property, { seed: 4116, numRuns: 50 });
  });
});

describe("a described state", () => {
  test.each([
    ["minimum above configured", { configured: 10, minimum: 11 }, "minimum[0] is 11: at most configured, 10"],
    ["wanted above configured", { configured: 10, wanted: 11 }, "wanted[0] is 11: at most configured, 10"],
    ["half a page", { configured: 10, resident: 0.5 }, "resident[0] is 0.5"],
    ["no shares", { configured: 10, shares: 0 }, "shares[0] is 0"],
    ["more resident than the host has", { configured: 200, resident: 101 }, "resident pages are 101 in all"],
  ] as const)("%s is refused by name", (_, guest, message) => {
    expect(() => checkMemory(memoryOf(100, [guest]))).toThrow(message);
  });
});
