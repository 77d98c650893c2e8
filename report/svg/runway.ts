/**
 * Use of one resource over the months: the median as a line, what nine draws of ten lie within as a band, a line at all
 * there is. Where it runs out is marked, and the month to order by before it. What is beyond twice of all there is is not drawn.
 */
import { type RunwayFigure, percentText } from "#planner/report/index.ts";
import { element, frame, label, textWidth, tip } from "./markup.ts";
import { stepArea, stepLineWithin } from "./step-area.ts";
import { leftAxis } from "./ticks.ts";
import type { Plot } from "./time-axis.ts";

const WIDTH = 520;
const HEIGHT = 246;
const PLOT: Plot = { left: 52, top: 46, width: 450, height: 176 };
const LEAST_TOP = 1.1;
const MOST_TOP = 2;
const HEADROOM = 1.06;
/** Below the foot of the left axis, whose 0% ends where the first month begins. */
const TEXT_DROP = 20;
const MARK_LIFT = 8;
const LABEL_GAP = 18;
/** Round numbers of months between marks. */
const STRIDES = [1, 2, 3, 6, 12, 24, 36, 48, 60, 120] as const;

/** Months between marks, so that their labels do not run into one another. */
function strideFor(labels: readonly string[]): number {
  const each = textWidth(labels.at(-1) ?? "") + LABEL_GAP;
  return STRIDES.find((stride) => (labels.length / stride) * each <= PLOT.width) ?? STRIDES[STRIDES.length - 1]!;
}

interface Scale {
  readonly x: (month: number) => number;
  readonly y: (ratio: number) => number;
}

function monthMarks({ labels }: RunwayFigure, { x }: Scale): string {
  const stride = strideFor(labels);
  const y = PLOT.top + PLOT.height;
  return labels
    .map((text, month) =>
      month % stride === 0
        ? element("line", { class: "chart-grid", x1: x(month), x2: x(month), y1: y, y2: y + 4 }) +
          label(text, {
            class: "chart-text",
            x: Math.min(x(month), WIDTH - textWidth(text) / 2),
            y: y + TEXT_DROP,
            "text-anchor": "middle",
          })
        : "",
    )
    .join("");
}

/** A line down the plot with its words above, kept inside the picture. */
function mark(at: number, text: string, lift: { readonly style: string; readonly by: number }): string {
  const half = textWidth(text) / 2;
  const x = Math.min(Math.max(at, half + 2), WIDTH - half - 2);
  return [
    element("line", { class: lift.style, x1: at, x2: at, y1: PLOT.top - 2, y2: PLOT.top + PLOT.height }),
    label(text, { class: "chart-text chart-strong", x, y: PLOT.top - MARK_LIFT - lift.by, "text-anchor": "middle" }),
  ].join("");
}

function marks({ outAt, earlyOut, order, labels }: RunwayFigure, { x }: Scale): string {
  const out = outAt ?? earlyOut;
  const lines: string[] = [];
  if (out !== undefined) {
    const words = outAt === undefined ? "first draws run out" : "runs out";
    lines.push(mark(x(out), `${words} ${labels[out] ?? ""}`, { style: "chart-capacity", by: 0 }));
  }
  if (order !== undefined && order.month >= 0)
    lines.push(mark(x(order.month), `order ${order.text}`, { style: "chart-ceiling", by: 16 }));
  return lines.join("");
}

/** Draw the runway of one resource. @param id unique in the page */
export function runwaySvg(figure: RunwayFigure, id: string): string {
  const { early, median, late, isSampled, resource, sentence } = figure;
  const highest = [...early, ...median].reduce(
    (most, one) => (Number.isFinite(one) ? Math.max(most, one) : MOST_TOP),
    0,
  );
  const top = Math.min(MOST_TOP, Math.max(LEAST_TOP, highest * HEADROOM));
  const within = (values: readonly number[]) => values.map((value) => Math.min(value, top));
  const scale: Scale = {
    x: (month) => PLOT.left + (PLOT.width * month) / median.length,
    y: (ratio) => PLOT.top + PLOT.height * (1 - ratio / top),
  };
  const full = scale.y(1);
  return frame(
    {
      id,
      title: `Runway of ${resource}`,
      description: sentence,
      width: WIDTH,
      height: HEIGHT,
      size: "narrow",
    },
    leftAxis(PLOT, { top, text: (value) => percentText(value) }),
    isSampled
      ? element(
          "path",
          { class: "band", d: stepArea(scale, within(late), within(early)) },
          tip("nine draws of ten lie within"),
        )
      : "",
    element("path", { class: "line-plan", d: stepLineWithin(scale, median, top) }, tip(`${resource}, median`)),
    element("line", { class: "chart-capacity", x1: PLOT.left, x2: PLOT.left + PLOT.width, y1: full, y2: full }),
    label("all there is", { class: "chart-text chart-strong", x: PLOT.left + 6, y: full - 5 }),
    monthMarks(figure, scale),
    marks(figure, scale),
  );
}
