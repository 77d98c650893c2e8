/**
 * Alternatives by two figures, the less the better in both: a full disc where no other alternative is better, a ring for
 * all others, dots for single draws. Best ones carry their number while there are few.
 */
import { type ScatterFigure, type ScatterPoint, figureText, figureTitle } from "#planner/report/index.ts";
import { element, frame, label, textWidth, tip } from "./markup.ts";
import { figureRange } from "./figure-range.ts";
import { type Range, acrossOf, bottomMarks, leftMarks, upOf } from "./ranged-axis.ts";
import type { Plot } from "./time-axis.ts";

const WIDTH = 480;
const HEIGHT = 336;
const PLOT: Plot = { left: 58, top: 34, width: 402, height: 226 };
const BEST_RADIUS = 6;
const RADIUS = 4.5;
const DRAW_RADIUS = 1.8;
const AXIS_DROP = 36;
const LEGEND_DROP = 64;
const MOST_NUMBERED = 12;

interface Ranges {
  readonly x: Range;
  readonly y: Range;
}

function mark({ x, y, isBest, says, number, alike }: ScatterPoint, figure: ScatterFigure, ranges: Ranges): string {
  const [titleX, titleY] = [figureTitle(figure.x, figure.currency), figureTitle(figure.y, figure.currency)];
  const text = `${number}: ${says}${alike === 0 ? "" : ` (and ${alike} alike)`}. ${titleX} ${figureText(figure.x, x)}, ${titleY} ${figureText(figure.y, y)}`;
  return element(
    "circle",
    {
      class: isBest ? "point-best" : "point",
      cx: acrossOf(PLOT, ranges.x, x),
      cy: upOf(PLOT, ranges.y, y),
      r: isBest ? BEST_RADIUS : RADIUS,
    },
    tip(text),
  );
}

/** Numbers beside the best ones; alike ones share it. */
function numbers(points: readonly ScatterPoint[], ranges: Ranges): string {
  const best = points.filter(({ isBest }) => isBest);
  if (best.length > MOST_NUMBERED) return "";
  return best
    .map((first) => {
      const text = first.alike === 0 ? String(first.number) : `${first.number} and ${first.alike} alike`;
      const x = acrossOf(PLOT, ranges.x, first.x);
      const isLeft = x + textWidth(text) + 10 > PLOT.left + PLOT.width;
      return label(text, {
        class: "chart-text chart-strong",
        x: x + (isLeft ? -10 : 10),
        y: upOf(PLOT, ranges.y, first.y) - 6,
        "text-anchor": isLeft ? "end" : "start",
      });
    })
    .join("");
}

function legend(hasDraws: boolean): string {
  const y = PLOT.top + PLOT.height + LEGEND_DROP;
  return [
    element("circle", { class: "point-best", cx: PLOT.left + 6, cy: y - 4, r: BEST_RADIUS }),
    label("best", { class: "chart-text", x: PLOT.left + 18, y }),
    element("circle", { class: "point", cx: PLOT.left + 76, cy: y - 4, r: RADIUS }),
    label("beaten by another", { class: "chart-text", x: PLOT.left + 88, y }),
    ...(hasDraws
      ? [
          element("circle", { class: "point-draw", cx: PLOT.left + 226, cy: y - 4, r: DRAW_RADIUS }),
          label("one draw", { class: "chart-text", x: PLOT.left + 236, y }),
        ]
      : []),
  ].join("");
}

/** Draw the picture. @param figure with at least one point @param id unique in the page */
export function scatterSvg(figure: ScatterFigure, id: string): string {
  const { points, draws } = figure;
  const all = [...points, ...draws];
  const ranges = {
    x: figureRange(
      figure.x,
      all.map((one) => one.x),
    ),
    y: figureRange(
      figure.y,
      all.map((one) => one.y),
    ),
  };
  const best = points.filter(({ isBest }) => isBest);
  const [x, y] = [figureTitle(figure.x, figure.currency), figureTitle(figure.y, figure.currency)];
  return frame(
    {
      id,
      title: `${y} against ${x}`,
      description: `${points.reduce((sum, one) => sum + 1 + one.alike, 0)} alternatives; best: ${best.map(({ number, x: atX, y: atY }) => `${number} (${figureText(figure.x, atX)}, ${figureText(figure.y, atY)})`).join("; ")}.`,
      width: WIDTH,
      height: HEIGHT,
      size: "narrow",
    },
    leftMarks(PLOT, ranges.y),
    bottomMarks(PLOT, ranges.x),
    ...draws.map((one) =>
      element("circle", {
        class: "point-draw",
        cx: acrossOf(PLOT, ranges.x, one.x),
        cy: upOf(PLOT, ranges.y, one.y),
        r: DRAW_RADIUS,
      }),
    ),
    ...points.toSorted((a, b) => Number(a.isBest) - Number(b.isBest)).map((one) => mark(one, figure, ranges)),
    numbers(points, ranges),
    label(y, { class: "chart-text chart-strong", x: 4, y: PLOT.top - 16 }),
    label(x, {
      class: "chart-text chart-strong",
      x: PLOT.left + PLOT.width,
      y: PLOT.top + PLOT.height + AXIS_DROP,
      "text-anchor": "end",
    }),
    legend(draws.length > 0),
  );
}
