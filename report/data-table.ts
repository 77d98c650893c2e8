/** The tables that stand beside the pictures: the same figures for those who read rather than look. */
import {
  type BeforeAfterRow,
  type CurveRow,
  type HeatMapFigure,
  type HeatRow,
  type ProfileFigure,
  indexOfHighest,
  percentText,
} from "#planner/report/index.ts";
import { profileAmount } from "./svg/stacked-profile.ts";

export interface DataTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly { readonly head: string; readonly cells: readonly string[] }[];
}

/** Columns a table shows one by one; beyond that it has one per day. */
const MOST_TABLE_COLUMNS = 48;
const MOST_TABLE_DAYS = 31;

const summary = (row: HeatRow) => [percentText(row.peakRatio), row.peakAt, percentText(row.meanRatio)];

/** Highest moment of each day: "61% Mon 04:00". */
function dayCells({ columns }: HeatMapFigure, row: HeatRow): readonly string[] {
  return columns.days.map((day) => {
    const ratios = row.ratios.slice(day.from, day.from + day.count);
    const highest = indexOfHighest(ratios);
    const at = (columns.labels[day.from + highest] ?? "").replace(day.label, "").replace(/^T/, "").trim();
    return `${percentText(ratios[highest] ?? 0)} at ${at}`;
  });
}

/** Host × time in words: every slot while there are few, otherwise the peak of each day, otherwise the peak alone. */
export function heatTable(figure: HeatMapFigure): DataTable {
  const { columns } = figure;
  const isWhole = columns.count <= MOST_TABLE_COLUMNS;
  const isDaily = !isWhole && columns.days.length <= MOST_TABLE_DAYS;
  const head = isWhole ? columns.labels : isDaily ? columns.days.map((day) => day.label) : [];
  return {
    caption: isWhole ? "CPU in use per host and slot" : "CPU in use per host: highest of each day",
    head: ["Host", "Peak", "Peak at", "Mean", ...head],
    rows: figure.rows.map((row) => ({
      head: row.label,
      cells: [
        ...summary(row),
        ...(isWhole ? row.ratios.map((ratio) => percentText(ratio)) : isDaily ? dayCells(figure, row) : []),
      ],
    })),
  };
}

/** Slot × contributor in words. */
export function profileTable(figure: ProfileFigure): DataTable {
  const amount = (value: number) => profileAmount(figure, value);
  return {
    caption: `CPU of ${figure.title} per slot`,
    head: ["Slot", "Total", ...figure.layers.map((layer) => layer.label)],
    rows: figure.columns.labels.map((head, column) => ({
      head,
      cells: [amount(figure.total[column] ?? 0), ...figure.layers.map((layer) => amount(layer.values[column] ?? 0))],
    })),
  };
}

/** Today and the plan, side by side. */
export function barsTable(rows: readonly BeforeAfterRow[]): DataTable {
  return {
    caption: "Today and the plan",
    head: ["Measure", "Today", "Plan", "Change"],
    rows: rows
      .filter((row) => row.isDrawn)
      .map((row) => ({ head: row.label, cells: [row.before, row.after, row.change] })),
  };
}

/** The trade-off curve, point by point. */
export function curveTable(rows: readonly CurveRow[]): DataTable {
  return {
    caption: "Hosts in use against moves made",
    head: ["Moves", "Memory moved", "Hosts left", "Hosts saved", "Proved"],
    rows: rows.map((row) => ({ head: row.moves, cells: [row.memory, row.hosts, row.saved, row.least] })),
  };
}
