import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HostPower } from "#planner/contract/index.ts";
import { POWER_BY_YEAR, concaveWatts, shapeFact, shapeOfYear, twoPieceWatts, wattsAt } from "#planner/energy/index.ts";
import { HOST_TYPES } from "#hosts";
import { measuredRows, numberIn } from "../../support/measurements.ts";

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

  it("returns all 27 published curves at their points to 0.1 W, and a rising draw between them", () => {
    const rows = measuredRows("specpower-curves.csv");
    expect(rows.length).toBe(27);
    for (const row of rows) {
      const watts = ["idle", 10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((load) => numberIn(row, `w_${load}`));
      for (const [i, published] of watts.entries()) {
        expect(Math.abs(wattsAt(curve(...watts), i / 10) - published)).toBeLessThanOrEqual(0.1);
        const next = watts[i + 1] ?? published;
        const half = wattsAt(curve(...watts), Math.min(1, i / 10 + 0.05));
        expect(half).toBeCloseTo(i === 10 ? published : (published + next) / 2, 6);
      }
    }
  });

  it("lies on the straight line between two published points", () => {
    // 25 %: midway between 181 W at 20 % and 194 W at 30 %
    expect(wattsAt(curve(...SE7520), 0.25)).toBeCloseTo(187.5, 9);
  });

  it("is a straight line between two known ends before the table and where no year is known", () => {
    // 590 + (1000 − 590) × 0.5
    expect(wattsAt(ends(590, 1000), 0.5, 2005)).toBe(795);
    expect(wattsAt(ends(590, 1000), 0.5)).toBe(795);
    expect(shapeOfYear(2006)).toMatchObject({ kind: "line", source: { kind: "assumed" } });
  });

  it.each([
    // by the smallest of the year's errors of line, concave form (until 2009) and two pieces
    [2007, "two-piece"],
    [2008, "concave"],
    [2009, "two-piece"],
    [2012, "two-piece"],
    [2013, "line"],
    [2014, "line"],
    [2019, "line"],
    [2020, "two-piece"],
    [2021, "line"],
    [2022, "two-piece"],
  ])("takes the form that fits results of %i best: %s", (year, kind) => {
    expect(shapeOfYear(year).kind).toBe(kind);
  });

  it("never takes a form whose error is above another's that is allowed", () => {
    for (const [year, { value }] of POWER_BY_YEAR) {
      const errors = { line: value.lineError, "two-piece": value.twoPieceError, concave: value.concaveError };
      const allowed = [errors.line, errors["two-piece"], ...(year <= 2009 ? [errors.concave] : [])];
      expect(errors[shapeOfYear(year).kind]).toBe(Math.min(...allowed));
    }
  });

  it("bends at 10 % load over the year's median where two pieces fit best", () => {
    // 2012: 0.34 of 400 W = 136 W at 10 %; at 5 % halfway from 60 to 136 W, at 55 % halfway from 136 to 400 W
    expect(wattsAt(ends(60, 400), 0.1, 2012)).toBeCloseTo(136, 9);
    expect(wattsAt(ends(60, 400), 0.05, 2012)).toBeCloseTo(98, 9);
    expect(wattsAt(ends(60, 400), 0.55, 2012)).toBeCloseTo(268, 9);
  });

  it("keeps the straight line for a machine whose idle draw puts it above the median's bend", () => {
    // 2012: 0.34 of 400 W = 136 W lies below the line's 200 + 0.1 × 200 = 220 W
    expect(wattsAt(ends(200, 400), 0.1, 2012)).toBeCloseTo(220, 9);
    expect(wattsAt(ends(200, 400), 0.55, 2012)).toBeCloseTo(310, 9);
  });

  it("rises from idle by 2u − u^1.4 of the span in 2008, straight between tenths", () => {
    // u = 0.5: 2 × 0.5 − 0.5^1.4 = 1 − 0.378929 = 0.621071; 200 + 200 × 0.621071
    expect(wattsAt(ends(200, 400), 0.5, 2008)).toBeCloseTo(324.214, 3);
    const [at5, at6] = [wattsAt(ends(200, 400), 0.5, 2008), wattsAt(ends(200, 400), 0.6, 2008)];
    expect(wattsAt(ends(200, 400), 0.55, 2008)).toBeCloseTo((at5 + at6) / 2, 9);
    expect(concaveWatts({ idleW: 200, maxW: 400 }, 0.3, 1)).toBeCloseTo(260, 9);
  });

  it("comes nearer to the catalogue's published curves than the line does, where two pieces are taken", () => {
    const curves = HOST_TYPES.flatMap(({ year, power }) =>
      power.kind === "curve" && shapeOfYear(year).kind === "two-piece" ? [{ year, watts: power.watts.value }] : [],
    );
    /** RMS over the eleven points, in % of full draw, of the host known by its two ends alone. */
    const error = (watts: readonly number[], year?: number) => {
      const [idleW = 0, maxW = 0] = [watts[0], watts[10]];
      const squares = watts.map((w, i) => (wattsAt(ends(idleW, maxW), i / 10, year) - w) ** 2);
      return (100 * Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)) / maxW;
    };
    const mean = (of: (curve: (typeof curves)[number]) => number) =>
      curves.reduce((sum, one) => sum + of(one), 0) / curves.length;
    expect(curves.length).toBeGreaterThanOrEqual(10);
    console.log(
      curves.length,
      mean(({ watts, year }) => error(watts, year)),
      mean(({ watts }) => error(watts)),
    );
    expect(mean(({ watts, year }) => error(watts, year))).toBeLessThan(mean(({ watts }) => error(watts)));
  });

  it("takes the last known year for later ones", () => {
    expect(shapeOfYear(2026)).toEqual(shapeOfYear(2022));
    expect(shapeFact(2026)).toMatchObject({ value: 0.36, source: { kind: "seen", ref: "specpower-model-error" } });
    expect(shapeFact(2026).note).toContain("the row of 2022");
  });

  it("says of every shape what it rests on", () => {
    expect(shapeFact(2013)).toMatchObject({ value: "straight line", source: { kind: "seen" } });
    expect(shapeFact(2008)).toMatchObject({ value: 1.4, source: { kind: "recalled", confidence: "fairly" } });
    expect(shapeFact(2005).source.kind).toBe("assumed");
  });

  it("is read whole by eleven knots: every model is straight between tenths", () => {
    fc.assert(
      fc.property(anyPower, fc.integer({ min: 0, max: 9 }), anyLoad, anyYear, (power, tenth, part, year) => {
        const [low, high] = [wattsAt(power, tenth / 10, year), wattsAt(power, (tenth + 1) / 10, year)];
        expect(wattsAt(power, (tenth + part) / 10, year)).toBeCloseTo(low + (high - low) * part, 6);
      }),
      SEED,
    );
  });

  it("does not fall, whatever the bend or the exponent", () => {
    const anyBend = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyBend, anyLoad, anyLoad, (bend, a, b) => {
        const host = { idleW: 100, maxW: 300 };
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(twoPieceWatts(host, high, bend)).toBeGreaterThanOrEqual(twoPieceWatts(host, low, bend) - 1e-9);
        expect(concaveWatts(host, high, 1 + bend)).toBeGreaterThanOrEqual(concaveWatts(host, low, 1 + bend) - 1e-9);
      }),
      SEED,
    );
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
