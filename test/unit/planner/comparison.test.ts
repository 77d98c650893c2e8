import { describe, expect, it } from "vitest";
import { type ComparedPlan, type Comparison, type PlanDocument, comparisonOf } from "#planner";
import { Comparison as Schema } from "#planner/contract/index.ts";
import { comparisonBars, comparisonView } from "#planner/report/index.ts";
import { richPlan } from "../../support/money-parts.ts";
import { samplePlan } from "../../support/plan-document.ts";

const plansOf = (...documents: readonly PlanDocument[]): readonly ComparedPlan[] =>
  documents.map((document, i) => ({ id: `p${i}`, document }));
const compare = (...documents: readonly PlanDocument[]): Comparison =>
  Schema.parse(comparisonOf(plansOf(...documents)));

const row = ({ rows }: Comparison, figure: string) => {
  const found = rows.find((one) => one.figure === figure);
  if (found === undefined) throw new Error(`there is no row "${figure}"`);
  return found;
};

/** The plan with its hosts' numbers turned round within each target; what they carry stays. */
function renumbered({ request, result }: PlanDocument): PlanDocument {
  const ids = new Map<string, string>();
  for (const target of result.targets) {
    const own = result.hosts.filter((host) => host.target === target.id).map(({ id }) => id);
    own.forEach((id, i) => ids.set(id, own[own.length - 1 - i] ?? id));
  }
  return {
    request,
    result: { ...result, hosts: result.hosts.map((host) => ({ ...host, id: ids.get(host.id) ?? host.id })) },
  };
}

type MoneyChange = Partial<NonNullable<PlanDocument["result"]["money"]>>;
function withMoney(document: PlanDocument, change: MoneyChange): PlanDocument {
  const { money } = document.result;
  if (money === undefined) throw new Error("the plan has no money");
  return { ...document, result: { ...document.result, money: { ...money, ...change } } };
}

describe("figures of plans side by side", () => {
  it("differ absolutely and as a share of the first plan's, fewer hosts being better", () => {
    // 6 hosts against 4 and 8: −2 (−1/3) and +2 (+1/3)
    const hosts = row(compare(samplePlan(), samplePlan({ hosts: 4 }), samplePlan({ hosts: 8 })), "hosts");
    expect(hosts.values).toEqual([6, 4, 8]);
    expect(hosts.differences).toEqual([
      { absolute: -2, ratio: -2 / 6, verdict: "better" },
      { absolute: 2, ratio: 2 / 6, verdict: "worse" },
    ]);
  });

  it("tell utilization: the mean over hosts and slots, and the hottest", () => {
    const plan = samplePlan();
    const used = plan.result.hosts.filter(({ role }) => role === "used").flatMap(({ cpuRatio }) => cpuRatio);
    const same = compare(plan, plan);
    expect(row(same, "cpuMeanRatio").values[0]).toBeCloseTo(used.reduce((a, b) => a + b, 0) / used.length, 12);
    expect(row(same, "cpuPeakRatio").values[0]).toBe(Math.max(...used));
  });

  it("have a share of nothing where the first plan has none, and no figure that no plan knows", () => {
    const comparison = compare(samplePlan({ unplaced: 0 }), samplePlan({ unplaced: 2 }));
    expect(row(comparison, "unplaced").differences).toEqual([{ absolute: 2, ratio: null, verdict: "worse" }]);
    expect(comparison.rows.map(({ figure }) => figure)).not.toContain("racks");
    expect(row(compare(samplePlan(), richPlan()), "racks").differences[0]?.verdict).toBe("unknown");
  });

  it("of the question are always told, other wishes where they differ, leaf by leaf", () => {
    const plan = samplePlan();
    const request = { ...plan.request, facility: { ...plan.request.facility, pue: 1.2 }, rules: [] };
    const other = { ...plan, request: { ...request, goals: { ...request.goals, spareHosts: 2, growthPercent: 20 } } };
    const asked = compare(plan, other).rows.filter(({ group }) => group === "question");
    expect(Object.fromEntries(asked.map(({ figure, values }) => [figure, values]))).toMatchObject({
      objective: ["hosts", "hosts"],
      spareHosts: [1, 2],
      growthPercent: [0, 20],
      rules: [1, 0],
    });
    expect(asked.map(({ figure }) => figure)).toContain("facility.pue");
    expect(asked.map(({ figure }) => figure)).not.toContain("seed");
  });

  it("tell what is proved of the objectives, in their units, where they were asked for", () => {
    const { request, result } = richPlan();
    const terms = [
      { name: "cost" as const, unit: "money", value: 100, bound: 80, gapRatio: 0.25 },
      { name: "energy" as const, unit: "kWh/year", value: 9, bound: 9, gapRatio: 0 },
    ];
    const summary = { ...result.summary, objective: { mode: "lexicographic" as const, terms } };
    const comparison = compare({ request, result: { ...result, summary } }, richPlan());
    const told = ["costBound", "costGapRatio", "energyBound", "energyGapRatio"];
    expect(told.map((figure) => row(comparison, figure).values)).toEqual([
      [80, null],
      [0.25, null],
      [9, null],
      [0, null],
    ]);
  });

  it("refuse one plan, and seven", () => {
    const plan = samplePlan();
    expect(() => comparisonOf(plansOf(plan))).toThrow(RangeError);
    expect(() => comparisonOf(plansOf(...Array.from({ length: 7 }, () => plan)))).toThrow("7 plans");
  });
});

describe("what is known of the workloads", () => {
  const plan = samplePlan();
  const noted = (workloads: PlanDocument["request"]["workloads"]) =>
    compare(plan, { ...plan, request: { ...plan.request, workloads } }).notes.map(({ code }) => code);

  it("is the same in any order, and told where anything of it differs", () => {
    expect(noted(plan.request.workloads.toReversed())).toEqual([]);
    expect(noted(plan.request.workloads.map((one, i) => (i === 3 ? { ...one, memoryMiB: 1 } : one)))).toEqual([
      "described",
    ]);
    const measured = {
      workload: plan.request.workloads[0]?.id ?? "",
      metric: "cpuCores",
      start: "2026-01-05T00:00:00Z",
    };
    const series = [{ ...measured, metric: "cpuCores" as const, slotMinutes: 60, values: [1] }];
    const other = { ...plan, request: { ...plan.request, series } };
    expect(compare(plan, other).notes.map(({ code }) => code)).toEqual(["described"]);
    expect(compare(other, other).notes).toEqual([]);
  });
});

describe("money of plans side by side", () => {
  it("is compared kind by kind where it is of one kind", () => {
    const cheaper = withMoney(richPlan(), {
      after: { ...(richPlan().result.money?.after ?? { lines: [], without: [], total: 0 }), discounted: 54_870 },
    });
    const comparison = compare(richPlan(), cheaper);
    expect(row(comparison, "costDiscounted").differences[0]).toMatchObject({ ratio: -0.5, verdict: "better" });
    // hardware 90,000 + electricity 10,308 + licences 9,432
    expect(["hardware", "electricity", "licences"].map((kind) => row(comparison, `cost:${kind}`).values[0])).toEqual([
      90_000, 10_308, 9432,
    ]);
    expect(row(comparison, "costYears").values).toEqual([3, 3]);
    expect(comparisonBars(comparison).map(({ id }) => id)).toEqual(["compare-hosts", "compare-watts", "compare-cost"]);
  });

  const changes: readonly (readonly [string, MoneyChange])[] = [
    ["currency", { currency: "EUR" }],
    ["years", { years: 5 }],
    ["discount", { discountPercent: 4 }],
    ["open-costs", { after: { lines: [], total: 1, discounted: 1, without: [] } }],
  ];

  it.each(changes)("is not comparable where the %s differs, which is said, and nothing is drawn", (code, change) => {
    const comparison = compare(richPlan(), withMoney(richPlan(), change));
    expect(comparison.notes.map((note) => note.code)).toEqual([code]);
    expect(row(comparison, "costDiscounted").differences).toEqual([
      { absolute: null, ratio: null, verdict: "not-comparable" },
    ]);
    expect(comparisonBars(comparison).flatMap(({ groups }) => groups.map(({ label }) => label))).not.toContain(
      "Cost, discounted",
    );
    expect(comparisonView(comparison).notes[0]).toMatch(/not comparable/);
  });
});

describe("workloads of plans side by side", () => {
  it("are the same however the hosts are numbered", () => {
    const plan = samplePlan();
    expect(compare(plan, renumbered(plan)).workloads).toEqual([]);
    expect(comparisonView(compare(plan, plan)).workloads.summary).toMatch(/Every workload is where it was/);
  });

  it("are told where they are in other company, unplaced, gone or new", () => {
    const plan = samplePlan({ unplaced: 1 });
    const [first, second] = plan.result.hosts;
    if (first === undefined || second === undefined) throw new Error("the sample has fewer than two hosts");
    const [moved, dropped, ...stay] = first.partitions;
    if (moved === undefined || dropped === undefined) throw new Error("the host holds fewer than two");
    const [unplaced] = plan.result.unplaced;
    if (unplaced === undefined) throw new Error("nothing is unplaced");
    const hosts = [
      { ...first, partitions: stay },
      { ...second, partitions: [...second.partitions, moved] },
    ];
    const other: PlanDocument = {
      request: {
        ...plan.request,
        workloads: plan.request.workloads.filter(({ id }) => id !== unplaced.workload),
      },
      result: {
        ...plan.result,
        hosts: [...hosts, ...plan.result.hosts.slice(2)],
        unplaced: [{ workload: dropped.workload, reasons: [] }],
      },
    };
    const changes = (comparison: Comparison) =>
      Object.fromEntries(comparison.workloads.map(({ workload, changes: [change] }) => [workload, change]));
    expect(changes(compare(plan, other))).toEqual({
      [moved.workload]: "host",
      [dropped.workload]: "unplaced",
      [unplaced.workload]: "gone",
    });
    expect(changes(compare(other, plan))).toEqual({
      [moved.workload]: "host",
      [dropped.workload]: "placed",
      [unplaced.workload]: "new",
    });
    expect(compare(plan, other).notes.map(({ code }) => code)).toContain("estate");
  });

  it("are cut on the page where there are many, with a sentence that says so", () => {
    const plan = samplePlan({ hosts: 40 });
    const none: PlanDocument = {
      ...plan,
      result: {
        ...plan.result,
        hosts: plan.result.hosts.map((host) => ({ ...host, partitions: [] })),
        unplaced: plan.request.workloads.map(({ id }) => ({ workload: id, reasons: [] })),
      },
    };
    const { workloads } = comparisonView(compare(plan, none));
    expect(workloads.rows).toHaveLength(100);
    expect(workloads.cut).toMatch(/^The first 100 of \d+ are shown; the CSV has all of them\.$/);
  });
});
