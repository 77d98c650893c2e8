/**
 * together: all of these workloads that are placed stand on one host. Packing treats them as one item
 * (planner/pack/bundle.ts), so that they are placed as a whole or not at all; the incremental statement serves
 * whoever places them one by one.
 */
import type { Rule } from "../contract/index.ts";
import { type Constraint, itemsOf } from "./constraint.ts";

type Together = Extract<Rule, { kind: "together" }>;

export const together: Constraint<Together> = {
  kind: "together",

  compile(rule, names) {
    const items = itemsOf(rule, names);
    return {
      id: rule.id,
      kind: rule.kind,
      items,
      allows(board, item, bin) {
        return items.every((other) => {
          const at = board.binOf(other);
          return other === item || at < 0 || at === bin;
        });
      },
    };
  },

  violations(rule, placement) {
    const placed = [...new Set(rule.workloads)].filter((workload) => placement.hostOf(workload) !== undefined);
    const hosts = new Set(placed.flatMap((workload) => placement.hostOf(workload) ?? []));
    if (hosts.size <= 1) return [];
    return [{ rule: rule.id, kind: rule.kind, workloads: placed, hosts: [...hosts].toSorted() }];
  },
};
