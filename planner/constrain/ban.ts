/** ban: none of these workloads stands on any of the places. */
import type { Rule } from "../contract/index.ts";
import { type Constraint, broken, itemsOf } from "./constraint.ts";
import { naming } from "./counting.ts";
import { compilePlaces } from "./place.ts";
import { standsIn } from "./standing.ts";

type Ban = Extract<Rule, { kind: "ban" }>;

export const ban: Constraint<Ban> = {
  kind: "ban",

  compile(rule, names) {
    const places = compilePlaces(rule.places, names);
    return naming(
      {
        id: rule.id,
        kind: rule.kind,
        items: itemsOf(rule, names),
        allows: (board, _item, bin) => !places.include(board, bin),
      },
      { hosts: places.hosts, isExclusive: false },
    );
  },

  violations(rule, placement) {
    return [...new Set(rule.workloads)].flatMap((workload) => {
      const host = placement.hostOf(workload);
      return host === undefined || !standsIn(host, rule.places, placement) ? [] : [broken(rule, [workload], [host])];
    });
  },
};
