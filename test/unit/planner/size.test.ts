import { describe, expect, test } from "vitest";
import { ExistingHost, Goals, HostType, PlanRequest, type Series, Workload } from "#planner/contract/index.ts";
import { conversion, demandOfWorkload, foldSeries, nearestRank, slotGrid, sourceCpuOf } from "#planner/size/index.ts";

const series = (start: string, slotMinutes: number, values: (number | null)[]): Series => ({
  workload: "a",
  metric: "cpuCores",
  start,
  slotMinutes,
  values,
});

describe("slot grid", () => {
  test("a week starts on Monday 00:00 UTC", () => {
    const grid = slotGrid("week", []);
    // 24 October 2005 was a Monday: hour 0; the Tuesday after it at 05:00 is 24 + 5.
    expect(grid.slotOf(Date.parse("2005-10-24T00:00:00Z") / 3_600_000)).toBe(0);
    expect(grid.slotOf(Date.parse("2005-10-25T05:00:00Z") / 3_600_000)).toBe(29);
    expect(grid.slotOf(Date.parse("2005-10-30T23:00:00Z") / 3_600_000)).toBe(167);
  });

  test("a trace spans all series from the first hour to the last", () => {
    const grid = slotGrid("trace", [
      series("2005-10-24T06:00:00Z", 60, [1, 2]),
      series("2005-10-24T09:00:00Z", 60, [1]),
    ]);
    expect(grid.slots).toMatchObject({ count: 4, start: "2005-10-24T06:00:00.000Z" });
    expect(grid.slotOf(Date.parse("2005-10-24T05:00:00Z") / 3_600_000)).toBe(-1);
  });
});

describe("folding a series", () => {
  test("an hour of five-minute samples becomes its percentile: 100 = highest, 50 = the sixth of twelve", () => {
    const twelve = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    const grid = slotGrid("day", []);
    expect(foldSeries([series("2005-10-24T03:00:00Z", 5, twelve)], grid, 100)?.[3]).toBe(12);
    expect(foldSeries([series("2005-10-24T03:00:00Z", 5, twelve)], grid, 50)?.[3]).toBe(6);
  });

  test("an hour that was never measured takes the highest of the same hour on other days, else the highest of all", () => {
    // Monday 10:00 = 2, Tuesday 10:00 = 3, nothing else: every other day's 10:00 is 3, all other hours too (the overall peak).
    const week = foldSeries(
      [series("2005-10-24T10:00:00Z", 60, [2]), series("2005-10-25T10:00:00Z", 60, [3])],
      slotGrid("week", []),
      100,
    );
    expect([week?.[10], week?.[34], week?.[58], week?.[0]]).toEqual([2, 3, 3, 3]);
  });

  test("a series of gaps only is no measurement", () => {
    expect(foldSeries([series("2005-10-24T10:00:00Z", 60, [null, null])], slotGrid("day", []), 100)).toBeUndefined();
  });

  test("nearest rank: the 95th percentile of 1…20 is 19", () => {
    expect(
      nearestRank(
        Array.from({ length: 20 }, (_, i) => 20 - i),
        95,
      ),
    ).toBe(19);
  });
});

const workload = (extra: Record<string, unknown> = {}) =>
  Workload.parse({
    id: "a",
    name: "a",
    os: { family: "linux", architecture: "x86-64" },
    vcpus: 4,
    memoryMiB: 1024,
    ...extra,
  });
const request = (goals: Record<string, unknown> = {}) =>
  PlanRequest.parse({
    workloads: [workload()],
    targets: [{ platform: "p", hostType: "h" }],
    goals: Goals.parse(goals),
  });

describe("demand without a series", () => {
  const how = (goals: Record<string, unknown> = {}) => ({
    request: request(goals),
    grid: slotGrid("day", []),
    coreMhz: 2000,
  });

  test("4 virtual CPUs at 4 per core are one core, in every slot", () => {
    const demand = demandOfWorkload(workload(), undefined, how());
    expect(demand.basis).toBe("allocated");
    expect([...demand.cores]).toEqual(Array.from({ length: 24 }, () => 1));
  });

  test("a snapshot is a floor, never a peak: 3000 MHz on a 2000 MHz core is 1.5 cores, above the allocation's 1", () => {
    expect(demandOfWorkload(workload({ snapshot: { cpuMhz: 3000 } }), undefined, how())).toMatchObject({
      basis: "snapshot-floor",
      peakCores: 1.5,
    });
    expect(demandOfWorkload(workload({ snapshot: { cpuMhz: 100 } }), undefined, how())).toMatchObject({
      basis: "allocated",
      peakCores: 1,
    });
  });

  test("growth multiplies; a workload's own figure wins over the goals'", () => {
    expect(demandOfWorkload(workload(), undefined, how({ growthPercent: 20 })).peakCores).toBeCloseTo(1.2, 12);
    expect(demandOfWorkload(workload({ growthPercent: 50 }), undefined, how({ growthPercent: 20 })).peakCores).toBe(
      1.5,
    );
  });
});

const hostType = (id: string, mhz: number, rating?: number): HostType => {
  const s = (value: number) => ({ value, source: "assumed: test" });
  return HostType.parse({
    id,
    maker: "m",
    model: id,
    year: 2006,
    architecture: "x86-64",
    cpuVendor: "intel",
    cpuModel: "c",
    sockets: s(2),
    coresPerSocket: s(2),
    threadsPerCore: s(1),
    coreMhz: s(mhz),
    memoryMiB: s(4096),
    ...(rating === undefined ? {} : { ratingPerCore: s(rating) }),
    power: { kind: "two-ends", idleW: s(100), maxW: s(200) },
  });
};

describe("converting CPU", () => {
  const slow = hostType("slow", 2000, 10_000);
  const fast = hostType("fast", 3000, 40_000);
  const unrated = hostType("unrated", 1000);
  const on = (type: HostType) =>
    sourceCpuOf(workload({ runsOn: "h" }), { host: ExistingHost.parse({ id: "h", name: "h" }), type }, [type]);

  test("by rating: a core of 10,000 is a quarter of a core of 40,000", () => {
    expect(conversion(on(slow), fast)).toEqual({ method: "rating", factor: 0.25 });
  });
  test("without a rating by clock: a 2000 MHz core is two 1000 MHz cores", () => {
    expect(conversion(on(slow), unrated)).toEqual({ method: "clock", factor: 2 });
  });
  test("the same type needs no rating", () => {
    expect(conversion(on(unrated), unrated)).toEqual({ method: "rating", factor: 1 });
  });
  test("with nothing known, core for core, and said so", () => {
    expect(conversion(sourceCpuOf(workload(), undefined, []), fast)).toEqual({ method: "one-to-one", factor: 1 });
  });
});
