/** What rows say together: front, swings, rank correlations, differences; rows made by hand, answers worked out. */
import { describe, expect, test } from "vitest";
import {
  type Figures,
  Scenario,
  type ScenarioInput,
  type WhatIfRow,
  rowDifference,
  variantsOf,
  whatIfResult,
} from "#planner";
import { rankCorrelation, spreadOf } from "#planner/what-if/statistics.ts";

/** Rows of a scenario with the figures that a function gives each. */
function answered(input: Omit<ScenarioInput, "request">, figures: (row: Omit<WhatIfRow, "status">) => Figures) {
  const scenario = Scenario.parse({ request: {}, ...input });
  const rows = variantsOf(scenario).map((variant): WhatIfRow => {
    const row = { ...variant, figures: {}, costWithout: [] };
    return { ...row, status: "optimal", figures: figures(row) };
  });
  return whatIfResult(scenario, rows, rows.length);
}

describe("the front", () => {
  const front = (points: readonly Figures[]) =>
    answered(
      { vary: { "/p": [...points] }, pareto: ["hosts", "kWhPerYear"] },
      ({ overrides }) => overrides["/p"] as Figures,
    ).alternatives.map(({ isOnFront }) => isOnFront);

  test("holds what no other beats; equals stand together", () => {
    const points = [
      { hosts: 2, kWhPerYear: 9 },
      { hosts: 3, kWhPerYear: 5 },
      { hosts: 3, kWhPerYear: 6 },
      { hosts: 2, kWhPerYear: 9 },
    ];
    expect(front(points)).toEqual([true, true, false, true]);
  });

  test("leaving workloads out does not win by needing fewer hosts: both stand", () => {
    const points = [
      { hosts: 2, kWhPerYear: 9, unplaced: 1 },
      { hosts: 3, kWhPerYear: 9, unplaced: 0 },
      { hosts: 3, kWhPerYear: 9, unplaced: 1 },
    ];
    expect(front(points)).toEqual([true, true, false]);
  });

  test("a figure nobody knows does not count; who does not know what others know is not on it", () => {
    expect(front([{ hosts: 2 }, { hosts: 3 }])).toEqual([true, false]);
    expect(front([{ hosts: 2 }, { hosts: 3, kWhPerYear: 1 }])).toEqual([false, true]);
  });
});

describe("swings", () => {
  test("are the mean over the other fields of highest less lowest", () => {
    // hosts = a + 10 b, b only where a > 0: along /b 0 at a = 0 and 10 at a = 1; along /a 1 at b = 0 and 11 at b = 1.
    const { swings } = answered({ vary: { "/a": [0, 1], "/b": [0, 1] } }, ({ overrides }) => {
      const [a, b] = [Number(overrides["/a"]), Number(overrides["/b"])];
      return { hosts: a + 10 * a * b };
    });
    expect(swings).toEqual([
      { pointer: "/a", figure: "hosts", swing: 6, most: 11 },
      { pointer: "/b", figure: "hosts", swing: 5, most: 10 },
    ]);
  });

  test("in a list, each field alone", () => {
    const { swings } = answered({ vary: { "/a": [1, 4], "/b": [1, 2] }, mode: "list" }, ({ overrides }) => ({
      hosts: Number(overrides["/a"] ?? overrides["/b"]),
    }));
    expect(swings.map(({ pointer, swing }) => [pointer, swing])).toEqual([
      ["/a", 3],
      ["/b", 1],
    ]);
  });
});

describe("samples", () => {
  const uniform = { distribution: "uniform", from: 1, to: 2 } as const;

  test("a figure that rises with a draw has rank 1, one that falls −1, one that stays has none", () => {
    const sample = { count: 20, draw: { "/x": uniform }, factors: { demand: uniform } };
    const { correlations, alternatives } = answered({ sample }, ({ draw }) => ({
      hosts: Math.exp(Number(draw?.values["/x"])),
      peakW: -Number(draw?.factors.demand),
      spare: 3,
    }));
    expect(correlations.find(({ of, figure }) => of === "/x" && figure === "hosts")?.rank).toBeCloseTo(1, 12);
    expect(correlations.find(({ of, figure }) => of === "demand" && figure === "peakW")?.rank).toBeCloseTo(-1, 12);
    expect(correlations.some(({ figure }) => figure === "spare")).toBe(false);
    // Most first: what a figure follows surely stands before what it follows by chance.
    expect(correlations.filter(({ figure }) => figure === "hosts")[0]?.of).toBe("/x");
    expect(correlations.find(({ of, figure }) => of === "/x" && figure === "hosts")).toMatchObject({
      draws: 20,
      isBeyondChance: true,
    });
    expect(alternatives[0]).toMatchObject({ planned: 20, invalid: 0, figures: { spare: { mean: 3, p5: 3, p95: 3 } } });
  });

  test("a correlation rests on the draws of one alternative, for all share them: of four even 1 may be chance", () => {
    const sample = { count: 4, draw: { "/x": uniform } };
    const { correlations } = answered({ sample, vary: { "/a": [1, 2, 3] } }, ({ draw }) => ({
      hosts: Number(draw?.values["/x"]),
    }));
    expect(correlations).toEqual([{ of: "/x", figure: "hosts", rank: 1, draws: 4, isBeyondChance: false }]);
  });

  test("draws without the figure are not counted, and the alternative with fewest is", () => {
    const sample = { count: 8, draw: { "/x": uniform } };
    const { correlations } = answered({ sample, vary: { "/a": [1, 2] } }, ({ draw, overrides }) =>
      overrides["/a"] === 2 && (draw?.index ?? 0) < 3 ? {} : { hosts: -Number(draw?.values["/x"]) },
    );
    // 8 and 8 − 3; of five the same order everywhere is met in 2 of 120 orders
    expect(correlations).toEqual([{ of: "/x", figure: "hosts", rank: -1, draws: 5, isBeyondChance: true }]);
  });

  test("percentiles are nearest ranks, ties share theirs", () => {
    const values = Array.from({ length: 20 }, (_, i) => 20 - i);
    expect(spreadOf(values)).toEqual({ mean: 10.5, p5: 1, median: 10, p95: 19 });
    expect(spreadOf([])).toBeUndefined();
    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: covariance 4.5 of √(4.5 · 5).
    expect(rankCorrelation([1, 5, 5, 9], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
    expect(rankCorrelation([1, 1], [1, 2])).toBeUndefined();
  });
});

describe("two rows", () => {
  test("differ in what was asked and in the figures that moved", () => {
    const { rows } = answered({ vary: { "/a": [1, 2] } }, ({ overrides }) => ({
      hosts: Number(overrides["/a"]),
      spare: 1,
      ...(overrides["/a"] === 2 ? { racks: 4 } : {}),
    }));
    expect(rowDifference(rows[0]!, rows[1]!)).toEqual({
      asked: [{ of: "/a", a: 1, b: 2 }],
      figures: [
        { figure: "hosts", a: 1, b: 2 },
        { figure: "racks", a: undefined, b: 4 },
      ],
    });
  });
});
