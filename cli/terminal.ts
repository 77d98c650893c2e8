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
