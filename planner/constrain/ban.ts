/** ban: none of these workloads stands on any of the places. */
import type { Rule } from "../contract/index.ts";
import { type Constraint, broken } from "./constraint.ts";
import { keptOff } from "./kept-off.ts";
import { standsIn } from "./standing.ts";

type Ban = Extract<Rule, { kind: "ban" }>;

export const ban: Constraint<Ban> = {
  kind: "ban",

  compile: keptOff,

  violations(rule, placement) {
    return [...new Set(rule.workloads)].flatMap((workload) => {
      const host = placement.hostOf(workload);
      return host === undefined || !standsIn(host, rule.places, placement) ? [] : [broken(rule, [workload], [host])];
    });
  },
};
