/**
 * What Ctrl-C does: it ends the program at once, for files are written whole or not at all and nothing half-done stays
 * behind. Work that has something to show when it is cut short is told first; a second Ctrl-C then ends the program.
 */
import { EXIT } from "./exit.ts";

let tell: (() => void) | undefined;

function onInterrupt(): void {
  const listener = tell;
  tell = undefined;
  if (listener === undefined) process.exit(EXIT.interrupted);
  listener();
}

/** From now on Ctrl-C is heard here. */
export function heedInterrupts(): void {
  process.on("SIGINT", onInterrupt);
}

/** Do work that the first Ctrl-C cuts short by calling `cut`, instead of ending the program. */
export async function interruptible<T>(cut: () => void, work: () => Promise<T>): Promise<T> {
  tell = cut;
  try {
    return await work();
  } finally {
    tell = undefined;
  }
}
