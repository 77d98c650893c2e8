/**
 * Before and after as pairs of bars, each pair on its own scale under its own heading, each bar with its value in words.
 * Narrow enough to be read whole on a phone: lengths compare only when both ends are in sight.
 */
import type { BeforeAfterRow } from "#planner/report/index.ts";
import { element, frame, label, textWidth, tip } from "./markup.ts";

const HEADING = 18;
const GROUP = 78;
const BAR = 20;
const LEFT = 46;
const MOST_BAR = 210;
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
    label(row.label, { class: "chart-text chart-strong", x: 0, y: y + TEXT_DROP - 4 }),
    bar(row, { who: "today", value: before, text: row.before }, { y: y + HEADING, most }),
    bar(row, { who: "plan", value: row.afterValue, text: change }, { y: y + HEADING + BAR + 3, most }),
  ].join("");
}

/** Draw the bars of the rows that are worth one. @param id unique in the page */
export function beforeAfterSvg(rows: readonly BeforeAfterRow[], id: string): string {
  const drawn = rows.filter((row) => row.isDrawn && row.beforeValue !== undefined);
  const texts = drawn.flatMap((row) => [row.before, `${row.after} (${row.change})`]);
  const longest = Math.max(0, ...texts.map(textWidth));
  return frame(
    {
      id,
      title: "Today and the plan",
      description: drawn.map((row) => `${row.label}: ${row.before} today, ${row.after} in the plan.`).join(" "),
      width: LEFT + MOST_BAR + 8 + longest,
      height: TOP + drawn.length * GROUP,
      size: "narrow",
    },
    ...drawn.map((row, i) => pair(row, TOP + i * GROUP)),
  );
}
