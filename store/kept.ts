/**
 * Stored values as they were last read, so that looking at one thing twice unpacks it once. They never change; whether one
 * is still there the table is asked at every read, so a deletion is seen at once, by whichever program. Bounded by the
 * length of their JSON, not by their number: a plan may have ten workloads or ten thousand.
 */

/** A value and the length of its JSON text. */
export interface Sized {
  readonly value: unknown;
  readonly length: number;
}

/** The values kept. */
export interface Kept {
  /**
   * The value under this key: the one kept, or what `read` gives; callers that come meanwhile share its reading. Whoever
   * gets it must not change it. Undefined where `read` finds nothing.
   * @param key names one version of one thing for ever
   */
  readonly get: (key: string, read: () => Promise<Sized | undefined>) => Promise<unknown>;
  /** Let go of it, when it is gone. */
  readonly drop: (key: string) => void;
}

/** Most characters of JSON that the values of one store may have together; in memory they take three to five times as much. */
export const MOST_KEPT_LENGTH = 12_000_000;

/**
 * Keeps the values used last.
 * @param most sum of lengths, ≥ 0; a value longer than that is never kept
 */
export function keptValues(most: number = MOST_KEPT_LENGTH): Kept {
  const kept = new Map<string, Sized>();
  const reading = new Map<string, Promise<Sized | undefined>>();
  let sum = 0;
  const drop: Kept["drop"] = (key) => {
    sum -= kept.get(key)?.length ?? 0;
    kept.delete(key);
  };
  const keep = (key: string, sized: Sized) => {
    drop(key);
    if (sized.length > most) return;
    kept.set(key, sized);
    sum += sized.length;
    for (const oldest of kept.keys()) {
      if (sum <= most) return;
      drop(oldest);
    }
  };
  const get: Kept["get"] = async (key, read) => {
    const known = kept.get(key);
    if (known !== undefined) {
      // to the end of the line: the first one is let go first
      kept.delete(key);
      kept.set(key, known);
      return known.value;
    }
    const coming = reading.get(key) ?? read().finally(() => reading.delete(key));
    reading.set(key, coming);
    const sized = await coming;
    if (sized !== undefined && !kept.has(key)) keep(key, sized);
    return sized?.value;
  };
  return { get, drop };
}
