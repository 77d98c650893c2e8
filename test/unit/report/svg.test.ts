/** The drawings. */
import { describe, expect, it } from "vitest";
import { pictures } from "#report";
import { heatMapSvg, heatStep } from "#report/svg/heat-map.ts";
import { escapeXml } from "#report/svg/markup.ts";
import { heatMap } from "#planner/report/index.ts";
import { sampleDemandOf, samplePlan } from "../../support/plan-document.ts";

const NASTY = `</title><script>alert("x")</script>&'`;
const document = samplePlan({ firstName: NASTY });
const drawn = pictures(document, { demandOf: sampleDemandOf(document) });

/** Every tag is closed in order: enough of XML to catch a broken picture. */
function unclosed(markup: string): readonly string[] {
  const open: string[] = [];
  for (const [, slash, name, , self] of markup.matchAll(/<(\/?)([a-z]+)((?:"[^"]*"|[^">])*?)(\/?)>/g)) {
    if (slash === "/") {
      if (open.pop() !== name) return [...open, name ?? ""];
    } else if (self !== "/") open.push(name ?? "");
  }
  return open;
}

describe("every picture", () => {
  it("is there: bars, draw of the room, heat map, hottest host, estate", () => {
    expect(drawn.map((picture) => picture.id)).toEqual([
      "before-after",
      "room-draw",
      "heat-map",
      "host-profile",
      "estate-profile",
    ]);
  });

  it.each(drawn.map((picture) => [picture.id, picture] as const))("%s is named and described", (id, { svg }) => {
    expect(svg).toMatch(/^<svg [^>]*role="img" [^>]*viewBox="0 0 \d+ \d+"/);
    expect(svg).toContain(`aria-labelledby="${id}-title ${id}-desc"`);
    expect(svg).toMatch(new RegExp(`<title id="${id}-title">[^<]+</title><desc id="${id}-desc">[^<]+</desc>`));
  });

  it.each(drawn.map((picture) => [picture.id, picture] as const))(
    "%s is well formed and has no style or script",
    (_, { svg }) => {
      expect(unclosed(svg)).toEqual([]);
      expect(svg).not.toMatch(/ style=|<script|NaN|undefined|Infinity/);
    },
  );

  it.each(drawn.map((picture) => [picture.id, picture] as const))(
    "%s has its figures beside it as a table",
    (_, { table }) => {
      expect(table.rows.length).toBeGreaterThan(0);
      for (const row of table.rows) expect(row.cells).toHaveLength(table.head.length - 1);
    },
  );
});

describe("the heat map", () => {
  it("puts ratios on ten steps, the last one open", () => {
    expect([0, 0.0999, 0.1, 0.55, 0.999, 1, 1.7].map(heatStep)).toEqual([0, 0, 1, 5, 9, 9, 9]);
  });

  it("writes values where the pointer is, and the peak beside each row", () => {
    const { rows, ...rest } = heatMap(samplePlan({ timeModel: "day" }));
    const [row] = rows;
    if (row === undefined) throw new Error("the sample has hosts");
    // Three slots at 15 %, then one at 42 %, then the rest at 0: three runs.
    const ratios = [0.15, 0.12, 0.15, 0.42, ...Array.from({ length: 20 }, () => 0)];
    const svg = heatMapSvg(
      { ...rest, rows: [{ ...row, ratios, peakRatio: 0.42, peakColumn: 3, peakAt: "03:00" }] },
      "m",
    );
    expect(svg).toContain("<title>dl585-g1/1, 00:00 to 03:00: up to 15%</title>");
    expect(svg).toContain("<title>dl585-g1/1, 03:00 to 04:00: 42%</title>");
    expect(svg.match(/<title>dl585/g)).toHaveLength(3);
    expect(svg).toContain(">42% 03:00</text>");
  });

  it("stays small for a large plan", () => {
    const large = pictures(samplePlan({ hosts: 300, unplaced: 0 })).find((picture) => picture.id === "heat-map");
    // Measured 0.57 MB; noise in every cell would make 100 × 168 shapes of about 150 characters, 2.5 MB.
    expect(large?.svg.length).toBeLessThan(2_500_000);
    expect(large?.caption).toContain("The 100 hottest of 300 hosts are shown.");
  });

  it("has a table of every slot for a day, and of daily peaks for a week", () => {
    const table = (timeModel: "day" | "week") =>
      pictures(samplePlan({ timeModel })).find((picture) => picture.id === "heat-map")?.table;
    // Host, Peak, Peak at, Mean + 24 slots, or + 7 days
    expect(table("day")?.head).toHaveLength(28);
    expect(table("week")?.head.slice(4)).toEqual(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
    expect(table("week")?.rows[0]?.cells[3]).toMatch(/^\d+% at \d\d:00$/);
  });
});

describe("pictures of unusual plans", () => {
  it("show one host once", () => {
    const ids = pictures(samplePlan({ hosts: 1 })).map((picture) => picture.id);
    expect(ids).toEqual(["before-after", "room-draw", "heat-map", "host-profile"]);
  });

  it("have no comparison when nothing is known of today", () => {
    expect(pictures(samplePlan({ hasBefore: false })).map((picture) => picture.id)).not.toContain("before-after");
  });

  it("are none when no host is used and nothing is known of today", () => {
    const empty = samplePlan({ hosts: 1, hasBefore: false });
    expect(pictures({ ...empty, result: { ...empty.result, hosts: [] } })).toEqual([]);
  });

  it("draw a single slot", () => {
    const day = samplePlan({ timeModel: "day" });
    const hosts = day.result.hosts.map((host) => ({ ...host, cpuRatio: [0.5], drawW: [100] }));
    const slots = { model: "peak", count: 1, minutes: 1440 } as const;
    const one = pictures({ ...day, result: { ...day.result, slots, hosts } });
    expect(one.every((picture) => !/NaN|Infinity/.test(picture.svg))).toBe(true);
  });
});

describe("escaping", () => {
  it("leaves no markup of names in a picture", () => {
    const profile = pictures(samplePlan({ hosts: 1, firstName: NASTY }), { demandOf: sampleDemandOf(document) });
    const text = profile.map((picture) => picture.svg).join("");
    expect(text).not.toContain("<script");
    expect(text).toContain("&lt;/title&gt;&lt;script&gt;");
  });

  it("drops control characters and escapes quotes", () => {
    expect(escapeXml(`a\u0000"b'<&>`)).toBe("a&quot;b&#39;&lt;&amp;&gt;");
  });
});
