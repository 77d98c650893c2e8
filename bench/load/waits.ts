/** The longest that one small request, asked again and again, waits for its answer. */
import { setTimeout as sleep } from "node:timers/promises";

const EVERY_MS = 5;

/** Ask until told to end; then the longest wait in milliseconds. */
export function longestWait(url: string): { readonly end: () => Promise<number> } {
  const over = new AbortController();
  const ask = async () => {
    let longest = 0;
    while (!over.signal.aborted) {
      const from = performance.now();
      await (await fetch(url)).arrayBuffer();
      longest = Math.max(longest, performance.now() - from);
      await sleep(EVERY_MS);
    }
    return longest;
  };
  const done = ask();
  return {
    end: () => {
      over.abort();
      return done;
    },
  };
}
