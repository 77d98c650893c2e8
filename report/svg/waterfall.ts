/**
 * Cost waterfall, from the top down: today's total, falls and rises, the plan's total. Each step has its words and its
 * amount, with sign and arrow, above its bar, so colour is never the only sign; a thin line hangs each bar on the one
 * before. Narrow enough for a phone.
 */
import { type CostBar, type CostFigure, grouped, moneyText, signed } from "#planner/report/index.ts";
import { element, frame, label, tip } from "./markup.ts";
import { niceStep } from "./ticks.ts";

const WIDTH = 380;
const LEFT = 4;
const SPAN = 372;
const TOP = 8;
const ROW = 44;
const TEXT_DROP = 13;
const BAR_DROP = 20;
const BAR = 16;
const LEAST_BAR = 1;
const AXIS = 24;

/** Triangles rather than characters: not every font has these. */
const ARROWS: Readonly<Record<CostBar["kind"], string>> = {
  total: "",
  rise: "M0 9L9 9L4.5 1Z",
  fall: "M0 1L9 1L4.5 9Z",
};
const ARROW_ROOM = 14;
const ARROW_DROP = 4;
const STYLES: Readonly<Record<CostBar["kind"], string>> = { total: "bar-today", rise: "bar-rise", fall: "bar-fall" };

const amountText = ({ kind, amount }: CostBar, currency: string): string =>
  kind === "total" ? moneyText(amount, currency) : signed(amount, (value) => moneyText(value, currency));

interface Scale {
  readonly least: number;
  readonly most: number;
  readonly x: (money: number) => number;
}

/** From the least to the highest end of any bar, 0 always among them. */
function scaleOf(bars: readonly CostBar[]): Scale {
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const least = ends.reduce((low, end) => Math.min(low, end), 0);
  const most = ends.reduce((high, end) => Math.max(high, end), 0);
  return { least, most, x: (money) => LEFT + (SPAN * (money - least)) / (most - least) };
}

/** From the end of a bar down to the next one. */
function link({ to }: CostBar, i: number, scale: Scale): string {
  const [x, y] = [scale.x(to), TOP + i * ROW + BAR_DROP + BAR];
  return element("line", { class: "chart-link", x1: x, x2: x, y1: y, y2: y + ROW - BAR });
}

function barRow(bar: CostBar, i: number, { figure, scale }: { readonly figure: CostFigure; readonly scale: Scale }) {
  const y = TOP + i * ROW;
  const [low, high] = [Math.min(bar.from, bar.to), Math.max(bar.from, bar.to)];
  const style = bar.kind === "total" && i > 0 ? "bar-plan" : STYLES[bar.kind];
  const text = amountText(bar, figure.currency);
  const arrow = ARROWS[bar.kind];
  const mark = { class: STYLES[bar.kind], d: arrow, transform: `translate(${LEFT} ${y + ARROW_DROP})` };
  const words = { class: "chart-text chart-strong", x: LEFT + (arrow === "" ? 0 : ARROW_ROOM), y: y + TEXT_DROP };
  return [
    arrow === "" ? "" : element("path", mark),
    label(bar.label, words),
    label(text, { class: "chart-text chart-strong", x: LEFT + SPAN, y: y + TEXT_DROP, "text-anchor": "end" }),
    element(
      "rect",
      {
        class: style,
        x: scale.x(low),
        y: y + BAR_DROP,
        width: Math.max(LEAST_BAR, scale.x(high) - scale.x(low)),
        height: BAR,
      },
      tip(`${bar.label}: ${text}`),
    ),
  ].join("");
}

/** "1.5M", "200k": marks of the axis, which says the currency itself. */
function shortMoney(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${Number((value / 1e6).toFixed(2))}M`;
  return size >= 1000 ? `${Number((value / 1000).toFixed(1))}k` : grouped(value);
}

/** Marks of money across all bars; 0 tells the currency. */
function axis({ least, most, x }: Scale, bottom: number, currency: string): string {
  const step = niceStep(most - least);
  const marks: string[] = [];
  for (let value = Math.ceil(least / step) * step; value <= most; value += step) {
    const at = x(value);
    const anchor = at - LEFT < 12 ? "start" : LEFT + SPAN - at < 16 ? "end" : "middle";
    marks.push(
      element("line", { class: "chart-grid", x1: at, x2: at, y1: TOP, y2: bottom + 4 }),
      label(value === 0 ? `0 ${currency}` : shortMoney(value), {
        class: "chart-text",
        x: at,
        y: bottom + 16,
        "text-anchor": anchor,
      }),
    );
  }
  return marks.join("");
}

/** Draw the waterfall. @param id unique in the page */
export function waterfallSvg(figure: CostFigure, id: string): string {
  const scale = scaleOf(figure.bars);
  const bottom = TOP + figure.bars.length * ROW;
  return frame(
    {
      id,
      title: figure.hasToday ? "Cost from today to the plan" : "Cost of the plan",
      description: figure.bars.map((bar) => `${bar.label}: ${amountText(bar, figure.currency)}.`).join(" "),
      width: WIDTH,
      height: bottom + AXIS,
      size: "narrow",
    },
    axis(scale, bottom, figure.currency),
    ...figure.bars.slice(0, -1).map((bar, i) => link(bar, i, scale)),
    ...figure.bars.map((bar, i) => barRow(bar, i, { figure, scale })),
  );
}
