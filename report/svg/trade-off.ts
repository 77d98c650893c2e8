/**
 * The trade-off curve: moves across, hosts in use up, one step per host saved; a line marks the moves of the plan. The
 * axis of hosts begins at 0, so that heights compare.
 */
import { type CurveFigure, grouped } from "#planner/report/index.ts";
import { element, frame, label, tip } from "./markup.ts";
import { stepArea } from "./step-area.ts";
import { bottomAxis, leftAxis } from "./ticks.ts";
import type { Plot } from "./time-axis.ts";

const WIDTH = 640;
const HEIGHT = 330;
const PLOT: Plot = { left: 64, top: 44, width: 552, height: 240 };
const HEADROOM = 1.08;
const AXIS_TITLE_DROP = 32;
const MARK_GAP = 6;

/** Draw the curve. @param id unique in the page */
export function tradeOffSvg({ points, todayHosts }: CurveFigure, id: string): string {
  const most = points.at(-1)?.moves ?? 0;
  const topMoves = Math.max(1, most) * HEADROOM;
  const topHosts = points.reduce((top, { hosts }) => Math.max(top, hosts), Math.max(1, todayHosts)) * HEADROOM;
  const x = (moves: number) => PLOT.left + (PLOT.width * moves) / topMoves;
  const y = (hosts: number) => PLOT.top + PLOT.height * (1 - hosts / topHosts);
  const starts = points.map(({ moves }) => moves);
  const scale = { x: (column: number) => x(starts[column] ?? topMoves), y };
  const hosts = points.map((point) => point.hosts);
  const path = stepArea(
    scale,
    hosts.map(() => 0),
    hosts,
  );
  const own = points.find(({ isPlan }) => isPlan);
  const last = points.at(-1);
  return frame(
    {
      id,
      title: "Hosts against moves",
      description: `${grouped(todayHosts)} hosts today; ${points.length} plans, the last with ${grouped(last?.hosts ?? 0)} hosts after ${grouped(most)} moves.`,
      width: WIDTH,
      height: HEIGHT,
    },
    leftAxis(PLOT, { top: topHosts, text: (value) => grouped(value) }),
    element("path", { class: "area bar-plan", d: path }, tip(`${points.length} plans`)),
    own === undefined ? "" : planMark(x(own.moves), own),
    bottomAxis(PLOT, { top: topMoves, text: (value) => grouped(value) }),
    label("hosts", { class: "chart-text", x: PLOT.left - 8, y: PLOT.top - 12, "text-anchor": "end" }),
    label("moves", {
      class: "chart-text",
      x: PLOT.left + PLOT.width / 2,
      y: PLOT.top + PLOT.height + AXIS_TITLE_DROP,
      "text-anchor": "middle",
    }),
  );
}

function planMark(at: number, { hosts, moves }: CurveFigure["points"][number]): string {
  const text = `this plan: ${grouped(hosts)} hosts, ${grouped(moves)} moves`;
  const isRight = at > PLOT.left + PLOT.width / 2;
  return [
    element("line", { class: "chart-capacity", x1: at, x2: at, y1: PLOT.top, y2: PLOT.top + PLOT.height }),
    label(text, {
      class: "chart-text chart-strong",
      x: at + (isRight ? -MARK_GAP : MARK_GAP),
      y: PLOT.top - MARK_GAP,
      "text-anchor": isRight ? "end" : "start",
    }),
  ].join("");
}
