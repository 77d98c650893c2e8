/** Before and after as pairs of bars, each pair on its own scale, each bar with its value in words. */
import type { BeforeAfterRow } from "#planner/report/index.ts";
import { element, frame, label, textWidth, tip } from "./markup.ts";

const WIDTH = 960;
const GROUP = 66;
const BAR = 20;
const LEFT = 180;
const MOST_BAR = 620;
const TOP = 6;
const TEXT_DROP = 15;
const LEAST_BAR = 1;

interface Bar {
  readonly who: "today" | "plan";
  readonly value: number;
  readonly text: string;
}

function bar(row: BeforeAfterRow, one: Bar, at: { readonly y: number; readonly most: number }): string {
  const width = Math.max(LEAST_BAR, at.most > 0 ? (MOST_BAR * one.value) / at.most : 0);
  return [
    label(one.who, { class: "chart-text", x: LEFT - 8, y: at.y + TEXT_DROP, "text-anchor": "end" }),
    element(
      "rect",
      { class: `bar-${one.who}`, x: LEFT, y: at.y, width, height: BAR },
      tip(`${row.label}, ${one.who}: ${one.text}`),
    ),
    label(one.text, { class: "chart-text", x: LEFT + width + 8, y: at.y + TEXT_DROP }),
  ].join("");
}

function pair(row: BeforeAfterRow, y: number): string {
  const before = row.beforeValue ?? 0;
  const most = Math.max(before, row.afterValue);
  const change = row.change === "" ? row.after : `${row.after} (${row.change})`;
  return [
    label(row.label, { class: "chart-text chart-strong", x: 0, y: y + TEXT_DROP }),
    bar(row, { who: "today", value: before, text: row.before }, { y, most }),
    bar(row, { who: "plan", value: row.afterValue, text: change }, { y: y + BAR + 3, most }),
  ].join("");
}

/** Draw the bars of the rows that are worth one. @param id unique in the page */
export function beforeAfterSvg(rows: readonly BeforeAfterRow[], id: string): string {
  const drawn = rows.filter((row) => row.isDrawn && row.beforeValue !== undefined);
  const longest = Math.max(0, ...drawn.map((row) => textWidth(`${row.after} ${row.change}`)));
  return frame(
    {
      id,
      title: "Today and the plan",
      description: drawn.map((row) => `${row.label}: ${row.before} today, ${row.after} in the plan.`).join(" "),
      width: Math.max(WIDTH, LEFT + MOST_BAR + longest),
      height: TOP + drawn.length * GROUP,
    },
    ...drawn.map((row, i) => pair(row, TOP + i * GROUP)),
  );
}
