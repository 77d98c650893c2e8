import { describe, expect, it } from "vitest";
import { sparklineSvg } from "#report";

const pathOf = (svg: string) => / d="([^"]*)"/.exec(svg)?.[1] ?? "";
const points = (svg: string) => [...pathOf(svg).matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [x, y]);

describe("a series at a glance", () => {
  it("goes from left to right, its peak at the upper edge and 0 at the lower", () => {
    expect(points(sparklineSvg([0, 2, 1], "three"))).toEqual([
      ["1", "21"],
      ["48", "1"],
      ["95", "11"],
    ]);
  });

  it("shows the highest value of each stretch of a long series, so that no peak is lost", () => {
    const values = Array.from({ length: 480 }, (_, i) => (i === 255 ? 9 : 1));
    const drawn = points(sparklineSvg(values, "long"));
    expect(drawn).toHaveLength(48);
    expect(drawn.flatMap(([, y], i) => (y === "1" ? [i] : []))).toEqual([25]);
  });

  it("is broken where nothing was measured, and lies on the ground where all is 0", () => {
    expect(pathOf(sparklineSvg([1, null, 1], "gap")).match(/M/g)).toHaveLength(2);
    expect(points(sparklineSvg([0, 0], "idle")).map(([, y]) => y)).toEqual(["21", "21"]);
    expect(pathOf(sparklineSvg([null], "nothing"))).toBe("");
  });

  it("says in words what it is, safe from markup in names", () => {
    expect(sparklineSvg([1], 'CPU of <b>"x"')).toContain('aria-label="CPU of &lt;b&gt;&quot;x&quot;"');
  });
});
