/** What-ifs as pictures, tables and sentences: figures by hand. */
import { describe, expect, it } from "vitest";
import { Scenario, type WhatIfDocument, type WhatIfRow, rowDifference, whatIfResult } from "#planner";
import {
  alternativesTable,
  correlationFigure,
  differenceTable,
  lossesTable,
  refusedTable,
  rowsTable,
  runwayFigures,
  scatterFigure,
  spreadFigure,
  swingFigure,
} from "#planner/report/index.ts";
import { whatIfPictures } from "#report";
import { rangeOf } from "../../../report/svg/ranged-axis.ts";

const row = (index: number, more: Partial<WhatIfRow>): WhatIfRow => ({
  index,
  alternative: index,
  overrides: {},
  status: "feasible",
  figures: {},
  costWithout: [],
  ...more,
});

const documentOf = (input: object, rows: readonly WhatIfRow[]): WhatIfDocument => {
  const scenario = Scenario.parse({ request: {}, pareto: ["hosts", "peakW"], ...input });
  return { scenario, result: whatIfResult(scenario, rows, rows.length) };
};

/** Ceilings 0.6 and 0.8 by growths 0 and 100: hosts 4 8 3 6, watts 400 800 450 500. */
const GRID = documentOf(
  { vary: { "/goals/utilizationCeilingRatio": [0.6, 0.8], "/goals/growthPercent": [0, 100] } },
  [
    [0.6, 0, 4, 400],
    [0.6, 100, 8, 800],
    [0.8, 0, 3, 450],
    [0.8, 100, 6, 500],
  ].map(([ceiling, growth, hosts = 0, peakW = 0], i) =>
    row(i, {
      overrides: { "/goals/utilizationCeilingRatio": ceiling, "/goals/growthPercent": growth },
      figures: { hosts, peakW, unplaced: 0 },
    }),
  ),
);

/** One alternative, demand 1 to 20 and as many hosts. */
const DRAWN = documentOf(
  { sample: { count: 20, factors: { demand: { distribution: "uniform", from: 1, to: 20 } } } },
  Array.from({ length: 20 }, (_, i) =>
    row(i, {
      alternative: 0,
      draw: { index: i, values: {}, factors: { demand: i + 1 } },
      figures: { hosts: i + 1, unplaced: 0 },
    }),
  ),
);

describe("alternatives as points and bars", () => {
  it("are best where no other is better in both figures", () => {
    const { points } = scatterFigure(GRID, "hosts", "peakW");
    expect(points.map(({ number, x, y, isBest }) => [number, x, y, isBest])).toEqual([
      [1, 4, 400, true],
      [2, 8, 800, false],
      [3, 3, 450, true],
      [4, 6, 500, false],
    ]);
    expect(points[1]?.says).toBe("Utilization ceiling 60%, Growth of demand 100%");
  });

  it("share a point where both figures are the same", () => {
    const same = documentOf(
      { vary: { "/seed": [1, 2, 3] } },
      [1, 2, 3].map((seed, i) =>
        row(i, { overrides: { "/seed": seed }, figures: { hosts: i === 1 ? 9 : 4, peakW: 7 } }),
      ),
    );
    const { points, total } = scatterFigure(same, "hosts", "peakW");
    expect([total, points.map(({ number, alike, isBest }) => [number, alike, isBest])]).toEqual([
      2,
      [
        [1, 1, true],
        [2, 0, false],
      ],
    ]);
  });

  it("move hosts by what is varied: mean and largest swing", () => {
    // growth: 4→8 and 3→6, mean 3.5, most 4; ceiling: 4→3 and 8→6, mean 1.5, most 2
    expect(swingFigure(GRID, "hosts")?.bars).toEqual([
      { label: "Growth of demand", value: 3.5, most: 4 },
      { label: "Utilization ceiling", value: 1.5, most: 2 },
    ]);
    expect(correlationFigure(GRID, "hosts")).toBeUndefined();
    expect(spreadFigure(GRID, "hosts")).toBeUndefined();
  });

  it("spread over draws by nearest rank", () => {
    // of 1…20: a twentieth is 1, a quarter 5, half 10, three quarters 15, 95% 19; the mean 10.5
    expect(spreadFigure(DRAWN, "hosts")?.boxes).toEqual([
      { number: 1, says: "the base", draws: 20, p5: 1, p25: 5, median: 10, p75: 15, p95: 19, mean: 10.5 },
    ]);
    expect(correlationFigure(DRAWN, "hosts")?.bars).toEqual([
      { label: "Demand", value: 1, draws: 20, chance: "stands out" },
    ]);
  });

  it("say which correlations may be chance, from the rows where the document was stored without it", () => {
    const choice = { x: "hosts", y: "hosts", figure: "hosts", alternative: 0 } as const;
    const few = documentOf(
      { sample: { count: 4, factors: { demand: { distribution: "uniform", from: 1, to: 20 } } } },
      DRAWN.result.rows.slice(0, 4),
    );
    const stored: WhatIfDocument = {
      ...few,
      result: {
        ...few.result,
        correlations: few.result.correlations.map(({ of, figure, rank }) => ({ of, figure, rank })),
      },
    };
    for (const document of [few, stored]) {
      const picture = whatIfPictures(document, choice).find(({ id }) => id === "correlations");
      expect(picture?.caption).toContain("Over 4 draws. May be chance:");
      expect(picture?.svg).toContain("+1, may be chance");
      expect(picture?.table.rows).toEqual([{ head: "Demand", cells: ["1", "4", "may be chance"] }]);
    }
  });

  it("draw without style or script whatever people called things, and none where there is nothing", () => {
    const hostile = documentOf(
      { vary: { "/name": ["<b>\"'&", "x"] } },
      ["<b>\"'&", "x"].map((name, i) => row(i, { overrides: { "/name": name }, figures: { hosts: i + 1 } })),
    );
    const choice = { x: "hosts", y: "hosts", figure: "hosts", alternative: 0 } as const;
    const svg = whatIfPictures(hostile, choice)
      .map((one) => one.svg)
      .join("");
    expect(svg).toContain("&lt;b&gt;&quot;&#39;&amp;");
    expect(svg).not.toMatch(/<b>| style=|NaN/);
    const empty = documentOf({}, [row(0, { status: "invalid", problems: [] })]);
    expect(whatIfPictures(empty, choice)).toEqual([]);
  });
});

describe("tables of a what-if", () => {
  it("sort alternatives by a figure or a field, and mark the best", () => {
    const byWatts = alternativesTable(GRID, { by: "peakW", isDescending: true });
    expect(byWatts.rows.map(({ number }) => number)).toEqual([2, 4, 3, 1]);
    expect(byWatts.columns.map(({ title }) => title)).toEqual([
      "#",
      "Best",
      "Utilization ceiling",
      "Growth of demand",
      "Hosts",
      "Workloads unplaced",
      "Peak draw (W)",
    ]);
    const best = alternativesTable(GRID, { by: "row", isDescending: false }, true);
    expect([best.total, best.rows.map(({ number }) => number)]).toEqual([2, [1, 3]]);
    expect(byWatts.rows[0]?.cells.map(({ text }) => text)).toEqual(["", "60%", "100%", "8", "0", "800"]);
    const byGrowth = alternativesTable(GRID, { by: "/goals/growthPercent", isDescending: false });
    expect(byGrowth.rows.map(({ number }) => number)).toEqual([1, 3, 2, 4]);
  });

  it("say mean and range over draws, list single rows, and cut long lists", () => {
    const { rows } = alternativesTable(DRAWN, { by: "row", isDescending: false });
    expect(rows[0]?.cells.map(({ text }) => text)).toEqual(["yes", "10.5 (1–19)", "0 (0–0)"]);
    const single = rowsTable(DRAWN, { by: "demand", isDescending: true });
    expect(single.rows[0]).toEqual({
      number: 20,
      cells: ["20", "feasible", "20", "0"].map((text, i) => ({ text, isNumber: i !== 1 })),
    });
    const many = documentOf(
      { vary: { "/seed": Array.from({ length: 150 }, (_, i) => i) } },
      Array.from({ length: 150 }, (_, i) => row(i, { overrides: { "/seed": i }, figures: { hosts: 1 } })),
    );
    const cut = alternativesTable(many, { by: "row", isDescending: false });
    expect([cut.rows.length, cut.total]).toEqual([100, 150]);
  });

  it("say how rows differ, what is lost, and what could not be planned", () => {
    const [a, b] = GRID.result.rows;
    const table = differenceTable(rowDifference(a!, b!), [1, 2], "USD");
    expect(table.rows.map(({ head, cells }) => [head, ...cells.map(({ text }) => text)])).toEqual([
      ["Growth of demand", "0%", "100%", ""],
      ["Hosts", "4", "8", "+4"],
      ["Peak draw (W)", "400", "800", "+400"],
    ]);
    expect([lossesTable(GRID), refusedTable(GRID)]).toEqual([undefined, undefined]);
    const problems = [{ pointer: "/goals/growthPercent", code: "invalid", detail: "too small" }];
    const failures = [
      {
        failure: { each: "host", count: 1 } as const,
        cases: 2,
        isComplete: true,
        worst: { lost: ["a/1"], restarted: 3, stranded: 1 },
        strandings: [{ lost: ["a/1"], workloads: ["web"] }],
      },
    ];
    const lossy = documentOf({}, [row(0, { failures }), row(1, { status: "invalid", problems })]);
    expect(lossesTable(lossy)?.rows[0]?.cells.map(({ text }) => text)).toEqual([
      "any host",
      "2",
      "a/1",
      "3",
      "1",
      "web",
    ]);
    expect(refusedTable(lossy)?.rows.map(({ head, cells }) => [head, cells[0]?.text])).toEqual([
      ["2", "/goals/growthPercent: too small"],
    ]);
  });
});

describe("a runway", () => {
  const used = [0.5, 1.2].map((ratio) => ({ p5: ratio / 2, median: ratio, p95: ratio * 2 }));
  const runway = (more: object, draws = 10) =>
    documentOf({ growth: { percentPerYear: 10, months: 1, start: "2026-12" } }, [
      row(0, {
        forecast: {
          months: 1,
          draws,
          leftOut: 0,
          runways: [{ resource: "memoryMiB", withinRatio: 0.3, usedRatio: used, ...more }],
        },
      }),
    ]);
  const sentence = (more: object, draws?: number) => runwayFigures(runway(more, draws), 0)[0]?.sentence;
  const [early, median, late] = [3, 6, 9].map((month) => ({ month, calendar: `2027-0${month}` }));

  it("is a sentence with range and order date", () => {
    expect(sentence({ early, median, late, orderBy: { month: 1, date: "2027-01-05" } })).toBe(
      "Memory: runs out in 2027-06, in nine draws of ten from 2027-03 to 2027-09. Order by 2027-01-05.",
    );
    expect(sentence({ early, median })).toContain("from 2027-03 to beyond 1 month.");
    expect(sentence({ early: median, median, late: median })).toBe("Memory: runs out in 2027-06.");
    expect(sentence({ early, orderBy: { month: -1 } })).toBe(
      "Memory: enough for 1 month in most draws, but in 30% of them it runs out, first in 2027-03. Order at once.",
    );
    expect(sentence({}, 1)).toBe("Memory: enough for 1 month, 50% used now, 120% then.");
  });

  it("has its months by name, and no end where nothing is offered", () => {
    const [figure] = runwayFigures(runway({ usedRatio: [{ p5: null, median: null, p95: null }] }), 0);
    expect(figure?.median).toEqual([Infinity]);
    expect(runwayFigures(runway({}), 0)[0]?.labels).toEqual(["2026-12", "2027-01"]);
    expect(runwayFigures(GRID, 0)).toEqual([]);
  });
});

describe("the range of an axis", () => {
  it("begins at 0 where the least is less than half the most, else below it; whole figures have whole steps", () => {
    expect(rangeOf([1, 10])).toMatchObject({ low: 0, high: 12 });
    expect(rangeOf([90, 100])).toMatchObject({ low: 88, high: 102 });
    expect(rangeOf([3]).marks.every(Number.isInteger)).toBe(true);
    expect(rangeOf([0])).toMatchObject({ low: 0, high: 1 });
    expect(rangeOf([1_500_000, 2_000_000]).text(1_500_000)).toBe("1.5M");
  });
});
