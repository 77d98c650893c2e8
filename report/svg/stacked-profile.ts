/**
 * Stacked profile: who needs how much over time, with the line of what there is and the line of what may be used. Areas
 * are stepped, because a slot's figure holds for the whole slot; the legend names them in the order they are stacked.
 */
import { type ProfileFigure, type ProfileLayer, decimal, percentText } from "#planner/report/index.ts";
import { cut, element, frame, label, tip } from "./markup.ts";
import { type Plot, daySeparators, timeLabels } from "./time-axis.ts";

const WIDTH = 960;
const HEIGHT = 316;
const PLOT: Plot = { left: 56, top: 22, width: 660, height: 270 };
const LEGEND_LEFT = 736;
const LEGEND_ROW = 24;
const MOST_LABEL = 26;
const TICKS = 6;
/** Room above the highest line. */
const HEADROOM = 1.08;

/** An amount in the profile's unit: "61%" of a host, or "4.2 hosts". */
export function profileAmount(figure: Pick<ProfileFigure, "unit">, value: number): string {
  if (figure.unit === "ratio") return percentText(value);
  const text = decimal(value, 1);
  return text === "1" ? "1 host" : `${text} hosts`;
}

/** A round step (1, 2 or 5 times a power of ten) that cuts `top` into about {@link TICKS} parts. */
function niceStep(top: number): number {
  const rough = top / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  return (([1, 2, 5] as const).find((factor) => factor * power >= rough) ?? 10) * power;
}

interface Scale {
  readonly top: number;
  readonly y: (value: number) => number;
  readonly x: (column: number) => number;
}

function scaleOf(figure: ProfileFigure): Scale {
  const top = Math.max(figure.capacity, figure.peak, Number.EPSILON) * HEADROOM;
  return {
    top,
    y: (value) => PLOT.top + PLOT.height * (1 - value / top),
    x: (column) => PLOT.left + (PLOT.width * column) / figure.columns.count,
  };
}

const point = (x: number, y: number) => `${Number(x.toFixed(1))} ${Number(y.toFixed(1))}`;

/** The outline between two stepped lines. */
function areaPath(scale: Scale, lower: readonly number[], upper: readonly number[]): string {
  const ahead = upper.flatMap((value, i) => [point(scale.x(i), scale.y(value)), point(scale.x(i + 1), scale.y(value))]);
  const back = lower
    .flatMap((value, i) => [point(scale.x(i), scale.y(value)), point(scale.x(i + 1), scale.y(value))])
    .reverse();
  return `M${[...ahead, ...back].join("L")}Z`;
}

function areas(figure: ProfileFigure, scale: Scale): string {
  let lower: readonly number[] = figure.total.map(() => 0);
  return figure.layers
    .map((layer, i) => {
      const upper = lower.map((value, column) => value + (layer.values[column] ?? 0));
      const path = element("path", { class: `area area-${i}`, d: areaPath(scale, lower, upper) }, tip(layer.label));
      lower = upper;
      return path;
    })
    .join("");
}

function axis(figure: ProfileFigure, scale: Scale): string {
  const step = niceStep(scale.top);
  const count = Math.floor(scale.top / step);
  return Array.from({ length: count + 1 }, (_, i) => {
    const y = scale.y(i * step);
    const text = figure.unit === "ratio" ? percentText(i * step) : decimal(i * step, 1);
    return [
      element("line", { class: "chart-grid", x1: PLOT.left, x2: PLOT.left + PLOT.width, y1: y, y2: y }),
      label(text, { class: "chart-text", x: PLOT.left - 8, y: y + 4, "text-anchor": "end" }),
    ].join("");
  }).join("");
}

function bound(scale: Scale, line: { readonly value: number; readonly text: string; readonly style: string }): string {
  const y = scale.y(line.value);
  return [
    element("line", { class: line.style, x1: PLOT.left, x2: PLOT.left + PLOT.width, y1: y, y2: y }),
    label(line.text, { class: "chart-text chart-strong", x: PLOT.left + 6, y: y - 5 }),
  ].join("");
}

function legend(layers: readonly ProfileLayer[]): string {
  return layers
    .toReversed()
    .map((layer, i) => {
      const y = PLOT.top + i * LEGEND_ROW;
      return [
        element("rect", { class: `area area-${layers.length - 1 - i}`, x: LEGEND_LEFT, y, width: 16, height: 16 }),
        label(cut(layer.label, MOST_LABEL), { class: "chart-text", x: LEGEND_LEFT + 24, y: y + 13 }),
      ].join("");
    })
    .join("");
}

/** Draw the profile. @param id unique in the page */
export function stackedProfileSvg(figure: ProfileFigure, id: string): string {
  const scale = scaleOf(figure);
  const amount = (value: number) => profileAmount(figure, value);
  const peakColumn = figure.total.indexOf(Math.max(...figure.total));
  const peak = element(
    "circle",
    { class: "heat-peak", cx: scale.x(peakColumn + 0.5), cy: scale.y(figure.peak), r: 4 },
    tip(`peak ${amount(figure.peak)} at ${figure.peakAt}`),
  );
  return frame(
    {
      id,
      title: `CPU of ${figure.title} over time`,
      description: `Peak ${amount(figure.peak)} at ${figure.peakAt}; capacity ${amount(figure.capacity)}, of which ${amount(figure.ceiling)} may be used.`,
      width: WIDTH,
      height: HEIGHT,
    },
    axis(figure, scale),
    areas(figure, scale),
    daySeparators(figure.columns, PLOT),
    bound(scale, { value: figure.capacity, text: `capacity ${amount(figure.capacity)}`, style: "chart-capacity" }),
    bound(scale, { value: figure.ceiling, text: `ceiling ${amount(figure.ceiling)}`, style: "chart-ceiling" }),
    figure.total.length === 0 ? "" : peak,
    timeLabels(figure.columns, PLOT),
    legend(figure.layers),
  );
}
