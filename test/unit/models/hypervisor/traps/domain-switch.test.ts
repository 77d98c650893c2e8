/** The switch cost of 2003 from the loss it explains, and how it falls with what a guest keeps in its cache. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SWITCH_2003, SWITCH_TODAY, domainSwitchNs, switchLossRatio } from "#models/hypervisor/traps/index.ts";

describe("domain switch", () => {
  test("of 2003 costs 0.405 ms: c / (c + 5 ms) = 7.5 %", () => {
    // c = 5 x 0.075 / 0.925 = 0.40541 ms
    expect(domainSwitchNs(SWITCH_2003)).toBeCloseTo(405_405.4, 1);
    expect(switchLossRatio(domainSwitchNs(SWITCH_2003), 5e6)).toBeCloseTo(0.075, 12);
  });

  test("loses 0.8 % at 50 ms, as the paper's almost nothing", () => {
    // 0.40541 / 50.40541 = 0.804 %
    expect(switchLossRatio(domainSwitchNs(SWITCH_2003), 50e6)).toBeCloseTo(0.00804, 5);
  });

  test("costs the direct part and half the lines where half the cache is used", () => {
    // 2,000 + (405,405.4 - 2,000) / 2 = 203,702.7
    expect(domainSwitchNs(SWITCH_2003, 256)).toBeCloseTo(203_702.7, 1);
    expect(domainSwitchNs(SWITCH_2003, 0)).toBe(2000);
    expect(domainSwitchNs(SWITCH_2003, 1e6)).toBe(domainSwitchNs(SWITCH_2003));
  });

  test("of today: 32,768 lines of 1 ns and 1,000 ns", () => {
    expect(domainSwitchNs(SWITCH_TODAY)).toBe(33_768);
  });

  test("refuses negative numbers by name", () => {
    expect(() => domainSwitchNs(SWITCH_2003, -1)).toThrow("usedKiB is -1");
    expect(() => switchLossRatio(-1, 1)).toThrow("switchNs is -1");
    expect(() => switchLossRatio(1, 0)).toThrow("runNs is 0");
  });

  test("loss lies in 0 to 1 and falls with longer runs", () => {
    const property = fc.property(
      fc.double({ min: 0, max: 1e7, noNaN: true }),
      fc.double({ min: 1, max: 1e9, noNaN: true }),
      (switchNs, runNs) => {
        const loss = switchLossRatio(switchNs, runNs);
        expect(loss).toBeGreaterThanOrEqual(0);
        expect(loss).toBeLessThanOrEqual(1);
        expect(switchLossRatio(switchNs, 2 * runNs)).toBeLessThanOrEqual(loss);
      },
    );
    fc.assert(property, { seed: 4111, numRuns: 200 });
  });
});
