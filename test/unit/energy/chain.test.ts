import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Facility } from "#planner/contract/index.ts";
import {
  chainPower,
  chainWatts,
  copAt,
  facilityLine,
  facilityPerSlot,
  facilityWatts,
  facilityWattsPerWatt,
  itWattsForHeat,
  sizedChain,
} from "#planner/energy/index.ts";

const SEED = { seed: 6101, numRuns: 60 };
/** COP at 20 °C: 0.0068 × 400 + 0.016 + 0.458 */
const COP_20 = 3.194;
const parts = (more: object): Facility => Facility.parse({ cooling: "cop", supplyAirC: 20, ...more });

const ratio = (max: number) => fc.double({ min: 0, max, noNaN: true });
const losses = fc.record({ noLoadRatio: ratio(0.2), proportionalRatio: ratio(0.2), squareRatio: ratio(0.2) });
const stage = fc.record(
  { paths: fc.constantFrom(1, 2), losses, ratingKW: fc.double({ min: 1, max: 100, noNaN: true }) },
  { requiredKeys: ["paths", "losses"] },
);
const anyParts = fc
  .record(
    { supplyAirC: fc.integer({ min: 5, max: 45 }), pdu: stage, ups: stage, otherRatio: ratio(0.3) },
    { requiredKeys: ["supplyAirC"] },
  )
  .map((more) => Facility.parse({ cooling: "cop", ...more }));
const anyWatts = fc.double({ min: 0, max: 50_000, noNaN: true });

describe("the chain from the hosts to the facility", () => {
  it.each([
    // legacy at half load: 0.04 + 0.0125 + 0.00375 = 5.625 % of 10 kW lost with 5 kW passed on: 89.9 % efficient
    ["legacy", 5000, 562.5],
    // modern at half load: 0.015 + 0.0075 + 0.0025 = 2.5 % of 10 kW: 95.2 % efficient
    ["modern", 5000, 250],
    // modern at full load: 0.04 of 10 kW
    ["modern", 10_000, 400],
  ])("loses in a %s UPS of 10 kW at %i W: %f W", (kind, itW, lostW) => {
    const chain = sizedChain(parts({ ups: { ratingKW: 10, losses: kind } }), itW);
    expect(chainPower(chain, itW).upsW).toBeCloseTo(lostW, 9);
  });

  it("cools the hosts' heat and the losses, and adds what else there is past the UPS", () => {
    // PDU of 10 kW at half load: (0.015 + 0.01 × 0.25) × 10 kW = 175 W. UPS of 10 kW at 5,175 W, u = 0.5175:
    // (0.015 + 0.0077625 + 0.00267806) × 10 kW = 254.4056 W. Heat 5,429.4056 W, cooling / 3.194; other 2 % of 5,000
    const facility = parts({ pdu: { ratingKW: 10 }, ups: { ratingKW: 10, losses: "modern" }, otherRatio: 0.02 });
    const power = chainPower(sizedChain(facility, 5000), 5000);
    expect(power.pduW).toBeCloseTo(175, 9);
    expect(power.upsW).toBeCloseTo(254.4056, 3);
    expect(power.coolingW).toBeCloseTo(5429.4056 / COP_20, 3);
    expect(power.otherW).toBe(100);
    expect(power.upsLoad).toBeCloseTo(0.5175, 9);
  });

  it("rates a stage for 80 % at the peak, and each of two paths for the whole of it", () => {
    const at = (paths: number) => sizedChain(parts({ ups: { paths, losses: "legacy" } }), 8000);
    expect(at(1).ups?.ratingW).toBe(10_000);
    expect(chainPower(at(1), 8000).upsLoad).toBeCloseTo(0.8, 12);
    expect(chainPower(at(2), 8000).upsLoad).toBeCloseTo(0.4, 12);
  });

  it("loses more with two paths than with one: each half loaded pays its losses without load", () => {
    // one: (0.04 + 0.02 + 0.0096) × 10 kW = 696 W; two at 0.4: 2 × (0.04 + 0.01 + 0.0024) × 10 kW = 1,048 W
    const lost = (paths: number) => {
      const facility = parts({ ups: { paths, losses: "legacy" } });
      return chainPower(sizedChain(facility, 8000), 8000).upsW;
    };
    expect(lost(1)).toBeCloseTo(696, 9);
    expect(lost(2)).toBeCloseTo(1048, 9);
  });

  it("draws its losses without load while no host draws anything", () => {
    // 1.5 % of 10 kW, cooled at 3.194
    const facility = parts({ ups: { ratingKW: 10, losses: "modern" } });
    expect(facilityWatts(0, facility)).toBeCloseTo(150 * (1 + 1 / COP_20), 9);
    expect(facilityWatts(0, parts({ ups: { losses: "modern" } }))).toBe(0);
  });

  it("conserves: the parts add up to the facility, the heat to what the UPS takes in", () => {
    fc.assert(
      fc.property(anyParts, anyWatts, (facility, itW) => {
        const chain = sizedChain(facility, Math.max(itW, 1));
        const power = chainPower(chain, itW);
        const sum = power.itW + power.pduW + power.upsW + power.coolingW + power.otherW;
        expect(power.facilityW).toBeCloseTo(sum, 6);
        expect(power.heatW).toBeCloseTo(itW + power.pduW + power.upsW, 6);
        expect(chainWatts(chain, itW)).toBeCloseTo(power.facilityW, 6);
        expect(power.coolingW * copAt(facility.supplyAirC ?? 0)).toBeCloseTo(power.heatW, 6);
      }),
      SEED,
    );
  });

  it("draws more the more the hosts draw, and at least as much as they", () => {
    fc.assert(
      fc.property(anyParts, anyWatts, anyWatts, (facility, a, b) => {
        const chain = sizedChain(facility, Math.max(a, b));
        const [low, high] = [chainWatts(chain, Math.min(a, b)), chainWatts(chain, Math.max(a, b))];
        expect(low).toBeLessThanOrEqual(high + 1e-9);
        expect(low).toBeGreaterThanOrEqual(Math.min(a, b));
      }),
      SEED,
    );
  });
});

describe("what a cooling allows", () => {
  it("is the heat itself by PUE and without stages, less by the losses with them", () => {
    expect(itWattsForHeat(30_000, { cooling: "pue", pue: 1.5 })).toBe(30_000);
    expect(itWattsForHeat(Number.POSITIVE_INFINITY, parts({ ups: {} }))).toBe(Number.POSITIVE_INFINITY);
    // legacy rated by the peak: 1.087 W of heat per watt
    expect(itWattsForHeat(10_870, parts({ ups: { losses: "legacy" } }))).toBeCloseTo(10_000, 6);
    // 4 % of 100 kW are lost without load: more than 3 kW of cooling
    expect(itWattsForHeat(3000, parts({ ups: { losses: "legacy", ratingKW: 100 } }))).toBe(0);
  });

  it("is the most there is: its heat is the cooling's, and no more", () => {
    fc.assert(
      fc.property(anyParts, anyWatts, (facility, heatW) => {
        const itW = itWattsForHeat(heatW, facility);
        const heat = (watts: number) => chainPower(sizedChain(facility, watts), watts).heatW;
        if (itW > 0) expect(heat(itW)).toBeLessThanOrEqual(heatW + 1e-9);
        expect(heat(itW + 0.001)).toBeGreaterThan(heatW);
      }),
      SEED,
    );
  });
});

describe("the line below the facility", () => {
  const slots = fc.array(anyWatts, { minLength: 1, maxLength: 8 });

  it("is the PUE, and without stages exact", () => {
    expect(facilityLine({ cooling: "pue", pue: 1.5 })).toEqual({ constantW: 0, perW: 1.5 });
    expect(facilityWattsPerWatt(parts({ otherRatio: 0.1 }))).toBeCloseTo(1 + 1 / COP_20 + 0.1, 12);
  });

  it("touches a given rating's curve where it is asked to", () => {
    const facility = parts({ pdu: { ratingKW: 20 }, ups: { ratingKW: 20, losses: "legacy", paths: 2 } });
    const { constantW, perW } = facilityLine(facility, 9000);
    expect(constantW + perW * 9000).toBeCloseTo(facilityWatts(9000, facility), 6);
  });

  it("is met by a stage that follows the peak, under a load that never changes", () => {
    // legacy, u = 0.8 throughout: 0.04 / 0.8 + 0.025 + 0.015 × 0.8 = 0.087 lost per watt
    const facility = parts({ ups: { losses: "legacy" } });
    expect(facilityWattsPerWatt(facility)).toBeCloseTo(1.087 * (1 + 1 / COP_20), 12);
    expect(facilityWatts(5000, facility)).toBeCloseTo(5000 * facilityWattsPerWatt(facility), 6);
  });

  it("never lies above the facility, in any slot of any profile, wherever it touches", () => {
    fc.assert(
      fc.property(anyParts, slots, anyWatts, (facility, perSlotW, atW) => {
        const { constantW, perW } = facilityLine(facility, atW);
        for (const [s, watts] of facilityPerSlot(perSlotW, facility).entries()) {
          const itW = perSlotW[s] ?? 0;
          expect(constantW + perW * itW).toBeLessThanOrEqual(watts * (1 + 1e-9) + 1e-6);
          expect(facilityWattsPerWatt(facility) * itW).toBeLessThanOrEqual(watts * (1 + 1e-9) + 1e-6);
        }
      }),
      SEED,
    );
  });
});
