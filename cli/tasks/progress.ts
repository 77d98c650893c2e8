/**
 * Progress for a person who waits: on standard error, only when that is a terminal and the work takes longer than a
 * second, or when it was asked for. On a terminal one line is rewritten; elsewhere each stage is a line.
 */
import type { Terminal } from "../terminal.ts";
import type { Waiting } from "./task.ts";

/** Shorter work needs no progress. */
const QUIET_MS = 1000;
/** More often than this nobody can read. */
const EVERY_MS = 100;
const PERCENT = 100;
const CLEAR_LINE = "\r\u001b[K";

export interface ProgressLine {
  readonly report: (waiting: Waiting) => void;
  /** Remove the line. */
  readonly end: () => void;
}

const textOf = (waiting: Waiting) =>
  [
    `${waiting.stage} ${Math.floor(waiting.doneRatio * PERCENT)}%`,
    waiting.hosts === undefined ? "" : `, ${waiting.hosts} hosts`,
    waiting.bound === undefined ? "" : `, at least ${waiting.bound}`,
  ].join("");

/** Progress on the terminal's standard error. @param isAsked show it even where nobody seems to look */
export function progressLine(terminal: Terminal, isAsked: boolean): ProgressLine {
  const started = performance.now();
  let shownAt = Number.NEGATIVE_INFINITY;
  let stage = "";
  let isShown = false;
  const onTerminal = (waiting: Waiting) => {
    const now = performance.now();
    if (now - started < QUIET_MS || now - shownAt < EVERY_MS) return;
    shownAt = now;
    isShown = true;
    terminal.err(`${CLEAR_LINE}${textOf(waiting)}`);
  };
  const asLines = (waiting: Waiting) => {
    if (waiting.stage === stage) return;
    stage = waiting.stage;
    terminal.err(`${textOf(waiting)}\n`);
  };
  const silent = () => undefined;
  return {
    report: terminal.isErrTty ? onTerminal : isAsked ? asLines : silent,
    end: () => {
      if (isShown) terminal.err(CLEAR_LINE);
      isShown = false;
    },
  };
}
