/**
 * Where a command writes: data to `out`, everything else to `err`. Commands get it handed in, so that tests read what a
 * person would. Colour is for terminals only and honours NO_COLOR.
 */
import { styleText } from "node:util";

export type Tone = "bold" | "dim" | "green" | "yellow" | "red";

export interface Terminal {
  /** Data: to standard output. */
  readonly out: (text: string) => void;
  /** Messages: to standard error. */
  readonly err: (text: string) => void;
  /** Would a moving progress line be seen by a person? */
  readonly isErrTty: boolean;
  readonly isInTty: boolean;
  /** Marks text for a person; returns it unchanged where colour is not wanted. */
  readonly paint: (tone: Tone, text: string) => string;
}

/** Columns of text that nobody said otherwise about, and of a terminal, however wide or narrow it is. */
const MOST_COLUMNS = 100;
const LEAST_COLUMNS = 40;

/** Columns that sentences are broken to: those of the terminal, at most 100; of a file or a pipe always 100. */
export const lineWidth = ({ isTTY, columns }: { readonly isTTY?: boolean; readonly columns?: number }): number =>
  isTTY === true && columns !== undefined ? Math.max(LEAST_COLUMNS, Math.min(MOST_COLUMNS, columns)) : MOST_COLUMNS;

/** Columns that a table may have: those of the terminal, however many; of a file or a pipe any, for nobody sees it wrapped. */
export const tableWidth = ({ isTTY, columns }: { readonly isTTY?: boolean; readonly columns?: number }): number =>
  isTTY === true && columns !== undefined ? Math.max(LEAST_COLUMNS, columns) : Infinity;

/** The process's own streams. A reader that went away (EPIPE: `… | head`) ends the program quietly. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  }
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isErrTty: process.stderr.isTTY,
    isInTty: process.stdin.isTTY,
    paint: (tone, text) => styleText(tone, text, { stream: process.stdout }),
  };
}
