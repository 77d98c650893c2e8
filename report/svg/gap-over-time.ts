/** How far the best plan was from the proved bound while the search went on: a stepped area that sinks towards zero. */
import { counted, decimal, percentText } from "#planner/report/index.ts";
import { element, frame } from "./markup.ts";
import { stepArea } from "./step-area.ts";
import { bottomAxis, leftAxis, tickDigits } from "./ticks.ts";
import type { Plot } from "./time-axis.ts";

const WIDTH = 640;
const HEIGHT = 190;
const PLOT: Plot = { left: 56, top: 14, width: 560, height: 140 };
const HEADROOM = 1.08;
const PERCENT = 100;
/** Scales need an end even where nothing was left to close, or no time went by. */
const LEAST_GAP_PERCENT = 1;
const LEAST_SECONDS = 0.1;

/** The gap from this moment on. */
export interface GapStep {
  /** Since the start, ascending. */
  readonly seconds: number;
  /** (best − bound) / bound, ≥ 0. */
  readonly gapRatio: number;
}

/**
 * Draw the picture.
 * @param steps at least one
 * @param time.seconds end of the picture, or of the search
 */
export function gapOverTimeSvg(steps: readonly GapStep[], time: { readonly seconds: number }, id: string): string {
  const percents = steps.map(({ gapRatio }) => gapRatio * PERCENT);
  const top = Math.max(LEAST_GAP_PERCENT, ...percents) * HEADROOM;
  const end = Math.max(LEAST_SECONDS, time.seconds, steps.at(-1)?.seconds ?? 0);
  const scale = {
    x: (column: number) => PLOT.left + (PLOT.width * (steps[column]?.seconds ?? end)) / end,
    y: (value: number) => PLOT.top + PLOT.height * (1 - value / top),
  };
  const zero = percents.map(() => 0);
  const [first, last] = [steps.at(0)?.gapRatio ?? 0, steps.at(-1)?.gapRatio ?? 0];
  return frame(
    {
      id,
      title: "Gap between the best plan and the bound over time",
      description: `From ${percentText(first, 2)} to ${percentText(last, 2)} in ${counted(Math.round(end), "second")}.`,
      width: WIDTH,
      height: HEIGHT,
      size: "narrow",
    },
    leftAxis(PLOT, { top, text: (value) => `${decimal(value, tickDigits(top))}%` }),
    element("path", { class: "area area-0", d: stepArea(scale, zero, percents) }),
    bottomAxis(PLOT, { top: end, text: (value) => `${decimal(value, tickDigits(end))} s` }),
  );
}
