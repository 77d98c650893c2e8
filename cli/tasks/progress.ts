/**
 * Progress for a person who waits: on standard error, once a second, only when that is a terminal and the work takes
 * longer than a second, or when it was asked for. On a terminal one line is rewritten; elsewhere each second and each
 * stage is a line. While the work is done in another thread the clock ticks here, whether or not there is news.
 */
import { counted, decimal, grouped, percentText } from "#planner/report/index.ts";
import type { Terminal } from "../terminal.ts";
import type { Waiting } from "./task.ts";

/** Shorter work needs no progress; more often than this nobody wants it. */
const EVERY_MS = 1000;
const MS_PER_SECOND = 1000;
const CLEAR_LINE = "\r\u001b[K";
const GAP = "  ";

export interface ProgressLine {
  readonly report: (waiting: Waiting) => void;
  /** Stop ticking and remove the line. */
  readonly end: () => void;
}

/** "12 s  packing  best 97 hosts  bound 96  gap 1.04 %". */
export function progressText(waiting: Waiting, seconds: number): string {
  const { stage, doneRatio, hosts, bound } = waiting;
  const parts = [`${grouped(seconds)} s`, stage];
  if (hosts === undefined) parts.push(percentText(doneRatio));
  else parts.push(`best ${counted(hosts, "host")}`);
  if (bound !== undefined) parts.push(`bound ${grouped(bound)}`);
  if (hosts !== undefined && bound !== undefined && bound > 0)
    parts.push(`gap ${decimal(((hosts - bound) / bound) * 100, 2)} %`);
  return parts.join(GAP);
}

/** What is known stays known: a stage that says nothing of hosts and bound does not take them back. */
const joined = (
  before: Waiting | undefined,
  { hosts = before?.hosts, bound = before?.bound, ...now }: Waiting,
): Waiting => ({
  ...now,
  ...(hosts === undefined ? {} : { hosts }),
  ...(bound === undefined ? {} : { bound }),
});

/** Progress on the terminal's standard error. @param isAsked show it even where nobody seems to look */
export function progressLine(terminal: Terminal, isAsked: boolean): ProgressLine {
  if (!terminal.isErrTty && !isAsked) return { report: () => undefined, end: () => undefined };
  const started = performance.now();
  let shownAt = terminal.isErrTty ? started : Number.NEGATIVE_INFINITY;
  let last: Waiting | undefined;
  let isShown = false;
  const show = () => {
    if (last === undefined) return;
    const now = performance.now();
    shownAt = now;
    const text = progressText(last, Math.floor((now - started) / MS_PER_SECOND));
    terminal.err(terminal.isErrTty ? `${CLEAR_LINE}${text}` : `${text}\n`);
    isShown = true;
  };
  const isDue = () => performance.now() - shownAt >= EVERY_MS;
  const timer = setInterval(() => {
    if (isDue()) show();
  }, EVERY_MS / 4);
  timer.unref();
  return {
    report: (waiting) => {
      const isNewStage = waiting.stage !== last?.stage;
      last = joined(last, waiting);
      if (isDue() || (isNewStage && !terminal.isErrTty)) show();
    },
    end: () => {
      clearInterval(timer);
      if (isShown && terminal.isErrTty) terminal.err(CLEAR_LINE);
      isShown = false;
    },
  };
}
