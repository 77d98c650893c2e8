/**
 * drain (maintenance, cordon): none of the workloads, everybody unless named, stands on any of the places. Drained hosts
 * are no spares either.
 */
import type { Rule } from "../contract/index.ts";
import { type Constraint, broken, itemsOf } from "./constraint.ts";
import { naming } from "./counting.ts";
import { compilePlaces } from "./place.ts";
import { standsIn } from "./standing.ts";

type Drain = Extract<Rule, { kind: "drain" }>;

export const drain: Constraint<Drain> = {
  kind: "drain",

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
    const concerned = new Set(rule.workloads);
    return placement.hosts
      .filter((host) => standsIn(host, rule.places, placement))
      .flatMap((host) => {
        const there = placement.workloadsOn(host).filter((w) => concerned.size === 0 || concerned.has(w));
        return there.length === 0 ? [] : [broken(rule, there, [host])];
      });
  },
};
