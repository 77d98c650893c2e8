/**
 * Gantt chart: a row per CPU, a bar per turn, coloured by guest; gaps are idle. All turns of one guest are one shape,
 * which keeps thousands of turns small and lets the pointer ask whose they are. Colour is not the only carrier: the table
 * beside the picture says who ran how long on which CPU.
 */
import { type GanttFigure, decimal } from "#planner/report/index.ts";
import { colourLegend, legendHeight } from "./colour-legend.ts";
import { element, frame, label, tip } from "./markup.ts";
import { bottomAxis, tickDigits } from "./ticks.ts";
import type { Plot } from "./time-axis.ts";

const WIDTH = 960;
const TOP = 4;
const LEFT = 64;
const PLOT_WIDTH = 652;
const LEGEND_LEFT = 756;
const AXIS = 26;
/** Rows are lower where there are many CPUs. */
const ROW = { high: 20, low: 11, lowFrom: 25 } as const;
const ROW_GAP = 3;
const LABEL_GAP = 8;
const LABEL_LIFT = 4;
/** Labels stand this far apart at least. */
const LABEL_EVERY = 18;
/** A turn that is drawn at all is this wide at least. */
const LEAST_WIDTH = 0.4;

interface Drawing {
  readonly row: number;
  readonly plot: Plot;
  readonly x: (ms: number) => number;
}

function drawingOf(figure: GanttFigure): Drawing {
  const row = figure.cpus.length < ROW.lowFrom ? ROW.high : ROW.low;
  const plot: Plot = { left: LEFT, top: TOP, width: PLOT_WIDTH, height: figure.cpus.length * row };
  const span = Math.max(figure.toMs - figure.fromMs, Number.EPSILON);
  return { row, plot, x: (ms) => plot.left + (plot.width * (ms - figure.fromMs)) / span };
}

const written = (value: number) => String(Number(value.toFixed(2)));

/** Rectangles as path data. */
function turnsPath(figure: GanttFigure, { row, plot, x }: Drawing, guest: string): string {
  return figure.cpus
    .flatMap(({ bars }, cpu) =>
      bars
        .filter((bar) => bar.guest === guest)
        .map(({ fromMs, toMs }) => {
          const width = written(Math.max(x(toMs) - x(fromMs), LEAST_WIDTH));
          const place = `${written(x(fromMs))} ${written(plot.top + cpu * row)}`;
          return `M${place}h${width}v${row - ROW_GAP}h-${width}z`;
        }),
    )
    .join("");
}

function cpuLabels({ cpus }: GanttFigure, { row, plot }: Drawing): string {
  const every = Math.ceil(LABEL_EVERY / row);
  return cpus
    .map((_, cpu) => {
      const middle = plot.top + cpu * row + (row - ROW_GAP) / 2;
      const line = element("line", {
        class: "chart-grid",
        x1: plot.left,
        x2: plot.left + plot.width,
        y1: middle,
        y2: middle,
      });
      if (cpu % every !== 0) return line;
      const place = { class: "chart-text", x: plot.left - LABEL_GAP, y: middle + LABEL_LIFT, "text-anchor": "end" };
      return line + label(`CPU ${cpu}`, place);
    })
    .join("");
}

/** Draw the chart. @param id unique in the page */
export function ganttSvg(figure: GanttFigure, id: string): string {
  const drawing = drawingOf(figure);
  const bars = figure.cpus.flatMap((cpu) => cpu.bars);
  const colours = new Map(bars.map(({ guest, colour }) => [guest, colour]));
  const shapes = [...colours].map(([guest, colour]) =>
    element("path", { class: `area-${colour}`, d: turnsPath(figure, drawing, guest) }, tip(guest)),
  );
  const top = figure.toMs - figure.fromMs;
  const entries = figure.colours.map((one, i) => ({ label: one.label, style: `area area-${i}` }));
  const span = `${decimal(figure.fromMs, 2)} to ${decimal(figure.toMs, 2)} ms`;
  return frame(
    {
      id,
      title: "Who ran on which CPU",
      description: `${bars.length} turns of ${colours.size} guests on ${figure.cpus.length} CPUs, ${span} of the run.`,
      width: WIDTH,
      height: Math.max(TOP + drawing.plot.height + AXIS, TOP + legendHeight(entries.length)),
    },
    cpuLabels(figure, drawing),
    ...shapes,
    bottomAxis(drawing.plot, {
      top: Math.max(top, Number.EPSILON),
      text: (value) => `${decimal(figure.fromMs + value, tickDigits(Math.max(top, Number.EPSILON)))} ms`,
    }),
    colourLegend(entries, { x: LEGEND_LEFT, y: TOP }),
  );
}
