/** Overheads by hand, the clocks they depend on, and what must hold for any rates. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BEHAVIOURS, EVENT_KINDS, type EventKind, KERNEL_BUILD } from "#models/hypervisor/guest/index.ts";
import {
  EMULATION,
  HARDWARE_NESTED,
  HARDWARE_SHADOW,
  HYPERCALL,
  NO_TRAPS,
  type RatesOf,
  TECHNIQUES,
  trapOverhead,
} from "#models/hypervisor/traps/index.ts";

const AT_2400 = { ratesMhz: 2400, clockMhz: 2400 };
const ratesOf = (some: Partial<Record<EventKind, number>>): RatesOf =>
  Object.fromEntries(EVENT_KINDS.map((kind) => [kind, { value: some[kind] ?? 0 }])) as unknown as RatesOf;

describe("trap overhead", () => {
  test("is rate times cost: 10,000 page faults of 1,310 ns are 1.31 % of a CPU", () => {
    const overhead = trapOverhead(HYPERCALL, ratesOf({ pageFault: 10_000 }), AT_2400);
    expect(overhead.byKind.pageFault).toBeCloseTo(0.0131, 12);
    expect(overhead.totalRatio).toBeCloseTo(0.0131, 12);
  });

  test("of a kernel build under hypercalls is 3.36 %, most of it page faults", () => {
    // 8,000 x 10 ns + 19,840 x 1.31 us + 2,000 x 0.3 + 351 x 1.2 + 18.4 x 326 + 100 x 3 + 50 x 2 + 500 x 0.3 us
    // = 0.08 + 25.99 + 0.6 + 0.42 + 6.00 + 0.3 + 0.1 + 0.15 ms = 33.64 ms per second
    const overhead = trapOverhead(HYPERCALL, KERNEL_BUILD.rates, AT_2400);
    expect(overhead.totalRatio).toBeCloseTo(0.03364, 5);
    expect(overhead.byKind.pageFault).toBeCloseTo(0.02599, 5);
  });

  test("does not change with the clock where events come with the work; ticks do", () => {
    const work = ratesOf({ systemCall: 5000, processCreate: 10 });
    const slow = trapOverhead(HYPERCALL, work, { ratesMhz: 2400, clockMhz: 1200 });
    const fast = trapOverhead(HYPERCALL, work, { ratesMhz: 2400, clockMhz: 4800 });
    expect(slow.totalRatio).toBe(fast.totalRatio);
    // 100 ticks x 3,000 ns at 2.4 GHz: 0.03 %; half of that on a core twice as fast
    const ticks = ratesOf({ timerTick: 100 });
    expect(trapOverhead(HYPERCALL, ticks, AT_2400).totalRatio).toBeCloseTo(3e-4, 12);
    expect(trapOverhead(HYPERCALL, ticks, { ratesMhz: 2400, clockMhz: 4800 }).totalRatio).toBeCloseTo(1.5e-4, 12);
  });

  test("counts cycles, not ns, where rates and costs have different clocks", () => {
    // 634 ns at 3.8 GHz are 2,409 cycles; 1,000 of them in a second of a 2.4 GHz core are 2.409e6 / 2.4e9
    const overhead = trapOverhead(HARDWARE_SHADOW, ratesOf({ privilegedInstruction: 1000 }), AT_2400);
    expect(overhead.byKind.privilegedInstruction).toBeCloseTo((634 * 3.8 * 1000) / 2.4e9, 12);
  });

  test("is the steady share alone where nothing happens: an emulated processor is 10 times slower", () => {
    expect(trapOverhead(EMULATION, ratesOf({}), AT_2400).totalRatio).toBe(9);
    expect(trapOverhead(NO_TRAPS, KERNEL_BUILD.rates, AT_2400).totalRatio).toBe(0);
  });

  test("nested page tables take page tables out of a build's overhead", () => {
    const nested = trapOverhead(HARDWARE_NESTED, KERNEL_BUILD.rates, AT_2400);
    const shadow = trapOverhead(HARDWARE_SHADOW, KERNEL_BUILD.rates, AT_2400);
    expect(nested.byKind.pageFault + nested.byKind.pageTableWrite).toBe(0);
    expect(shadow.totalRatio).toBeGreaterThan(5 * nested.totalRatio);
  });

  test.each([
    ["negative rate", () => trapOverhead(HYPERCALL, ratesOf({ systemCall: -1 }), AT_2400), "rates.systemCall is -1"],
    ["clock of 0", () => trapOverhead(HYPERCALL, ratesOf({}), { ratesMhz: 2400, clockMhz: 0 }), "clocks.clockMhz is 0"],
    ["no number", () => trapOverhead(HYPERCALL, ratesOf({}), { ratesMhz: Number.NaN, clockMhz: 1 }), "clocks.ratesMhz"],
  ] as const)("refuses a %s by name", (_, run, message) => {
    expect(run).toThrow(RangeError);
    expect(run).toThrow(message);
  });

  test("any rates: parts sum to the total, nothing is negative, more events never cost less", () => {
    const anyRates = fc.record(
      Object.fromEntries(EVENT_KINDS.map((kind) => [kind, fc.double({ min: 0, max: 1e6, noNaN: true })])),
    );
    const property = fc.property(
      fc.constantFrom(...TECHNIQUES),
      anyRates,
      fc.constantFrom(...EVENT_KINDS),
      fc.integer({ min: 100, max: 6000 }),
      (costs, rates, kind, clockMhz) => {
        const clocks = { ratesMhz: 2400, clockMhz };
        const one = trapOverhead(costs, ratesOf(rates), clocks);
        const parts = EVENT_KINDS.reduce((sum, k) => sum + one.byKind[k], one.steadyRatio);
        expect(parts).toBeCloseTo(one.totalRatio, 9);
        expect(Math.min(...EVENT_KINDS.map((k) => one.byKind[k]))).toBeGreaterThanOrEqual(0);
        const more = trapOverhead(costs, ratesOf({ ...rates, [kind]: (rates[kind] ?? 0) + 1000 }), clocks);
        expect(more.totalRatio).toBeGreaterThanOrEqual(one.totalRatio);
      },
    );
    fc.assert(property, { seed: 4110, numRuns: 200 });
  });

  test("no technique slows a computation by a tenth but emulation", () => {
    const batch = BEHAVIOURS.find(({ id }) => id === "batch");
    const slow = TECHNIQUES.filter(
      (costs) => trapOverhead(costs, batch?.rates ?? KERNEL_BUILD.rates, AT_2400).totalRatio > 0.1,
    );
    expect(slow.map(({ id }) => id)).toEqual(["emulation-accelerated", "emulation"]);
  });
});
