import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  airflowCfm,
  btuPerHour,
  coolingTons,
  copAt,
  cubicMetresPerHour,
  facilityFacts,
  facilityFactor,
  facilityWatts,
  wattsOfHeat,
} from "#planner/energy/index.ts";

const SEED = { seed: 4105 };

describe("heat and cooling", () => {
  it("turns one kilowatt into 3,412.14 BTU/h", () => {
    expect(btuPerHour(1000)).toBeCloseTo(3412.14, 9);
  });

  it("turns 3.517 kW of heat into one ton", () => {
    // 12,000 BTU/h / 3.41214 = 3,516.9 W
    expect(wattsOfHeat(12_000)).toBeCloseTo(3516.9, 1);
    expect(coolingTons(12_000)).toBe(1);
  });

  it("returns the watts it started from, by way of BTU/h and tons", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (watts) => {
        expect(wattsOfHeat(btuPerHour(watts))).toBeCloseTo(watts, 6);
        expect(wattsOfHeat(coolingTons(btuPerHour(watts)) * 12_000)).toBeCloseTo(watts, 6);
      }),
      SEED,
    );
  });

  it.each([
    // 0.0068 T² + 0.0008 T + 0.458
    [15, 2.0],
    [18, 2.676],
    [20, 3.194],
    [25, 4.728],
    [27, 5.437],
  ])("moves heat at %i °C with a coefficient of about %f", (supplyAirC, cop) => {
    expect(copAt(supplyAirC)).toBeCloseTo(cop, 2);
  });

  it("multiplies by the PUE", () => {
    expect(facilityWatts(1000, { cooling: "pue", pue: 2.5 })).toBe(2500);
    expect(facilityFactor({ cooling: "pue", pue: 2.5 })).toBe(2.5);
  });

  it("adds the cooling's draw by its coefficient of performance", () => {
    // 20 °C: 0.0068 × 400 + 0.016 + 0.458 = 3.194; 1000 + 1000 / 3.194 = 1313.1
    expect(facilityWatts(1000, { cooling: "cop", supplyAirC: 20 })).toBeCloseTo(1313.087, 2);
    expect(facilityFactor({ cooling: "cop", supplyAirC: 20 })).toBeCloseTo(3.194, 9);
  });

  it("needs less for cooling the warmer the supply air", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 39 }), (supplyAirC) => {
        const at = (t: number) => facilityWatts(1000, { cooling: "cop", supplyAirC: t });
        expect(at(supplyAirC + 1)).toBeLessThan(at(supplyAirC));
      }),
      SEED,
    );
  });

  it("moves 1 kW with 3,160 CFM per degree Fahrenheit", () => {
    // 10 °C = 18 °F: 3.16 × 1000 / 18 = 175.556 CFM; 1 CFM = 0.0283168 m³ × 60 = 1.69901 m³/h: 298.27
    expect(airflowCfm(1000, 10)).toBeCloseTo(175.556, 3);
    expect(cubicMetresPerHour(175.556)).toBeCloseTo(298.27, 2);
  });

  it("names the facts of the method used, and only those", () => {
    const byPue = Object.keys(
      facilityFacts({ cooling: "pue", pue: 2, carbon: { gramsPerKWh: 1, hasEmbodied: false } }),
    );
    expect(byPue).toEqual([
      "energy.btuPerHourPerWatt",
      "energy.btuPerHourPerTon",
      "energy.air.cfmPerWatt",
      "energy.air.rise",
    ]);
    expect(facilityFacts({ cooling: "cop", supplyAirC: 20 })["energy.cop.square"]?.value).toBe(0.0068);
  });
});
