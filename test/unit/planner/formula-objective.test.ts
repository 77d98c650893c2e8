/** A user's formula as the objective: values, bounds where one is proved, and what is refused. */
import { describe, expect, test } from "vitest";
import { InvalidInput, type PlanRequestInput, decodeRequest, plan, verify } from "#planner";
import { CONTEXT, ask, cpu, vm } from "../../support/request.ts";

const flat = (cores: number) => Array.from({ length: 24 }, () => cores);
/** Four VMs of 0.9 cores: one big host, or two small ones. */
const ids = ["a", "b", "c", "d"];
const base = ask(
  ids.map((id) => vm(id)),
  {
    series: ids.map((id) => cpu(id, flat(0.9))),
    targets: [
      { platform: "vsphere-8", hostType: "big", hostPrice: 90_000 },
      { platform: "vsphere-8", hostType: "small", hostPrice: 1000 },
    ],
    tariffPerKWh: 0.01,
    goals: { timeModel: "day", effortSeconds: 0.05, simulatedHosts: 0 },
  },
);
const asking = (formula: string, extra: Partial<PlanRequestInput> = {}): PlanRequestInput => ({
  ...base,
  ...extra,
  goals: { ...base.goals, ...extra.goals, objective: { formula } },
});
const planned = (input: PlanRequestInput) => {
  const request = decodeRequest(input, CONTEXT);
  const result = plan(request, CONTEXT);
  expect(verify({ request, result }, CONTEXT)).toEqual({ ok: true, violations: [] });
  return { result, objective: result.summary.objective, term: result.summary.objective.terms[0] };
};
const problemsOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
};

describe("a formula", () => {
  test("of hosts alone is proved as hosts are", () => {
    const { result, objective } = planned(asking("2 * hosts - 10"));
    expect(objective).toEqual({
      mode: "formula",
      formula: "2 * hosts - 10",
      terms: [{ name: "formula", unit: "", value: -8, bound: -8, gapRatio: 0 }],
    });
    expect(result.status).toBe("optimal");
  });

  test("of cost alone reaches what the cost objective reaches, by the same bound", () => {
    const { term, result } = planned(asking("cost"));
    const other = planned({ ...base, goals: { ...base.goals, objective: "cost" } });
    expect(term?.value).toBeCloseTo(other.term?.value ?? Number.NaN, 2);
    expect(term?.bound).toBeCloseTo(other.term?.bound ?? Number.NaN, 2);
    expect(result.hosts.map(({ hostType }) => hostType)).toEqual(["small", "small"]);
  });

  test("weighs quantities: a host at 100,000 is dearer than the price of a big one", () => {
    expect(planned(asking("cost + 100000 * hosts")).result.hosts.map(({ hostType }) => hostType)).toEqual(["big"]);
    const { term } = planned(asking("cost + 100 * hosts + 0.05 * kgCO2ePerYear + rackUnits"));
    expect(term?.bound).toBeGreaterThan(0);
    expect(term?.bound).toBeLessThanOrEqual(term?.value ?? Number.NaN);
  });

  test("that is not affine, or falls with a quantity, is judged by its plans and proves nothing", () => {
    const { term, result, objective } = planned(asking("hosts ^ 2 + watts / 1000"));
    expect(term?.value).toBeGreaterThan(1);
    expect(term?.value).toBeLessThan(2);
    expect(objective.terms).toEqual([{ name: "formula", unit: "", value: term?.value }]);
    expect(result.status).toBe("feasible");
    expect(result.search.candidates?.map(({ name }) => name)).toEqual(["hosts", "energy"]);
    expect(planned(asking("10 - hosts")).term?.bound).toBeUndefined();
  });

  test("knows every quantity it names", () => {
    const all =
      "hosts + spares + kWhPerYear + watts + peakW + facilityKWhPerYear + kgCO2ePerYear + licences + rackUnits + racks + cost";
    const { term } = planned(asking(all, { goals: { spareHosts: 1 } }));
    expect(term?.value).toBeGreaterThan(term?.bound ?? Number.NaN);
  });
});

describe("bad formulas", () => {
  test.each([
    ["1 / spares", "spares"],
    ["log(spares)", "log"],
  ])("%s has no value for a plan without spares: an error that names it", (formula, part) => {
    const [problem] = problemsOf(() => planned(asking(formula)));
    expect(problem?.pointer).toBe("/goals/objective/formula");
    expect(problem?.detail).toContain(`"${formula}"`);
    expect(problem?.detail).toContain(part);
  });

  test.each(['import("fs")', "hosts +", "beauty", "hosts = 1", "f(x) = x"])("%s is refused", (formula) => {
    const found = problemsOf(() => decodeRequest(asking(formula), CONTEXT));
    expect(found.map(({ pointer, code }) => [pointer, code])).toEqual([["/goals/objective/formula", "formula"]]);
  });

  test("of cost needs prices as the cost objective does", () => {
    const { tariffPerKWh: _, ...untaxed } = base;
    const found = problemsOf(() => decodeRequest({ ...untaxed, goals: { objective: { formula: "cost" } } }, CONTEXT));
    expect(found.map(({ pointer }) => pointer)).toEqual(["/tariffPerKWh"]);
  });
});
