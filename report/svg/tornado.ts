/**
 * What moves a figure, longest bar first: the mean swing with a whisker to the largest, or the rank correlation to both
 * sides of 0. Each bar has its name and its value above it, so it reads on a phone and without colour.
 */
import { type TornadoBar, type TornadoFigure, decimal, figureDistance, figureInText } from "#planner/report/index.ts";
import { element, frame, label, tip } from "./markup.ts";

const WIDTH = 400;
const LEFT = 6;
const SPAN = 388;
const TOP = 6;
const ROW = 42;
const TEXT_DROP = 14;
const BAR_DROP = 20;
const BAR = 14;
const LEAST_BAR = 1.5;
const FOOT = 20;

const valueText = ({ value, most, chance }: TornadoBar, { figure, kind }: TornadoFigure): string => {
  if (kind === "correlation")
    return `${value > 0 ? "+" : ""}${decimal(value, 2)}${chance === undefined ? "" : `, ${chance}`}`;
  const text = figureDistance(figure, value);
  return most === undefined || most === value ? text : `${text}, at most ${figureDistance(figure, most)}`;
};

function bar(
  one: TornadoBar,
  i: number,
  { figure, x }: { figure: TornadoFigure; x: (value: number) => number },
): string {
  const y = TOP + i * ROW;
  const [from, to] = [x(Math.min(0, one.value)), x(Math.max(0, one.value))];
  const middle = y + BAR_DROP + BAR / 2;
  const text = valueText(one, figure);
  const whisker =
    one.most === undefined || one.most <= one.value
      ? ""
      : element("line", { class: "chart-capacity", x1: to, x2: x(one.most), y1: middle, y2: middle }) +
        element("line", { class: "chart-capacity", x1: x(one.most), x2: x(one.most), y1: middle - 5, y2: middle + 5 });
  return [
    label(one.label, { class: "chart-text chart-strong", x: LEFT, y: y + TEXT_DROP }),
    label(text, { class: "chart-text", x: LEFT + SPAN, y: y + TEXT_DROP, "text-anchor": "end" }),
    element(
      "rect",
      {
        class: one.value < 0 ? "area area-1" : "area area-0",
        x: from,
        y: y + BAR_DROP,
        width: Math.max(LEAST_BAR, to - from),
        height: BAR,
      },
      tip(`${one.label}: ${text}`),
    ),
    whisker,
  ].join("");
}

/** Draw the bars. @param figure with at least one @param id unique in the page */
export function tornadoSvg(figure: TornadoFigure, id: string): string {
  const { bars, kind } = figure;
  const isRank = kind === "correlation";
  const most = isRank ? 1 : Math.max(Number.MIN_VALUE, ...bars.map((one) => Math.max(one.most ?? 0, one.value)));
  const x = (value: number) => (isRank ? LEFT + (SPAN * (value + 1)) / 2 : LEFT + (SPAN * value) / most);
  const name = figureInText(figure.figure, figure.currency);
  const bottom = TOP + bars.length * ROW;
  const ends: readonly (readonly [number, string, string])[] = isRank
    ? [
        [-1, "falls with it", "start"],
        [0, "0", "middle"],
        [1, "rises with it", "end"],
      ]
    : [[0, "0", "start"]];
  return frame(
    {
      id,
      title: isRank ? `What ${name} follows` : `What moves ${name}`,
      description: bars.map((one) => `${one.label}: ${valueText(one, figure)}.`).join(" "),
      width: WIDTH,
      height: bottom + FOOT,
      size: "narrow",
    },
    ...ends.map(([at, text, anchor]) =>
      [
        element("line", { class: "chart-link", x1: x(at), x2: x(at), y1: TOP + BAR_DROP - 2, y2: bottom }),
        label(text, { class: "chart-text", x: x(at), y: bottom + TEXT_DROP, "text-anchor": anchor }),
      ].join(""),
    ),
    ...bars.map((one, i) => bar(one, i, { figure, x })),
  );
}
