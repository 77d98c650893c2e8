/** How a job's search came along, for its page and for its plan's: a picture of the gap over time, and the figures as a table. */
import type { Job } from "#jobs";
import { decimal, grouped, percentText } from "#planner/report/index.ts";
import { gapOverTimeSvg } from "#report";

/** Rows of the table; the picture has them all. */
const MOST_ROWS = 12;
/** Below a tenth of a second there was no search to speak of. */
const LEAST_SECONDS = 0.1;

/** Data of the partial. */
export interface SearchView {
  readonly svg: string;
  readonly rows: readonly {
    readonly seconds: string;
    readonly hosts: string;
    readonly bound: string;
    readonly gap: string;
  }[];
}

/** The first rows and the last ones, where there are too many. */
const ends = <T>(rows: readonly T[]): readonly T[] =>
  rows.length <= MOST_ROWS ? rows : [...rows.slice(0, MOST_ROWS / 2), ...rows.slice(-MOST_ROWS / 2)];

/** What there is to show; undefined before best and bound are known, and for simulations. */
export function searchView({ history = [], elapsedSeconds = 0 }: Job): SearchView | undefined {
  const steps = history.flatMap(({ seconds, hosts, bound }) =>
    hosts === undefined || bound === undefined || bound === 0
      ? []
      : [{ seconds, hosts, bound, gapRatio: (hosts - bound) / bound }],
  );
  if (steps.length === 0 || elapsedSeconds < LEAST_SECONDS) return undefined;
  return {
    svg: gapOverTimeSvg(steps, { seconds: elapsedSeconds }, "gap"),
    rows: ends(steps).map(({ seconds, hosts, bound, gapRatio }) => ({
      seconds: decimal(seconds, 1),
      hosts: grouped(hosts),
      bound: grouped(bound),
      gap: percentText(gapRatio, 2),
    })),
  };
}
