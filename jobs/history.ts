/**
 * How a search came along: the hosts of its best plan and the proved bound, whenever one of them changed. By the clock, so
 * it is kept with the job and is no part of the plan. Its length is bounded: what lies further back gets coarser.
 */

/** What was known from this moment on. */
export interface SearchPoint {
  /** Since the job began to run. */
  readonly seconds: number;
  readonly hosts?: number;
  readonly bound?: number;
}

/** Enough for a picture of a page's width. */
const MOST_POINTS = 240;

/** The history with one more point; unchanged when the point says nothing new. */
export function extended(history: readonly SearchPoint[], point: SearchPoint): readonly SearchPoint[] {
  if (point.hosts === undefined && point.bound === undefined) return history;
  const last = history.at(-1);
  if (last?.hosts === point.hosts && last?.bound === point.bound) return history;
  const longer = [...history, point];
  return longer.length <= MOST_POINTS ? longer : longer.filter((_, i) => i % 2 === 0 || i === longer.length - 1);
}
