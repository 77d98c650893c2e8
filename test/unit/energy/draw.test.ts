import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HostPower } from "#planner/contract/index.ts";
import { P10_OVER_PEAK_BY_YEAR, p10OverPeak, wattsAt } from "#planner/energy/index.ts";

const SEED = { seed: 4104 };
const source = "assumed: a test's own figure";
const curve = (...watts: number[]): HostPower => ({ kind: "curve", watts: { value: watts, source } });
const ends = (idleW: number, maxW: number): HostPower => ({
  kind: "two-ends",
  idleW: { value: idleW, source },
  maxW: { value: maxW, source },
});

const SE7520 = [159, 170, 181, 194, 207, 225, 241, 263, 288, 308, 336];

const anyCurve = fc
  .array(fc.integer({ min: 1, max: 3000 }), { minLength: 11, maxLength: 11 })
  .map((watts) => curve(...watts.toSorted((a, b) => a - b)));
const anyEnds = fc
  .tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 0, max: 3000 }))
  .map(([idleW, more]) => ends(idleW, idleW + more));
const anyPower = fc.oneof(anyCurve, anyEnds);
const anyLoad = fc.double({ min: 0, max: 1, noNaN: true });
const anyYear = fc.option(fc.integer({ min: 1995, max: 2035 }), { nil: undefined });

describe("draw of a host", () => {
  it("is the published figure at each of the eleven points", () => {
    for (const [i, watts] of SE7520.entries()) expect(wattsAt(curve(...SE7520), i / 10)).toBe(watts);
  });

  it("lies on the straight line between two published points", () => {
    // 25 %: midway between 181 W at 20 % and 194 W at 30 %
    expect(wattsAt(curve(...SE7520), 0.25)).toBeCloseTo(187.5, 9);
  });

  it("is a straight line between two known ends before 2012", () => {
    // 590 + (1000 − 590) × 0.5
    expect(wattsAt(ends(590, 1000), 0.5, 2005)).toBe(795);
    expect(wattsAt(ends(590, 1000), 0.5)).toBe(795);
  });

  it("bends at 10 % load over the year's median from 2012 on", () => {
    // 2019: 0.30 of 400 W = 120 W at 10 %; at 55 % halfway from 120 to 400 W
    expect(wattsAt(ends(60, 400), 0.1, 2019)).toBeCloseTo(120, 9);
    expect(wattsAt(ends(60, 400), 0.05, 2019)).toBeCloseTo(90, 9);
    expect(wattsAt(ends(60, 400), 0.55, 2019)).toBeCloseTo(260, 9);
  });

  it("keeps the bend between the ends when the machine idles above the median", () => {
    // 2019: 0.30 of 400 W = 120 W lies below the 200 W of idle
    expect(wattsAt(ends(200, 400), 0.1, 2019)).toBe(200);
  });

  it("takes the last known year for later ones", () => {
    expect(p10OverPeak(2026)).toEqual(P10_OVER_PEAK_BY_YEAR.get(2022));
    expect(p10OverPeak(2011)).toBeUndefined();
  });

  it("does not exceed the maximum for a load above 1", () => {
    expect(wattsAt(curve(...SE7520), 1.7)).toBe(336);
  });

  it("refuses a negative load and one that is not a number", () => {
    expect(() => wattsAt(curve(...SE7520), -0.01)).toThrow("load -0.01: must be a ratio of 0 or more");
    expect(() => wattsAt(curve(...SE7520), Number.NaN)).toThrow("load NaN");
  });

  it("never falls as the load rises", () => {
    fc.assert(
      fc.property(anyPower, anyLoad, anyLoad, anyYear, (power, a, b, year) => {
        const [low, high] = a <= b ? [a, b] : [b, a];
        expect(wattsAt(power, low, year)).toBeLessThanOrEqual(wattsAt(power, high, year) + 1e-9);
      }),
      SEED,
    );
  });

  it("stays between idle and maximum, and reaches both", () => {
    fc.assert(
      fc.property(anyPower, anyLoad, anyYear, (power, load, year) => {
        const [idle, most] = [wattsAt(power, 0, year), wattsAt(power, 1, year)];
        const known =
          power.kind === "curve"
            ? [power.watts.value[0], power.watts.value[10]]
            : [power.idleW.value, power.maxW.value];
        expect([idle, most]).toEqual(known);
        expect(wattsAt(power, load, year)).toBeGreaterThanOrEqual(idle - 1e-9);
        expect(wattsAt(power, load, year)).toBeLessThanOrEqual(most + 1e-9);
      }),
      SEED,
    );
  });
});
