/**
 * How far draws spread: for each alternative a box from the lower to the upper quartile with the median as a line, whiskers
 * over what nine draws of ten lie within, and a dot at the mean. One scale for all.
 */
import { type SpreadBox, type SpreadFigure, figureText, figureTitle } from "#planner/report/index.ts";
import { cut, element, frame, label, tip } from "./markup.ts";
import { figureRange } from "./figure-range.ts";
import { acrossOf, bottomMarks } from "./ranged-axis.ts";
import type { Plot } from "./time-axis.ts";

const WIDTH = 460;
const LEFT = 16;
const SPAN = 428;
const TOP = 8;
const ROW = 44;
const TEXT_DROP = 13;
const MIDDLE = 29;
const HALF = 8;
const LEAST_BOX = 1.5;
const FOOT = 44;
const MOST_CHARACTERS = 62;

const textOf = (box: SpreadBox, { figure }: SpreadFigure): string => {
  const text = (value: number) => figureText(figure, value);
  return `${box.number}: ${box.says}. Median ${text(box.median)}, mean ${text(box.mean)}, nine of ten draws from ${text(box.p5)} to ${text(box.p95)}`;
};

function row(box: SpreadBox, y: number, { figure, x }: { figure: SpreadFigure; x: (value: number) => number }): string {
  const middle = y + MIDDLE;
  const line = (style: string, [x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]) =>
    element("line", { class: style, x1, x2, y1, y2 });
  const [from, to] = [x(box.p25), x(box.p75)];
  return [
    label(cut(`${box.number}: ${box.says}`, MOST_CHARACTERS), {
      class: "chart-text chart-strong",
      x: LEFT - 10,
      y: y + TEXT_DROP,
    }),
    line("chart-link", [x(box.p5), middle], [x(box.p95), middle]),
    line("chart-link", [x(box.p5), middle - 5], [x(box.p5), middle + 5]),
    line("chart-link", [x(box.p95), middle - 5], [x(box.p95), middle + 5]),
    element(
      "rect",
      { class: "area area-0", x: from, y: middle - HALF, width: Math.max(LEAST_BOX, to - from), height: 2 * HALF },
      tip(textOf(box, figure)),
    ),
    line("chart-capacity", [x(box.median), middle - HALF - 2], [x(box.median), middle + HALF + 2]),
    element("circle", { class: "point", cx: x(box.mean), cy: middle, r: 3.5 }, tip(textOf(box, figure))),
  ].join("");
}

/** Draw the boxes. @param figure with at least one @param id unique in the page */
export function boxesSvg(figure: SpreadFigure, id: string): string {
  const { boxes } = figure;
  const range = figureRange(
    figure.figure,
    boxes.flatMap(({ p5, p95, mean }) => [p5, p95, mean]),
  );
  const title = figureTitle(figure.figure, figure.currency);
  const plot: Plot = { left: LEFT, top: TOP, width: SPAN, height: boxes.length * ROW };
  const x = (value: number) => acrossOf(plot, range, value);
  return frame(
    {
      id,
      title: `${title} over the draws`,
      description: boxes.map((box) => `${textOf(box, figure)}.`).join(" "),
      width: WIDTH,
      height: TOP + plot.height + FOOT,
      size: "narrow",
    },
    bottomMarks(plot, range),
    ...boxes.map((box, i) => row(box, TOP + i * ROW, { figure, x })),
    label(title, {
      class: "chart-text chart-strong",
      x: LEFT + SPAN,
      y: TOP + plot.height + FOOT - 8,
      "text-anchor": "end",
    }),
  );
}
