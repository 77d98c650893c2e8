/**
 * together (gather, affinity): all of these workloads that are placed stand on one host, in one rack or in one site. On
 * one host, packing treats them as one item (planner/pack/bundle.ts), so that they are placed as a whole or not at all;
 * the incremental statement serves whoever places them one by one.
 */
import type { Rule } from "../contract/index.ts";
import { type Constraint, broken, itemsOf } from "./constraint.ts";
import { Tally, counting } from "./counting.ts";
import { compileScope } from "./place.ts";
import { byDomain } from "./standing.ts";

type Together = Extract<Rule, { kind: "together" }>;

export const together: Constraint<Together> = {
  kind: "together",

  compile(rule, names) {
    const items = itemsOf(rule, names);
    if ((rule.scope ?? "host") === "host") {
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
    }
    const scope = compileScope(rule.scope ?? "host", names);
    const plain = { id: rule.id, kind: `together-in-${rule.scope}`, items, isUrgent: true };
    return counting(plain, { hosts: scope.hosts, isExclusive: false }, (board) => {
      const there = new Tally();
      return {
        allows: (_item, bin) => there.size === 0 || there.has(scope.keyOf(board, bin)),
        placed: (_item, bin) => there.add(scope.keyOf(board, bin), 1),
        removed: (_item, bin) => there.add(scope.keyOf(board, bin), -1),
      };
    });
  },

  violations(rule, placement) {
    const there = [...byDomain(rule.workloads, placement, rule.scope ?? "host").values()];
    if (there.length <= 1) return [];
    const placed = [...new Set(rule.workloads)].filter((workload) => placement.hostOf(workload) !== undefined);
    return [
      broken(
        rule,
        placed,
        there.flatMap(({ hosts }) => [...hosts]),
      ),
    ];
  },
};
