/**
 * Unplaced workloads counted by reason, for tables that compare plans. The reason of a workload is what was missing at
 * the target it came nearest to; without a nearest target, the first misfit of the first target.
 */
import type { Misfit } from "#models/partitioning/index.ts";
import type { Unplaced } from "../contract/index.ts";

/** The misfit that stands for the workload, or undefined when no target gave a reason. */
export function decisiveMisfit(unplaced: Unplaced): Misfit | undefined {
  return unplaced.nearest?.misfit ?? unplaced.reasons.find((reason) => reason.misfits.length > 0)?.misfits[0];
}

/** Code and rule of the decisive misfit ("over-capacity capacity.memoryMiB"), or "no-reason". */
export function reasonKey(unplaced: Unplaced): string {
  const misfit = decisiveMisfit(unplaced);
  return misfit === undefined ? "no-reason" : `${misfit.code} ${misfit.rule}`;
}

/** Unplaced workloads by reason key, most frequent first; ties in order of appearance. */
export function unplacedByReason(unplaced: readonly Unplaced[]): ReadonlyMap<string, readonly Unplaced[]> {
  const groups = new Map<string, Unplaced[]>();
  for (const one of unplaced) {
    const key = reasonKey(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return new Map([...groups].toSorted(([, a], [, b]) => b.length - a.length));
}

/** How many workloads each reason kept out, most frequent first. */
export function reasonCounts(unplaced: readonly Unplaced[]): ReadonlyMap<string, number> {
  return new Map([...unplacedByReason(unplaced)].map(([key, group]) => [key, group.length]));
}
