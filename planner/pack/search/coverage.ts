/**
 * Which fleet to try next: the cheaper one that has most to spare. Every bin covers a share of what the whole estate
 * asks for in each resource and slot; a fleet can hold the estate only if the shares add up to at least 1 in every row
 * (a guide, not a proof, where types differ in what they may take). The spare of a fleet is its scarcest row less 1.
 */
import type { PackProblem } from "../problem.ts";

/** Most bins that one change takes away, and puts in their place. */
const MOST_CHANGED = 3;

/** Shares of the estate's needs, per type. */
export interface Coverage {
  readonly problem: PackProblem;
  /** [type][row] share of the row's total need that one bin covers; rows: varying dimension × slot, then constants. */
  readonly shares: readonly Float64Array[];
}

/** Work out the shares. O(distinct demand arrays × items × slots) */
export function coverageOf(problem: PackProblem): Coverage {
  const { slots, items, constant } = problem;
  const known = new Map<Float64Array, Float64Array>();
  const sumsOf = (rows: Float64Array, width: number): Float64Array => {
    const sums = known.get(rows) ?? new Float64Array(width);
    if (known.has(rows)) return sums;
    for (let at = 0; at < items * width; at++) sums[at % width]! += rows[at]!;
    known.set(rows, sums);
    return sums;
  };
  const shares = problem.types.map(({ capacity, room, demand, claim }) => {
    const share = (limit: number, need: number): number => (need > 0 ? limit / need : Infinity);
    const varying = demand.flatMap((rows, d) => Array.from(sumsOf(rows, slots), (need) => share(capacity[d]!, need)));
    const claims = sumsOf(claim, constant.length);
    return Float64Array.from([...varying, ...Array.from(room, (limit, c) => share(limit, claims[c]!))]);
  });
  return { problem, shares };
}

/** Spare of a fleet: share of the need that its scarcest resource has left; negative = it cannot hold the estate. */
function spareOf({ shares }: Coverage, fleet: readonly number[]): number {
  const rows = shares[0]?.length ?? 0;
  let scarcest = Infinity;
  for (let r = 0; r < rows; r++) {
    let sum = 0;
    for (let t = 0; t < fleet.length; t++) if (fleet[t]! > 0) sum += fleet[t]! * shares[t]![r]!;
    if (sum < scarcest) scarcest = sum;
  }
  return scarcest - 1;
}

/** Cost of a fleet. */
export const costOf = (problem: PackProblem, fleet: readonly number[]): number =>
  fleet.reduce((sum, count, t) => sum + count * problem.types[t]!.cost, 0);

/**
 * A fleet that costs at most `most`, reached from `fleet` by the changes that lose least spare for what they save;
 * undefined when there is none with spare.
 * @param jitter draws from 0–1; the more it varies, the more fleets are tried in the course of several calls
 */
export function cheaperFleet(
  coverage: Coverage,
  fleet: readonly number[],
  most: number,
  jitter: () => number,
): readonly number[] | undefined {
  let now = fleet;
  while (costOf(coverage.problem, now) > most) {
    const next = bestChange(coverage, now, costOf(coverage.problem, now) - most, jitter);
    if (next === undefined) return undefined;
    now = next;
  }
  return now;
}

/** The change with the least loss of spare for its saving, of which no more than what is `wanted` counts. */
function bestChange(
  coverage: Coverage,
  fleet: readonly number[],
  wanted: number,
  jitter: () => number,
): readonly number[] | undefined {
  const before = spareOf(coverage, fleet);
  let best: readonly number[] | undefined;
  let least = Infinity;
  for (const next of changesOf(coverage.problem, fleet)) {
    const spare = spareOf(coverage, next.fleet);
    if (spare < 0) continue;
    const loss = Number.isFinite(before) ? before - spare : 0;
    // More than is wanted saves nothing, so small steps come before large ones of the same kind.
    const rate = (loss + 1e-9) / Math.min(next.saving, wanted);
    const drawn = rate > 0 ? rate * (1 + jitter()) : rate / (1 + jitter());
    if (drawn < least) {
      least = drawn;
      best = next.fleet;
    }
  }
  return best;
}

/** Fleets a change away: some bins of a type less, or some of another type in their place, at a saving. */
function* changesOf(
  { types }: PackProblem,
  fleet: readonly number[],
): Generator<{ readonly fleet: readonly number[]; readonly saving: number }> {
  for (const [t, count] of fleet.entries()) {
    for (let less = 1; less <= Math.min(MOST_CHANGED, count); less++) {
      const without = fleet.with(t, count - less);
      const freed = less * types[t]!.cost;
      if (less === 1) yield { fleet: without, saving: freed };
      for (const [u, there] of fleet.entries()) {
        if (u === t) continue;
        for (let more = 1; more <= MOST_CHANGED; more++) {
          const saving = freed - more * types[u]!.cost;
          if (saving <= 1e-9 || there + more > types[u]!.maxBins) break;
          yield { fleet: without.with(u, there + more), saving };
        }
      }
    }
  }
}
