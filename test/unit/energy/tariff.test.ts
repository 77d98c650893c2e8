import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PlanRequest, type Slots, parseInput } from "#planner/contract/index.ts";
import { firstMinute, meanPrice, pricePerSlot, priceOfWeek } from "#planner/energy/index.ts";

const SEED = { seed: 6102, numRuns: 60 };
const WEEK_MINUTES = 10_080;
const week = (minutes: number): Slots => ({ model: "week", count: WEEK_MINUTES / minutes, minutes });
const prices = (length: number) =>
  fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: length, maxLength: length });
/** Price 0.01 × hour of the day. */
const BY_HOUR = Array.from({ length: 24 }, (_, hour) => hour / 100);
/** 1 on Monday's hours, 8 on all others: Monday is told apart from the rest. */
const MONDAY = Array.from({ length: 168 }, (_, hour) => (hour < 24 ? 1 : 8));

describe("a tariff by the hour", () => {
  it("repeats 24 hours on every day of the week", () => {
    expect([...priceOfWeek(BY_HOUR)].slice(24, 48)).toEqual(BY_HOUR);
    expect(priceOfWeek(0.2)).toEqual(new Float64Array(168).fill(0.2));
  });

  it("takes the mean of the hours a slot covers", () => {
    // 90-minute slots: 0 and half of 0.01 over 90 minutes = 0.3 / 90; then 30 minutes of 0.01 and 60 of 0.02 = 1.5 / 90
    const [first, second] = pricePerSlot(BY_HOUR, week(90));
    expect(first).toBeCloseTo(0.3 / 90, 12);
    expect(second).toBeCloseTo(1.5 / 90, 12);
    // half hours of the same hour cost the same
    expect([...pricePerSlot(BY_HOUR, week(30))].slice(2, 4)).toEqual([0.01, 0.01]);
  });

  it("takes the mean over weekdays for a day, and over all hours for the peak", () => {
    // one Monday in seven days: (1 + 6 × 8) / 7 = 7
    expect(pricePerSlot(MONDAY, { model: "day", count: 24, minutes: 60 })[5]).toBeCloseTo(7, 12);
    expect([...pricePerSlot(MONDAY, { model: "peak", count: 1, minutes: 525_600 })]).toEqual([7]);
    expect(meanPrice(MONDAY)).toBe(7);
  });

  it.each([
    // 24 October 2005 was a Monday, 27 October a Thursday (3 × 24 + 6 hours), 31 December 1969 a Wednesday
    ["2005-10-24T00:00:00Z", 0],
    ["2005-10-27T06:00:00Z", 78 * 60],
    ["1969-12-31T23:30:00Z", 2 * 1440 + 23 * 60 + 30],
    ["1960-02-29T00:00:00Z", 0],
  ])("knows the minute of the week of %s", (start, minute) => {
    expect(firstMinute({ start })).toBe(minute);
  });

  it("reads a trace from its start and goes round at the end of the week", () => {
    // Sunday 23:00, then Monday 0:00
    const trace: Slots = { model: "trace", count: 2, minutes: 60, start: "2005-10-30T23:00:00Z" };
    expect([...pricePerSlot(MONDAY, trace)]).toEqual([8, 1]);
  });

  it("is the flat price where all hours are equal, whatever the slots", () => {
    const slots = fc.constantFrom<Slots>(
      week(60),
      week(15),
      { model: "day", count: 24, minutes: 60 },
      { model: "peak", count: 1, minutes: 60 },
      { model: "trace", count: 50, minutes: 7, start: "1966-05-03T10:11:00Z" },
    );
    fc.assert(
      fc.property(slots, fc.double({ min: 0, max: 10, noNaN: true }), fc.constantFrom(24, 168), (at, price, hours) => {
        for (const one of pricePerSlot(
          Array.from({ length: hours }, () => price),
          at,
        )) {
          expect(one).toBeCloseTo(price, 9);
        }
      }),
      SEED,
    );
  });

  it("keeps the mean over a week, however it is cut", () => {
    fc.assert(
      fc.property(prices(168), fc.constantFrom(15, 30, 60, 120, 180), (tariff, minutes) => {
        const perSlot = pricePerSlot(tariff, week(minutes));
        expect(perSlot.reduce((sum, p) => sum + p, 0) / perSlot.length).toBeCloseTo(meanPrice(tariff), 9);
      }),
      SEED,
    );
  });

  it.each([23, 25, 167])("is refused with %i hours, naming the field", (hours) => {
    const input = { tariffPerKWh: Array.from({ length: hours }, () => 0.1) };
    expect(() => parseInput(PlanRequest.shape.tariffPerKWh, input.tariffPerKWh)).toThrow(
      "must be one figure, 24 (hours of a day) or 168",
    );
  });
});
