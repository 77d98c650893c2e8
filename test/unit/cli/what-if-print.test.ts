/** What-if rows as table and CSV. */
import { describe, expect, it } from "vitest";
import type { Scenario, WhatIfRow } from "#planner";
import { PLAN_FIGURE_NAMES } from "../../../cli/print/plan-figures.ts";
import { whatIfCsv, whatIfText } from "../../../cli/print/what-if.ts";
import { richPlan } from "../../support/money-parts.ts";

const scenario = (vary: Scenario["vary"]): Scenario => ({
  version: 1,
  name: "growth",
  request: {},
  vary,
  mode: "grid",
});

const refused = (overrides: WhatIfRow["overrides"], detail: string): WhatIfRow => ({
  overrides,
  problems: [{ pointer: "/goals/growthPercent", code: "invalid", detail }],
});

describe("what-if rows that could not be planned", () => {
  const vary = { "/goals/growthPercent": [-200], "/name": ["=1+1"] };
  const rows = [refused({ "/goals/growthPercent": -200, "/name": "=1+1" }, 'too small, "at least" -100')];

  it("are numbered in the table and explained below it", () => {
    const text = whatIfText(scenario(vary), rows);
    expect(text).toMatch(/^ {3}growth$\n^# {2}Percent/m);
    expect(text).toContain('1: /goals/growthPercent: too small, "at least" -100');
  });

  it("keep their column count in CSV, quote what needs it, leave numbers alone and defuse formulas", () => {
    const [header, line] = whatIfCsv(scenario(vary), rows).split("\r\n");
    expect(header).toBe(`/goals/growthPercent,/name,status,${PLAN_FIGURE_NAMES.join(",")},costWithout,problems`);
    const none = ",".repeat(PLAN_FIGURE_NAMES.length + 1);
    expect(line).toBe(`-200,'=1+1,invalid,${none}"too small, ""at least"" -100"`);
  });

  it("name targets by their ids", () => {
    const target = [{ platform: "esx-3.0", hostType: "hp-dl585-g1" }];
    const text = whatIfText(scenario({ "/targets": [target] }), [refused({ "/targets": target }, "x")]);
    expect(text).toContain("esx-3.0@hp-dl585-g1");
  });
});

describe("what-if rows with room, licences, money and carbon", () => {
  const row: WhatIfRow = { overrides: { "/goals/growthPercent": 10 }, result: richPlan().result };
  const vary = { "/goals/growthPercent": [10] };

  it("show them, and what a marked cost is without", () => {
    const text = whatIfText(scenario(vary), [row]);
    expect(text).toMatch(/10 +6 .* 3,300 +2 +12 +109,740 \* +21,000$/m);
    expect(text).toContain("* Cost is without licences of Oracle Database Enterprise.");
  });

  it("carry them in CSV", () => {
    const [head = "", line = ""] = whatIfCsv(scenario(vary), [row]).split("\r\n");
    expect(line.split(",")[head.split(",").indexOf("costDiscounted")]).toBe("109740");
  });
});
