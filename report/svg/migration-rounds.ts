/**
 * The rounds of a live migration: time across, rate up, so that the area of a bar is the data it sent. Lines on a bar say
 * the rate the rules allowed and the rate at which the guest dirtied pages meanwhile; the last bar is the copy with the
 * guest stopped.
 */
import { type MoveFigure, decimal, grouped } from "#planner/report/index.ts";
import { element, frame, label, textWidth, tip } from "./markup.ts";
import { bottomAxis, leftAxis, tickDigits } from "./ticks.ts";
import type { Plot } from "./time-axis.ts";

const WIDTH = 960;
const HEIGHT = 330;
const PLOT: Plot = { left: 64, top: 44, width: 872, height: 240 };
const HEADROOM = 1.12;
const MS_PER_SECOND = 1000;
const LABEL_DROP = 4;
/** A bar that is drawn at all is this wide at least. */
const LEAST_WIDTH = 0.8;
const LEGEND_Y = 10;
const AXIS_TITLE_DROP = 32;

type Round = MoveFigure["rounds"][number];

interface Scale {
  readonly topMbps: number;
  readonly seconds: number;
  readonly x: (ms: number) => number;
  readonly y: (mbps: number) => number;
}

function scaleOf({ rounds, totalMs }: MoveFigure): Scale {
  const rates = rounds.flatMap((one) => [one.achievedMbps, one.dirtyRateMbps, one.limitMbps ?? 0]);
  const topMbps = Math.max(1, ...rates) * HEADROOM;
  const endMs = Math.max(totalMs, ...rounds.map(({ toMs }) => toMs), Number.EPSILON);
  return {
    topMbps,
    seconds: endMs / MS_PER_SECOND,
    x: (ms) => PLOT.left + (PLOT.width * ms) / endMs,
    y: (mbps) => PLOT.top + PLOT.height * (1 - mbps / topMbps),
  };
}

const sentText = (round: Round) => `${grouped(round.sentMiB, round.sentMiB < 10 ? 1 : 0)} MiB`;

function tipText(round: Round, i: number): string {
  const limit = round.limitMbps === undefined ? "" : ` of ${grouped(round.limitMbps)} allowed`;
  return `round ${i + 1}${round.isStopped ? ", guest stopped" : ""}: ${sentText(round)} in ${decimal(round.toMs - round.fromMs)} ms at ${grouped(round.achievedMbps)} Mbit/s${limit}, dirtied at ${grouped(round.dirtyRateMbps)}`;
}

function roundMarkup(round: Round, i: number, { x, y }: Scale): string {
  const left = x(round.fromMs);
  const width = Math.max(x(round.toMs) - left, LEAST_WIDTH);
  const level = (mbps: number, style: string) =>
    element("line", { class: style, x1: left, x2: left + width, y1: y(mbps), y2: y(mbps) });
  const top = y(round.achievedMbps);
  const text = sentText(round);
  const place = {
    class: "chart-text chart-strong",
    x: left + width / 2,
    y: (top + PLOT.top + PLOT.height) / 2 + LABEL_DROP,
  };
  return [
    element(
      "rect",
      {
        class: round.isStopped ? "area bar-stopped" : "area bar-plan",
        x: left,
        y: top,
        width,
        height: PLOT.top + PLOT.height - top,
      },
      tip(tipText(round, i)),
    ),
    round.isStopped ? "" : level(round.dirtyRateMbps, "chart-ceiling"),
    round.limitMbps === undefined ? "" : level(round.limitMbps, "chart-capacity"),
    width > textWidth(text) ? label(text, { ...place, "text-anchor": "middle" }) : "",
  ].join("");
}

/** Patches and lines above the plot, from left to right. */
function legend({ rounds }: MoveFigure): string {
  const entries = [
    { text: "sent while the guest runs", style: "bar-plan", isLine: false },
    { text: "sent while it is stopped", style: "bar-stopped", isLine: false },
    ...(rounds.some(({ limitMbps }) => limitMbps !== undefined)
      ? [{ text: "limit", style: "chart-capacity", isLine: true }]
      : []),
    { text: "dirtied by the guest", style: "chart-ceiling", isLine: true },
  ];
  const mark = 22;
  const gap = 20;
  let x = PLOT.left;
  return entries
    .map(({ text, style, isLine }) => {
      const at = x;
      x += mark + 6 + textWidth(text) + gap;
      const patch = isLine
        ? element("line", { class: style, x1: at, x2: at + mark, y1: LEGEND_Y + 6, y2: LEGEND_Y + 6 })
        : element("rect", { class: style, x: at, y: LEGEND_Y, width: mark, height: 12 });
      return patch + label(text, { class: "chart-text", x: at + mark + 6, y: LEGEND_Y + 10 });
    })
    .join("");
}

/** Draw the rounds. @param id unique in the page */
export function migrationRoundsSvg(figure: MoveFigure, id: string): string {
  const scale = scaleOf(figure);
  const { topMbps, seconds } = scale;
  return frame(
    {
      id,
      title: `Rounds of the migration of ${figure.guest}`,
      description: `${figure.rounds.length} rounds in ${decimal(figure.totalMs / MS_PER_SECOND, 2)} s, ${decimal(figure.downtimeMs)} ms of downtime.`,
      width: WIDTH,
      height: HEIGHT,
    },
    leftAxis(PLOT, { top: topMbps, text: (value) => grouped(value, tickDigits(topMbps)) }),
    ...figure.rounds.map((round, i) => roundMarkup(round, i, scale)),
    legend(figure),
    bottomAxis(PLOT, { top: seconds, text: (value) => decimal(value, tickDigits(seconds)) }),
    label("Mbit/s", { class: "chart-text", x: PLOT.left - 8, y: PLOT.top - 12, "text-anchor": "end" }),
    label("seconds from the begin of the move", {
      class: "chart-text",
      x: PLOT.left + PLOT.width / 2,
      y: PLOT.top + PLOT.height + AXIS_TITLE_DROP,
      "text-anchor": "middle",
    }),
  );
}
