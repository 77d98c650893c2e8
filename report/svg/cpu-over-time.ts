/**
 * CPU use over a run, stacked by guest, and above it the virtual CPUs that were ready and got none: what stands above the
 * line of the host's CPUs could not be served at once.
 */
import { type CpuTimelineFigure, decimal } from "#planner/report/index.ts";
import { colourLegend, legendHeight } from "./colour-legend.ts";
import { element, frame, label, tip } from "./markup.ts";
import { type StepScale, stepArea } from "./step-area.ts";
import { bottomAxis, leftAxis, tickDigits } from "./ticks.ts";
import type { Plot } from "./time-axis.ts";

const WIDTH = 960;
const HEIGHT = 316;
const PLOT: Plot = { left: 56, top: 22, width: 660, height: 268 };
const LEGEND_LEFT = 736;
const HEADROOM = 1.08;
const MS_PER_SECOND = 1000;
const LABEL_LIFT = 5;
const LABEL_LEFT = 6;

/** Draw the picture. @param id unique in the page */
export function cpuOverTimeSvg(figure: CpuTimelineFigure, id: string): string {
  const highest = figure.run.map((run, bucket) => run + (figure.ready[bucket] ?? 0));
  const top = Math.max(figure.capacity, ...highest) * HEADROOM;
  const scale: StepScale = {
    x: (column) => PLOT.left + (PLOT.width * column) / figure.count,
    y: (value) => PLOT.top + PLOT.height * (1 - value / top),
  };
  let lower: readonly number[] = figure.run.map(() => 0);
  const layers = figure.layers.map(({ label: guest, colour, values }) => {
    const upper = lower.map((value, column) => value + (values[column] ?? 0));
    const shape = element("path", { class: `area area-${colour}`, d: stepArea(scale, lower, upper) }, tip(guest));
    lower = upper;
    return shape;
  });
  const ready = element("path", { class: "area-ready", d: stepArea(scale, figure.run, highest) }, tip("ready"));
  const seconds = (figure.bucketMs * figure.count) / MS_PER_SECOND;
  const y = scale.y(figure.capacity);
  const capacity = figure.capacity === 1 ? "1 CPU" : `${figure.capacity} CPUs`;
  const entries = [
    { label: "ready, no CPU", style: "area-ready" },
    ...figure.layers.map((layer) => ({ label: layer.label, style: `area area-${layer.colour}` })).toReversed(),
  ];
  return frame(
    {
      id,
      title: "CPU use and ready time over the run",
      description: `Of ${capacity} at most ${decimal(Math.max(...figure.run), 2)} were in use at once; at most ${decimal(Math.max(...figure.ready), 2)} virtual CPUs were ready without one.`,
      width: WIDTH,
      height: Math.max(HEIGHT, PLOT.top + legendHeight(entries.length)),
    },
    leftAxis(PLOT, { top, text: (value) => decimal(value, tickDigits(top)) }),
    ...layers,
    ready,
    element("line", { class: "chart-capacity", x1: PLOT.left, x2: PLOT.left + PLOT.width, y1: y, y2: y }),
    label(capacity, { class: "chart-text chart-strong", x: PLOT.left + LABEL_LEFT, y: y - LABEL_LIFT }),
    bottomAxis(PLOT, { top: seconds, text: (value) => `${decimal(value, tickDigits(seconds))} s` }),
    colourLegend(entries, { x: LEGEND_LEFT, y: PLOT.top }),
  );
}
