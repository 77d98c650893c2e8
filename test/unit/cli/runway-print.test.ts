/** Runways as a person reads them. */
import { describe, expect, it } from "vitest";
import { type Forecast, type Runway, Scenario, type WhatIfRow, whatIfResult } from "#planner";
import { runwayText } from "../../../cli/print/runway.ts";

const used = (now: number, end: number) => [now, end].map((median) => ({ p5: median, median, p95: median }));
const memory: Runway = {
  resource: "memoryMiB",
  median: { month: 15, calendar: "2028-03" },
  early: { month: 11, calendar: "2027-11" },
  late: { month: 25, calendar: "2029-01" },
  withinRatio: 1,
  orderBy: { month: 8, date: "2027-08-23" },
  usedRatio: used(0.7, 1.2),
};
const cpu: Runway = { resource: "cpuCores", withinRatio: 0.01, usedRatio: used(0.2, 0.9) };

const textOf = (forecasts: readonly Partial<Forecast>[]) => {
  const scenario = Scenario.parse({ request: {}, growth: { percentPerYear: 10, months: 1 } });
  const rows = forecasts.map(
    (forecast, index): WhatIfRow => ({
      index,
      alternative: index,
      overrides: {},
      status: "optimal",
      figures: {},
      costWithout: [],
      forecast: { months: 1, draws: 20, leftOut: 0, runways: [memory, cpu], ...forecast },
    }),
  );
  return runwayText(scenario, whatIfResult(scenario, rows, rows.length));
};

describe("the runway table", () => {
  it("has a line for every resource, with the interval and the day to order by", () => {
    const lines = textOf([{ leftOut: 2 }]).split("\n");
    expect(lines[1]).toBe("Runway of the hosts");
    expect(lines).toContainEqual(
      expect.stringMatching(/^memory +70% +120% {2}2028-03 +2027-11 – 2029-01 {2}2027-08-23$/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^CPU +20% +90% {2}later +later$/));
    expect(lines.join(" ")).toContain("2 workloads that no host here can take are in no sum.");
  });

  it("tells of several alternatives what runs out first, and of hosts that lack something that they do", () => {
    const lacking: Runway = {
      resource: "networkMbps",
      median: { month: 0 },
      early: { month: 0 },
      late: { month: 0 },
      withinRatio: 1,
      orderBy: { month: -2 },
      usedRatio: used(Infinity, Infinity),
    };
    const text = textOf([{}, { runways: [lacking] }]);
    expect(text).toMatch(/^1 {2}memory +70% +120% {2}2028-03/m);
    expect(text).toMatch(
      /^2 {2}network throughput +none offered +none offered {2}month 0 +month 0 – month 0 +at once$/m,
    );
  });

  it("has no interval where nothing is uncertain, and is not there without growth", () => {
    expect(textOf([{ draws: 1 }])).not.toContain("90% within");
    const plain = Scenario.parse({ request: {} });
    expect(runwayText(plain, whatIfResult(plain, [], 0))).toBe("");
  });
});
