/**
 * Slows down guessing: after some failures in a while the next attempt has to wait. Counted per name and address
 * together, so that nobody can lock another person out, and per address, so that nobody can walk through the names.
 */

/** Failures of one name from one address in the window. */
const MOST_OF_PAIR = 5;
/** Failures of all names from one address in the window. */
const MOST_OF_ADDRESS = 50;
const WINDOW_MS = 15 * 60_000;
/** Keys remembered; the oldest go first. */
const MOST_KEYS = 10_000;

/** Who tries. */
export interface Attempt {
  readonly name: string;
  /** Or network: whatever one caller commands. */
  readonly address: string;
}

/** Failures of late. */
export interface Attempts {
  /** Seconds until this one may try again; 0 = now. */
  readonly waitSeconds: (attempt: Attempt) => number;
  readonly failed: (attempt: Attempt) => void;
  /** A right password: earlier slips of this name from there are forgotten. */
  readonly succeeded: (attempt: Attempt) => void;
}

/** No failures so far. @param clock milliseconds; left out = the system's */
export function attempts(clock: () => number = () => performance.now()): Attempts {
  /** Times of failures, oldest first. */
  const failures = new Map<string, number[]>();
  const recent = (key: string): number[] => (failures.get(key) ?? []).filter((at) => at > clock() - WINDOW_MS);
  const pair = ({ name, address }: Attempt) => JSON.stringify([name, address]);
  const note = (key: string) => {
    const times = [...recent(key), clock()];
    failures.delete(key);
    failures.set(key, times);
    const oldest = failures.keys().next();
    if (failures.size > MOST_KEYS && oldest.done !== true) failures.delete(oldest.value);
  };
  const wait = (key: string, most: number): number => {
    const times = recent(key);
    const first = times[times.length - most];
    return first === undefined ? 0 : Math.ceil((first + WINDOW_MS - clock()) / 1000);
  };
  return {
    waitSeconds: (attempt) => Math.max(wait(pair(attempt), MOST_OF_PAIR), wait(attempt.address, MOST_OF_ADDRESS)),
    failed: (attempt) => {
      note(pair(attempt));
      note(attempt.address);
    },
    succeeded: (attempt) => void failures.delete(pair(attempt)),
  };
}
