/** split: no host (rack, site) carries any of these workloads and any of `from` at once. */
import type { Rule } from "../contract/index.ts";
import { type Constraint, broken, indicesOf } from "./constraint.ts";
import { Tally, counting } from "./counting.ts";
import { compileScope } from "./place.ts";
import { byDomain } from "./standing.ts";

type Split = Extract<Rule, { kind: "split" }>;

export const split: Constraint<Split> = {
  kind: "split",

  compile(rule, names) {
    const sides = [indicesOf(rule.workloads, names), indicesOf(rule.from, names)] as const;
    const [own, from] = [new Set(sides[0]), new Set(sides[1])];
    const items = [...new Set([...own, ...from])].toSorted((a, b) => a - b);
    const scope = compileScope(rule.scope ?? "host", names);
    const plain = {
      id: rule.id,
      kind: rule.kind,
      items,
      counts: { what: "never-share", items: sides[0], from: sides[1] },
    } as const;
    return counting(plain, { hosts: scope.hosts, isExclusive: false }, (board) => {
      const [here, there] = [new Tally(), new Tally()];
      const count = (item: number, bin: number, by: 1 | -1) => {
        const key = scope.keyOf(board, bin);
        if (own.has(item)) here.add(key, by);
        if (from.has(item)) there.add(key, by);
      };
      return {
        allows(item, bin) {
          const key = scope.keyOf(board, bin);
          if (own.has(item) && from.has(item)) return false;
          return own.has(item) ? !there.has(key) : !here.has(key);
        },
        placed: (item, bin) => count(item, bin, 1),
        removed: (item, bin) => count(item, bin, -1),
      };
    });
  },

  violations(rule, placement) {
    const scope = rule.scope ?? "host";
    const others = byDomain(rule.from, placement, scope);
    return [...byDomain(rule.workloads, placement, scope)].flatMap(([domain, own]) => {
      const other = others.get(domain);
      if (other === undefined) return [];
      return [broken(rule, new Set([...own.workloads, ...other.workloads]), [...own.hosts, ...other.hosts])];
    });
  },
};
