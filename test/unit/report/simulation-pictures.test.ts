/** The pictures of a simulation: what is drawn, and that it can be read. */
import { describe, expect, it } from "vitest";
import { simulationBody, simulationHtml, simulationPictures, styleSheet } from "#report";
import { cpuTimeline, ganttFigure, moveFigure } from "#planner/report/index.ts";
import { SimulationRequest } from "#planner/contract/index.ts";
import { migrationRoundsSvg } from "#report/svg/migration-rounds.ts";
import { MOVE, guest, sampleSimulation, sampleSimulationDocument } from "../../support/simulation-result.ts";

const NASTY = `</title><script>alert("x")</script>&'`;
const nasty = sampleSimulation({
  name: NASTY,
  guests: [guest(NASTY, { heldCpus: 1 })],
  migrations: [{ ...MOVE, guest: NASTY }],
  gantt: { fromMs: 0, lengthMs: 10, guests: [NASTY], turns: [[0, 0, 0, 10]], isCut: false },
});
const drawn = [...simulationPictures(sampleSimulation()), ...simulationPictures(nasty)];

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

const REQUEST = SimulationRequest.parse({ host: "a", platform: "b", guests: [{ id: "c" }] });

describe("every picture of a simulation", () => {
  it("is there: who ran where, CPU over time, the move", () => {
    expect(simulationPictures(sampleSimulation()).map(({ id }) => id)).toEqual(["gantt", "cpu-over-time", "move-0"]);
  });

  it.each(drawn.map((picture) => [picture.id, picture] as const))(
    "%s is named, well formed, without style, script or numbers that are none",
    (id, { svg }) => {
      expect(svg).toContain(`aria-labelledby="${id}-title ${id}-desc"`);
      expect(unclosed(svg)).toEqual([]);
      expect(svg).not.toMatch(/ style=|<script|NaN|undefined|Infinity/);
    },
  );

  it.each(drawn.map((picture) => [picture.id, picture] as const))("%s has its figures beside it", (_, { table }) => {
    expect(table.rows.length).toBeGreaterThan(0);
    for (const row of table.rows) expect(row.cells).toHaveLength(table.head.length - 1);
  });

  it("uses classes that the style sheet has", () => {
    const css = styleSheet();
    const used = new Set(
      [...simulationBody(sampleSimulation()).matchAll(/ class="([^"]+)"/g)].flatMap((found) =>
        (found[1] ?? "").split(" "),
      ),
    );
    for (const name of used) expect(css, `class ${name}`).toContain(`.${name}`);
  });
});

describe("the Gantt chart", () => {
  it("has a row per CPU, a shape per guest that is named, and colours by CPU held", () => {
    const figure = ganttFigure(sampleSimulation());
    expect(figure?.colours.map(({ label }) => label)).toEqual(["batch", "web", "service"]);
    expect(figure?.cpus.map(({ bars }) => bars.map((bar) => [bar.guest, bar.fromMs, bar.toMs]))).toEqual([
      [
        ["batch", 0, 40],
        ["service", 40, 50],
        ["web", 60, 100],
      ],
      [["web", 10, 30]],
    ]);
    const [gantt] = simulationPictures(sampleSimulation());
    expect(gantt?.svg).toContain("<title>batch</title>");
    expect(gantt?.svg).toContain(">CPU 1</text>");
    // CPU 0: 40 + 10 + 40 of 100 ms in three turns, the longest 40
    expect(gantt?.table.rows[0]).toEqual({ head: "CPU 0", cells: ["90.0%", "3", "40", "40", "40", "10"] });
  });

  it("gives the seven that held most a colour each and the others one together", () => {
    const names = Array.from({ length: 12 }, (_, i) => `g${String(i).padStart(2, "0")}`);
    const many = sampleSimulation({
      guests: names.map((name, i) => guest(name, { heldCpus: 1 - i / 100 })),
      gantt: { fromMs: 0, lengthMs: 10, guests: names, turns: [[0, 11, 0, 10]], isCut: false },
    });
    const figure = ganttFigure(many);
    expect(figure?.colours.map(({ label }) => label)).toEqual([...names.slice(0, 7), "5 others"]);
    expect(figure?.cpus[0]?.bars[0]).toMatchObject({ guest: "g11", colour: 7 });
  });

  it("shortens the window rather than drawing more than it can", () => {
    const turns = Array.from({ length: 8000 }, (_, i): [number, number, number, number] => [0, 0, i, i + 1]);
    const long = sampleSimulation({
      simulatedSeconds: 8,
      gantt: { fromMs: 0, lengthMs: 8000, guests: ["web"], turns, isCut: false },
    });
    const figure = ganttFigure(long);
    expect([figure?.isShortened, figure?.toMs, figure?.cpus[0]?.bars.length]).toEqual([true, 5000, 5000]);
    // 5,000 turns as rectangles of one path: about 30 characters each
    expect(simulationPictures(long)[0]?.svg.length).toBeLessThan(250_000);
  });

  it("is left out where nothing was recorded", () => {
    expect(ganttFigure(sampleSimulation({ gantt: undefined }))).toBeUndefined();
  });
});

describe("CPU over time", () => {
  it("stacks guests and puts what was ready above them", () => {
    const { layers, run, ready } = cpuTimeline(sampleSimulation());
    expect(layers.map(({ label }) => label)).toEqual(["batch", "web", "service"]);
    expect(run.map((cpus) => Number(cpus.toFixed(9)))).toEqual([1, 1, 0.5, 0.5]);
    expect(ready.map((cpus) => Number(cpus.toFixed(9)))).toEqual([0.4, 0.4, 0.3, 0.4]);
  });

  it("ends where a partial run ended", () => {
    // 1.5 s of buckets of 1 s: two of them
    expect(cpuTimeline(sampleSimulation({ end: "stopped", simulatedSeconds: 1.5 })).count).toBe(2);
  });
});

describe("the rounds of a move", () => {
  it("are bars whose area is the data sent", () => {
    const figure = moveFigure(MOVE);
    if (figure === undefined) throw new Error("the move has rounds");
    const svg = migrationRoundsSvg(figure, "m");
    const bars = [
      ...svg.matchAll(/<rect class="area bar-[a-z]+" x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="([\d.]+)"/g),
    ];
    const areas = bars.map(([, width, height]) => Number(width) * Number(height));
    // 100, 10 and 1 MiB
    expect((areas[0] ?? 0) / (areas[1] ?? 1)).toBeCloseTo(10, 1);
    expect((areas[1] ?? 0) / (areas[2] ?? 1)).toBeCloseTo(10, 0);
    expect(svg.match(/bar-stopped/g)).toHaveLength(2);
    expect(svg).toContain("<title>round 1: 100 MiB in 8,000 ms at 105 Mbit/s of 105 allowed, dirtied at 10</title>");
  });

  it("draw no limit where the rules know none", () => {
    const rounds = MOVE.rounds.map(({ limitMbps: _none, ...round }) => round);
    const figure = moveFigure({ ...MOVE, rounds });
    expect(figure === undefined ? "" : migrationRoundsSvg(figure, "m")).not.toContain("chart-capacity");
  });

  it("are not drawn for a move that had none", () => {
    expect(moveFigure({ ...MOVE, rounds: [] })).toBeUndefined();
  });
});

describe("the one-file page of a simulation", () => {
  const html = simulationHtml(sampleSimulationDocument("By hand"));

  it("is a whole page with one h1, unique ids, and links only to ids it has", () => {
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain("<title>By hand: simulation</title>");
    expect(html.match(/<h1>/g)).toHaveLength(1);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  it("gives every scrolling box a name of its own", () => {
    const boxes = [...html.matchAll(/<div class="(?:table|picture)-box"([^>]*)>/g)].map((found) => found[1] ?? "");
    for (const box of boxes) expect(box).toMatch(/tabindex="0" role="region" aria-label="[^"]+"/);
    expect(new Set(boxes).size).toBe(boxes.length);
  });

  it("escapes every text of the user", () => {
    expect(simulationHtml({ request: REQUEST, result: nasty })).not.toContain("<script");
  });
});
