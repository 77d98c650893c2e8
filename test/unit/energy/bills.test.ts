import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Facility, type Slots } from "#planner/contract/index.ts";
import { bills, hoursOfWeekIn, monthOf, monthText, monthsLater, pricePerSlot } from "#planner/energy/index.ts";

const SEED = { seed: 6103, numRuns: 30 };
const PUE_2 = { cooling: "pue", pue: 2 } as const;
const WITH_UPS = Facility.parse({ cooling: "cop", supplyAirC: 20, pdu: {}, ups: { losses: "legacy", paths: 2 } });
const HOURLY: Slots = { model: "week", count: 168, minutes: 60 };
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
const anyWeek = fc.array(fc.double({ min: 10, max: 500, noNaN: true }), { minLength: 168, maxLength: 168 });
const anyRates = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 168, maxLength: 168 });

describe("the calendar", () => {
  it("counts a month's hours by weekday: January 2026 begins on a Thursday", () => {
    // 31 days from Thursday: Thursday, Friday and Saturday five times, the other days four
    const hours = hoursOfWeekIn({ year: 2026, month: 1 });
    expect([0, 1, 2, 3, 4, 5, 6].map((day) => hours[day * 24])).toEqual([4, 4, 4, 5, 5, 5, 4]);
    expect(sum(hours)).toBe(31 * 24);
  });

  it.each([
    ["2024-02", 29],
    ["2026-02", 28],
    ["1900-02", 28],
    ["2000-02", 29],
  ])("gives %s its %i days", (text, days) => {
    expect(sum(hoursOfWeekIn(monthOf(text)))).toBe(days * 24);
  });

  it("goes on over the end of a year, and refuses what is no month", () => {
    expect(monthText(monthsLater(monthOf("2026-11"), 3))).toBe("2027-02");
    expect(() => monthOf("2026-13")).toThrow('"2026-13" is no month');
  });
});

describe("bills", () => {
  const flat = Array.from({ length: 168 }, () => 500);

  it("bills a month of a constant load: watts × PUE × hours × price", () => {
    // 500 W × 2 = 1 kW; January 744 h, February 2026 672 h; at 0.2 and 400 g
    const { months, total, perHost } = bills([flat], HOURLY, PUE_2, {
      from: "2026-01",
      months: 2,
      tariff: 0.2,
      gramsPerKWh: 400,
    });
    expect(months).toEqual(["2026-01", "2026-02"]);
    expect([...total.kWh].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([744, 672]);
    expect(total.money[0]).toBeCloseTo(148.8, 9);
    expect(total.kgCO2e[1]).toBeCloseTo(268.8, 9);
    expect(perHost.kWh[0]).toBeCloseTo(744, 9);
  });

  it("counts a weekday as often as the month has it", () => {
    // 1 kW on Thursdays only: five Thursdays in January 2026, four in February
    const thursdays = Array.from({ length: 168 }, (_, hour) => (Math.floor(hour / 24) === 3 ? 500 : 0));
    const { total } = bills([thursdays], HOURLY, PUE_2, { from: "2026-01", months: 2, gramsPerKWh: 0 });
    expect([...total.kWh].map(Math.round)).toEqual([120, 96]);
    expect([...total.money]).toEqual([0, 0]);
  });

  it("sum to the yearly bill of the same calendar, and hosts to all", () => {
    fc.assert(
      fc.property(anyWeek, anyWeek, anyRates, (a, b, tariff) => {
        const terms = { from: "2027-01", months: 12, tariff, gramsPerKWh: tariff };
        const { total, perHost } = bills([a, b], HOURLY, WITH_UPS, terms);
        // The year by itself: 365 days from Friday, 1 January 2027, so 53 Fridays and 52 of every other day.
        const draw = (hour: number) => facilityAt[hour] ?? 0;
        const facilityAt = perHour(a, b);
        const times = (hour: number) => (Math.floor(hour / 24) === 4 ? 53 : 52);
        const money = tariff.reduce((s, price, h) => s + (draw(h) / 1000) * times(h) * price, 0);
        expect(sum(total.money)).toBeCloseTo(money, 6);
        expect(sum(total.kgCO2e) * 1000).toBeCloseTo(money, 6);
        expect(sum(perHost.kWh)).toBeCloseTo(sum(total.kWh), 6);
        for (let m = 0; m < 12; m++) {
          expect((perHost.money[m] ?? 0) + (perHost.money[12 + m] ?? 0)).toBeCloseTo(total.money[m] ?? 0, 6);
        }
      }),
      SEED,
    );
  });

  /** Facility watts per hour by the formula of the chain, written out: PDU, then two UPS paths, then cooling. */
  function perHour(a: readonly number[], b: readonly number[]): readonly number[] {
    const it = a.map((watts, h) => watts + (b[h] ?? 0));
    const peak = Math.max(...it);
    const pduIn = (w: number) => w + (peak / 0.8) * (0.015 + 0.01 * (w / (peak / 0.8)) ** 2);
    const rating = pduIn(peak) / 0.8;
    return it.map((w) => {
      const u = pduIn(w) / (2 * rating);
      const upsIn = pduIn(w) + 2 * rating * (0.04 + 0.025 * u + 0.015 * u * u);
      return upsIn * (1 + 1 / 3.194);
    });
  }

  it("do not depend on how finely the week is sampled, neither in kWh nor in money nor in carbon", () => {
    fc.assert(
      fc.property(anyWeek, anyRates, fc.constantFrom(15, 20, 30), (hourly, tariff, minutes) => {
        const parts = 60 / minutes;
        const fine = hourly.flatMap((watts) => Array.from({ length: parts }, () => watts));
        const fineSlots: Slots = { model: "week", count: 168 * parts, minutes };
        const terms = { from: "2026-03", months: 5, tariff, gramsPerKWh: tariff };
        const [one, other] = [bills([hourly], HOURLY, WITH_UPS, terms), bills([fine], fineSlots, WITH_UPS, terms)];
        for (let m = 0; m < 5; m++) {
          expect(other.total.kWh[m]).toBeCloseTo(one.total.kWh[m] ?? 0, 6);
          expect(other.total.money[m]).toBeCloseTo(one.total.money[m] ?? 0, 6);
          expect(other.perHost.kgCO2e[m]).toBeCloseTo(one.perHost.kgCO2e[m] ?? 0, 6);
        }
      }),
      SEED,
    );
  });

  it("agree with the plan's account over 52 weeks: a year of it has a day more", () => {
    // The account takes the week for all 8,760 hours; 364 days of bills are 52 whole weeks of it.
    const tariff = Array.from({ length: 24 }, (_, hour) => hour / 100);
    const hourly = Array.from({ length: 168 }, (_, hour) => 100 + hour);
    const rates = { pricePerKWh: pricePerSlot(tariff, HOURLY) };
    const { months, total } = bills([hourly], HOURLY, PUE_2, { from: "2027-01", months: 12, tariff, gramsPerKWh: 0 });
    // 31 December 2027 is a Friday: hours 96 to 119
    const lastDay = hourly.slice(96, 120).reduce((s, watts, hour) => s + ((watts * 2) / 1000) * (hour / 100), 0);
    const mean = hourly.reduce((s, watts, hour) => s + watts * 2 * (rates.pricePerKWh[hour] ?? 0), 0) / 168;
    expect(months.at(-1)).toBe("2027-12");
    expect(sum(total.money) - lastDay).toBeCloseTo((mean * 364 * 24) / 1000, 6);
  });

  it("read days, peaks and traces as weeks", () => {
    const terms = { from: "2026-01", months: 1, gramsPerKWh: 0 };
    const day: Slots = { model: "day", count: 2, minutes: 720 };
    // 100 W until noon, 300 W after: mean 200 W × 2 × 744 h
    expect(bills([[100, 300]], day, PUE_2, terms).total.kWh[0]).toBeCloseTo(297.6, 9);
    const peak: Slots = { model: "peak", count: 1, minutes: 44_640 };
    expect(bills([[200]], peak, PUE_2, terms).total.kWh[0]).toBeCloseTo(297.6, 9);
    // A Thursday's first two hours, known alone: other hours take the mean of 200 W; ten of 744 hours differ, evenly
    const trace: Slots = { model: "trace", count: 2, minutes: 60, start: "2026-01-01T00:00:00Z" };
    expect(bills([[100, 300]], trace, PUE_2, terms).total.kWh[0]).toBeCloseTo(297.6, 9);
  });

  it("bill what the facility loses while no host draws anything to no host", () => {
    const idle = Facility.parse({ cooling: "cop", supplyAirC: 20, ups: { ratingKW: 10, losses: "modern" } });
    const { perHost, total } = bills([Array.from({ length: 168 }, () => 0)], HOURLY, idle, {
      from: "2026-01",
      months: 1,
      gramsPerKWh: 0,
    });
    // 150 W × (1 + 1 / 3.194) × 744 h
    expect(total.kWh[0]).toBeCloseTo((0.15 * 744 * 4.194) / 3.194, 9);
    expect(perHost.kWh[0]).toBe(0);
  });

  it("refuse watts that do not match the slots, and months there are not", () => {
    const terms = { from: "2026-01", months: 1, gramsPerKWh: 0 };
    expect(() => bills([[1]], HOURLY, PUE_2, terms)).toThrow("host 1: 1 watts for 168 slots");
    expect(() => bills([flat], HOURLY, PUE_2, { ...terms, months: 0 })).toThrow("0 months");
    expect(() => bills([flat], HOURLY, PUE_2, { ...terms, from: "May" })).toThrow('"May" is no month');
  });
});
