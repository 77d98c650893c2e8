/**
 * Who reads files now: two at a time, for each takes a thread of its own, and memory. Those whose senders wait for the
 * answer stand in a short line; what nobody waits for is taken up when a place is free.
 */
import { Problem } from "../problem.ts";

/** Places at the work. */
export interface ReadingTurns {
  /** Wait for a place. @throws Problem queue-full when too many wait already */
  readonly take: () => Promise<void>;
  readonly isFree: () => boolean;
  /** Take a place if one is free now. */
  readonly takeFree: () => boolean;
  /** Give a place back: to the first in the line. */
  readonly give: () => void;
}

const MOST_AT_ONCE = 2;
const MOST_WAITING = 8;
const RETRY_SECONDS = 10;

/** A refusal that says when to come again. */
export const tooManyUploads = (detail: string): Problem =>
  new Problem("queue-full", detail, { headers: { "Retry-After": String(RETRY_SECONDS) } });

/** All places free. */
export function readingTurns(): ReadingTurns {
  const waiting: (() => void)[] = [];
  let running = 0;
  const isFree = () => running < MOST_AT_ONCE;
  const takeFree = () => {
    if (!isFree()) return false;
    running++;
    return true;
  };
  return {
    isFree,
    takeFree,
    take: async () => {
      if (takeFree()) return;
      if (waiting.length >= MOST_WAITING) throw tooManyUploads(`${MOST_WAITING} uploads wait to be read already.`);
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    give: () => {
      const first = waiting.shift();
      if (first === undefined) running--;
      else first();
    },
  };
}
