/** The cost objective: spares, hours, years and licences by hand; licences that decide on which hosts and how many. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PlanRequestInput, decodeRequest, plan, verify } from "#planner";
import { CONTEXT, ask, cpu, estate, vm } from "../../support/request.ts";

const planned = (input: PlanRequestInput) => {
  const request = decodeRequest(
    { ...input, goals: { effortSeconds: 0.05, simulatedHosts: 0, ...input.goals } },
    CONTEXT,
  );
  const result = plan(request, CONTEXT);
  expect(verify({ request, result }, CONTEXT)).toEqual({ ok: true, violations: [] });
  const [term] = result.summary.objective.terms;
  return { result, value: term?.value ?? Number.NaN, bound: term?.bound ?? Number.NaN };
};
const flat = (cores: number) => Array.from({ length: 24 }, () => cores);
const hostsOf = ({ result }: ReturnType<typeof planned>) =>
  result.hosts
    .filter(({ role }) => role === "used")
    .map(({ hostType, partitions }) => `${hostType}: ${partitions.map(({ workload }) => workload).join("+")}`)
    .toSorted();

/** Host of 2012, idle 100 W and 200 W at most, a line between: at 0.515 of its cores (objective.test.ts) 151.5 W. */
const STEADY_W = 151.5;
const steady = ask([vm("a", { vcpus: 8 })], {
  series: [cpu("a", flat(8))],
  targets: [{ platform: "vsphere-8", hostType: "big", hostPrice: 5000 }],
  tariffPerKWh: 0.1,
  facility: { cooling: "pue", pue: 1.5 },
  goals: { timeModel: "day", objective: "cost", costYears: 4 },
});
/** Money for a watt over four years at 0.1 a kWh and PUE 1.5. */
const PER_WATT = 8.76 * 1.5 * 0.1 * 4;

describe("cost", () => {
  test("counts spare hosts, and the bound knows of one target's", () => {
    const { value, bound } = planned({ ...steady, goals: { ...steady.goals, spareHosts: 2 } });
    // Three hosts, one of them under load and two idle at 100 W; proved: three hosts and the load, idle draw is left out.
    expect(value).toBeCloseTo(15_000 + (STEADY_W + 200) * PER_WATT, 0);
    expect(bound).toBeCloseTo(15_000 + STEADY_W * PER_WATT, 0);
  });

  test("takes each hour's price", () => {
    // 8 cores by day (12 hours at 0.3), nothing by night (12 at 0.1): idle draws 100 W, so (151.5 × 0.3 + 100 × 0.1) / 2.
    const { value, bound } = planned({
      ...steady,
      series: [cpu("a", [...Array(12).fill(8), ...Array(12).fill(0)])],
      tariffPerKWh: [...Array(12).fill(0.3), ...Array(12).fill(0.1)],
    });
    expect(value).toBeCloseTo(5000 + ((STEADY_W * 0.3 + 100 * 0.1) / 2) * 8.76 * 1.5 * 4, 0);
    // The tangent at the load of each slot touches both.
    expect(bound).toBeGreaterThan(5000);
    expect(bound).toBeLessThanOrEqual(value);
  });

  test("counts later money less", () => {
    // 10 % for four years: 1/1.1 + 1/1.21 + 1/1.331 + 1/1.4641 = 3.169865 in place of 4.
    const { value, bound } = planned({ ...steady, money: { discountPercent: 10 } });
    expect(value).toBeCloseTo(5000 + (STEADY_W * PER_WATT * 3.169865) / 4, 0);
    expect(bound).toBe(value);
  });

  test("has what every plan pays in value and bound alike", () => {
    // Administration of 500 a host and 100 a workload a year, 20 hours at 50 of migration, training of 700.
    const money = {
      admin: { perHostYear: 500, perWorkloadYear: 100 },
      migration: { hoursPerWorkload: 20, perHour: 50 },
      training: 700,
    };
    const { value, bound } = planned({ ...steady, money });
    expect(value).toBeCloseTo(5000 + STEADY_W * PER_WATT + 4 * 600 + 1000 + 700, 0);
    expect(bound).toBe(value);
  });
});

describe("licences on packing", () => {
  /**
   * Memory tells: 66 GB beside 48, three times 11 beside 76, fills two hosts. a and the b's are Windows: on two hosts that
   * is two licences of four guests, on one host one; but then c and d share none.
   */
  const stack = ask(
    [
      vm("a", { memoryMiB: 66_000, os: { family: "windows", version: "2003", architecture: "x86-64" } }),
      ...["b1", "b2", "b3"].map((id) =>
        vm(id, { memoryMiB: 11_000, os: { family: "windows", version: "2003", architecture: "x86-64" } }),
      ),
      vm("c", { memoryMiB: 48_000 }),
      vm("d", { memoryMiB: 76_000 }),
    ],
    {
      targets: [{ platform: "vsphere-8", hostType: "big", hostPrice: 2000 }],
      tariffPerKWh: 0.1,
      licences: [{ id: "win", product: "windows-2003-r2-enterprise", match: { os: "windows" }, price: 3999 }],
    },
  );

  test("one licence for four Windows guests is worth a host more, and only to cost", () => {
    expect(hostsOf(planned(stack))).toEqual(["big: a+c", "big: b1+b2+b3+d"]);
    const cheap = planned({ ...stack, goals: { objective: "cost" } });
    expect(hostsOf(cheap)).toEqual(["big: a+b1+b2+b3", "big: c", "big: d"]);
    // With a licence at 39.99 the third host is not worth it.
    const [win] = stack.licences ?? [];
    const poor = { ...stack, licences: [{ ...win!, price: 39.99 }] } as PlanRequestInput;
    expect(planned({ ...poor, goals: { objective: "cost" } }).result.summary.hostsUsed).toBe(2);
  });

  test("units that are held cost nothing, and the bound says so", () => {
    const [win] = stack.licences ?? [];
    const held = { ...stack, licences: [{ ...win!, held: 5 }] } as PlanRequestInput;
    const { value, bound, result } = planned({ ...held, goals: { objective: "cost" } });
    expect(result.summary.hostsUsed).toBe(2);
    expect(value).toBeLessThan(2 * 2000 + 3999);
    expect(bound).toBeLessThanOrEqual(value);
    expect(result.search.candidates?.map(({ name }) => name)).toEqual([
      "as priced",
      "licences that are held for nothing",
    ]);
  });

  /**
   * Five VMs of 0.9 cores; two fit a small host (2.4 cores are left under the ceiling), all fit a big one. The database is licensed by Oracle's
   * position: every host of the target it runs on, 8 units a big host (16 cores × 0.5) and 2 a small one.
   */
  const ids = ["a", "b", "c", "d", "db"];
  const oracle = ask(
    ids.map((id) => vm(id)),
    {
      series: ids.map((id) => cpu(id, flat(0.9))),
      targets: [
        { platform: "vsphere-8", hostType: "small", hostPrice: 1000 },
        { platform: "vsphere-8", hostType: "big", hostPrice: 90_000 },
      ],
      tariffPerKWh: 0.01,
      licences: [{ id: "ora", product: "oracle-database-ee", workloads: ["db"], price: 100_000 }],
      goals: { timeModel: "day", objective: "cost" },
    },
  );

  test("a licence that reaches over a target keeps others off it", () => {
    const chosen = planned(oracle);
    // Three small hosts are 3,000 and 6 units, 600,000; one of each is 91,000 and 2 units, 200,000.
    expect(hostsOf(chosen)).toEqual(["big: a+b+c+d", "small: db"]);
    expect(chosen.value).toBeGreaterThan(291_000);
    expect(chosen.value).toBeLessThan(293_000);
    expect(chosen.bound).toBeGreaterThan(200_000);
    const tried = chosen.result.search.candidates ?? [];
    expect(tried.map(({ name }) => name)).toEqual([
      "as priced",
      "ora on vsphere-8@small",
      "ora on vsphere-8@big",
      "ora anywhere",
    ]);
    expect(Math.min(...tried.map(({ value }) => value))).toBe(chosen.value);
    // As if each host paid for itself, all would have gone to the cheap hosts.
    expect(tried[0]?.value).toBeGreaterThan(600_000);
  });

  test("each host for itself, where the user takes that stance, leaves the others there", () => {
    const [ora] = oracle.licences ?? [];
    const own = { ...oracle, licences: [{ ...ora!, options: { stance: "host" } }] } as PlanRequestInput;
    const { result } = planned(own);
    expect(result.hosts.map(({ hostType }) => hostType)).toEqual(["small", "small", "small"]);
    expect(result.search.candidates).toBeUndefined();
  });
});

describe("cost plans of any estate", () => {
  test("are verified, the same twice, and never below their bounds", () => {
    const licences = fc.subarray([
      {
        id: "win",
        product: "windows-2003-r2-enterprise",
        workloads: ["vm-000", "vm-001", "vm-004", "vm-005"],
        price: 4000,
      },
      { id: "ora", product: "oracle-database-ee", workloads: ["vm-006", "vm-007"], price: 20_000, held: 1 },
      { id: "core", product: "windows-server-standard", workloads: ["vm-002", "vm-008", "vm-009"], price: 100 },
      { id: "own", workloads: ["vm-003", "vm-010"], perCore: 50, isYearly: true },
    ] as const);
    const money = fc.constantFrom({ discountPercent: 7 }, { admin: { perHostYear: 300 }, training: 100 });
    const tariff = fc.constantFrom<number | number[]>(0, 0.2, [...Array(8).fill(0.05), ...Array(16).fill(0.3)]);
    const asked = fc.record({
      seed: fc.nat(1000),
      chosen: licences,
      prices: money,
      price: tariff,
      spareHosts: fc.nat(1),
    });
    fc.assert(
      fc.property(asked, ({ seed, chosen, prices, price, spareHosts }) => {
        const made = estate(11, seed);
        const input: PlanRequestInput = {
          ...made,
          targets: made.targets.map((target, t) => ({ ...target, hostPrice: 3000 + 2000 * t })),
          tariffPerKWh: price,
          licences: chosen.map((licence) => ({ ...licence, workloads: [...licence.workloads] })),
          money: prices,
          goals: { ...made.goals, objective: "cost", spareHosts, simulatedHosts: 0, effortSeconds: 0.02 },
        };
        const { result, value, bound } = planned(input);
        expect(value).toBeGreaterThanOrEqual(bound);
        expect(plan(decodeRequest(input, CONTEXT), CONTEXT)).toEqual(result);
      }),
      { seed: 6611, numRuns: 16 },
    );
  });
});
