/** apart: no two of these workloads stand on one host. */
import type { Rule } from "../contract/index.ts";
import { type Constraint, itemsOf } from "./constraint.ts";

type Apart = Extract<Rule, { kind: "apart" }>;

export const apart: Constraint<Apart> = {
  kind: "apart",

  compile(rule, names) {
    const items = itemsOf(rule, names);
    const members = new Set(items);
    return {
      id: rule.id,
      kind: rule.kind,
      items,
      allows(board, item, bin) {
        const there = board.itemsIn(bin);
        if (there.length <= items.length) return !there.some((other) => other !== item && members.has(other));
        return !items.some((other) => other !== item && board.binOf(other) === bin);
      },
    };
  },

  violations(rule, placement) {
    const onHost = new Map<string, Set<string>>();
    for (const workload of rule.workloads) {
      const host = placement.hostOf(workload);
      if (host !== undefined) onHost.set(host, (onHost.get(host) ?? new Set()).add(workload));
    }
    return [...onHost]
      .filter(([, workloads]) => workloads.size > 1)
      .map(([host, workloads]) => ({ rule: rule.id, kind: rule.kind, workloads: [...workloads], hosts: [host] }));
  },
};
