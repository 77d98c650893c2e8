import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Facility, HostType, type Slots } from "#planner/contract/index.ts";
import { type HostLoad, drawOf, hostsWithoutRackUnits, pricePerSlot } from "#planner/energy/index.ts";

const SEED = { seed: 4106 };
const source = "assumed: a test's own figure";
const given = <T>(value: T) => ({ value, source });

/** A host of 100 W idle and 300 W at full load, straight between them, 2 units high unless told otherwise. */
const host = (more: Partial<Record<"rackUnits", { value: number; source: string } | undefined>> = {}) =>
  HostType.parse({
    id: "test-host",
    maker: "nobody",
    model: "test",
    year: 2005,
    architecture: "x86-64",
    cpuVendor: "intel",
    cpuModel: "test",
    sockets: given(1),
    coresPerSocket: given(4),
    threadsPerCore: given(1),
    coreMhz: given(2000),
    memoryMiB: given(4096),
    power: { kind: "two-ends", idleW: given(100), maxW: given(300) },
    ...("rackUnits" in more ? {} : { rackUnits: given(2) }),
  });

const PUE_2 = { cooling: "pue", pue: 2 } as const;

describe("draw of an estate", () => {
  it("adds hosts up slot by slot and carries heat, energy, space and money along", () => {
    // slot 0: 100 + 200 = 300 W; slot 1: 300 + 100 = 400 W; mean 350, peak 400
    const draw = drawOf(
      [
        { host: host(), loadRatio: [0, 1] },
        { host: host(), loadRatio: Float64Array.of(0.5, 0) },
      ],
      { count: 2 },
      PUE_2,
      { pricePerKWh: [0.1, 0.1], gramsPerKWh: [500, 500] },
    );
    expect(draw.perSlotW).toEqual([300, 400]);
    expect(draw).toMatchObject({ hosts: 2, hostsWithoutPower: 0, meanW: 350, peakW: 400, rackUnits: 4 });
    // 350 W × 8760 h = 3,066 kWh; facility 700 W, 6,132 kWh, at 0.1 per kWh 613.2
    expect(draw.kWhPerYear).toBeCloseTo(3066, 9);
    expect(draw.facilityMeanW).toBe(700);
    expect(draw.facilityKWhPerYear).toBeCloseTo(6132, 9);
    expect(draw.costPerYear).toBeCloseTo(613.2, 9);
    // 6,132 kWh × 500 g
    expect(draw.kgCO2ePerYear).toBeCloseTo(3066, 9);
    // 350 and 400 W × 3.41214; 1,364.856 BTU/h / 12,000
    expect(draw.btuPerHourMean).toBeCloseTo(1194.249, 6);
    expect(draw.btuPerHourPeak).toBeCloseTo(1364.856, 6);
    expect(draw.coolingTonsPeak).toBeCloseTo(0.113738, 6);
  });

  it("has no bill without a tariff, and a bill of nothing at a tariff of 0", () => {
    const loads = [{ host: host(), loadRatio: [0.5] }];
    expect(drawOf(loads, { count: 1 }, PUE_2)).not.toHaveProperty("costPerYear");
    expect(drawOf(loads, { count: 1 }, PUE_2, { pricePerKWh: [0] }).costPerYear).toBe(0);
  });

  it("bills every slot at its own price and carbon", () => {
    // 300 and 400 W, facility 600 and 800 W: mean of 0.6 kW × 0.1 and 0.8 kW × 0.3 is 0.15 per hour, × 8760 = 1,314
    const loads = [
      { host: host(), loadRatio: [0, 1] },
      { host: host(), loadRatio: [0.5, 0] },
    ];
    const draw = drawOf(loads, { count: 2 }, PUE_2, { pricePerKWh: [0.1, 0.3], gramsPerKWh: [0, 1000] });
    expect(draw.costPerYear).toBeCloseTo(1314, 9);
    // mean of 0 and 0.8 kg per hour, × 8760
    expect(draw.kgCO2ePerYear).toBeCloseTo(3504, 9);
    expect(() => drawOf(loads, { count: 2 }, PUE_2, { pricePerKWh: [1] })).toThrow("1 rates for 2 slots");
  });

  it("counts a host that is off and its height, and none of its draw", () => {
    const draw = drawOf(
      [
        { host: host(), loadRatio: [0.5] },
        { host: host(), isOff: true },
      ],
      { count: 1 },
      PUE_2,
    );
    expect(draw).toMatchObject({ hosts: 2, hostsWithoutPower: 0, meanW: 200, rackUnits: 4 });
  });

  it("adds the carbon of making the hosts only when asked, and says whose is not known", () => {
    const known = { ...host(), embodiedKg: { value: 1200, source } };
    const loads = [{ host: known }, { host: known }, { host: host() }, {}];
    expect(drawOf(loads, { count: 1 }, PUE_2)).not.toHaveProperty("embodiedKg");
    expect(drawOf(loads, { count: 1 }, PUE_2, { hasEmbodied: true })).toMatchObject({
      embodiedKg: 2400,
      hostsWithoutEmbodied: 2,
    });
  });

  it("counts hosts of unknown type without guessing their draw", () => {
    const draw = drawOf([{ host: host(), loadRatio: [0] }, { host: undefined }, {}], { count: 1 }, PUE_2);
    expect(draw).toMatchObject({ hosts: 3, hostsWithoutPower: 2, meanW: 100, rackUnits: 2 });
  });

  it("takes a host without loads for an idle one", () => {
    expect(drawOf([{ host: host() }], { count: 3 }, PUE_2).perSlotW).toEqual([100, 100, 100]);
  });

  it("says how many hosts have no known height", () => {
    const loads: readonly HostLoad[] = [{ host: host() }, { host: host({ rackUnits: undefined }) }, {}];
    expect(hostsWithoutRackUnits(loads)).toBe(2);
    expect(drawOf(loads, { count: 1 }, PUE_2).rackUnits).toBe(2);
  });

  it("draws nothing where there are no hosts", () => {
    expect(drawOf([], { count: 2 }, PUE_2)).toMatchObject({ hosts: 0, meanW: 0, peakW: 0, perSlotW: [0, 0] });
  });

  it("refuses loads that do not match the slots, and a period without slots", () => {
    expect(() => drawOf([{ host: host(), loadRatio: [0, 0] }], { count: 3 }, PUE_2)).toThrow(
      "host type test-host: 2 loads for 3 slots",
    );
    expect(() => drawOf([], { count: 0 }, PUE_2)).toThrow("0 slots: at least 1 is needed");
  });

  const anyLoads = fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }), {
    minLength: 1,
    maxLength: 5,
  });

  it("gives the same energy when every slot is cut into equal parts", () => {
    fc.assert(
      fc.property(anyLoads, fc.integer({ min: 2, max: 6 }), (ratios, parts) => {
        const coarse = ratios.map((loadRatio) => ({ host: host(), loadRatio }));
        const fine = ratios.map((r) => ({
          host: host(),
          loadRatio: r.flatMap((v) => Array.from({ length: parts }, () => v)),
        }));
        const [a, b] = [drawOf(coarse, { count: 4 }, PUE_2), drawOf(fine, { count: 4 * parts }, PUE_2)];
        expect(b.kWhPerYear).toBeCloseTo(a.kWhPerYear, 6);
        expect(b.peakW).toBe(a.peakW);
      }),
      { ...SEED, numRuns: 40 },
    );
  });

  it("gives the same energy, bill and carbon in slots of 60, 30 and 15 minutes, through PDU and UPS", () => {
    const facility = Facility.parse({ cooling: "cop", supplyAirC: 22, pdu: {}, ups: { losses: "legacy", paths: 2 } });
    const hours = (most: number) =>
      fc.array(fc.double({ min: 0, max: most, noNaN: true }), { minLength: 168, maxLength: 168 });
    fc.assert(
      fc.property(hours(1), hours(0.5), hours(900), (load, tariff, grams) => {
        const [hourly, ...finer] = [60, 30, 15].map((minutes) => {
          const parts = 60 / minutes;
          const slots: Slots = { model: "week", count: 168 * parts, minutes };
          const loadRatio = load.flatMap((v) => Array.from({ length: parts }, () => v));
          const rates = { pricePerKWh: pricePerSlot(tariff, slots), gramsPerKWh: pricePerSlot(grams, slots) };
          return drawOf([{ host: host(), loadRatio }], slots, facility, rates);
        });
        for (const draw of finer) {
          expect(draw.facilityKWhPerYear).toBeCloseTo(hourly?.facilityKWhPerYear ?? 0, 6);
          expect(draw.costPerYear).toBeCloseTo(hourly?.costPerYear ?? 0, 6);
          expect(draw.kgCO2ePerYear).toBeCloseTo(hourly?.kgCO2ePerYear ?? 0, 6);
        }
      }),
      { ...SEED, numRuns: 15 },
    );
  });

  it("draws no less at the peak than on average, and more the busier the hosts", () => {
    fc.assert(
      fc.property(anyLoads, (ratios) => {
        const at = (share: number) =>
          drawOf(
            ratios.map((r) => ({ host: host(), loadRatio: r.map((v) => v * share) })),
            { count: 4 },
            PUE_2,
          );
        expect(at(1).peakW).toBeGreaterThanOrEqual(at(1).meanW - 1e-9);
        expect(at(1).meanW).toBeGreaterThanOrEqual(at(0.5).meanW - 1e-9);
      }),
      { ...SEED, numRuns: 40 },
    );
  });
});
