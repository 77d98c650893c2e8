import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparisonOf } from "#planner";
import { differenceText } from "#planner/report/index.ts";
import { comparisonCsv, comparisonPictures, picturesHtml, styleSheet } from "#report";
import { richPlan } from "../../support/money-parts.ts";
import { samplePlan } from "../../support/plan-document.ts";

const css = styleSheet();

const comparison = comparisonOf([
  { id: "a", document: richPlan({ name: "=cmd()" }) },
  { id: "b", document: richPlan({ hosts: 4, name: 'B "and", more' }) },
]);

describe("the pictures of a comparison", () => {
  const drawn = comparisonPictures(comparison);

  it("have a bar per plan and measure, longest for the most, and their figures beside them", () => {
    const hosts = drawn.find(({ id }) => id === "compare-hosts");
    const widths = [...(hosts?.svg ?? "").matchAll(/<rect [^>]*width="([\d.]+)"/g)].map((found) => Number(found[1]));
    // used 6 and 4, at least 5 and 3, spare 1 and 1: the longest is 250 units
    expect(widths.map((width) => Math.round((width / 250) * 6))).toEqual([6, 4, 5, 3, 1, 1]);
    expect(hosts?.table.rows.map(({ head, cells }) => [head, ...cells])).toEqual([
      ["Hosts used", "6", "4"],
      ["Lower bound", "5", "3"],
      ["Hosts spare", "1", "1"],
    ]);
  });

  it("use classes of the style sheet only, escape names, and describe themselves", () => {
    const html = picturesHtml(drawn);
    const used = new Set([...html.matchAll(/ class="([^"]+)"/g)].flatMap((found) => (found[1] ?? "").split(" ")));
    for (const name of used) expect(css, `class ${name}`).toContain(`.${name}`);
    expect(html).not.toMatch(/style=|<script/);
    expect(html).toContain("B: B &quot;and&quot;, more");
    expect(html).toContain("Hosts used: A 6, B 4.");
  });

  it("draw a negative amount left of the zero", () => {
    const [money] = comparisonPictures({
      ...comparison,
      rows: comparison.rows
        .filter(({ figure }) => figure === "costDiscounted")
        .map((row) => ({ ...row, values: [-100, 300] })),
    });
    const bars = [...(money?.svg ?? "").matchAll(/<rect [^>]* x="([\d.]+)" [^>]*width="([\d.]+)"/g)];
    const ends = bars.map(([, x, width]) => [Number(x), Number(x) + Number(width)]);
    // a span of 400 on 250 units from 22: zero is at 22 + 62.5
    expect(ends).toEqual([
      [22, 84.5],
      [84.5, 272],
    ]);
  });
});

describe("words of a comparison", () => {
  it.each([
    ["W", { absolute: -250, ratio: -0.25 }, "−250 (−25%)"],
    ["money", { absolute: 1234.5, ratio: null }, "+1,235 USD"],
    ["ratio", { absolute: -0.2, ratio: -0.25 }, "−20 points"],
    ["ratio", { absolute: 0.0002, ratio: 0.01 }, "by less than 0.1 points"],
    ["MiB", { absolute: 2048, ratio: 1 }, "+2 GiB (+100%)"],
    ["", { absolute: 0, ratio: 0 }, ""],
    ["W", { absolute: null, ratio: null }, ""],
  ])("tell a difference in %s of %j as %s", (unit, difference, text) => {
    expect(differenceText({ unit }, difference, "USD")).toBe(text);
  });
});

describe("a comparison as CSV", () => {
  it("has a line per figure with bare numbers, differences and verdicts; names are never formulas", () => {
    const lines = comparisonCsv(comparison, "figures").split("\r\n");
    expect(lines[0]).toBe("group,figure,label,unit,A,B,B-A,B-A ratio,B verdict");
    expect(lines[2]).toBe(`,name,Name of the plan,,'=cmd(),"B ""and"", more",,,`);
    expect(lines).toContain(`answer,hosts,Hosts used,,6,4,-2,${-2 / 6},better`);
  });

  it("has a line per workload that differs", () => {
    const lines = comparisonCsv(comparison, "workloads").split("\r\n");
    expect(lines[0]).toBe("workload,name,A state,A target,A host,B state,B target,B host,B change");
    expect(lines).toHaveLength(comparison.workloads.length + 2);
  });

  it("has as many cells in every line, whatever plans are called", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii", maxLength: 40 }), (name) => {
        const named = comparisonOf([
          { id: "a", document: samplePlan({ hosts: 2, unplaced: 0, name, timeModel: "day" }) },
          { id: "b", document: samplePlan({ hosts: 2, unplaced: 0, timeModel: "day" }) },
        ]);
        const cells = (line: string) => line.replaceAll(/"(?:[^"]|"")*"/g, "x").split(",").length;
        const lines = comparisonCsv(named, "figures").split("\r\n").slice(0, -1);
        expect(new Set(lines.map(cells)).size).toBe(1);
      }),
      { numRuns: 20, seed: 6 },
    );
  });
});
