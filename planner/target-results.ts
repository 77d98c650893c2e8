/** What a result says of each target: usable or not and why, cautions, what one host offers, what rounding wasted. */
import type { Misfit } from "#models/partitioning/index.ts";
import type { PlanHost, TargetResult } from "./contract/index.ts";
import { amount } from "./rounding.ts";
import { type Estate, type ResolvedTarget, askedOf, hostTitle } from "./size/index.ts";

/** Most cautions kept per target; the same caution of many hosts is kept once. */
const MOST_CAUTIONS = 50;

function cautionsOf(estate: Estate, target: ResolvedTarget, t: number, hosts: readonly PlanHost[]): readonly Misfit[] {
  if (target.misfits.length > 0) return [];
  const index = new Map(estate.workloads.map(({ workload }, w) => [workload.id, w]));
  const sets = hosts.map((host) =>
    host.partitions.flatMap((p) => {
      const w = index.get(p.workload);
      return w === undefined ? [] : [estate.sized(w, t).spec];
    }),
  );
  const all = [[], ...sets].flatMap((specs) => target.layer.cautions(target.site, specs));
  const distinct = new Map(all.map((misfit) => [JSON.stringify(misfit), misfit]));
  return [...distinct.values()].slice(0, MOST_CAUTIONS);
}

/** Cores and MiB that partitions hold beyond what was asked, by rounding to grains and blocks. */
function roundedAway(estate: Estate, t: number, hosts: readonly PlanHost[]): TargetResult["roundedAway"] {
  const index = new Map(estate.workloads.map(({ workload }, w) => [workload.id, w]));
  let cores = 0;
  let memoryMiB = 0;
  for (const partition of hosts.flatMap((host) => host.partitions)) {
    const w = index.get(partition.workload);
    if (w === undefined) continue;
    const asked = askedOf(estate, w, t);
    cores += Math.max(0, partition.vcpus - asked.vcpus);
    memoryMiB += Math.max(0, partition.memoryMiB - asked.memoryMiB);
  }
  return { cores: amount(cores), memoryMiB: amount(memoryMiB) };
}

/** One entry per target of the request, in its order. */
export function targetResults(estate: Estate, hosts: readonly PlanHost[]): TargetResult[] {
  return estate.targets.map((target, t) => {
    const mine = hosts.filter((host) => host.target === target.id);
    const used = mine.filter((host) => host.role === "used");
    return {
      id: target.id,
      platform: target.platform.id,
      platformTitle: target.platform.title,
      hostType: target.hostType.id,
      hostTitle: hostTitle(target.hostType),
      misfits: [...target.misfits],
      cautions: [...cautionsOf(estate, target, t, used)],
      noun: target.layer.noun,
      nouns: target.layer.nouns,
      hostsUsed: used.length,
      hostsSpare: mine.length - used.length,
      supply: {
        ...(target.layer.cpu === "dedicated" ? {} : { sharedCores: amount(target.supply.sharedCores) }),
        ...Object.fromEntries(Object.entries(target.supply.constant).map(([name, has]) => [name, amount(has ?? 0)])),
      },
      roundedAway: roundedAway(estate, t, used),
    };
  });
}
