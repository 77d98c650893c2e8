/**
 * drain (maintenance, cordon): none of the workloads, everybody unless named, stands on any of the places. Drained hosts
 * are no spares either.
 */
import type { Rule } from "../contract/index.ts";
import { type Constraint, broken } from "./constraint.ts";
import { keptOff } from "./kept-off.ts";
import { standsIn } from "./standing.ts";

type Drain = Extract<Rule, { kind: "drain" }>;

export const drain: Constraint<Drain> = {
  kind: "drain",

  compile: keptOff,

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
