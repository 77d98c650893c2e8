/**
 * Heat of every rack as a bar, with what its place, its share of the floor and its feed can carry as lines. The feed's
 * line is held against planned draw, which the table tells; heat never lies above it where the plan keeps its limits.
 */
import { type RackHeat, type RackHeatFigure, kWText } from "#planner/report/index.ts";
import { cut, element, frame, label, tip } from "./markup.ts";
import { bottomAxis, tickDigits } from "./ticks.ts";
import type { Plot } from "./time-axis.ts";

const WIDTH = 380;
const LEFT = 84;
const SPAN = 236;
const LEGEND_ROW = 20;
const ROW = 22;
const BAR = 14;
const AXIS = 28;
const HEADROOM = 1.06;
const MOST_NAME = 12;
const WATTS = 1000;

interface Limit {
  readonly text: string;
  readonly style: string;
  readonly at: (rack: RackHeat) => number;
}

function limitsOf({ placeW, floorW, racks }: RackHeatFigure): readonly Limit[] {
  const feeds = new Set(racks.map(({ feedW }) => feedW));
  const feed = feeds.size === 1 ? kWText(racks[0]?.feedW ?? 0) : "by rack";
  return [
    { text: `feed: ${feed}`, style: "chart-capacity", at: ({ feedW }) => feedW },
    ...(placeW === undefined
      ? []
      : [{ text: `heat of the place: ${kWText(placeW)}`, style: "chart-ceiling", at: () => placeW }]),
    ...(floorW === undefined
      ? []
      : [{ text: `share of the floor: ${kWText(floorW)}`, style: "chart-ceiling chart-dotted", at: () => floorW }]),
  ];
}

const legend = (limits: readonly Limit[]): string =>
  limits
    .map(({ text, style }, i) => {
      const y = 10 + i * LEGEND_ROW;
      return (
        element("line", { class: style, x1: LEFT, x2: LEFT + 24, y1: y, y2: y }) +
        label(text, { class: "chart-text", x: LEFT + 32, y: y + 4 })
      );
    })
    .join("");

/** Draw the bars. @param id unique in the page */
export function rackHeatSvg(figure: RackHeatFigure, id: string): string {
  const limits = limitsOf(figure);
  const ends = figure.racks.flatMap((rack) => [rack.peakW, ...limits.map(({ at }) => at(rack))]);
  const top = ends.reduce((most, end) => Math.max(most, end), 0) * HEADROOM;
  const plot: Plot = {
    left: LEFT,
    top: limits.length * LEGEND_ROW + 6,
    width: SPAN,
    height: figure.racks.length * ROW,
  };
  const x = (watts: number) => LEFT + (SPAN * watts) / top;
  const digits = tickDigits(top / WATTS);
  const rows = figure.racks.map((rack, i) => {
    const y = plot.top + i * ROW;
    const marks = limits.map(({ style, at }) =>
      element("line", { class: style, x1: x(at(rack)), x2: x(at(rack)), y1: y, y2: y + ROW }),
    );
    return [
      label(cut(rack.id, MOST_NAME), { class: "chart-text", x: LEFT - 8, y: y + 15, "text-anchor": "end" }),
      element(
        "rect",
        { class: "bar-plan", x: LEFT, y: y + (ROW - BAR) / 2, width: Math.max(1, x(rack.peakW) - LEFT), height: BAR },
        tip(`${rack.id}: ${kWText(rack.peakW)} of heat, ${kWText(rack.plannedW)} planned of ${kWText(rack.feedW)}`),
      ),
      ...marks,
      label(kWText(rack.peakW), { class: "chart-text", x: WIDTH, y: y + 15, "text-anchor": "end" }),
    ].join("");
  });
  return frame(
    {
      id,
      title: "Heat per rack",
      description: `${figure.racks.map((rack) => `${rack.id}: ${kWText(rack.peakW)}.`).join(" ")} Limits: ${limits.map(({ text }) => text).join(", ")}.`,
      width: WIDTH,
      height: plot.top + plot.height + AXIS,
      size: "narrow",
    },
    legend(limits),
    bottomAxis(plot, { top: top / WATTS, text: (kW) => (kW === 0 ? "0 kW" : kW.toFixed(digits)) }),
    ...rows,
  );
}
