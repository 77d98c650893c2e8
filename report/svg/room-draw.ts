/**
 * Draw of the room over time: the plan's hosts as an area, what the facility adds as a second one on top, today's hosts
 * and facility as lines, the peak marked, the planned feed as a line across. Areas and lines are stepped like the slots.
 */
import { type RoomDrawFigure, kWText } from "#planner/report/index.ts";
import { element, frame, label, tip } from "./markup.ts";
import { stepArea, stepLine } from "./step-area.ts";
import { leftAxis, tickDigits } from "./ticks.ts";
import { type Plot, daySeparators, timeLabels } from "./time-axis.ts";

const WIDTH = 960;
const HEIGHT = 316;
const PLOT: Plot = { left: 62, top: 22, width: 690, height: 270 };
const LEGEND_LEFT = 768;
const LEGEND_ROW = 24;
const PATCH = 16;
const HEADROOM = 1.08;
const WATTS = 1000;

const highest = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, value), 0);

interface Entry {
  readonly text: string;
  readonly style: string;
  readonly isLine: boolean;
}

function legend(entries: readonly Entry[]): string {
  return entries
    .map(({ text, style, isLine }, i) => {
      const y = PLOT.top + i * LEGEND_ROW;
      const mark = isLine
        ? element("line", {
            class: style,
            x1: LEGEND_LEFT,
            x2: LEGEND_LEFT + PATCH,
            y1: y + PATCH / 2,
            y2: y + PATCH / 2,
          })
        : element("rect", { class: style, x: LEGEND_LEFT, y, width: PATCH, height: PATCH });
      return mark + label(text, { class: "chart-text", x: LEGEND_LEFT + PATCH + 8, y: y + 13 });
    })
    .join("");
}

const entriesOf = (figure: RoomDrawFigure): readonly Entry[] => [
  ...(figure.today === undefined
    ? []
    : [
        { text: "today, facility", style: "line-today", isLine: true },
        { text: "today, hosts", style: "line-today line-dashed", isLine: true },
      ]),
  { text: "plan, cooling and losses", style: "area-beside", isLine: false },
  { text: "plan, hosts", style: "area-hosts", isLine: false },
  ...(figure.plannedW === undefined ? [] : [{ text: "planned feed of hosts", style: "chart-ceiling", isLine: true }]),
];

/** Draw the room. @param id unique in the page */
export function roomDrawSvg(figure: RoomDrawFigure, id: string): string {
  const { plan, today, plannedW = 0, columns } = figure;
  const top = Math.max(highest(plan.facilityW), highest(today?.facilityW ?? []), plannedW) * HEADROOM;
  const scale = {
    x: (column: number) => PLOT.left + (PLOT.width * column) / columns.count,
    y: (watts: number) => PLOT.top + PLOT.height * (1 - watts / top),
  };
  const zero = plan.itW.map(() => 0);
  const line = (values: readonly number[] | undefined, style: string) =>
    values === undefined ? "" : element("path", { class: style, d: stepLine(scale, values) });
  const digits = tickDigits(top / WATTS);
  const peak = element(
    "circle",
    { class: "heat-peak", cx: scale.x(figure.peakColumn + 0.5), cy: scale.y(figure.peakW), r: 4 },
    tip(`peak of the hosts ${kWText(figure.peakW)} at ${figure.peakAt}`),
  );
  const y = scale.y(plannedW);
  const todayPeak = today === undefined ? "" : ` Today the hosts reach ${kWText(highest(today.itW))}.`;
  return frame(
    {
      id,
      title: "Draw of the room over time",
      description: `The plan's hosts reach ${kWText(figure.peakW)} at ${figure.peakAt}, the facility ${kWText(figure.facilityPeakW)} then.${todayPeak}`,
      width: WIDTH,
      height: HEIGHT,
      columns: { left: PLOT.left, width: PLOT.width, count: columns.count },
    },
    leftAxis(PLOT, { top: top / WATTS, text: (kW) => `${kW.toFixed(digits)} kW` }),
    element(
      "path",
      { class: "area-beside", d: stepArea(scale, plan.itW, plan.facilityW) },
      tip("plan, cooling and losses"),
    ),
    element("path", { class: "area-hosts", d: stepArea(scale, zero, plan.itW) }, tip("plan, hosts")),
    daySeparators(columns, PLOT),
    line(today?.itW, "line-today line-dashed"),
    line(today?.facilityW, "line-today"),
    figure.plannedW === undefined
      ? ""
      : element("line", { class: "chart-ceiling", x1: PLOT.left, x2: PLOT.left + PLOT.width, y1: y, y2: y }),
    peak,
    timeLabels(columns, PLOT),
    legend(entriesOf(figure)),
  );
}
