/** Marks of a linear axis: round steps, grid lines and their labels. */
import { element, label } from "./markup.ts";
import type { Plot } from "./time-axis.ts";

const TICKS = 6;
const LABEL_GAP = 8;
const LABEL_DROP = 4;
const TEXT_DROP = 16;

/** A round step (1, 2 or 5 times a power of ten) that cuts `top` into about six parts. */
export function niceStep(top: number): number {
  const rough = top / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  return (([1, 2, 5] as const).find((factor) => factor * power >= rough) ?? 10) * power;
}

/** Marks from 0 to `top`. */
export function ticksTo(top: number): readonly number[] {
  const step = niceStep(top);
  return Array.from({ length: Math.floor(top / step + Number.EPSILON) + 1 }, (_, i) => i * step);
}

/** Decimals that tell neighbouring marks apart. */
export const tickDigits = (top: number): number => Math.max(0, -Math.floor(Math.log10(niceStep(top))));

export interface Axis {
  /** Value at the far end, > 0. */
  readonly top: number;
  readonly text: (value: number) => string;
}

/** Grid lines across the plot with their values left of it. */
export function leftAxis(plot: Plot, { top, text }: Axis): string {
  return ticksTo(top)
    .map((value) => {
      const y = plot.top + plot.height * (1 - value / top);
      return [
        element("line", { class: "chart-grid", x1: plot.left, x2: plot.left + plot.width, y1: y, y2: y }),
        label(text(value), { class: "chart-text", x: plot.left - LABEL_GAP, y: y + LABEL_DROP, "text-anchor": "end" }),
      ].join("");
    })
    .join("");
}

/** Values below the plot; the first mark stands for 0. */
export function bottomAxis(plot: Plot, { top, text }: Axis): string {
  return ticksTo(top)
    .map((value) => {
      const x = plot.left + (plot.width * value) / top;
      const y = plot.top + plot.height;
      return [
        element("line", { class: "chart-grid", x1: x, x2: x, y1: y, y2: y + LABEL_DROP }),
        label(text(value), { class: "chart-text", x, y: y + TEXT_DROP, "text-anchor": "middle" }),
      ].join("");
    })
    .join("");
}
