/**
 * min-hosts: at least so many hosts of the places carry any of the workloads. The one rule that taking away can break, so
 * it refuses nothing while packing: packers use as few hosts as they can, and a last step (planner/pack/use-more.ts)
 * spreads out what they packed until the count is met. What cannot be met is told in the plan, never hidden.
 */
import type { Rule } from "../contract/index.ts";
import { type Constraint, broken, itemsOf } from "./constraint.ts";
import { naming } from "./counting.ts";
import { compilePlaces } from "./place.ts";
import { byDomain, concernedBy, standsIn } from "./standing.ts";

type MinHosts = Extract<Rule, { kind: "min-hosts" }>;

export const minHosts: Constraint<MinHosts> = {
  kind: "min-hosts",

  compile(rule, names) {
    const places = compilePlaces(rule.places, names);
    return naming(
      {
        id: rule.id,
        kind: rule.kind,
        items: itemsOf(rule, names),
        allows: () => true,
        least: { bins: rule.atLeast, include: places.include },
        counts: { what: "at-least", bins: rule.atLeast },
      },
      { hosts: places.hosts, isExclusive: false },
    );
  },

  violations(rule, placement) {
    const concerned = concernedBy(rule.workloads, placement);
    const used = [...byDomain(concerned, placement, "host").keys()].filter((host) =>
      standsIn(host, rule.places, placement),
    );
    return used.length >= rule.atLeast ? [] : [broken(rule, rule.workloads, used)];
  },
};
