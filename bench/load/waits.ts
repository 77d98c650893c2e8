/** The longest that one small request, asked again and again, waits for its answer. */
import { setTimeout as sleep } from "node:timers/promises";

const EVERY_MS = 5;

/** Ask; over a connection that a busy server let go of meanwhile it is asked again, as browsers do. */
export async function fetched(url: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    return await fetch(url, init);
  }
}

/** Ask until told to end; then the longest wait in milliseconds. */
export function longestWait(url: string): { readonly end: () => Promise<number> } {
  const over = new AbortController();
  const ask = async () => {
    let longest = 0;
    while (!over.signal.aborted) {
      const from = performance.now();
      await (await fetched(url)).arrayBuffer();
      longest = Math.max(longest, performance.now() - from);
      await sleep(EVERY_MS);
    }
    return longest;
  };
  const done = ask();
  done.catch(() => {});
  return {
    end: () => {
      over.abort();
      return done;
    },
  };
}
