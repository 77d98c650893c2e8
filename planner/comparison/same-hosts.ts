/**
 * Which host of one plan is which host of another. Numbers of hosts to be bought mean nothing, so hosts of one target are
 * matched by the workloads they share, most first; where plans start from today's placement numbers name machines.
 */
import type { PlanResult } from "../contract/index.ts";

/** Host by workload. */
const hostOf = ({ hosts }: PlanResult): ReadonlyMap<string, { readonly id: string; readonly target: string }> =>
  new Map(hosts.flatMap((host) => host.partitions.map(({ workload }) => [workload, host] as const)));

interface Pair {
  readonly first: string;
  readonly other: string;
  count: number;
}

/** How many workloads each pair of hosts of one target shares. */
function pairsOf(first: PlanResult, other: PlanResult): readonly Pair[] {
  const inFirst = hostOf(first);
  const pairs = new Map<string, Pair>();
  for (const host of other.hosts) {
    for (const { workload } of host.partitions) {
      const before = inFirst.get(workload);
      if (before === undefined || before.target !== host.target) continue;
      const key = JSON.stringify([before.id, host.id]);
      const pair = pairs.get(key);
      if (pair === undefined) pairs.set(key, { first: before.id, other: host.id, count: 1 });
      else pair.count += 1;
    }
  }
  return [...pairs.values()];
}

const isSameId = ({ first, other }: Pair): number => (first === other ? 1 : 0);

/**
 * For a host of `other` the host of `first` that it is; undefined for one that is none of them. Every host is matched at
 * most once. O(workloads × log).
 */
export function sameHosts(first: PlanResult, other: PlanResult): (host: string) => string | undefined {
  if (first.moves !== undefined && other.moves !== undefined) return (host) => host;
  const matched = new Map<string, string>();
  const taken = new Set<string>();
  for (const pair of pairsOf(first, other).toSorted((a, b) => b.count - a.count || isSameId(b) - isSameId(a))) {
    if (matched.has(pair.other) || taken.has(pair.first)) continue;
    matched.set(pair.other, pair.first);
    taken.add(pair.first);
  }
  return (host) => matched.get(host);
}
