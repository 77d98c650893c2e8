/**
 * apart (spread, anti-affinity): at most `atMost` of these workloads, one unless told otherwise, stand on one host, in one
 * rack or in one site. A host in no rack is a rack of its own.
 */
import type { Rule } from "../contract/index.ts";
import type { PackRule } from "../pack/index.ts";
import { type Constraint, broken, itemsOf } from "./constraint.ts";
import { Tally, counting } from "./counting.ts";
import { type CompiledScope, compileScope } from "./place.ts";
import { byDomain } from "./standing.ts";

type Apart = Extract<Rule, { kind: "apart" }>;

export const apart: Constraint<Apart> = {
  kind: "apart",

  compile(rule, names) {
    const items = itemsOf(rule, names);
    const { scope = "host", atMost = 1 } = rule;
    if (scope === "host" && atMost === 1) return pairwise(rule.id, items);
    return spread({ id: rule.id, items, atMost }, compileScope(scope, names));
  },

  violations(rule, placement) {
    const there = byDomain(rule.workloads, placement, rule.scope ?? "host");
    return [...there.values()]
      .filter(({ workloads }) => workloads.size > (rule.atMost ?? 1))
      .map(({ workloads, hosts }) => broken(rule, workloads, hosts));
  },
};

/** No two on one bin: quickly seen by looking at what is there. */
function pairwise(id: string, items: readonly number[]): PackRule {
  const members = new Set(items);
  return {
    id,
    kind: "apart",
    items,
    counts: { what: "per-bin", most: 1 },
    allows(board, item, bin) {
      const there = board.itemsIn(bin);
      if (there.length <= items.length) return !there.some((other) => other !== item && members.has(other));
      return !items.some((other) => other !== item && board.binOf(other) === bin);
    },
  };
}

/** Counted by bin, rack or site. Only where all must stand apart may others take it for a rule between pairs ("apart"). */
function spread(
  { id, items, atMost }: { readonly id: string; readonly items: readonly number[]; readonly atMost: number },
  scope: CompiledScope,
): PackRule {
  const plain = {
    id,
    kind: atMost === 1 ? "apart" : "at-most",
    items,
    counts: { what: "per-bin", most: atMost },
  } as const;
  return counting(plain, { hosts: scope.hosts, isExclusive: false }, (board) => {
    const there = new Tally();
    return {
      allows: (_item, bin) => there.of(scope.keyOf(board, bin)) < atMost,
      placed: (_item, bin) => there.add(scope.keyOf(board, bin), 1),
      removed: (_item, bin) => there.add(scope.keyOf(board, bin), -1),
    };
  });
}
