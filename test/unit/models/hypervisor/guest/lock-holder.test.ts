/** Lock-holder pre-emption: by hand at the ends, against a numeric integral between them, monotone in what makes it worse. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  SPIN_LIMIT_NS,
  holderRatio,
  hotLockRequestsPerSecond,
  spinNsPerPreemption,
  spinNsPerSibling,
} from "#models/hypervisor/guest/index.ts";

/** One in fifty of the time in a lock held for 2 us; half of all acquisitions on one lock: 5,000 requests per second. */
const profile = { lockShareRatio: 0.02, holdNs: 2000, hotLockRatio: 0.5 };
const UNNOTICED = SPIN_LIMIT_NS.unnoticed.value;

/** Mean of min(limit, gap - T) over T exponential, cut at 0, by the midpoint rule. */
function integral(ratePerNs: number, gapNs: number, limitNs: number): number {
  const steps = 20_000;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const at = ((i + 0.5) / steps) * gapNs;
    sum += Math.min(limitNs, gapNs - at) * ratePerNs * Math.exp(-ratePerNs * at) * (gapNs / steps);
  }
  return sum;
}

describe("lock-holder pre-emption", () => {
  test("a lock is asked for share x hot / hold: 0.02 x 0.5 / 2 us = 5,000 times a second", () => {
    expect(holderRatio(profile)).toBe(0.02);
    expect(hotLockRequestsPerSecond(profile)).toBeCloseTo(5000, 9);
  });

  test("over a gap of 30 ms a sibling spins almost all of it: 30 - 0.2 ms", () => {
    // mean time to the first request 0.2 ms; e^-150 is nothing
    expect(spinNsPerSibling(profile, { siblingsRunning: 1, gapNs: 30e6, spinLimitNs: UNNOTICED })).toBeCloseTo(
      29.8e6,
      3,
    );
  });

  test("costs a guest of four 1 % of that times three siblings", () => {
    // 0.02 x 0.5 x 3 x 29.8 ms = 0.894 ms
    const spin = spinNsPerPreemption(profile, { siblingsRunning: 3, gapNs: 30e6, spinLimitNs: UNNOTICED });
    expect(spin).toBeCloseTo(894_000, 3);
  });

  test("is cut to 2 us a sibling where the processor notices spinning", () => {
    const spinLimitNs = SPIN_LIMIT_NS.pauseLoopExit.value;
    expect(spinNsPerSibling(profile, { siblingsRunning: 1, gapNs: 30e6, spinLimitNs })).toBeCloseTo(2000, 6);
  });

  test("is nothing without locks, siblings or a gap", () => {
    const gap = { siblingsRunning: 3, gapNs: 30e6, spinLimitNs: UNNOTICED };
    expect(spinNsPerPreemption({ ...profile, lockShareRatio: 0 }, gap)).toBe(0);
    expect(spinNsPerPreemption(profile, { ...gap, siblingsRunning: 0 })).toBe(0);
    expect(spinNsPerPreemption(profile, { ...gap, gapNs: 0 })).toBe(0);
  });

  test("refuses broken numbers by name", () => {
    const gap = { siblingsRunning: 1, gapNs: 1, spinLimitNs: 1 };
    expect(() => spinNsPerPreemption({ ...profile, lockShareRatio: 2 }, gap)).toThrow("lockShareRatio is 2");
    expect(() => spinNsPerPreemption({ ...profile, holdNs: 0 }, gap)).toThrow("holdNs is 0");
    expect(() => spinNsPerPreemption(profile, { ...gap, gapNs: -1 })).toThrow("gapNs is -1");
    expect(() => spinNsPerPreemption(profile, { ...gap, spinLimitNs: -1 })).toThrow("spinLimitNs is -1");
    expect(() => spinNsPerPreemption(profile, { ...gap, siblingsRunning: 0.5 })).toThrow("siblingsRunning is 0.5");
  });

  test("agrees with a numeric integral, stays within gap and limit, grows with the gap", () => {
    const property = fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 1000, max: 1e6, noNaN: true }),
      fc.double({ min: 1, max: 1e5, noNaN: true }),
      fc.double({ min: 1, max: 1e6, noNaN: true }),
      (lockShareRatio, holdNs, gapNs, spinLimitNs) => {
        const locks = { lockShareRatio, holdNs, hotLockRatio: 1 };
        const spin = spinNsPerSibling(locks, { siblingsRunning: 1, gapNs, spinLimitNs });
        expect(Math.abs(spin - integral(lockShareRatio / holdNs, gapNs, spinLimitNs))).toBeLessThan(1e-3 * gapNs);
        expect(spin).toBeGreaterThanOrEqual(0);
        expect(spin).toBeLessThanOrEqual(Math.min(gapNs, spinLimitNs));
        const longer = spinNsPerSibling(locks, { siblingsRunning: 1, gapNs: 2 * gapNs, spinLimitNs });
        expect(longer).toBeGreaterThanOrEqual(spin - 1e-6 * gapNs);
      },
    );
    fc.assert(property, { seed: 4112, numRuns: 100 });
  });
});
