/** Sets of hosts as runs of numbers per target, for asking by names alone what several rules leave. */
import type { HostRun } from "./place.ts";

/** Runs in order of target and number, none touching another. */
export type HostSet = readonly HostRun[];

/** The set of hosts that some runs name. @param stockOf most hosts of a target; Infinity = no limit */
export function hostSet(runs: readonly HostRun[], stockOf: (target: string) => number = () => Infinity): HostSet {
  const sorted = runs
    .map((run) => ({ ...run, to: Math.min(run.to, stockOf(run.target)) }))
    .filter((run) => run.from <= run.to)
    .toSorted((a, b) => (a.target < b.target ? -1 : a.target > b.target ? 1 : a.from - b.from));
  const joined: HostRun[] = [];
  for (const run of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && last.target === run.target && run.from <= last.to + 1) {
      joined[joined.length - 1] = { ...last, to: Math.max(last.to, run.to) };
    } else joined.push(run);
  }
  return joined;
}

/** Hosts in both. */
export const meet = (a: HostSet, b: HostSet): HostSet =>
  hostSet(
    a.flatMap((run) =>
      b
        .filter((other) => other.target === run.target)
        .map((other) => ({ target: run.target, from: Math.max(run.from, other.from), to: Math.min(run.to, other.to) })),
    ),
  );

/** Hosts of `a` that are not in `b`. */
export const without = (a: HostSet, b: HostSet): HostSet =>
  a.flatMap((run) => {
    let left: readonly HostRun[] = [run];
    for (const taken of b) {
      if (taken.target !== run.target) continue;
      left = left.flatMap((part) =>
        [
          { ...part, to: Math.min(part.to, taken.from - 1) },
          { ...part, from: Math.max(part.from, taken.to + 1) },
        ].filter((piece) => piece.from <= piece.to && piece.from < Infinity),
      );
    }
    return left;
  });

/** How many hosts; Infinity when a whole target without a limit is among them. */
export const sizeOf = (set: HostSet): number => set.reduce((sum, run) => sum + run.to - run.from + 1, 0);

/** The only host of the set, or undefined. */
export const onlyHost = (set: HostSet): string | undefined =>
  sizeOf(set) === 1 ? `${set[0]?.target}/${set[0]?.from}` : undefined;
