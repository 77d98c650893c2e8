import { describe, expect, it } from "vitest";
import { objectiveRows } from "#planner/report/index.ts";

describe("objectives in a report", () => {
  it("are not told where hosts alone count", () => {
    const terms = [{ name: "hosts" as const, unit: "hosts", value: 3, bound: 3, gapRatio: 0 }];
    expect(objectiveRows({ mode: "single", terms })).toEqual([]);
  });

  it("tell value, bound and gap, first things first", () => {
    const terms = [
      { name: "hosts" as const, unit: "hosts", value: 3, bound: 3, gapRatio: 0 },
      { name: "energy" as const, unit: "kWh per year", value: 12_345.6, bound: 12_000, gapRatio: 0.0288 },
    ];
    expect(objectiveRows({ mode: "lexicographic", terms })).toEqual([
      { label: "Hosts (first)", text: "3 hosts, proved the least" },
      {
        label: "Energy (then)",
        text: "12,346 kWh a year; no plan can have less than 12,000 kWh a year (gap 2.9%)",
      },
    ]);
  });

  it("tell weights and their sum", () => {
    const terms = [
      { name: "hosts" as const, unit: "hosts", value: 2, bound: 2, gapRatio: 0, weight: 1 },
      { name: "cost" as const, unit: "money", value: 110, bound: 100, gapRatio: 0.1, weight: 0.5 },
    ];
    const rows = objectiveRows({ mode: "weighted", terms, weighted: { value: 1.55, bound: 1.5, gapRatio: 0.0333 } });
    expect(rows.map(({ label }) => label)).toEqual(["Hosts (weight 1)", "Cost (weight 0.5)", "Weighted sum"]);
    expect(rows[1]?.text).toBe("110 over the years; no plan can have less than 100 over the years (gap 10.0%)");
    expect(rows[2]?.text).toContain("1.55; no plan can have less than 1.5 (gap 3.3%)");
  });

  it("tell a formula, that nothing is proved of it, and the ways it was packed in", () => {
    const terms = [{ name: "formula" as const, unit: "", value: 528.438 }];
    const candidates = [
      { name: "hosts", value: 528.438 },
      { name: "energy", value: 530 },
    ];
    expect(objectiveRows({ mode: "formula", formula: "hosts ^ 2", terms }, "", candidates)).toEqual([
      { label: "Formula hosts ^ 2", text: "528.438; how little is possible is not proved" },
      { label: "Packed in several ways", text: "hosts: 528.438; energy: 530" },
    ]);
  });
});
