/**
 * Stacked profile: who needs how much over time, with the line of what there is and the line of what may be used. Areas
 * are stepped, because a slot's figure holds for the whole slot; the legend names them in the order they are stacked.
 */
import { type ProfileFigure, type ProfileLayer, decimal, percentText } from "#planner/report/index.ts";
import { colourLegend } from "./colour-legend.ts";
import { element, frame, label, tip } from "./markup.ts";
import { stepArea } from "./step-area.ts";
import { leftAxis } from "./ticks.ts";
import { type Plot, daySeparators, timeLabels } from "./time-axis.ts";

const WIDTH = 960;
const HEIGHT = 316;
const PLOT: Plot = { left: 56, top: 22, width: 660, height: 270 };
const LEGEND_LEFT = 736;
/** Room above the highest line. */
const HEADROOM = 1.08;

/** An amount in the profile's unit: "61%" of a host, or "4.2 hosts". */
export function profileAmount(figure: Pick<ProfileFigure, "unit">, value: number): string {
  if (figure.unit === "ratio") return percentText(value);
  const text = decimal(value, 1);
  return text === "1" ? "1 host" : `${text} hosts`;
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

function areas(figure: ProfileFigure, scale: Scale): string {
  let lower: readonly number[] = figure.total.map(() => 0);
  return figure.layers
    .map((layer, i) => {
      const upper = lower.map((value, column) => value + (layer.values[column] ?? 0));
      const path = element("path", { class: `area area-${i}`, d: stepArea(scale, lower, upper) }, tip(layer.label));
      lower = upper;
      return path;
    })
    .join("");
}

const axis = (figure: ProfileFigure, { top }: Scale): string =>
  leftAxis(PLOT, { top, text: (value) => (figure.unit === "ratio" ? percentText(value) : decimal(value, 1)) });

function bound(scale: Scale, line: { readonly value: number; readonly text: string; readonly style: string }): string {
  const y = scale.y(line.value);
  return [
    element("line", { class: line.style, x1: PLOT.left, x2: PLOT.left + PLOT.width, y1: y, y2: y }),
    label(line.text, { class: "chart-text chart-strong", x: PLOT.left + 6, y: y - 5 }),
  ].join("");
}

/** Topmost layer first, as they are stacked. */
const legend = (layers: readonly ProfileLayer[]): string =>
  colourLegend(layers.map((layer, i) => ({ label: layer.label, style: `area area-${i}` })).toReversed(), {
    x: LEGEND_LEFT,
    y: PLOT.top,
  });

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
      columns: { left: PLOT.left, width: PLOT.width, count: figure.columns.count },
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
