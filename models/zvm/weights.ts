/**
 * Arithmetic of PR/SM's shares: entitlement from weights, the dispatcher's run time, vertical processors from an
 * entitlement. All in processing units (1 = one engine). Left out: time; schedulers are simulated elsewhere.
 */

/** A partition among those that share one pool. */
export interface Sharer {
  readonly weight: number;
  readonly logicalProcessors: number;
}

/**
 * Guaranteed engines of each partition when all want theirs: weight over the sum of weights, never more than its logical
 * processors.
 * @param pool shared physical engines of the type, > 0
 */
export function entitlements(sharers: readonly Sharer[], pool: number): readonly number[] {
  const sum = sharers.reduce((total, one) => total + one.weight, 0);
  return sharers.map((one) => Math.min(one.logicalProcessors, sum > 0 ? (one.weight / sum) * pool : 0));
}

/**
 * Milliseconds a logical processor may run before it is looked at again: the full slice over the logical per physical
 * ratio, clamped.
 */
export function runTimeMs(
  processors: { readonly physical: number; readonly logical: number },
  slice: { readonly full: number; readonly min: number; readonly max: number },
): number {
  return Math.min(slice.max, Math.max(slice.min, (slice.full * processors.physical) / processors.logical));
}

/** Logical processors by how firmly they hold a physical one (HiperDispatch). */
export interface Verticals {
  readonly high: number;
  readonly medium: number;
  readonly low: number;
}

/** From this fraction of an engine on, one medium processor carries the rest; below it, two do. */
const ONE_MEDIUM_FROM = 0.5;
const WHOLE_EPSILON = 1e-9;

/** High, medium and low processors of an entitlement in engines; a whole one needs no medium, one below 1 is medium. */
export function verticals(entitlement: number, logicalProcessors: number): Verticals {
  const held = Math.min(entitlement, logicalProcessors);
  const whole = Math.floor(held + WHOLE_EPSILON);
  const rest = held - whole;
  let high = whole;
  let medium = 0;
  if (rest > WHOLE_EPSILON) {
    const borrows = rest < ONE_MEDIUM_FROM && whole > 0;
    high = borrows ? whole - 1 : whole;
    medium = borrows ? 2 : 1;
  }
  return { high, medium, low: Math.max(0, logicalProcessors - high - medium) };
}
