/**
 * quarantine: nobody but these workloads stands on the places, and they stand nowhere else. Without workloads nobody does.
 */
import type { Rule } from "../contract/index.ts";
import { type Constraint, broken, everyItem, indicesOf } from "./constraint.ts";
import { naming } from "./counting.ts";
import { compilePlaces } from "./place.ts";
import { standsIn } from "./standing.ts";

type Quarantine = Extract<Rule, { kind: "quarantine" }>;

export const quarantine: Constraint<Quarantine> = {
  kind: "quarantine",

  compile(rule, names) {
    const places = compilePlaces(rule.places, names);
    const inside = new Set(indicesOf(rule.workloads, names));
    return naming(
      {
        id: rule.id,
        kind: rule.kind,
        items: everyItem(names),
        allows: (board, item, bin) => places.include(board, bin) === inside.has(item),
      },
      { hosts: places.hosts, isExclusive: false },
    );
  },

  violations(rule, placement) {
    const inside = new Set(rule.workloads);
    return placement.hosts.flatMap((host) => {
      const isPlace = standsIn(host, rule.places, placement);
      return placement
        .workloadsOn(host)
        .filter((workload) => inside.has(workload) !== isPlace)
        .map((workload) => broken(rule, [workload], [host]));
    });
  },
};
