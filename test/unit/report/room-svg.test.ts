/** The drawings of the room and its money: coordinates worked out by hand, hostile names, accessible words. */
import { describe, expect, it } from "vitest";
import { pictures } from "#report";
import { costFigure, elevationFigure, rackHeatFigure, roomDrawFigure } from "#planner/report/index.ts";
import { rackElevationSvg } from "#report/svg/rack-elevation.ts";
import { rackHeatSvg } from "#report/svg/rack-heat.ts";
import { roomDrawSvg } from "#report/svg/room-draw.ts";
import { waterfallSvg } from "#report/svg/waterfall.ts";
import { moneyOf, sampleRoom } from "../../support/plan-room.ts";

const IDS = ["before-after", "cost-waterfall", "rack-elevation", "room-draw", "rack-heat"];

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the sample has one");
  return value;
}

/** Attributes of the first rectangle of a class whose pointer text begins so. */
function boxOf(svg: string, style: string, tip: string): Readonly<Record<string, number>> {
  const found = [...svg.matchAll(/<rect class="([^"]+)"([^>]*)><title>([^<]*)<\/title>/g)].find(
    ([, name, , text]) => name === style && text?.startsWith(tip) === true,
  );
  const attributes = [...(found?.[2] ?? "").matchAll(/([a-z]+)="(-?[\d.]+)"/g)];
  return Object.fromEntries(attributes.map(([, name = "", value]) => [name, Number(value)]));
}

describe("the five pictures", () => {
  const drawn = pictures(sampleRoom({ hosts: 20, frames: 1, unracked: 1 }));

  it("are there, in this order, before those of the hosts", () => {
    expect(drawn.map(({ id }) => id).slice(0, IDS.length)).toEqual(IDS);
  });

  it.each(IDS)("%s is named, described, without style, and has its table", (id) => {
    const { svg, table, caption } = present(drawn.find((picture) => picture.id === id));
    expect(svg).toMatch(/^<svg [^>]*role="img" [^>]*viewBox="0 0 \d+ \d+"/);
    expect(svg).toMatch(new RegExp(`<title id="${id}-title">[^<]+</title><desc id="${id}-desc">[^<]+</desc>`));
    expect(svg).not.toMatch(/ style=|<script|NaN|undefined|Infinity/);
    expect(caption.length).toBeGreaterThan(20);
    expect(table.rows.length).toBeGreaterThan(0);
    for (const row of table.rows) expect(row.cells).toHaveLength(table.head.length - 1);
  });

  it("lead to the assumptions that they rest on", () => {
    const marks = present(drawn.find(({ id }) => id === "rack-elevation")).marks ?? [];
    expect(marks.map(({ id }) => id)).toEqual(["assumed-draw", "assumed-space"]);
  });
});

describe("the rack elevation", () => {
  it("puts each host at its units, counted from the floor", () => {
    const svg = rackElevationSvg(present(elevationFigure(sampleRoom({ hosts: 1 }))), "e");
    // Heading 22, 42 units of 12: the floor is at 526. Unit 1 to 4: 526 − 48 = 478; the second host 48 above.
    const label = "dl385-g1/1";
    expect(boxOf(svg, "rack-host", `${label}: 4 U from unit 1,`)).toMatchObject({ y: 478.5, height: 47 });
    expect(boxOf(svg, "rack-host", "dl585-g1/spare-1: 4 U from unit 5,")).toMatchObject({ y: 430.5, height: 47 });
  });

  it("fills the bar of the feed by what is planned of it", () => {
    const svg = rackElevationSvg(present(elevationFigure(sampleRoom({ hosts: 1 }))), "e");
    // Two hosts: 2 × 680 × 0.9 = 1,224 W of 4,992 W, of 122 wide: 29.91
    expect(svg).toContain("feed 1.2 of 5.0 kW");
    expect(svg).toMatch(/<rect class="bar-plan" [^>]*width="29.91"/);
  });

  it("keeps its size on a phone", () => {
    const svg = rackElevationSvg(present(elevationFigure(sampleRoom({ hosts: 20 }))), "e");
    // Three racks of 20 + 122 + 14
    expect(svg).toMatch(/class="chart chart-natural"[^>]* width="468"/);
  });
});

describe("the waterfall", () => {
  const svg = waterfallSvg(present(costFigure(moneyOf(true))), "w");

  it("draws amounts to one scale", () => {
    // 372 for 3,591,000: the plan's 2,293,000 are 237.54, electricity's 121,000 are 12.53
    expect(boxOf(svg, "bar-today", "Today")).toMatchObject({ x: 4, width: 372 });
    expect(boxOf(svg, "bar-plan", "Plan")).toMatchObject({ x: 4, width: 237.54 });
    expect(boxOf(svg, "bar-fall", "Electricity")).toMatchObject({ width: 12.53, x: 363.47 });
  });

  it("tells rises and falls by sign and arrow", () => {
    expect(svg).toContain("−121,000 USD");
    expect(svg).toContain("+210,000 USD");
    expect(svg.match(/<path class="bar-fall"/g)).toHaveLength(5);
    expect(svg.match(/<path class="bar-rise"/g)).toHaveLength(4);
  });

  it("keeps 0 in the picture where money comes back", () => {
    const money = moneyOf(false);
    const back = { kind: "hardware", what: "", once: 0, perYear: 0, total: -100, discounted: -100 } as const;
    const side = { lines: [back], total: -100, discounted: -100, without: [] };
    const below = waterfallSvg(present(costFigure({ ...money, after: side })), "w");
    expect(boxOf(below, "bar-fall", "Hardware")).toMatchObject({ x: 4, width: 372 });
    expect(below).toContain(">0 USD</text>");
  });
});

describe("heat per rack and the draw of the room", () => {
  it("stand on one scale with their limits", () => {
    const figure = present(rackHeatFigure(sampleRoom({ hosts: 20 })));
    const svg = rackHeatSvg(figure, "h");
    // 236 for 6,000 W × 1.06 = 6,360 W: the feed's 4,992 W at 84 + 185.24
    expect(svg).toMatch(/<line class="chart-capacity" x1="269.24" x2="269.24"/);
    const [first] = figure.racks;
    expect(boxOf(svg, "bar-plan", "rack-1")["width"]).toBeCloseTo((236 * (first?.peakW ?? 0)) / 6360, 1);
  });

  it("say when the peak is above the planned feed", () => {
    const document = sampleRoom({ hosts: 20 });
    const { room } = document.result;
    if (room === undefined) throw new Error("the sample has a room");
    const low = { ...room, breakers: { ...room.breakers, plannedRoomW: 1000 } };
    const captionOf = (one: typeof document) => present(pictures(one).find(({ id }) => id === "room-draw")).caption;
    expect(captionOf(document)).not.toMatch(/exceeds|have a place/);
    expect(captionOf(sampleRoom({ hosts: 20, unracked: 2 }))).toContain("of hosts that have a place (2 have none)");
    expect(captionOf({ ...document, result: { ...document.result, room: low } })).toContain("which the peak exceeds");
  });

  it("draw today as lines, and nothing of it where it is not known", () => {
    const lines = (hasBefore: boolean) => roomDrawSvg(present(roomDrawFigure(sampleRoom({ hasBefore }))), "d");
    expect(lines(true)).toContain('<path class="line-today"');
    expect(lines(false)).not.toContain("line-today");
  });
});

describe("hostile names", () => {
  it("are text in every picture", () => {
    const nasty = `</title><script>alert("x")</script>&'`;
    const document = sampleRoom({ hosts: 2, frames: 1 });
    const { room } = document.result;
    if (room === undefined) throw new Error("the sample has a room");
    const racks = room.racks.map((rack) => ({
      ...rack,
      id: nasty,
      hosts: rack.hosts.map((host) => ({ ...host, host: nasty })),
    }));
    const frames = room.frames.map((frame) => ({ ...frame, host: nasty }));
    const drawn = pictures({ ...document, result: { ...document.result, room: { ...room, racks, frames } } });
    for (const { svg } of drawn) expect(svg).not.toContain("<script");
    expect(present(drawn.find(({ id }) => id === "rack-heat")).svg).toContain("&lt;script&gt;");
  });
});
