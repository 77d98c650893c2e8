/** ban: none of these workloads stands on any of the places. */
import type { Rule } from "../contract/index.ts";
import type { HostRule } from "../pack/index.ts";
import { type Constraint, itemsOf } from "./constraint.ts";
import { compilePlaces } from "./place.ts";

type Ban = Extract<Rule, { kind: "ban" }>;

export const ban: Constraint<Ban> = {
  kind: "ban",

  compile(rule, names) {
    const places = compilePlaces(rule.places, names.types);
    const asked = {
      id: rule.id,
      kind: rule.kind,
      items: itemsOf(rule, names),
      allows: (board, _item, bin) => !places.include(board, bin),
    } satisfies Omit<HostRule, "hosts" | "isExclusive">;
    return places.hosts.length === 0 ? asked : { ...asked, hosts: places.hosts, isExclusive: false };
  },

  violations(rule, placement) {
    return [...new Set(rule.workloads)].flatMap((workload) => {
      const host = placement.hostOf(workload);
      if (host === undefined) return [];
      const isBanned = rule.places.some((place) => place === host || place === placement.targetOf(host));
      return isBanned ? [{ rule: rule.id, kind: rule.kind, workloads: [workload], hosts: [host] }] : [];
    });
  },
};
