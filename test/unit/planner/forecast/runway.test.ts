/** Runways worked out by hand on sums made by hand, and on real plans: after the month of a runway no plan fits. */
import { describe, expect, test } from "vitest";
import {
  type InputProblem,
  InvalidInput,
  Scenario,
  type ScenarioInput,
  checkScenario,
  decodeRequest,
  plan,
  whatIf,
} from "#planner";
import type { DemandModel } from "#planner/forecast/demand-model.ts";
import { type ForecastEvent, Growth } from "#planner/forecast/growth.ts";
import { calendarMonth, monthBefore, weeksBefore } from "#planner/forecast/months.ts";
import { runwaysOf } from "#planner/forecast/runway.ts";
import { BIG, CONTEXT, ask, cpu, vm } from "../../../support/request.ts";

/** 40 of 100 cores in use, 10 of them by the one workload with events; memory 60 of 120. */
const model: DemandModel = {
  rows: [
    { resource: "cpuCores", grows: "cpu", need: Float64Array.of(20, 5), offered: 100, offeredByRacks: Infinity },
    { resource: "cpuCores", grows: "cpu", need: Float64Array.of(30, 10), offered: 100, offeredByRacks: 160 },
    { resource: "memoryMiB", grows: "memory", need: Float64Array.of(50, 10), offered: 120, offeredByRacks: Infinity },
    {
      resource: "networkMbps",
      grows: "network",
      need: Float64Array.of(1, 0),
      offered: Infinity,
      offeredByRacks: Infinity,
    },
  ],
  leftOut: 0,
};
const growth = (input: NonNullable<ScenarioInput["growth"]>) => Growth.parse(input);
const once = { seed: 1, count: 1 };
const outOf = (asked: Growth, events: readonly ForecastEvent[] = [], uncertain = once) =>
  Object.fromEntries(runwaysOf(model, asked, events, uncertain).runways.map((one) => [one.resource, one]));

describe("a runway by hand", () => {
  test("is the first month in which more is asked for than offered", () => {
    // 40 cores doubling every year pass 100 after 12 log2(2.5) = 15.86 months, 160 (racks) after exactly 24;
    // memory at 50 % a year passes 120 after 12 ln 2 / ln 1.5 = 20.51 months.
    const asked = growth({ percentPerYear: { cpu: 100, memory: 50 }, months: 30 });
    const runways = outOf(asked);
    expect(runways["cpuCores"]?.median).toEqual({ month: 16 });
    expect(runways["memoryMiB"]?.median).toEqual({ month: 21 });
    // At month 24 exactly what racks hold is asked for: that is not yet more.
    expect(runways["racks"]?.median).toEqual({ month: 25 });
    expect(Object.keys(runways)).toEqual(["cpuCores", "memoryMiB", "racks"]);
    expect(runways["cpuCores"]?.usedRatio.map(({ median }) => median).filter((_, m) => m % 12 === 0)).toEqual([
      0.4, 0.8, 1.6,
    ]);
    expect(outOf(growth({ percentPerYear: 1, months: 12 }))["cpuCores"]).toMatchObject({ withinRatio: 0 });
    expect(outOf(growth({ percentPerYear: 1, months: 12 }))["cpuCores"]).not.toHaveProperty("median");
  });

  test("events change one workload from their month on, growth goes on for it", () => {
    const asked = growth({ percentPerYear: 0, months: 12 });
    const use = (...events: ForecastEvent[]) => outOf(asked, events)["cpuCores"]?.usedRatio.map(({ median }) => median);
    const scale = (month: number, times: number): ForecastEvent => ({ event: "scale", month, workload: "w", times });
    // 30 + 10 cores; from month 2 on 30 + 40, from month 5 on 30 + 20.
    expect(use(scale(5, 0.5), scale(2, 4))?.slice(0, 7)).toEqual([0.4, 0.4, 0.7, 0.7, 0.7, 0.5, 0.5]);
    expect(use({ event: "retire", month: 3, workload: "w" })?.slice(2, 5)).toEqual([0.4, 0.3, 0.3]);
    const add = { event: "add", month: 4, workload: vm("w") } as ForecastEvent;
    expect(use(add)?.slice(3, 5)).toEqual([0.3, 0.4]);
    // Times speaks of CPU, network and disk: memory stays.
    expect(outOf(asked, [scale(2, 4)])["memoryMiB"]?.usedRatio[5]?.median).toBe(0.5);
  });

  test("draws give percentiles, the same for the same seed; the order is counted back from the early end", () => {
    // 40 → 100 needs ×2.5: growth of 100 % takes 16 months, of 50 % 28, of 25 % 50: a third of the draws each.
    const thirds = { distribution: "discrete" as const, values: [100, 50, 25] };
    const asked = growth({ percentPerYear: { cpu: thirds }, months: 40, start: "2026-12", leadTimeWeeks: 10 });
    const found = outOf(asked, [], { seed: 5, count: 300 })["cpuCores"];
    expect(found?.early).toEqual({ month: 16, calendar: "2028-04" });
    expect(found?.median).toEqual({ month: 28, calendar: "2029-04" });
    expect(found?.late).toBeUndefined();
    expect(found?.withinRatio).toBeGreaterThan(0.55);
    expect(found?.withinRatio).toBeLessThan(0.78);
    // Ten weeks before 1 April 2028.
    expect(found?.orderBy).toEqual({ month: 13, date: "2028-01-22" });
    expect(outOf(asked, [], { seed: 5, count: 300 })["cpuCores"]).toEqual(found);
  });

  test("months run over the years, and an order may be too late already", () => {
    expect([calendarMonth("2026-12", 0), calendarMonth("2026-12", 1), calendarMonth("2026-01", 26)]).toEqual([
      "2026-12",
      "2027-01",
      "2028-03",
    ]);
    // 2028 is a leap year: a week before 1 March is 23 February.
    expect(weeksBefore("2026-01", 26, 1)).toBe("2028-02-23");
    expect([monthBefore(10, 0), monthBefore(10, 4), monthBefore(1, 10)]).toEqual([10, 9, -2]);
  });
});

const scenarioOf = (extra: Partial<ScenarioInput>) =>
  Scenario.parse({
    request: ask([vm("a"), vm("b"), vm("c", { memoryMiB: 900_000 })], {
      series: [cpu("a", [1, 2, 4]), cpu("b", [3, 2, 1])],
      targets: [{ platform: "vsphere-8", hostType: "big", maxHosts: 1 }],
      goals: { effortSeconds: 0, timeModel: "trace" },
    }),
    ...extra,
  });

describe("the runway of a real request", () => {
  test("no plan fits from that month on, one still fits the month before", () => {
    const scenario = scenarioOf({ growth: { percentPerYear: { cpu: 60 }, months: 60 } });
    const [row] = whatIf(scenario, CONTEXT).rows;
    const out = row?.forecast?.runways[0];
    expect(out?.resource).toBe("cpuCores");
    // "c" is too big for any host: it is in no sum.
    expect(row?.forecast?.leftOut).toBe(1);
    const unplacedAt = (month: number) => {
      const goals = { effortSeconds: 0, timeModel: "trace" as const, growthPercent: (1.6 ** (month / 12) - 1) * 100 };
      const request = decodeRequest({ ...scenario.request, goals }, CONTEXT);
      return plan(request, CONTEXT).unplaced.length;
    };
    const month = out?.median?.month ?? 0;
    expect([unplacedAt(month - 1), unplacedAt(month)]).toEqual([1, 2]);
  });

  test("every alternative has its own, whatever is drawn beside it: two hosts last longer than one", () => {
    const scenario = scenarioOf({
      vary: { "/targets/0/maxHosts": [1, 2] },
      growth: { percentPerYear: 60, months: 120 },
      sample: { count: 2, factors: { demand: { distribution: "uniform", from: 1, to: 2 } } },
    });
    const rows = whatIf(scenario, CONTEXT).rows;
    expect(rows.map(({ forecast }) => forecast !== undefined)).toEqual([true, false, true, false]);
    const [one, two] = [0, 2].map((i) => rows[i]?.forecast?.runways.find(({ resource }) => resource === "cpuCores"));
    expect(two?.usedRatio[0]?.median).toBeCloseTo((one?.usedRatio[0]?.median ?? 0) / 2, 3);
    // Twice the room at 60 % a year: 12 ln 2 / ln 1.6 = 17.7 months more.
    expect((two?.median?.month ?? 0) - (one?.median?.month ?? 0)).toBeGreaterThanOrEqual(17);
    expect((two?.median?.month ?? 0) - (one?.median?.month ?? 0)).toBeLessThanOrEqual(18);
  });

  test("racks that are limited run out where hosts are not", () => {
    // Racks of 4 units hold two hosts of 2 units each: as much as two hosts given.
    expect(BIG.rackUnits?.value).toBe(2);
    const growing = { growth: { percentPerYear: 60, months: 120 } };
    const byHosts = scenarioOf({ ...growing, vary: { "/targets/0/maxHosts": [2] } });
    const unlimited = {
      targets: [{ platform: "vsphere-8", hostType: "big" }],
      facility: { cooling: "pue", pue: 1.5, racks: { units: 4, maxCount: 1 } },
    };
    const base = scenarioOf(growing);
    const byRacks = { ...base, request: { ...base.request, ...unlimited } };
    const [hosts, racks] = [byHosts, byRacks].map((one) => whatIf(one, CONTEXT).rows[0]);
    expect(racks?.problems).toBeUndefined();
    expect(racks?.forecast?.runways.map(({ resource }) => resource)).toEqual(["racks"]);
    expect(racks?.forecast?.runways[0]?.median).toEqual(hosts?.forecast?.runways[0]?.median);
  });

  test("a workload added later is in the sums from its month on", () => {
    const add = { event: "add" as const, month: 6, workload: vm("late", { vcpus: 16 }) };
    const scenario = scenarioOf({ growth: { percentPerYear: 0, months: 12 }, events: [add] });
    const used = whatIf(scenario, CONTEXT).rows[0]?.forecast?.runways.find(
      ({ resource }) => resource === "cpuCores",
    )?.usedRatio;
    expect(used?.[6]?.median).toBeGreaterThan(used?.[5]?.median ?? Infinity);
    expect(used?.[5]?.median).toBe(used?.[0]?.median);
  });
});

describe("growth that is refused", () => {
  const problemsOf = (work: () => unknown): readonly InputProblem[] => {
    try {
      work();
    } catch (error) {
      if (error instanceof InvalidInput) return error.problems;
      throw error;
    }
    return [];
  };
  const normal = { distribution: "normal" as const, mean: 10, deviation: 5 };

  test("at the door of the scenario, each with its place", () => {
    const events = [
      { event: "scale" as const, month: 30, workload: "a", times: normal },
      { event: "retire" as const, month: 2, workload: "a" },
    ];
    const found = problemsOf(() =>
      checkScenario(scenarioOf({ growth: { percentPerYear: normal, months: 12 }, events })),
    );
    expect(found.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      "/growth/percentPerYear too-low",
      "/events/0/times too-low",
      "/events/0/month beyond-horizon",
      "/sample not-sampled",
    ]);
    expect(problemsOf(() => checkScenario(scenarioOf({ events })))[0]?.code).toBe("events-without-growth");
    expect(() => scenarioOf({ growth: { percentPerYear: 5, start: "2026-13" } })).toThrow(/a month such as/);
  });

  test("in the row of the alternative: no given hosts, an event that speaks of nobody", () => {
    const scenario = scenarioOf({
      vary: { "/targets/0": [{ platform: "vsphere-8", hostType: "big" }] },
      growth: { percentPerYear: 5 },
    });
    expect(whatIf(scenario, CONTEXT).rows[0]?.problems?.[0]).toMatchObject({
      pointer: "/growth",
      code: "no-given-hosts",
    });
    const events = [{ event: "retire" as const, month: 2, workload: "nobody" }];
    const other = scenarioOf({ growth: { percentPerYear: 5 }, events });
    expect(whatIf(other, CONTEXT).rows[0]?.problems?.[0]).toMatchObject({ pointer: "/events/0/workload" });
  });
});
