/** fence: each of these workloads stands on one of the places, or nowhere. Several fences on one workload all hold. */
import type { Rule } from "../contract/index.ts";
import { type Constraint, type Names, type Placement, type Violation, broken, itemsOf } from "./constraint.ts";
import { naming } from "./counting.ts";
import { compilePlaces } from "./place.ts";
import { standsIn } from "./standing.ts";

type Fence = Extract<Rule, { kind: "fence" }>;
type Fencing = Extract<Rule, { kind: "fence" | "pin" }>;

/** The incremental statement of a rule that keeps workloads inside places. */
export function compileFence(rule: Fencing, names: Names) {
  const places = compilePlaces(rule.places, names);
  return naming(
    {
      id: rule.id,
      kind: rule.kind,
      items: itemsOf(rule, names),
      allows: (board, _item, bin) => places.include(board, bin),
    },
    { hosts: places.hosts, isExclusive: true },
  );
}

/** Workloads outside of the places, one by one. */
export function outside(rule: Fencing, placement: Placement): readonly Violation[] {
  return [...new Set(rule.workloads)].flatMap((workload) => {
    const host = placement.hostOf(workload);
    return host === undefined || standsIn(host, rule.places, placement) ? [] : [broken(rule, [workload], [host])];
  });
}

export const fence: Constraint<Fence> = { kind: "fence", compile: compileFence, violations: outside };
