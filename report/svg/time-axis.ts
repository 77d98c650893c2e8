/** The time axis under a picture: days with separators, or hours where there is only one day. */
import type { Columns } from "#planner/report/index.ts";
import { element, label, textWidth } from "./markup.ts";

export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 12;
const LABEL_DROP = 16;

/** Every n-th label, so that they do not run into one another. */
const stride = (count: number, width: number, text: string) =>
  Math.max(1, Math.ceil((count * (textWidth(text) + GAP)) / width));

/** Separators between days, drawn over the data. */
export function daySeparators({ days, count }: Columns, plot: Plot): string {
  const lines = days.slice(1).map((day) => {
    const x = plot.left + (plot.width * day.from) / count;
    return element("line", { class: "chart-day", x1: x, x2: x, y1: plot.top, y2: plot.top + plot.height });
  });
  return lines.join("");
}

/** Labels below the plot: one per day in its middle, or every few slots at their beginning. */
export function timeLabels(columns: Columns, plot: Plot): string {
  const y = plot.top + plot.height + LABEL_DROP;
  const x = (column: number) => plot.left + (plot.width * column) / columns.count;
  if (columns.days.length > 1) {
    const each = stride(columns.days.length, plot.width, columns.days[0]?.label ?? "");
    return columns.days
      .filter((_, i) => i % each === 0)
      .map((day) =>
        label(day.label, { class: "chart-text", x: x(day.from + day.count / 2), y, "text-anchor": "middle" }),
      )
      .join("");
  }
  const each = stride(columns.count, plot.width, columns.labels[0] ?? "");
  return columns.labels
    .flatMap((text, column) =>
      column % each === 0 ? [label(text, { class: "chart-text", x: x(column + 0.5), y, "text-anchor": "middle" })] : [],
    )
    .join("");
}
