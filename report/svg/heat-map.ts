/**
 * Heat map: a row per host, a column per slot, darker (lighter on a dark page) where more of the CPU is in use. Ten
 * steps of one scale whose lightness only rises or only falls, a mark on each row's peak and the peak in words beside
 * it: colour is never the only carrier. Neighbouring slots of one step are one shape, which keeps large plans small.
 */
import { type HeatMapFigure, type HeatRow, percentText, slotSpan } from "#planner/report/index.ts";
import { cut, element, frame, label, textWidth, tip } from "./markup.ts";
import { type Plot, daySeparators, timeLabels } from "./time-axis.ts";

const WIDTH = 960;
const ROW = 20;
const ROW_GAP = 2;
const TOP = 4;
const AXIS = 26;
const LEGEND = 30;
const SIDE_GAP = 8;
const MOST_LABEL = 30;
const STEPS = 10;
const PEAK_RADIUS = 3.5;
const TEXT_DROP = 14;

/** Step of the colour scale, 0–9. */
export const heatStep = (ratio: number): number => Math.max(0, Math.min(STEPS - 1, Math.floor(ratio * STEPS)));

interface Run {
  readonly step: number;
  readonly from: number;
  readonly count: number;
  readonly highest: number;
}

/** Neighbouring columns of one step. */
function runsOf(ratios: readonly number[]): readonly Run[] {
  const runs: { step: number; from: number; count: number; highest: number }[] = [];
  ratios.forEach((ratio, from) => {
    const step = heatStep(ratio);
    const last = runs.at(-1);
    if (last === undefined || last.step !== step) runs.push({ step, from, count: 1, highest: ratio });
    else {
      last.count++;
      last.highest = Math.max(last.highest, ratio);
    }
  });
  return runs;
}

function rowMarkup(figure: HeatMapFigure, row: HeatRow, at: { readonly y: number; readonly plot: Plot }): string {
  const { columns } = figure;
  const { y, plot } = at;
  const width = plot.width / columns.count;
  const cells = runsOf(row.ratios).map(({ step, from, count, highest }) => {
    const per = columns.slotsPerColumn;
    const when = slotSpan(columns.slots, from * per, count * per);
    const text = `${row.label}, ${when}: ${count * per > 1 ? "up to " : ""}${percentText(highest)}`;
    const place = { x: plot.left + from * width, y, width: count * width, height: ROW - ROW_GAP };
    return element("rect", { class: `heat-${step}`, ...place }, tip(text));
  });
  const middle = y + (ROW - ROW_GAP) / 2;
  return [
    label(cut(row.label, MOST_LABEL), {
      class: "chart-text",
      x: plot.left - SIDE_GAP,
      y: y + TEXT_DROP,
      "text-anchor": "end",
    }),
    ...cells,
    element("circle", {
      class: "heat-peak",
      cx: plot.left + (row.peakColumn + 0.5) * width,
      cy: middle,
      r: PEAK_RADIUS,
    }),
    label(`${percentText(row.peakRatio)} ${row.peakAt}`, {
      class: "chart-text",
      x: plot.left + plot.width + SIDE_GAP,
      y: y + TEXT_DROP,
    }),
  ].join("");
}

function legend(left: number, y: number): string {
  const box = 34;
  const steps = Array.from({ length: STEPS }, (_, step) =>
    [
      element("rect", { class: `heat-${step}`, x: left + step * box, y, width: box, height: 12 }),
      label(`${step * STEPS}%`, { class: "chart-text", x: left + step * box, y: y + 26, "text-anchor": "middle" }),
    ].join(""),
  );
  const right = left + STEPS * box;
  return [
    ...steps,
    label("100%", { class: "chart-text", x: right, y: y + 26, "text-anchor": "middle" }),
    element("circle", { class: "heat-peak", cx: right + 34, cy: y + 6, r: PEAK_RADIUS }),
    label("highest moment of the host", { class: "chart-text", x: right + 44, y: y + 10 }),
  ].join("");
}

/** Draw the map. @param id unique in the page */
export function heatMapSvg(figure: HeatMapFigure, id: string): string {
  const left = Math.max(90, ...figure.rows.map((row) => textWidth(cut(row.label, MOST_LABEL)))) + SIDE_GAP;
  const right =
    Math.max(0, ...figure.rows.map((row) => textWidth(`${percentText(row.peakRatio)} ${row.peakAt}`))) + SIDE_GAP;
  const height = figure.rows.length * ROW;
  const plot: Plot = { left, top: TOP, width: WIDTH - left - right, height: height - ROW_GAP };
  const hottest = figure.rows.toSorted((a, b) => b.peakRatio - a.peakRatio)[0];
  return frame(
    {
      id,
      title: "CPU in use, host by host over time",
      description:
        hottest === undefined
          ? "No host is in use."
          : `${figure.rows.length} hosts. The hottest is ${hottest.label} with ${percentText(hottest.peakRatio)} at ${hottest.peakAt}.`,
      width: WIDTH,
      height: TOP + height + AXIS + LEGEND,
    },
    ...figure.rows.map((row, i) => rowMarkup(figure, row, { y: TOP + i * ROW, plot })),
    daySeparators(figure.columns, plot),
    timeLabels(figure.columns, plot),
    legend(left, TOP + height + AXIS),
  );
}
