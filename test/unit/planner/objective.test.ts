/** Objectives of a plan: values by hand, plans that differ because of what they are to be good at, and bad input. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidInput, type PlanRequestInput, decodeRequest, plan, verify } from "#planner";
import { CONTEXT, ask, cpu, estate, vm } from "../../support/request.ts";

const planned = (input: PlanRequestInput) => {
  const request = decodeRequest(input, CONTEXT);
  const result = plan(request, CONTEXT);
  return { request, result, objective: result.summary.objective };
};
const flat = (cores: number) => Array.from({ length: 24 }, () => cores);
const problemsOf = (input: PlanRequestInput) => {
  try {
    decodeRequest(input, CONTEXT);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
};

/** One VM that uses 8 cores all day. On vSphere 8 that is 8.24 with the platform's 3 %: 0.515 of the 16 cores. */
const steady = ask([vm("a", { vcpus: 8 })], { series: [cpu("a", flat(8))], goals: { timeModel: "day" } });
/** Host of 2012, idle 100 W and 200 W at most: 34 % of 200 W at 10 % load lies below the straight line, so the line it is. */
const STEADY_W = 100 + 100 * 0.515;

describe("objectives", () => {
  test("hosts is the default, and tells hosts and bound", () => {
    expect(planned(steady).objective).toEqual({
      mode: "single",
      terms: [{ name: "hosts", unit: "hosts", value: 1, bound: 1, gapRatio: 0 }],
    });
  });

  test("energy is the kWh of a year by the curve, proved where one host must be on", () => {
    const { objective, result } = planned({ ...steady, goals: { timeModel: "day", objective: "energy" } });
    // 151.5 W × 8.76 = 1,327.14 kWh: the curve is straight, so its tangent proves the value.
    expect(objective.terms[0]).toMatchObject({ name: "energy", unit: "kWh per year", gapRatio: 0 });
    expect(objective.terms[0]?.value).toBeCloseTo(STEADY_W * 8.76, 2);
    expect(objective.terms[0]?.bound).toBe(objective.terms[0]?.value);
    expect(result.energy.after.kWhPerYear).toBe(objective.terms[0]?.value);
    expect(result.status).toBe("optimal");
  });

  test("cost adds hosts, electricity with its cooling, and licences over the years", () => {
    const { objective } = planned({
      ...steady,
      targets: [{ platform: "vsphere-8", hostType: "big", hostPrice: 5000 }],
      tariffPerKWh: 0.1,
      facility: { cooling: "pue", pue: 1.5 },
      licences: [
        { id: "db", workloads: ["a"], perCore: 10, isYearly: true },
        { id: "tool", workloads: ["a"], perSocket: 7 },
      ],
      goals: { timeModel: "day", objective: "cost", costYears: 4 },
    });
    // 5,000 + 151.5 W × 8.76 × 1.5 × 0.1 × 4 + 10 × 16 cores × 4 years + 7 × 1 socket = 6,443.28
    expect(objective.terms[0]?.value).toBeCloseTo(5000 + STEADY_W * 8.76 * 1.5 * 0.1 * 4 + 640 + 7, 1);
    expect(objective.terms[0]?.gapRatio).toBe(0);
  });

  test("spares count for none of them", () => {
    const goals = { timeModel: "day", objective: "energy", spareHosts: 2 } as const;
    const { objective, result } = planned({ ...steady, goals });
    expect(result.summary.hostsSpare).toBe(2);
    expect(objective.terms[0]?.value).toBeCloseTo(STEADY_W * 8.76, 2);
  });

  /** Memory of a and b, and of c and d, is what tells: a + c and b + d fill two hosts, a + b leaves c and d no common one. */
  const four = ask(
    [
      vm("a", { memoryMiB: 66_000 }),
      vm("b", { memoryMiB: 33_000 }),
      vm("c", { memoryMiB: 48_000 }),
      vm("d", { memoryMiB: 76_000 }),
    ],
    {
      targets: [{ platform: "vsphere-8", hostType: "big", hostPrice: 2000 }],
      tariffPerKWh: 0.1,
      licences: [{ id: "db", workloads: ["a", "b"], perHost: 50_000 }],
    },
  );
  const hostsOf = (input: PlanRequestInput) =>
    planned(input)
      .result.hosts.map(({ partitions }) => partitions.map(({ workload }) => workload).join("+"))
      .toSorted();

  test("a dear licence is worth a host more, and only to the cost objective", () => {
    expect(hostsOf(four)).toEqual(["a+c", "b+d"]);
    const cheap = planned({ ...four, goals: { objective: "cost" } });
    expect(hostsOf({ ...four, goals: { objective: "cost" } })).toEqual(["a+b", "c", "d"]);
    // Three hosts and one licence; the bound knows of two hosts and one licence.
    expect(cheap.objective.terms[0]?.value).toBeGreaterThan(56_000);
    expect(cheap.objective.terms[0]?.value).toBeLessThan(60_000);
    expect(cheap.objective.terms[0]?.bound).toBeGreaterThan(54_000);
    expect(cheap.result.status).toBe("feasible");
  });

  test("a list puts the first objective above all others", () => {
    const { objective } = planned({ ...four, goals: { objective: ["hosts", "cost"] } });
    expect(objective.mode).toBe("lexicographic");
    expect(objective.terms.map(({ name }) => name)).toEqual(["hosts", "cost"]);
    expect(objective.terms[0]).toMatchObject({ value: 2, bound: 2 });
    // Two licences, as two hosts can do with no fewer.
    expect(objective.terms[1]?.value).toBeGreaterThan(104_000);
  });

  test("weights weigh values over their own bounds", () => {
    const { objective } = planned({ ...four, goals: { objective: { hosts: 1, cost: 3, energy: 0 } } });
    expect(objective.terms.map(({ name, weight }) => [name, weight])).toEqual([
      ["hosts", 1],
      ["cost", 3],
    ]);
    const sum = objective.terms.reduce(
      (s, { value, bound, weight = 0 }) => s + (weight * value) / (bound ?? Number.NaN),
      0,
    );
    expect(objective.weighted?.value).toBeCloseTo(sum, 4);
    expect(objective.weighted?.bound).toBeGreaterThanOrEqual(4);
    // 3 / 2 + 3 × 58 / 56 is less than 2 / 2 + 3 × 106 / 56.
    expect(objective.terms[0]?.value).toBe(3);
  });

  test("a weight alone is that objective alone", () => {
    const { objective } = planned({ ...steady, goals: { timeModel: "day", objective: { energy: 5 } } });
    expect(objective).toMatchObject({ mode: "single", terms: [{ name: "energy" }] });
  });

  test("of two host types energy takes the one that draws less, and a price may take the other", () => {
    // "small" draws as much as "big" for a quarter of the cores: four VMs of 2 cores go to one big host, or three small ones.
    const base = ask(
      ["a", "b", "c", "d"].map((id) => vm(id)),
      {
        series: ["a", "b", "c", "d"].map((id) => cpu(id, flat(1.2))),
        targets: [
          { platform: "vsphere-8", hostType: "big", hostPrice: 90_000 },
          { platform: "vsphere-8", hostType: "small", hostPrice: 1000 },
        ],
        tariffPerKWh: 0.01,
        goals: { timeModel: "day" },
      },
    );
    const typesFor = (objective: "energy" | "cost") =>
      new Set(
        planned({ ...base, goals: { timeModel: "day", objective } }).result.hosts.map(({ hostType }) => hostType),
      );
    expect(typesFor("energy")).toEqual(new Set(["big"]));
    expect(typesFor("cost")).toEqual(new Set(["small"]));
  });
});

describe("plans by objective", () => {
  test("are the same for the same request, verified, and never below their bounds", () => {
    const priced = (input: PlanRequestInput, objective: NonNullable<PlanRequestInput["goals"]>["objective"]) => ({
      ...input,
      targets: input.targets.map((target, t) => ({ ...target, hostPrice: 3000 + 2000 * t })),
      tariffPerKWh: 0.2,
      licences: [{ id: "db", workloads: ["vm-001", "vm-006", "vm-007"], perCore: 100 }],
      goals: { ...input.goals, objective, simulatedHosts: 0 },
    });
    const objectives = fc.constantFrom(
      "energy" as const,
      "cost" as const,
      ["hosts", "energy", "cost"] as ("hosts" | "energy" | "cost")[],
      { hosts: 1, energy: 0.2, cost: 1 },
    );
    fc.assert(
      fc.property(fc.nat(1000), objectives, (seed, objective) => {
        const { request, result } = planned(priced(estate(12, seed), objective));
        expect(verify({ request, result }, CONTEXT)).toEqual({ ok: true, violations: [] });
        for (const { value, bound } of result.summary.objective.terms)
          expect(value).toBeGreaterThanOrEqual(bound ?? Number.NaN);
        expect(plan(request, CONTEXT)).toEqual(result);
      }),
      { seed: 5611, numRuns: 6 },
    );
  });

  test("whose figures were changed do not pass the verifier", () => {
    const { request, result } = planned({ ...steady, goals: { timeModel: "day", objective: "energy" } });
    const [term] = result.summary.objective.terms;
    const objective = { ...result.summary.objective, terms: [{ ...term!, value: term!.value - 1 }] };
    const forged = { ...result, summary: { ...result.summary, objective } };
    expect(verify({ request, result: forged }, CONTEXT).violations.map(({ code }) => code)).toContain("objective");
  });
});

describe("bad input", () => {
  test("a cost objective without prices names each target and the tariff", () => {
    const found = problemsOf({ ...steady, goals: { objective: ["hosts", "cost"] } });
    expect(found.map(({ pointer, code }) => [pointer, code])).toEqual([
      ["/targets/0/hostPrice", "unknown-price"],
      ["/tariffPerKWh", "unknown-price"],
    ]);
    expect(found[0]?.detail).toContain("vsphere-8@big");
  });

  test("a host type's own price will do", () => {
    const [big] = CONTEXT.hostTypes;
    const hostTypes = [{ ...big!, price: { value: 4000, currency: "USD", asOf: "2026", source: "assumed: quote" } }];
    expect(problemsOf({ ...steady, hostTypes, tariffPerKWh: 0, goals: { objective: "cost" } })).toEqual([]);
  });

  test.each([
    ["an empty list", { goals: { objective: [] } }],
    ["one objective twice", { goals: { objective: ["hosts", "hosts"] } }],
    ["weights of nothing", { goals: { objective: { hosts: 0 } } }],
    ["a negative weight", { goals: { objective: { hosts: 1, energy: -1 } } }],
    ["an unknown objective", { goals: { objective: "beauty" } }],
    ["a licence without a price", { licences: [{ id: "l", workloads: ["a"] }] }],
    ["a licence with two prices", { licences: [{ id: "l", workloads: ["a"], perHost: 1, perCore: 1 }] }],
    ["a licence for nothing", { licences: [{ id: "l", workloads: ["a"], perHost: 0 }] }],
    ["a licence of nobody", { licences: [{ id: "l", workloads: [], perHost: 1 }] }],
    ["a licence for a stranger", { licences: [{ id: "l", workloads: ["z"], perHost: 1 }] }],
    [
      "a licence named twice",
      {
        licences: [
          { id: "l", workloads: ["a"], perHost: 1 },
          { id: "l", workloads: ["a"], perHost: 2 },
        ],
      },
    ],
    ["no years", { goals: { costYears: 0 } }],
    ["a host for nothing", { targets: [{ platform: "vsphere-8", hostType: "big", hostPrice: 0 }] }],
  ])("%s is refused", (_, extra) => {
    expect(problemsOf({ ...steady, ...extra } as PlanRequestInput)).not.toEqual([]);
  });
});
