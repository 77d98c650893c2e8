import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuTreemap, hostParts, hostPeakView, memoryTreemap } from "#planner/report/index.ts";
import { hostPictures, picturesHtml, reportHtml, styleSheet } from "#report";
import { type Box, squarified } from "#report/svg/squarify.ts";
import { treemapSvg } from "#report/svg/treemap.ts";
import { sampleDemandOf, samplePlan } from "../../support/plan-document.ts";

const css = styleSheet();
const document = samplePlan({ firstName: "<web & 'co'>" });
const [host] = document.result.hosts;
if (host === undefined) throw new Error("the sample has no host");
const demandOf = sampleDemandOf(document);
const parts = hostParts(document, host, demandOf) ?? [];

describe("tiles", () => {
  it("are those of the paper's example: 6, 6, 4, 3, 2, 2, 1 in 6 by 4", () => {
    // Bruls et al., figure 4: two of 3 x 2 on the left, then 4 and 3 as a row of 7/3 above, and the rest beside them
    const tiles = squarified([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 6, height: 4 });
    expect(tiles.slice(0, 2)).toEqual([
      { x: 0, y: 0, width: 3, height: 2 },
      { x: 0, y: 2, width: 3, height: 2 },
    ]);
    const [four, three] = tiles.slice(2);
    expect(four?.width).toBeCloseTo(12 / 7, 12);
    expect(four?.height).toBeCloseTo(7 / 3, 12);
    expect(three?.width).toBeCloseTo(9 / 7, 12);
  });

  const values = fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 });
  const ends = (box: Box) => ({ right: box.x + box.width, bottom: box.y + box.height });

  it("have areas as the values, lie inside, and do not overlap", () => {
    fc.assert(
      fc.property(values, (list) => {
        const sorted = list.toSorted((a, b) => b - a);
        const box = { x: 10, y: 20, width: 300, height: 200 };
        const tiles = squarified(sorted, box);
        expect(tiles).toHaveLength(sorted.length);
        const total = sorted.reduce((sum, value) => sum + value, 0);
        tiles.forEach((tile, i) => {
          expect((tile.width * tile.height) / 60_000).toBeCloseTo((sorted[i] ?? 0) / total, 9);
          const { right, bottom } = ends(tile);
          expect(tile.x).toBeGreaterThan(10 - 1e-6);
          expect(right).toBeLessThan(310 + 1e-6);
          expect(tile.y).toBeGreaterThan(20 - 1e-6);
          expect(bottom).toBeLessThan(220 + 1e-6);
          for (const other of tiles.slice(0, i)) {
            const width = Math.min(right, ends(other).right) - Math.max(tile.x, other.x);
            const height = Math.min(bottom, ends(other).bottom) - Math.max(tile.y, other.y);
            expect(Math.min(width, height)).toBeLessThan(1e-6);
          }
        });
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

describe("what fills a host", () => {
  it("is its memory by partition and what is free, adding up to what may be given out", () => {
    const figure = memoryTreemap(document, host);
    const of = host.claims["memoryMiB"]?.of ?? 0;
    expect(figure?.tiles.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(of, 6);
    expect(figure?.tiles.filter(({ kind }) => kind === "part")).toHaveLength(host.partitions.length);
    expect(figure?.tiles.at(-1)).toMatchObject({ kind: "free", label: "free" });
  });

  it("is its CPU at the hottest slot, adding up to the whole host, the ceiling's part told apart", () => {
    const figure = cpuTreemap(document, host, parts);
    expect(figure?.tiles.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 9);
    const free = figure?.tiles.filter(({ kind }) => kind === "free");
    expect(free?.map(({ label }) => label)).toEqual(["free below the ceiling", "above the ceiling"]);
    expect(free?.[1]?.value).toBeCloseTo(0.2, 9);
  });

  it("sums small partitions up beyond 48", () => {
    const [first] = host.partitions;
    if (first === undefined) throw new Error("the host is empty");
    const many = {
      ...host,
      partitions: Array.from({ length: 60 }, () => ({ ...first, memoryClaimMiB: 100 })),
      claims: {},
    };
    const tiles = memoryTreemap(document, many)?.tiles ?? [];
    expect(tiles).toHaveLength(49);
    expect(tiles.at(-1)).toEqual({ label: "12 others", value: 1200, text: "1.2 GiB", kind: "rest" });
  });

  it("has nobody who makes a peak where demands are not known", () => {
    expect(hostParts(document, host)).toBeUndefined();
    expect(hostPictures(document, host.id).map(({ id }) => id)).toEqual(["host-profile", "treemap-memory"]);
  });
});

describe("who makes the peak", () => {
  it("is told from the largest down; shares add up to it, own peaks to more", () => {
    const view = hostPeakView(document, host, parts);
    const peak = Math.max(...host.cpuRatio);
    const own = parts.reduce((sum, { ratios }) => sum + Math.max(...ratios), 0);
    const text = (ratio: number) => `${(ratio * 100).toFixed(1)}%`;
    expect(view.sentence).toContain(`peak is ${text(peak)} of its CPU`);
    expect(view.sentence).toContain(`add up to ${text(own)}: not falling together saves`);
    const shares = view.rows.map(({ atPeak }) => Number.parseFloat(atPeak));
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(peak * 100, 0);
  });
});

describe("the pictures of a host", () => {
  const drawn = hostPictures(document, host.id, { demandOf });
  const html = picturesHtml(drawn);

  it("are its profile and both treemaps, each with its table, names escaped", () => {
    expect(drawn.map(({ id }) => id)).toEqual(["host-profile", "treemap-memory", "treemap-cpu"]);
    expect(drawn[1]?.table.rows).toHaveLength(host.partitions.length + 1);
    expect(html).toContain("&lt;web &amp; &#39;co&#39;&gt;");
    expect(html).not.toMatch(/<web|style=|<script/);
    for (const name of new Set([...html.matchAll(/ class="([^"]+)"/g)].flatMap((found) => (found[1] ?? "").split(" "))))
      expect(css, `class ${name}`).toContain(`.${name}`);
  });

  it("show on hover what does not fit on a tile", () => {
    const tiles = [
      { label: "big", value: 999, text: "999", kind: "part" },
      { label: "a name that is much too long", value: 1, text: "1", kind: "part" },
    ] as const;
    const svg = treemapSvg({ id: "t", title: "T", caption: "", measure: "M", tiles });
    expect(svg).toContain("<title>a name that is much too long: 1</title>");
    expect([...svg.matchAll(/<text [^>]*>([^<]*)/g)].map((found) => found[1])).toEqual(["big", "999"]);
  });

  it("are none for a spare, and no host is linked in a report of one file", () => {
    const spare = document.result.hosts.find(({ role }) => role === "spare");
    expect(hostPictures(document, spare?.id ?? "", { demandOf })).toEqual([]);
    expect(reportHtml(document)).not.toContain("/hosts/");
    expect(() => hostPictures(document, "nobody")).toThrow('no host "nobody"');
  });
});
