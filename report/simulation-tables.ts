/** The tables that stand beside the pictures of a simulation. */
import {
  type CpuTimelineFigure,
  type GanttFigure,
  type SimulationTable,
  decimal,
  grouped,
  percentText,
} from "#planner/report/index.ts";
import type { DataTable } from "./data-table.ts";

const MS_PER_SECOND = 1000;

/** CPU × guest: how long each ran, how often the CPU changed hands, its longest turn. */
export function ganttTable(figure: GanttFigure): DataTable {
  const span = figure.toMs - figure.fromMs;
  return {
    caption: "Time run on each CPU, ms",
    head: ["CPU", "Busy", "Turns", "Longest turn", ...figure.colours.map(({ label }) => label)],
    rows: figure.cpus.map(({ bars }, cpu) => {
      const byColour = figure.colours.map((_, colour) =>
        bars.reduce((sum, bar) => sum + (bar.colour === colour ? bar.toMs - bar.fromMs : 0), 0),
      );
      const busy = byColour.reduce((sum, ms) => sum + ms, 0);
      const longest = bars.reduce((most, bar) => Math.max(most, bar.toMs - bar.fromMs), 0);
      return {
        head: `CPU ${cpu}`,
        cells: [
          percentText(span > 0 ? busy / span : 0, 1),
          grouped(bars.length),
          decimal(longest, 2),
          ...byColour.map((ms) => decimal(ms, 2)),
        ],
      };
    }),
  };
}

/** Time × guest: CPUs run, and virtual CPUs ready. */
export function timelineTable(figure: CpuTimelineFigure): DataTable {
  const seconds = (bucket: number) => decimal((bucket * figure.bucketMs) / MS_PER_SECOND, 2);
  return {
    caption: "CPUs in use on average, and virtual CPUs ready without one",
    head: ["From second", "In use", "Ready", ...figure.layers.map(({ label }) => label)],
    rows: figure.run.map((run, bucket) => ({
      head: seconds(bucket),
      cells: [
        grouped(run, 2),
        grouped(figure.ready[bucket] ?? 0, 2),
        ...figure.layers.map(({ values }) => grouped(values[bucket] ?? 0, 2)),
      ],
    })),
  };
}

/** A table of the view as one beside a picture. */
export const dataTableOf = ({ caption, columns, rows }: SimulationTable): DataTable => ({
  caption,
  head: columns.map(({ header }) => header),
  rows: rows.map(([head = "", ...cells]) => ({ head, cells })),
});
