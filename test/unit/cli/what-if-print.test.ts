/** What-if rows as table, CSV and difference. */
import { describe, expect, it } from "vitest";
import {
  PLAN_FIGURES,
  PLAN_FIGURE_NAMES,
  Scenario,
  type WhatIfRow,
  costWithout,
  rowDifference,
  whatIfResult,
} from "#planner";
import { whatIfCsv } from "#planner/report/index.ts";
import { differenceText } from "../../../cli/print/what-if-difference.ts";
import { whatIfText } from "../../../cli/print/what-if.ts";
import { richPlan } from "../../support/money-parts.ts";

const scenario = (vary: Scenario["vary"]): Scenario => Scenario.parse({ name: "growth", request: {}, vary });

const refused = (overrides: WhatIfRow["overrides"], detail: string): WhatIfRow => ({
  index: 0,
  alternative: 0,
  overrides,
  status: "invalid",
  figures: {},
  costWithout: [],
  problems: [{ pointer: "/goals/growthPercent", code: "invalid", detail }],
});

const text = (of: Scenario, rows: readonly WhatIfRow[]) => whatIfText(of, whatIfResult(of, rows, rows.length));
const csv = (of: Scenario, rows: readonly WhatIfRow[]) => whatIfCsv(of, whatIfResult(of, rows, rows.length));

describe("what-if rows that could not be planned", () => {
  const asked = scenario({ "/goals/growthPercent": [-200], "/name": ["=1+1"] });
  const rows = [refused({ "/goals/growthPercent": -200, "/name": "=1+1" }, 'too small, "at least" -100')];

  it("are numbered in the table and explained below it", () => {
    expect(text(asked, rows)).toMatch(/^ {3}Growth .*\n^ {3}of .*\n^# {2}demand {2}Name .*\n^1 {2}-200% {3}=1\+1/m);
    expect(text(asked, rows)).toContain('1: /goals/growthPercent: too small, "at least" -100');
  });

  it("keep their column count in CSV, quote what needs it, leave numbers alone and defuse formulas", () => {
    const [header, line] = csv(asked, rows).split("\r\n");
    expect(header).toBe(`/goals/growthPercent,/name,status,${PLAN_FIGURE_NAMES.join(",")},pareto,costWithout,problems`);
    const none = ",".repeat(PLAN_FIGURE_NAMES.length);
    expect(line).toBe(`-200,'=1+1,invalid,${none}no,,"too small, ""at least"" -100"`);
  });

  it("name targets by their ids", () => {
    const target = [{ platform: "esx-3.0", hostType: "hp-dl585-g1" }];
    expect(text(scenario({ "/targets": [target] }), [refused({ "/targets": target }, "x")])).toContain(
      "esx-3.0@hp-dl585-g1",
    );
  });
});

describe("what-if rows with room, licences, money and carbon", () => {
  const { result } = richPlan();
  const figures = Object.fromEntries(
    PLAN_FIGURE_NAMES.flatMap((name) => {
      const value = PLAN_FIGURES[name](result);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const row: WhatIfRow = {
    index: 0,
    alternative: 0,
    overrides: { "/goals/growthPercent": 10 },
    status: result.status,
    figures,
    costWithout: costWithout(result),
  };
  const asked = scenario({ "/goals/growthPercent": [10, 20] });

  it("show them, what a marked cost is without, and what nothing beats", () => {
    expect(text(asked, [row])).toMatch(/10% +6 .* 3,300 +2 +12 +109,740 \* +21,000 +●$/m);
    expect(text(asked, [row])).toContain("* Cost is without licences of Oracle Database Enterprise.");
    expect(text(asked, [row])).toContain("● No other is as good in");
  });

  it("carry them in CSV", () => {
    const [head = "", line = ""] = csv(asked, [row]).split("\r\n");
    expect(line.split(",")[head.split(",").indexOf("costDiscounted")]).toBe("109740");
  });

  it("say what moves them, and how two differ", () => {
    const more: WhatIfRow = {
      ...row,
      index: 1,
      alternative: 1,
      overrides: { "/goals/growthPercent": 20 },
      figures: { ...figures, hosts: 9 },
    };
    expect(text(asked, [row, more])).toMatch(/^Hosts +Growth of demand +3 +3$/m);
    const difference = differenceText(rowDifference(row, more), [1, 2], "USD");
    expect(difference).toMatch(
      /^Row 2 against row 1\nWhat +Row 1 +Row 2 +Change\nGrowth of demand +10% +20%\nHosts +6 +9 +\+3\n$/m,
    );
    expect(differenceText(rowDifference(row, row), [1, 1], "USD")).toContain("do not differ");
  });
});

describe("sampled alternatives", () => {
  it("show mean and range, and every draw in CSV", () => {
    const asked = Scenario.parse({
      request: {},
      sample: { count: 2, draw: { "/x": { distribution: "uniform", from: 0, to: 1 } } },
    });
    const rows = [10, 13].map(
      (hosts, index): WhatIfRow => ({
        index,
        alternative: 0,
        overrides: {},
        draw: { index, values: { "/x": index / 2 }, factors: {} },
        status: "optimal",
        figures: { hosts },
        costWithout: [],
      }),
    );
    expect(text(asked, rows)).toMatch(/^1 {2}11\.5 \(10–13\) {2}●$/m);
    expect(text(asked, rows)).toMatch(/^Hosts +X +1 +2 +may be chance\nOver 2 draws\. May be chance:/m);
    const [head, first, second] = csv(asked, rows).split("\r\n");
    expect(head).toMatch(/^draw,\/x,status,hosts,/);
    expect([first, second].map((line) => line?.slice(0, 14))).toEqual(["1,0,optimal,10", "2,0.5,optimal,"]);
  });
});
