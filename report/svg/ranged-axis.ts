/** Axes that need not begin at 0: a round range around what is to be shown, its marks, grid lines and labels. */
import { grouped, decimal } from "#planner/report/index.ts";
import { element, label } from "./markup.ts";
import { niceStep, tickDigits } from "./ticks.ts";
import type { Plot } from "./time-axis.ts";

/** From `low` to `high`, cut into steps. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly marks: readonly number[];
  readonly text: (value: number) => string;
}

/** Where the least is beyond this part of the most, differences show better without 0. */
const ZERO_BELOW = 0.5;
const LABEL_GAP = 8;
const LABEL_DROP = 4;
const TEXT_DROP = 16;

const SHORT: readonly (readonly [from: number, letter: string])[] = [
  [1e9, "G"],
  [1e6, "M"],
  [1e4, "k"],
];

/** "12k", "1.5M": marks of large figures. */
function shortText(value: number, step: number): string {
  const size = SHORT.find(([from]) => Math.abs(value) >= from);
  if (size === undefined) return step < 1 ? decimal(value, tickDigits(step * 6)) : grouped(value);
  const unit = size[1] === "k" ? 1000 : size[0];
  return `${decimal(value / unit, 2)}${size[1]}`;
}

/** Writes one mark. @param step between two of them */
export type MarkText = (value: number, step: number) => string;

/** A round range that holds all values. @param values finite, at least one @param markText left out = numbers as they are, large ones short */
export function rangeOf(values: readonly number[], markText: MarkText = shortText): Range {
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  const most = values.reduce((high, value) => Math.max(high, value), -Infinity);
  const from = least >= 0 && least < most * ZERO_BELOW ? 0 : least;
  const span = most - from > 0 ? most - from : Math.max(1, Math.abs(most) / 10);
  const rough = niceStep(span);
  const step = values.every(Number.isInteger) ? Math.max(1, rough) : rough;
  // A step to spare, so that no point stands on the frame; nothing is below 0 that is not.
  const floor = Math.floor(from / step) * step;
  const low = floor === from && from !== 0 ? floor - step : floor;
  const end = Math.ceil((from + span) / step) * step;
  const high = end === most ? end + step : end;
  const count = Math.round((high - low) / step);
  return {
    low,
    high,
    marks: Array.from({ length: count + 1 }, (_, i) => low + i * step),
    text: (value) => markText(Math.abs(value) < step / 1000 ? 0 : value, step),
  };
}

/** Place of a value along the width. */
export const acrossOf = (plot: Plot, { low, high }: Range, value: number): number =>
  plot.left + (plot.width * (value - low)) / (high - low);

/** Place of a value up the height. */
export const upOf = (plot: Plot, { low, high }: Range, value: number): number =>
  plot.top + plot.height * (1 - (value - low) / (high - low));

/** Grid lines across the plot, values left of it. */
export const leftMarks = (plot: Plot, range: Range): string =>
  range.marks
    .map((value) => {
      const y = upOf(plot, range, value);
      return [
        element("line", { class: "chart-grid", x1: plot.left, x2: plot.left + plot.width, y1: y, y2: y }),
        label(range.text(value), {
          class: "chart-text",
          x: plot.left - LABEL_GAP,
          y: y + LABEL_DROP,
          "text-anchor": "end",
        }),
      ].join("");
    })
    .join("");

/** Grid lines down the plot, values below it. */
export const bottomMarks = (plot: Plot, range: Range): string =>
  range.marks
    .map((value) => {
      const x = acrossOf(plot, range, value);
      const y = plot.top + plot.height;
      return [
        element("line", { class: "chart-grid", x1: x, x2: x, y1: plot.top, y2: y + LABEL_DROP }),
        label(range.text(value), { class: "chart-text", x, y: y + TEXT_DROP, "text-anchor": "middle" }),
      ].join("");
    })
    .join("");
