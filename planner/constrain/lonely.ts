/** lonely (dedicated hosts): a host that carries any of these workloads carries nobody else. */
import type { Rule } from "../contract/index.ts";
import { type Constraint, broken, everyItem, indicesOf } from "./constraint.ts";
import { Tally, counting } from "./counting.ts";
import { byDomain } from "./standing.ts";

type Lonely = Extract<Rule, { kind: "lonely" }>;

export const lonely: Constraint<Lonely> = {
  kind: "lonely",

  compile(rule, names) {
    const members = indicesOf(rule.workloads, names);
    const own = new Set(members);
    const plain = {
      id: rule.id,
      kind: rule.kind,
      items: members.length === 0 ? [] : everyItem(names),
      counts: { what: "never-share", items: members },
    } as const;
    return counting(plain, { hosts: [], isExclusive: false }, () => {
      const [ours, others] = [new Tally(), new Tally()];
      return {
        allows: (item, bin) => (own.has(item) ? !others.has(bin) : !ours.has(bin)),
        placed: (item, bin) => (own.has(item) ? ours : others).add(bin, 1),
        removed: (item, bin) => (own.has(item) ? ours : others).add(bin, -1),
      };
    });
  },

  violations(rule, placement) {
    const own = new Set(rule.workloads);
    return [...byDomain(rule.workloads, placement, "host").keys()].flatMap((host) => {
      const there = placement.workloadsOn(host);
      return there.every((workload) => own.has(workload)) ? [] : [broken(rule, there, [host])];
    });
  },
};
