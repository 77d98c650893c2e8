/** pin: each of these workloads stands on one of the places, or nowhere. Several pins on one workload all hold. */
import type { Rule } from "../contract/index.ts";
import type { HostRule } from "../pack/index.ts";
import { type Constraint, itemsOf } from "./constraint.ts";
import { compilePlaces } from "./place.ts";

type Pin = Extract<Rule, { kind: "pin" }>;

export const pin: Constraint<Pin> = {
  kind: "pin",

  compile(rule, names) {
    const places = compilePlaces(rule.places, names.types);
    const asked = {
      id: rule.id,
      kind: rule.kind,
      items: itemsOf(rule, names),
      allows: (board, _item, bin) => places.include(board, bin),
    } satisfies Omit<HostRule, "hosts" | "isExclusive">;
    return places.hosts.length === 0 ? asked : { ...asked, hosts: places.hosts, isExclusive: true };
  },

  violations(rule, placement) {
    return [...new Set(rule.workloads)].flatMap((workload) => {
      const host = placement.hostOf(workload);
      if (host === undefined) return [];
      if (rule.places.includes(host) || rule.places.includes(placement.targetOf(host))) return [];
      return [{ rule: rule.id, kind: rule.kind, workloads: [workload], hosts: [host] }];
    });
  },
};
