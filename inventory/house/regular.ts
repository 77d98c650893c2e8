/**
 * Samples in any order onto a regular grid: the step found out, doubles resolved, gaps left empty. What does not lie on
 * the grid is folded into slots by the highest sample, so that a peak is never lost; a mean would hide it.
 */

export interface Sample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
}

export interface Regular {
  readonly kind: "regular";
  readonly start: number;
  readonly slotMinutes: number;
  readonly values: readonly (number | null)[];
  readonly gaps: number;
  readonly doubles: number;
  readonly isIrregular: boolean;
  readonly isSingle: boolean;
}

export type Gridded = Regular | { readonly kind: "impossible"; readonly why: string };

const MS_PER_MINUTE = 60_000;
/** The contract's bounds on a series. */
const MOST_SLOT_MINUTES = 1_440;
const MOST_SLOTS = 200_000;
/** One sample has no step; an hour is assumed, and said in a finding. */
const SINGLE_SLOT_MINUTES = 60;

/** Sorted by time, the last of equal times kept (sorting is stable, so file order decides). */
function withoutDoubles(samples: readonly Sample[]): { readonly kept: readonly Sample[]; readonly doubles: number } {
  const sorted = [...samples].sort((a, b) => a.at - b.at);
  const kept = sorted.filter((sample, i) => sorted[i + 1]?.at !== sample.at);
  return { kept, doubles: sorted.length - kept.length };
}

/** The most frequent distance of neighbours, the smaller on a tie. */
function commonStep(samples: readonly Sample[]): number {
  const counts = new Map<number, number>();
  for (let i = 1; i < samples.length; i += 1) {
    const step = (samples[i]?.at ?? 0) - (samples[i - 1]?.at ?? 0);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let best = 0;
  let most = 0;
  for (const [step, count] of counts) {
    if (count > most || (count === most && step < best)) [best, most] = [step, count];
  }
  return best;
}

function placed(samples: readonly Sample[], start: number, slotMs: number): (number | null)[] {
  const last = samples.at(-1)?.at ?? start;
  const values = Array.from<number | null>({ length: Math.floor((last - start) / slotMs) + 1 }).fill(null);
  for (const { at, value } of samples) {
    const slot = Math.floor((at - start) / slotMs);
    values[slot] = Math.max(values[slot] ?? 0, value);
  }
  return values;
}

/**
 * Samples as a series with a whole-minute step. O(n log n).
 * @param samples values ≥ 0, at least one; any order
 */
export function toGrid(samples: readonly Sample[]): Gridded {
  const { kept, doubles } = withoutDoubles(samples);
  const first = kept[0]?.at ?? 0;
  const last = kept.at(-1)?.at ?? first;
  const isSingle = kept.length === 1;
  const stepMs = isSingle ? SINGLE_SLOT_MINUTES * MS_PER_MINUTE : commonStep(kept);
  const slotMinutes = Math.max(1, Math.ceil(stepMs / MS_PER_MINUTE));
  const slotMs = slotMinutes * MS_PER_MINUTE;
  if (slotMinutes > MOST_SLOT_MINUTES) {
    return { kind: "impossible", why: `its step of ${slotMinutes} minutes is above the bound of ${MOST_SLOT_MINUTES}` };
  }
  const isRegular = stepMs === slotMs && kept.every(({ at }) => (at - first) % slotMs === 0);
  const start = isRegular ? first : Math.floor(first / slotMs) * slotMs;
  const slots = Math.floor((last - start) / slotMs) + 1;
  if (slots > MOST_SLOTS) return { kind: "impossible", why: `its ${slots} slots are above the bound of ${MOST_SLOTS}` };
  const values = placed(kept, start, slotMs);
  const gaps = values.filter((value) => value === null).length;
  return { kind: "regular", start, slotMinutes, values, gaps, doubles, isIrregular: !isRegular, isSingle };
}
