/** What must be written down waits for a store that is away: a database server restarts in seconds, a plan takes minutes. */
import { setTimeout as pause } from "node:timers/promises";
import { StoreUnavailable } from "#store";

const MS_BETWEEN_TRIES = 500;
/** So long a finished plan is held in memory for a store that may come back. */
const PATIENCE_MS = 60_000;

/**
 * Try until the store answers, for a minute at most.
 * @param attempt is told whether it is the first; what one before did whose answer was lost, it must find out
 * @param signal ends the waiting: the error of the last try is thrown then
 * @throws StoreUnavailable when the time is over; other errors at once
 */
export async function patiently<T>(attempt: (isFirst: boolean) => Promise<T>, signal?: AbortSignal): Promise<T> {
  const startedAt = performance.now();
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await attempt(isFirst);
    } catch (error) {
      const isOver = signal?.aborted === true || performance.now() - startedAt >= PATIENCE_MS;
      if (!(error instanceof StoreUnavailable) || isOver) throw error;
    }
    // an early end of the pause is no error: the last try follows
    await pause(MS_BETWEEN_TRIES, undefined, signal === undefined ? {} : { signal }).catch(() => {});
  }
}
