/**
 * Rules that a plan does not keep although it may have placed everything. Only min-hosts can be among them: it asks for
 * more than packing needs, and where nobody finds a way to give it, the plan says so instead of hiding it.
 */
import { violationsOf } from "./constrain/index.ts";
import type { PlanResult } from "./contract/index.ts";
import type { PackProblem } from "./pack/index.ts";
import { type Seats, placementOf } from "./reasons.ts";
import type { Estate } from "./size/index.ts";

type Unmet = NonNullable<PlanResult["unmet"]>[number];

/** Rules that ask for more hosts than are in use, in the order of the request. */
export function unmetRules(estate: Estate, seats: Seats): readonly Unmet[] {
  const rules = estate.request.rules.filter((rule) => rule.kind === "min-hosts");
  if (rules.length === 0) return [];
  return violationsOf(rules, placementOf(seats)).map(({ rule, kind, hosts }) => ({ rule, kind, hosts: [...hosts] }));
}

/** The problem without the rules that are not met, so that its bound holds for the plan as it is. */
export function withoutRules(problem: PackProblem, unmet: readonly Unmet[]): PackProblem {
  if (unmet.length === 0) return problem;
  const ids = new Set(unmet.map(({ rule }) => rule));
  return { ...problem, rules: problem.rules.filter((rule) => !ids.has(rule.id)) };
}

/** Does the plan keep what it promises beside placing everything? */
export const isKept = ({
  failover,
  unmet,
}: {
  readonly failover: PlanResult["failover"];
  readonly unmet: readonly Unmet[];
}): boolean => unmet.length === 0 && (failover ?? []).every(({ holds }) => holds);
