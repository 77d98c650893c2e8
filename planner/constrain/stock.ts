/** How many hosts of a target some runs of numbers name, counting each once and no number above the stock. */
import type { HostRun } from "./place.ts";

/** Hosts that the runs name; Infinity when they name them all and there is no limit. @param stock most hosts of the target */
export function hostsIn(runs: readonly HostRun[], stock: number): number {
  const sorted = runs.toSorted((a, b) => a.from - b.from);
  let count = 0;
  let upTo = 0;
  for (const { from, to } of sorted) {
    const first = Math.max(from, upTo + 1);
    const last = Math.min(to, stock);
    if (last < first) continue;
    count += last - first + 1;
    upTo = last;
  }
  return count;
}
