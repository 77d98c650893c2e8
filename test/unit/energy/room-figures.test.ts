import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Facility, INLET_CLASSES } from "#planner/contract/index.ts";
import { INLET_LIMITS, roomFigures, wattsOfHeat } from "#planner/energy/index.ts";
import { roomCapacity } from "#planner/room/index.ts";

const SEED = { seed: 6104, numRuns: 60 };
const cop = (more: object = {}): Facility => Facility.parse({ cooling: "cop", supplyAirC: 20, ...more });

describe("figures of the room", () => {
  it("tells heat, tons and air of the peak by PUE", () => {
    // peak 7,034 W: × 3.41214 = 24,000.99 BTU/h, / 12,000 = 2.000 t; 11 °C = 19.8 °F: 3.16 × 7034 / 19.8 = 1,122.598 CFM
    const { cooling, chain } = roomFigures({ perSlotW: [5000, 7034] }, { cooling: "pue", pue: 1.5 });
    expect(cooling).toMatchObject({ heatW: 7034, btuPerHour: 24_000.993, tons: 2, airRiseC: 11, airflowCfm: 1122.598 });
    // × 0.3048³ × 60 = 1.699011
    expect(cooling.airflowM3PerHour).toBeCloseTo(1907.31, 1);
    // mean 6,017; beside IT half as much again
    expect(chain).toEqual([
      { stage: "it", meanW: 6017, peakW: 7034 },
      { stage: "other", meanW: 3008.5, peakW: 3517 },
      { stage: "facility", meanW: 9025.5, peakW: 10_551 },
    ]);
  });

  it("tells the parts of the chain with their ratings, and what a rating too small is loaded with", () => {
    const facility = cop({ pdu: { ratingKW: 5 }, ups: { losses: "modern", paths: 2 } });
    const { chain } = roomFigures({ perSlotW: [4000, 8000] }, facility);
    expect(chain.map(({ stage }) => stage)).toEqual(["it", "pdu", "ups", "cooling", "facility"]);
    // PDU of 5 kW at 8 kW: load 1.6, loses (0.015 + 0.01 × 2.56) × 5 kW = 203 W; UPS rated (8,203 / 0.8) a path
    expect(chain[1]).toMatchObject({ peakW: 203, ratingKW: 5, peakLoadRatio: 1.6 });
    expect(chain[2]).toMatchObject({ ratingKW: 10.254, peakLoadRatio: 0.4 });
  });

  it("adds up: the parts are the facility, at the mean and at the peak, and the heat goes round by BTU/h", () => {
    const watts = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 12 });
    const facilities = fc.constantFrom<Facility>(
      { cooling: "pue", pue: 1.56 },
      cop(),
      cop({ otherRatio: 0.05, ups: { paths: 2 } }),
      cop({ pdu: {}, ups: { losses: "legacy", ratingKW: 90 }, otherRatio: 0.1 }),
    );
    fc.assert(
      fc.property(watts, facilities, (perSlotW, facility) => {
        const { chain, cooling } = roomFigures({ perSlotW }, facility);
        const parts = chain.filter(({ stage }) => stage !== "facility");
        const whole = chain.at(-1);
        for (const at of ["meanW", "peakW"] as const) {
          expect(Math.abs(parts.reduce((sum, part) => sum + part[at], 0) - (whole?.[at] ?? 0))).toBeLessThan(0.005);
        }
        expect(wattsOfHeat(cooling.btuPerHour)).toBeCloseTo(cooling.heatW, 2);
        expect(cooling.tons * 12_000).toBeCloseTo(cooling.btuPerHour, -2);
      }),
      SEED,
    );
  });

  it("needs more air the less it may warm up", () => {
    const at = (airRiseC: number) => roomFigures({ perSlotW: [1000] }, cop({ airRiseC })).cooling.airflowCfm;
    expect(at(5)).toBeCloseTo(at(10) * 2, 2);
  });

  it("counts cooling units with the spares of N+1", () => {
    const units = (more: object) =>
      roomFigures({ perSlotW: [70_000] }, cop({ coolingUnits: { capacityKW: 30, ...more } })).cooling;
    // 70 kW over 30 kW: three carry it, one may fail
    expect(units({})).toMatchObject({ unitKW: 30, unitsNeeded: 3, unitsWithSpares: 4 });
    expect(units({})).not.toHaveProperty("unitsInstalled");
    expect(units({ spare: 2, installed: 4 })).toMatchObject({ unitsNeeded: 3, unitsWithSpares: 5, unitsInstalled: 4 });
    expect(roomFigures({ perSlotW: [0] }, cop({ coolingUnits: { capacityKW: 30 } })).cooling.unitsWithSpares).toBe(0);
  });

  it("needs no more cooling units than there are while the hosts draw what racking allows them", () => {
    const anyKW = fc.double({ min: 1, max: 50, noNaN: true });
    fc.assert(
      fc.property(
        anyKW,
        fc.integer({ min: 2, max: 9 }),
        fc.constantFrom({}, { ratingKW: 20 }),
        (capacityKW, installed, ups) => {
          const facility = cop({ pdu: {}, ups: { ...ups, losses: "legacy" }, coolingUnits: { capacityKW, installed } });
          const most = roomCapacity(facility).coolingW;
          const needed = (watts: number) => roomFigures({ perSlotW: [watts] }, facility).cooling.unitsWithSpares ?? 0;
          if (most > 0) expect(needed(most)).toBeLessThanOrEqual(installed);
          expect(needed(most + 1)).toBeGreaterThan(installed);
        },
      ),
      SEED,
    );
  });

  it("holds the supply air against its class, and says nothing where it is not known", () => {
    expect(roomFigures({ perSlotW: [1] }, { cooling: "pue", pue: 2 })).not.toHaveProperty("inlet");
    expect(roomFigures({ perSlotW: [1] }, cop()).inlet).toEqual({
      class: "recommended",
      supplyAirC: 20,
      minC: 18,
      maxC: 27,
      isInside: true,
    });
    const at = (supplyAirC: number, inletClass: string) =>
      roomFigures({ perSlotW: [1] }, cop({ supplyAirC, inletClass })).inlet?.isInside;
    expect([at(17, "recommended"), at(15, "A1"), at(33, "A1"), at(33, "A2"), at(26, "recommended-2004")]).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it("knows every class, the wider ones around the narrower", () => {
    expect(Object.keys(INLET_LIMITS).toSorted()).toEqual([...INLET_CLASSES].toSorted());
    const wide = (["recommended", "A1", "A2", "A3", "A4"] as const).map((one) => INLET_LIMITS[one].value);
    for (const [i, { minC, maxC }] of wide.slice(1).entries()) {
      expect(minC).toBeLessThanOrEqual(wide[i]?.minC ?? 0);
      expect(maxC).toBeGreaterThanOrEqual(wide[i]?.maxC ?? 0);
    }
  });

  it("refuses a period without slots", () => {
    expect(() => roomFigures({ perSlotW: [] }, cop())).toThrow("0 slots");
  });
});
