/** Plans from one day, judged on another, by hand. */
import { describe, expect, it } from "vitest";
import { FORECASTS, expectedDay, fluidKWh, knownOf, livedThrough } from "../../../bench/packing/forecast.ts";
import { type TraceDay, dayProblem } from "../../../bench/packing/instances/planetlab.ts";

const vmTypes = [{ mips: 1000, ramMB: 1 }];
const day = (names: readonly string[], percent: readonly number[]): TraceDay => ({
  day: "d",
  names,
  slots: percent.length / names.length,
  percent: Float64Array.from(percent),
  vmTypes,
});
const host = { name: "h", mips: 1000, ramMB: 1, watts: [100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200] };

describe("a forecast", () => {
  it("plans for known VMs by what they did, for others by the mean of the known", () => {
    const planned = day(["a", "b"], [10, 30, 20, 40]);
    const lived = day(["a", "b", "new"], [0, 0, 0, 0, 0, 0]);
    expect(knownOf(planned, lived)).toBe(2);
    const same = FORECASTS.find(({ name }) => name === "same five minutes")!;
    // The new one: (10 + 20) / 2 and (30 + 40) / 2.
    expect([...expectedDay(planned, lived, same).percent]).toEqual([10, 30, 20, 40, 15, 35]);
    const mean = FORECASTS.find(({ name }) => name === "mean of the day")!;
    expect([...expectedDay(planned, lived, mean).percent]).toEqual([20, 20, 30, 30, 25, 25]);
  });

  it("is judged by what stands above the hosts, and draws as the hosts did", () => {
    // Both on one host: 60 + 60 = 120 % and 20 + 20 = 40 %. One of two slots is over, 200 of 1,600 MIPS are not served.
    const lived = day(["a", "b"], [60, 20, 60, 20]);
    const solution = { binOf: Int32Array.of(0, 0), typeOf: [0], numberOf: [1], packer: "hand" };
    const found = livedThrough(lived, solution, host);
    expect(found).toMatchObject({ hosts: 1, violationRatio: 0.5, unservedRatio: 0.125 });
    // 200 W and 140 W for five minutes each: 340 / 12 Wh.
    expect(found.kWh).toBeCloseTo(340 / 12 / 1000, 9);
  });

  it("has a floor at the best watts per MIPS", () => {
    // Least per MIPS at full load: 200 W / 1,000. 1,600 MIPS for five minutes each: 320 / 12 Wh.
    const problem = dayProblem(day(["a", "b"], [60, 20, 60, 20]), host, Infinity);
    expect(fluidKWh(problem, host)).toBeCloseTo(320 / 12 / 1000, 9);
  });
});
