/**
 * What hosts have left of a resource: much of it together and nowhere enough is fragmentation, and only these figures
 * side by side show it. CPU and rates are what is left at a host's busiest slot.
 */
import type { Explanation, PlanHost } from "./contract/index.ts";
import { claimsOn } from "./hosts.ts";
import { useOf } from "./load.ts";
import type { Seats } from "./reasons.ts";
import { amount } from "./rounding.ts";
import type { Estate } from "./size/index.ts";

type Room = Explanation["room"][number];

const peak = (profile: Float64Array | undefined): number => profile?.reduce((most, v) => Math.max(most, v), 0) ?? 0;

/** Amounts by resource: what workloads use of what a host of target `t` has. */
function usedOf(
  estate: Estate,
  workloads: readonly number[],
  t: number,
): ReadonlyMap<string, { used: number; of: number }> {
  const target = estate.targets[t];
  const use = useOf(estate, workloads, t);
  const rate = (whole: number | undefined) => (whole ?? Number.POSITIVE_INFINITY) * (target?.rateCeilingRatio ?? 1);
  return new Map([
    ...Object.entries(claimsOn(estate, workloads, t)),
    ["cpuCores", { used: peak(use.cores), of: target?.cpuCores ?? 0 }],
    ["networkMbps", { used: peak(use.networkMbps), of: rate(target?.networkMbps) }],
    ["diskMBps", { used: peak(use.diskMBps), of: rate(target?.diskMBps) }],
  ]);
}

/** Room for workload `w` on these hosts of target `t`, a row for each resource that the target limits and the workload asks for. */
export function roomLeft(
  estate: Estate,
  seats: Seats,
  at: { readonly w: number; readonly t: number },
  hosts: readonly PlanHost[],
): readonly Room[] {
  const { w, t } = at;
  const rows = new Map<string, Room>();
  const asked = usedOf(estate, [w], t);
  for (const host of hosts) {
    const there = host.partitions.flatMap((p) => seats.indexOf.get(p.workload) ?? []).filter((other) => other !== w);
    for (const [resource, { used, of }] of usedOf(estate, there, t)) {
      const asks = asked.get(resource)?.used ?? 0;
      if (asks <= 0 || !Number.isFinite(of)) continue;
      const free = Math.max(0, of - used);
      const row = rows.get(resource) ?? {
        target: host.target,
        resource,
        asks,
        most: -1,
        host: "",
        least: free,
        inAll: 0,
        hosts: 0,
      };
      const better = free > row.most ? { most: free, host: host.id } : {};
      rows.set(resource, {
        ...row,
        ...better,
        least: Math.min(row.least, free),
        inAll: row.inAll + free,
        hosts: row.hosts + 1,
      });
    }
  }
  return [...rows.values()].map((row) => ({
    ...row,
    asks: amount(row.asks),
    most: amount(row.most),
    least: amount(row.least),
    inAll: amount(row.inAll),
  }));
}
