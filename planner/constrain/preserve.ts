/**
 * preserve (reservation): for each of these workloads at least so many cores and MiB are counted, whatever it uses.
 * Packing raises the workload's demand to that floor (tighten.ts), so that every packer, bound and search heeds it without
 * asking; taking a workload away never breaks it.
 */
import type { Rule } from "../contract/index.ts";
import { AMOUNT_SLACK } from "./amounts.ts";
import { type Constraint, broken, itemsOf } from "./constraint.ts";
import { byDomain } from "./standing.ts";

type Preserve = Extract<Rule, { kind: "preserve" }>;

export const preserve: Constraint<Preserve> = {
  kind: "preserve",

  compile: (rule, names) => ({ id: rule.id, kind: rule.kind, items: itemsOf(rule, names), allows: () => true }),

  violations(rule, placement) {
    const { amounts } = placement;
    if (amounts === undefined) return [];
    const reserved = new Set(rule.workloads);
    return [...byDomain(rule.workloads, placement, "host").keys()].flatMap((host) => {
      const target = placement.targetOf(host);
      const there = placement.workloadsOn(host);
      const least = (workload: string, amount: number | undefined) => (reserved.has(workload) ? (amount ?? 0) : 0);
      const memory = there.reduce(
        (sum, w) => sum + Math.max(amounts.memoryMiB(w, target), least(w, rule.memoryMiB)),
        0,
      );
      const busiest = peakOf(there.map((w) => ({ use: amounts.cores(w, target), least: least(w, rule.cores) })));
      const isKept =
        memory <= amounts.hostMemoryMiB(target) + AMOUNT_SLACK && busiest <= amounts.hostCores(target) + AMOUNT_SLACK;
      return isKept ? [] : [broken(rule, there, [host])];
    });
  },
};

/** Highest sum over the slots, each profile raised to its floor. */
function peakOf(profiles: readonly { readonly use: ArrayLike<number>; readonly least: number }[]): number {
  let peak = 0;
  const slots = profiles[0]?.use.length ?? 0;
  for (let s = 0; s < slots; s++) {
    let sum = 0;
    for (const { use, least } of profiles) sum += Math.max(use[s] ?? 0, least);
    peak = Math.max(peak, sum);
  }
  return peak;
}
